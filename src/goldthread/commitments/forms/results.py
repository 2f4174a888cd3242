"""Forms of results: a report, a whole return, context, disputes."""

from goldthread.commitments.forms import HERE
from goldthread.commitments.rules import MOST_COUNTED
from goldthread.forms.fields import ChoiceField, FileField, NumberField, ParagraphField, TextField
from goldthread.forms.form import Form, Given, Press


NO_NAMES = "Do not name patients or staff, or give counts of fewer than 5 people."


class Report(Form):
    """What a provider reports for one period."""

    period = ChoiceField("Period", missing="Choose the period")
    numerator = NumberField("How many", least=0, most=MOST_COUNTED, missing="Enter how many")
    denominator = NumberField("Out of how many", least=0, most=MOST_COUNTED, missing="Enter out of how many")
    comment = ParagraphField(
        "Comment (optional)",
        eraser=HERE,
        most=600,
        hint=f"What should people know about this figure? {NO_NAMES}",
        look={"rows": 3},
    )

    def clean(self) -> Given:
        """The first counts some of those that the second counts."""
        return in_order(self)


class Correct(Report):
    """Another figure for a period that was reported."""

    why = TextField(
        "Why is it corrected?",
        eraser=HERE,
        most=300,
        missing="Write why it is corrected",
        hint="Both figures stay, with this reason.",
    )
    field_order = ("period", "numerator", "denominator", "why", "comment")


def in_order(form: Form) -> Given:
    """Say beside the first figure that it is larger than the second."""
    given = form.cleaned_data
    above, below = given.get("numerator"), given.get("denominator")
    if above is not None and below is not None and above > below:
        form.add_error("numerator", f"{above:,} is more than {below:,}. Check both figures")
    return given


class AddContext(Form):
    """What the provider adds to a result."""

    ids = "context-%s"
    text = ParagraphField(
        "What should others know about this result?",
        eraser=HERE,
        most=600,
        missing="Write what others should know",
        hint=f"It is shown with the figure wherever the figure is. {NO_NAMES}",
        look={"rows": 3},
    )


class ShowNow(Press):
    """Let others see a result before the time to reply is over."""


class DisputeResult(Form):
    """What a party holds against a result."""

    numerator = NumberField("How many, by your count (optional)", least=0, most=MOST_COUNTED)
    denominator = NumberField("Out of how many (optional)", least=0, most=MOST_COUNTED)
    reason = ParagraphField("Why do you dispute it?", eraser=HERE, most=400, missing="Write why", look={"rows": 3})

    def clean(self) -> Given:
        """Both figures, or neither."""
        given = self.cleaned_data
        if not self.errors and (given.get("numerator") is None) != (given.get("denominator") is None):
            name = "numerator" if given.get("numerator") is None else "denominator"
            self.add_error(name, "Enter both figures, or neither")
        return in_order(self)


class SettleDispute(Form):
    """What came of a dispute."""

    outcome = ParagraphField(
        "What was agreed?", eraser=HERE, most=400, missing="Write what was agreed", look={"rows": 3}
    )


class SendReturn(Form):
    """A whole return as one file."""

    file = FileField("Your return (a CSV file)", missing="Choose a file")

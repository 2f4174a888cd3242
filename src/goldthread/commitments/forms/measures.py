"""Forms of a measure, from the patients' sentence to its retirement."""

from django import forms

from goldthread.commitments.forms import HERE
from goldthread.forms.fields import (
    CarriedField,
    CarriedNumberField,
    ChoiceField,
    ChoicesField,
    FileField,
    LinesField,
    NumberField,
    ParagraphField,
    TextField,
)
from goldthread.forms.form import Form, Given, Press


MEANWHILE = "Someone else changed this measure meanwhile. Read it again, then make your change."
RADIOS = forms.RadioSelect
DEFINITIONS = (
    ("question", "The share of people who answer yes to a question"),
    ("events", "The share of events that go as they should"),
    ("reported", "A figure that the provider counts and reports"),
)
DEFINITION_HINTS = {
    "question": "Choose from questions that surveys and calls here already ask. No new collection.",
    "events": "Choose from what records here already say, such as how a complaint was closed.",
    "reported": "Say what is counted, out of what. The provider enters both figures each month.",
}
WAYS = (
    ("baseline", "As good as the baseline, or better"),
    ("at least", "At least this percentage"),
    ("at most", "At most this percentage"),
    ("none", "No threshold yet"),
)
PERCENTAGE = "Percentage, for “at least” or “at most” (optional)"
PERIODS = (("month", "Every month"), ("quarter", "Every quarter"))


class Sentence(Form):
    """The patients' own sentence, first of all."""

    wording = ParagraphField(
        "What patients and carers want to be able to say",
        eraser=HERE,
        most=500,
        missing="Write the sentence, in patients’ own words",
        hint="Keep their words. For example: “Before we leave, we know who is coming, when, and who to ring.”",
        look={"rows": 3},
    )
    panel = ChoiceField("Which panel asks for it?", missing="Choose a panel")
    need = CarriedField(most=160)


class How(Form):
    """Which of the three definitions."""

    how = ChoiceField("How would you know?", DEFINITIONS, missing="Choose how it is counted", widget=RADIOS)

    def __init__(self, *given: object, **how: object) -> None:
        super().__init__(*given, **how)
        vars(self.fields["how"])["hints"] = DEFINITION_HINTS


class WhichQuestion(Form):
    """A question that is asked already."""

    question = ChoiceField("Question", missing="Choose a question", widget=RADIOS)


class WhichAnswers(Form):
    """Which answers to the question mean yes, and which mean no."""

    yes = ChoicesField("Answers that mean yes", missing="Tick at least one answer that means yes", joined="or")
    no = ChoicesField(
        "Answers that mean no",
        missing="Tick at least one answer that means no",
        hint="Leave out answers such as “Does not apply”. People who gave them are not counted.",
        joined="or",
    )

    def clean(self) -> Given:
        """No answer means both."""
        given = self.cleaned_data
        if both := set(given.get("yes", [])) & set(given.get("no", [])):
            self.add_error("no", f"“{sorted(both)[0]}” is ticked as yes too. Untick one of them")
        return given


class Events(WhichQuestion):
    """A column of records that says how an event went."""

    question = ChoiceField("What the records say", missing="Choose what the records say", widget=RADIOS)


class Values(WhichAnswers):
    """Which values mean that it went as it should."""

    yes = ChoicesField("Values that mean it went as it should", missing="Tick at least one value", joined="or")
    no = ChoicesField(
        "Values that mean it did not",
        missing="Tick at least one value",
        hint="Leave out values that say nothing about it.",
        joined="or",
    )


class Months(LinesField):
    """Months that a provider has, each on a line with its two figures."""

    def __init__(self, label: str) -> None:
        hint = "One month on each line: month, how many, out of how many. For example: May 2026, 41, 52"
        super().__init__(label, eraser=HERE, most=4_000, hint=hint, look={"rows": 6})


class Reported(Form):
    """What the provider counts, in words, and the months that it has."""

    numerator = TextField(
        "What is counted",
        eraser=HERE,
        most=200,
        missing="Enter what is counted",
        hint="For example: carers who said yes when they were called at 48 hours",
    )
    denominator = TextField(
        "Out of what",
        eraser=HERE,
        most=200,
        missing="Enter what it is counted out of",
        hint="For example: carers who answered the call",
    )
    months = Months("Months that the provider already has (optional)")


class GiveMonths(Form):
    """Months that a provider has from before a measure was made: typed, or in a file."""

    months = Months("Months (optional)")
    file = FileField(
        "A CSV file of months (optional)",
        missing="Choose a file",
        hint="With the columns month, numerator and denominator.",
    )
    based_on = CarriedNumberField(missing=MEANWHILE)

    def __init__(self, *given: object, **how: object) -> None:
        super().__init__(*given, **how)
        self.fields["file"].required = False

    def clean(self) -> Given:
        """One of the two."""
        given = self.cleaned_data
        if not self.errors and bool(given.get("months")) == bool(given.get("file")):
            both = "Enter the months or choose a file, not both"
            self.add_error("months", both if given.get("months") else "Enter at least one month, or choose a file")
        return given


class Whom(Form):
    """For whom, and where."""

    roles = ChoicesField(
        "Whose answers count?",
        [("patient", "Patients"), ("carer", "Carers"), ("staff", "Staff")],
        hint="Tick none to count everyone.",
    )
    organisation = ChoiceField("Which organisation?")
    pathway = ChoiceField("Which journey?")


class MustReach(Form):
    """What it must reach, and how often it is looked at."""

    way = ChoiceField("What must it reach?", WAYS, missing="Choose what it must reach", widget=RADIOS)
    percent = NumberField(PERCENTAGE, least=1, most=100, hint="For example: 85")
    period = ChoiceField("How often is it counted?", PERIODS, missing="Choose how often", widget=RADIOS)

    def clean(self) -> Given:
        """A percentage where the threshold needs one."""
        given = self.cleaned_data
        if given.get("way") in ("at least", "at most") and not given.get("percent") and "percent" not in self.errors:
            self.add_error("percent", "Enter the percentage that it must reach")
        return given


class ChangeMeasure(Form):
    """Another sentence, threshold or period."""

    wording = ParagraphField(
        "The patients’ sentence", eraser=HERE, most=500, missing="Write the sentence", look={"rows": 3}
    )
    way = ChoiceField("What must it reach?", WAYS, missing="Choose what it must reach", widget=RADIOS)
    percent = NumberField(PERCENTAGE, least=1, most=100)
    period = ChoiceField("How often is it counted?", PERIODS, missing="Choose how often", widget=RADIOS)
    why = TextField(
        "Why does it change?",
        eraser=HERE,
        most=300,
        missing="Write why it changes",
        hint="Members of the panel and the provider read this.",
    )
    based_on = CarriedNumberField(missing=MEANWHILE)
    clean = MustReach.clean


class Complete(Form):
    """What a measure must say before it can be agreed, and what else is good to know."""

    why = ParagraphField(
        "Why it matters",
        eraser=HERE,
        most=500,
        missing="Write why it matters",
        hint="For example: people who do not know who is coming ring the ward, or come back",
        look={"rows": 2},
    )
    source = TextField(
        "Whose data is it, and where does it come from?",
        eraser=HERE,
        most=300,
        missing="Write whose data it is",
        hint="For example: the council’s call centre",
    )
    collection = TextField(
        "How is it collected?",
        eraser=HERE,
        most=300,
        missing="Write how it is collected",
        hint="For example: someone rings two days after people go home, and asks",
    )
    basis = TextField(
        "What is the threshold based on?",
        eraser=HERE,
        most=300,
        missing="Write what the threshold is based on",
        hint="For example: the last 12 months, and what the panel asked for",
    )
    agreed_by = TextField(
        "Who agreed it?",
        eraser=HERE,
        most=300,
        missing="Write who agreed it",
        hint="For example: the panel, on 12 May 2026",
    )
    review = TextField(
        "When is it looked at again?",
        eraser=HERE,
        most=120,
        missing="Write when it is looked at again",
        hint="For example: every April",
    )
    exclusions = TextField("Who is left out, and why? (optional)", eraser=HERE, most=300)
    gaming = TextField("How could the figure improve without care improving? (optional)", eraser=HERE, most=300)
    consequence = TextField("What happens when it is not met? (optional)", eraser=HERE, most=300)
    cost = TextField("What does collecting it cost, and who pays? (optional)", eraser=HERE, most=300)
    based_on = CarriedNumberField(missing=MEANWHILE)


FIELDS = {"source": "source and owner", "agreed_by": "agreed by", "cost": "cost and who pays"}
"""Fields whose name differs from their key in a measure's file."""


class ByQuarter(Press):
    """Count a measure by quarter."""

    based_on = CarriedNumberField(missing=MEANWHILE)


class Retire(Form):
    """Retire a measure."""

    why = TextField("Why is it retired?", eraser=HERE, most=300, missing="Write why it is retired")

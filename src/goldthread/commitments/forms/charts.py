"""Forms of what happened to a measure's charts, and of groups that are compared."""

from django import forms

from goldthread.commitments.forms import HERE
from goldthread.commitments.forms.measures import WhichQuestion
from goldthread.commitments.rules import GROUPS
from goldthread.forms.fields import CarriedField, ChoiceField, DayField, TextField
from goldthread.forms.form import Form, Given, Press


class RebaseChart(Form):
    """New limits, with their cause."""

    month = ChoiceField("First period with new limits", missing="Choose the first period with new limits")
    what = TextField(
        "What changed?",
        eraser=HERE,
        most=200,
        missing="Write what changed",
        hint="For example: the ward opened ten more beds. Your name and today’s date are shown with it.",
    )


class ChangeCollection(Form):
    """Another way of collecting what is counted."""

    on = DayField("First day", missing="Enter the first day")
    what = TextField(
        "What changed in how it is collected?",
        eraser=HERE,
        most=200,
        missing="Write what changed in how it is collected",
        hint="For example: asked by text message, no longer on paper. It is shown on every chart of this measure.",
    )


class GapQuestion(WhichQuestion):
    """The question that two groups are asked."""

    question = ChoiceField("Question to compare", missing="Choose a question", widget=forms.RadioSelect)
    measure = CarriedField(most=120, missing="Open the measure, and begin there")


class GapGroups(Form):
    """Which groups are compared, and why."""

    first = ChoiceField("First group", GROUPS, missing="Choose the first group")
    second = ChoiceField("Second group", GROUPS, missing="Choose the second group")
    why = TextField(
        "Why are they compared?",
        eraser=HERE,
        most=300,
        missing="Write why they are compared",
        hint="For example: staff say that they explain going home, and carers say that nobody does.",
    )

    def clean(self) -> Given:
        """Two groups."""
        given = self.cleaned_data
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", "Choose another group than the first")
        return given


class Unmark(Press):
    """Take something off a measure's charts."""

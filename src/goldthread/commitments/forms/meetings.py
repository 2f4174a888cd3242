"""Forms of a meeting: outcomes, actions, whether they hold, and words for the agenda."""

from django import forms

from goldthread.commitments.forms import HERE
from goldthread.forms.fields import ChoiceField, ChoicesField, DayField, ParagraphField, TextField
from goldthread.forms.form import Form, Given, Press


MOST_WORDS = 3


class MeetingOutcome(Form):
    """What a meeting made of an item."""

    outcome = ParagraphField(
        "What was agreed?", eraser=HERE, most=600, missing="Write what was agreed", look={"rows": 3}
    )


class AgreeAction(Form):
    """An action, with its owner and its day."""

    what = TextField("What will be done?", eraser=HERE, most=400, missing="Write what will be done")
    organisation = ChoiceField("By which organisation?", missing="Choose the organisation")
    owner = TextField("By whom?", eraser=HERE, most=120, missing="Enter the name of the person who does it")
    due = DayField("By when?", missing="Enter the day by which it is done")


class Hold(Press):
    """The meeting took place."""


class Finish(Form):
    """What was done."""

    how = ParagraphField("What was done?", eraser=HERE, most=400, missing="Write what was done", look={"rows": 3})
    on = DayField("On which day?", missing="Enter the day")


class CheckAction(Form):
    """Whether an action still holds."""

    holds = ChoiceField(
        "Is it still in place?",
        [("yes", "Yes, it is still in place"), ("no", "No, it has slipped")],
        missing="Choose yes or no",
        widget=forms.RadioSelect,
    )
    note = TextField("What slipped?", eraser=HERE, most=400, hint="Needed for a no.")

    def clean(self) -> Given:
        """A note for a no."""
        given = self.cleaned_data
        if given.get("holds") == "no" and not given.get("note"):
            self.add_error("note", "Write what slipped")
        return given


class SuggestWords(Form):
    """Words that would help the meeting; a second person agrees before they are on the agenda."""

    passages = ChoicesField("Which words?", missing="Tick the words to suggest", look={"classes": ""})

    def clean(self) -> Given:
        """No more than the agenda has room for."""
        given = self.cleaned_data
        if len(given.get("passages", [])) > MOST_WORDS:
            self.add_error("passages", f"Tick {MOST_WORDS} at most")
        return given

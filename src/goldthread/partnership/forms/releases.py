"""Forms of releases: which words may be shown where, and what the second person says."""

from django import forms

from goldthread.forms.fields import ChoiceField, ChoicesField, TextField
from goldthread.forms.form import Form, Press
from goldthread.partnership.forms import HERE


class AskRelease(Form):
    """Words, and the one place where they may be shown."""

    passages = ChoicesField(
        "Words", missing="Choose the words", hint="A second person reads them before they are shown."
    )
    place = ChoiceField("Where they may be shown", missing="Choose a place", widget=forms.Select)

    def chosen(self) -> tuple[str, str]:
        """The use and the place."""
        use, _, destination = self.cleaned_data["place"].partition(" ")
        return use, destination


class WantWords(Press):
    """A member asks for words to be released to their panel."""


class Agree(Press):
    """The second person agrees."""


class Refuse(Form):
    """Words may not be shown, or no longer."""

    ids = "refuse-%s"
    why = TextField(
        "Why these words may not be shown",
        eraser=HERE,
        most=300,
        missing="Write why these words may not be shown",
        hint="For example: the day and the ward could show who said it",
    )

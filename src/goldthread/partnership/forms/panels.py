"""Forms of a panel: what it is, who has a seat, its quorum."""

from django import forms
from django.core.exceptions import ValidationError

from goldthread.forms.fields import (
    NOT_KEPT,
    ChoiceField,
    ChoicesField,
    DayField,
    NumberField,
    ParagraphField,
    TextField,
)
from goldthread.forms.form import Form, Given
from goldthread.partnership import rules
from goldthread.partnership.forms import HERE


CHOOSE = ("", "Choose")
NOBODY = "name"
"""What is chosen for somebody who does not sign in here."""


class PanelName(Form):
    """What the panel is called."""

    title = TextField("Name of the panel", eraser=HERE, most=120, missing="Enter a name for the panel")
    about = ParagraphField(
        "What it is for (optional)",
        eraser=HERE,
        most=400,
        hint="For example: patients, carers and staff who decide what must change when people go home after a fall.",
        look={"rows": 3},
    )


class PanelReach(Form):
    """Whom it speaks to."""

    organisations = ChoicesField("Organisations", missing="Choose at least one organisation")
    pathway = ChoiceField("Journey (optional)")


class EarlyClosing(ChoiceField):
    """Whether a ballot may be closed before its last day; nothing chosen means that it may."""

    def __init__(self) -> None:
        choices = [("yes", "Yes, once enough members have voted"), ("no", "No, only once everyone has voted")]
        super().__init__("Can a secret ballot close before its last day?", choices, widget=forms.RadioSelect)
        self.initial = "yes"


class PanelVoting(Form):
    """How it votes, and its quorum."""

    method = ChoiceField(
        "How members vote",
        list(rules.METHODS),
        missing="Choose a secret ballot or a show of hands",
        widget=forms.RadioSelect,
    )
    quorum = NumberField(
        "Members who must take part",
        least=1,
        most=200,
        missing="Enter how many members must take part",
        hint="A decision or an endorsement counts only when this many have answered.",
    )
    quorum_share = NumberField(
        "Percentage of them who must be patients or carers",
        least=1,
        most=100,
        missing="Enter a percentage from 1 to 100",
        hint="50 means that at least half of those who answer are patients or carers.",
    )
    closes_early = EarlyClosing()

    def __init__(self, *given: object, **how: object) -> None:
        super().__init__(*given, **how)
        method = self.fields["method"]
        assert isinstance(method, ChoiceField)
        method.hints = {
            "ballot": "Each member votes on their own page. Nobody sees who voted for what.",
            "hands": "Hands are counted in the room. The vote is open.",
        }


class ChangeQuorum(Form):
    """Another quorum."""

    quorum = NumberField(
        "Members who must take part", least=1, most=200, missing="Enter how many members must take part"
    )
    quorum_share = NumberField(
        "Percentage of them who must be patients or carers",
        least=1,
        most=100,
        missing="Enter a percentage from 1 to 100",
    )
    closes_early = EarlyClosing()


class FindPerson(Form):
    """Whom to look for; what is typed here is not kept."""

    ids = "find-%s"
    q = TextField(
        "Name or email address",
        eraser=NOT_KEPT,
        most=120,
        missing="Enter a name or an email address",
        hint="We look for people who sign in here. You can also add someone who does not sign in.",
    )


class GiveSeat(Form):
    """Who gets a seat, with which voice, from when."""

    person = ChoiceField("Person", missing="Choose who to add", widget=forms.RadioSelect)
    name = TextField(
        "Name of someone who does not sign in (optional)",
        eraser=HERE,
        most=120,
        hint="You enter their answers for them. Everyone can see that an answer was entered by you.",
    )
    voice = ChoiceField("Voice", [CHOOSE, *rules.VOICES], missing="Choose their voice on the panel")
    since = DayField("First day", missing="Enter the first day")
    until = DayField("Last day (optional)")

    def clean(self) -> Given:
        """A name where no account was chosen."""
        given = super().clean() or {}
        if given.get("person") == NOBODY and not given.get("name"):
            self.add_error("name", ValidationError("Enter their name"))
        return given


class EndPanel(Form):
    """The last day of a panel, why it ends, and what happens to its open needs."""

    on = DayField("Last day", missing="Enter the last day", hint="Today, or the day on which the panel last met.")
    why = ParagraphField(
        "Why it ends",
        eraser=HERE,
        most=400,
        missing="Write why the panel ends",
        hint="Anyone who opens the panel’s page reads this.",
        look={"rows": 3},
    )
    hand_to = ChoiceField(
        "What happens to its open needs?", missing="Choose what happens to the open needs", widget=forms.RadioSelect
    )


class EndSeat(Form):
    """The last day of a seat."""

    on = DayField("Last day", missing="Enter the last day", hint="This member’s answers and votes stay.")

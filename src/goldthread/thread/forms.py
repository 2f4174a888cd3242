"""Forms of the thread: words put on it, links that do not hold, links to check again, and links that are missing."""

from django import forms

from goldthread.forms.fields import (
    CarriedField,
    CarriedNumberField,
    ChoiceField,
    ParagraphField,
    TextField,
    TickField,
)
from goldthread.forms.form import AGAIN, Form, Press
from goldthread.thread.rules import LONGEST_REASON


HERE = "thread"


class Quote(Press):
    """Which part of an answer goes on the thread; without an end, all of it."""

    start = CarriedNumberField()
    end = CarriedNumberField()


class LinkAgain(Press):
    """A link that was removed, to be put back."""

    link = CarriedField()


class Unlink(Form):
    """A link that does not hold, and why."""

    ids = "%s"
    link = ChoiceField(
        "Which link does not hold?",
        missing="Choose the link that does not hold",
        widget=forms.RadioSelect,
        look={"size": "s", "classes": "nhsuk-radios--small"},
    )
    why = ParagraphField(
        "Why does it not hold?",
        eraser=HERE,
        most=LONGEST_REASON,
        missing="Enter why the link does not hold",
        hint="Anyone who follows the thread reads your reason, with your name and the day.",
        look={"rows": 2, "size": "s"},
    )


class StillHolds(Form):
    """That a link still holds after one of its ends changed; the versions are those that were looked at."""

    link = CarriedField(missing=AGAIN)
    seen = CarriedField(missing=AGAIN)
    why = TextField("What did you look at? (optional)", eraser=HERE, most=LONGEST_REASON)


class WithdrawOwn(Form):
    """That somebody takes their own words back."""

    sure = TickField(
        "I want my words to be withdrawn. I know that nobody can bring them back.",
        missing="Tick the box if you want to withdraw your words",
    )


class AcceptGap(Form):
    """Why it is right that a link is missing."""

    reference = CarriedField(missing=AGAIN)
    side = CarriedField(missing=AGAIN)
    why = TextField(
        "Why is this right?", eraser=HERE, most=LONGEST_REASON, missing="Enter why nothing has to be linked here"
    )

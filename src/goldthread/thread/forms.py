"""Forms of the thread: words put on it, what came of them, dates, and links that do not hold."""

from django import forms
from django.http import QueryDict

from goldthread.accounts.models import Organisation
from goldthread.forms.fields import (
    CarriedField,
    CarriedNumberField,
    ChoiceField,
    ChoicesField,
    DayField,
    ParagraphField,
    TextField,
)
from goldthread.forms.form import Form, Press
from goldthread.thread.rules import LONGEST_REASON, LONGEST_WORDING
from goldthread.vocabulary import Scope


HERE = "thread"
NAME_ONE = "Choose at least one organisation"


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


class PutDate(Form):
    """A contract meeting, or the day on which a contract closes."""

    ids = "date-%s"
    kind = ChoiceField(
        "What is it?",
        [("meeting", "A contract meeting"), ("close", "The day on which a contract closes")],
        missing="Choose a contract meeting or a contract's close",
    )
    wording = TextField("What to call it", eraser=HERE, most=120, missing="Enter what to call it")
    on = DayField("Which day?", missing="Enter the day on which it is")
    organisation = ChoicesField("With whom?", missing=NAME_ONE)


class PutPlaceholder(Form):
    """What came of something."""

    ids = "%s"
    kind = ChoiceField("What is it?", missing="Choose what it is")
    wording = ParagraphField(
        "Its wording, as agreed",
        eraser=HERE,
        most=LONGEST_WORDING,
        missing="Enter its wording, as agreed",
        look={"rows": 3},
    )
    on = DayField("Since when?", missing="Enter the day since when it holds")
    organisation = ChoicesField("Whom does it concern?", missing=NAME_ONE)


def concerned(scope: Scope) -> list[tuple[str, str]]:
    """The providers that whoever asks may name, by code."""
    held = Organisation.objects.filter(member=True, code__in=scope.organisations or ()).exclude(kind="commissioner")
    return [(one.code, one.name) for one in held.order_by("name")]


def date_form(scope: Scope, given: QueryDict | None = None) -> PutDate:
    """The form that adds a date, with the providers that whoever asks may name."""
    form = PutDate(given)
    form.offer("organisation", concerned(scope))
    return form

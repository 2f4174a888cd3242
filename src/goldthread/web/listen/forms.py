"""Forms of files on their way in, and of answers that need review."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from django import forms

from goldthread import coding
from goldthread.forms.fields import (
    CarriedField,
    CarriedListField,
    ChoiceField,
    ChoicesField,
    FileField,
    ParagraphField,
    TickField,
)
from goldthread.forms.form import Form, Press
from goldthread.insight import Concerned
from goldthread.intake import COLUMN_USES, ColumnUse, column_name, percent
from goldthread.listening.actions.concerns import NO_CONCERN
from goldthread.web.listen.presenters.concerns import length_words


ORDERS = (
    ("", "I do not know. Set those rows aside to be fixed"),
    ("day first", "3 April: the day comes first"),
    ("month first", "4 March: the month comes first"),
)
DECIDE = "Choose what you did"
YES = "yes"


class Upload(Form):
    """A file to import."""

    ids = "%s"
    file = FileField("A CSV or Excel file of comments, or of any survey", missing="Choose a file first")

    def limited(self, limit: int) -> Self:
        """Say how large a file may be, in MB."""
        self.fields["file"].help_text = (
            f"Up to {limit} MB. You see a preview before anything is stored. Names and numbers are removed, "
            "and the file itself is not kept."
        )
        return self


class Order(Form):
    """How dates that can be read two ways are read."""

    ids = "%s"
    order = ChoiceField("What does 3/4 mean in this file?", ORDERS, widget=forms.RadioSelect, look={"size": "s"})


class CarriedOrder(Form):
    """The same, carried along by a page that asked it before."""

    ids = "%s-kept"
    order = ChoiceField("", ORDERS, widget=forms.HiddenInput)


class KeepAnyway(Form):
    """That a file is to be imported although its answers seem to be here already."""

    ids = "%s-anyway"
    count_again = CarriedField(most=len(YES))


class Columns(Form):
    """What each column of a waiting file is used for: a list for each of them."""

    ids = "%s"
    remember = TickField("Read other files with the same columns like this")

    def __init__(self, *given: object, **how: object) -> None:
        super().__init__(*given, **how)
        self._columns: dict[str, ColumnUse] = {}

    def about(self, columns: Sequence[ColumnUse]) -> Self:
        """Ask about these columns, each with its sheet where the file has several."""
        tick = self.fields.pop("remember")
        for one in columns:
            name = column_name(one)
            label = f"{one.heading} (sheet: {one.sheet})" if one.sheet else one.heading
            self.fields[name] = ChoiceField(
                label, COLUMN_USES.items(), missing="Choose one that is in the list", hint=_filled(one)
            )
            self.initial[name] = one.use
            self._columns[name] = one
        self.fields["remember"] = tick
        return self

    def has_words(self) -> bool:
        """Whether software takes any of the columns for people's words."""
        return any(COLUMN_USES[one.use].startswith("Words") for one in self._columns.values())

    def uses(self) -> list[ColumnUse]:
        """Every column with its use, as it was chosen."""
        return [replace(one, use=self.cleaned_data[name]) for name, one in self._columns.items()]


def _filled(one: ColumnUse) -> str:
    """In how many rows a column holds anything; "" where nobody has counted."""
    if not one.rows:
        return ""
    return f"Filled in {one.filled:,} of {one.rows:,} rows ({percent(one.filled, one.rows)}%)"


def asked(two_ways: int) -> Order:
    """The order of dates, asked together with the decision to import."""
    form = Order(auto_id="%s-kept")
    count = f"{two_ways:,} {'date' if two_ways == 1 else 'dates'} can be read two ways."
    form.fields["order"].label = f"{count} What does 3/4 mean in this file?"
    return form


def _decisions() -> list[tuple[str, str]]:
    return [("", "Choose"), (NO_CONCERN, "Nothing needed"), *coding.concern_actions()]


class Decide(Form):
    """What somebody did about an answer."""

    decision = ChoiceField("What did you do?", _decisions, missing=DECIDE)


class NewNote(Form):
    """A note about an answer that needs review."""

    ids = "note_%s"
    text = ParagraphField(
        "Add a note",
        eraser="listening",
        most=2_000,
        missing="Enter a note",
        hint="Only people who review feedback for your organisation read it. Leave out names where you can.",
    )


class TakeOn(Press):
    """The button that takes an answer on, or hands it back."""


class QueueSettings(Form):
    """How long the review queue is, and who is emailed."""

    length = ChoiceField(
        "How much should the review queue show?",
        lambda: [(str(one.in_a_thousand), length_words(one)) for one in coding.queue_lengths()],
        missing="Choose how much the queue shows",
        widget=forms.RadioSelect,
        hint="A longer queue misses less and takes longer to read. We count misses among concerns that we know how to "
        "find, so more may be missed. The choice is for everyone at your organisation.",
    )
    on_call = TickField("Email me when an urgent answer comes in", hint="The email never quotes feedback.")


class CloseMany(Form):
    """Which of some answers stay in the queue, when all others are closed."""

    keep = ChoicesField("Keep in the queue")
    shown = CarriedListField()

    def about(self, items: Sequence[Concerned]) -> Self:
        """Ask about these answers: those that were on the page may be closed, and no others."""
        self.offer("keep", [(one.passage.id, one.passage.text) for one in items])
        self.initial["shown"] = [one.passage.id for one in items]
        return self


class SecondLook(Form):
    """What the second look at an answer found."""

    found = ChoiceField(
        "Does anyone need to do something about this?",
        [("nobody", "No, nothing is needed"), ("someone", "Yes, put all of these answers back in the queue")],
        missing="Choose yes or no",
        widget=forms.RadioSelect,
    )
    feedback = CarriedField(most=64)

"""A question with what it declares: which columns it needs, which it reads besides, and for which use it is asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldthread.evidence.narrowing import refuse_closed
from goldthread.evidence.questions import of_everybody
from goldthread.evidence.questions.counting import column_of
from goldthread.evidence.view import View
from goldthread.vocabulary import NoRight, Passages, RawCells, Table


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question that evidence answers.

    `needs` are the columns without which it has no answer: it is refused where the data promises hide one. `reads` are
    others that it reads, blank where they are hidden. The columns of the splits that it is asked for are needed too.
    No other column can be read by it: the rows that it is given do not have it. `use` is the one use that it is for.
    `field_of` is the list of pairs that the `field` it is asked about belongs to, which a promise may hide by itself.
    `by_cell` says that what is counted of one organisation depends on no other's answers: then cells of a pathway's
    close are counted once for everybody. `remembered` is False where an answer is as long as what it is of.
    """

    answer: Callable[..., Table | RawCells | Passages]
    needs: frozenset[str]
    reads: frozenset[str] = frozenset()
    use: str = ""
    field_of: str = ""
    by_cell: bool = False
    remembered: bool = True

    def ask(self, view: View, how: Mapping[str, Any]) -> Table | RawCells | Passages:
        """The answer. Raises ClosedByPromise for a hidden column that is needed, NoRight for any other use."""
        if self.use and view.narrow.use != self.use:
            raise NoRight(f"This is asked for one use alone: {self.use}.")
        splits: Iterable[str] = how.get("by", ())
        for name in (*sorted(self.needs | PEOPLE), *splits):
            refuse_closed(view.narrow, name if ":" in name else column_of(name))
        if self.field_of and how.get("field"):
            refuse_closed(view.narrow, f"{self.field_of}:{how['field']}")
        view.reads = self.needs | self.reads | PEOPLE | {column_of(name) for name in splits}
        view.reads |= {"person_key"} if view.shared else set()
        if not self.by_cell:
            return self.answer(view, **how)
        return of_everybody.answered(view, self, how, lambda view: self.answer(view, **how))


PEOPLE = frozenset({"id", "batch", "respondent"})
"""Opaque columns by which answers and people are told apart; every question needs them."""

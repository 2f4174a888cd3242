"""What the rooms over the database may ask of a workspace; `goldthread.workspace.Workspace` is the one there is."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from goldthread.vocabulary import (
    EVERYTHING,
    Citation,
    Cut,
    Passage,
    Passages,
    PathwayMap,
    Scope,
    SharingAgreement,
    Table,
)


class ErasedLike(Protocol):
    """What came of a withdrawal: how many answers went, and files in which something is still found."""

    @property
    def answers(self) -> int:
        """Answers that were removed."""

    @property
    def left_in(self) -> tuple[str, ...]:
        """Files and places that still hold something; where there are any, the withdrawal has failed."""

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Copies outside the workspace, which nobody looked into."""

    @property
    def store_version(self) -> int:
        """The store's version since."""


class LoggedChange(Protocol):
    """One line of the workspace's log: an import, an undo, a withdrawal or a publication."""

    @property
    def what(self) -> str:
        """What was done."""

    @property
    def batch(self) -> str:
        """The batch that it is of, "" for none."""

    @property
    def account(self) -> Mapping[str, Any]:
        """Numbers, reasons and organisations; never words."""


class PlaceLike(Protocol):
    """Where a copy of withdrawn words is that was not erased by rule."""

    @property
    def place(self) -> str:
        """Its table, row and field."""


class ImportsLike(Protocol):
    """What the rooms ask of imports: what the log says of them."""

    def batches(self) -> Sequence[LoggedChange]:
        """Every line of the log, newest first."""


class FindingsLike(Protocol):
    """Disclosed figures."""

    def volumes(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """How many answers, split as asked."""


class WordsLike(Protocol):
    """Words to read and to cite."""

    def passages(self, scope: Scope | None = None, cut: Cut = EVERYTHING, *, limit: int = 20) -> Passages:
        """What was said within a scope and a cut, and how much of it there is."""

    def passage(self, id: str, scope: Scope | None = None) -> Passage:  # noqa: A002
        """One answer. Raises NotFound where there is none that this scope may read."""

    def cite(self, id: str, start: int = 0, end: int | None = None, scope: Scope | None = None) -> Citation:  # noqa: A002
        """Point at words. Raises NotFound for words that this scope may not read, WrongUsage for none."""


class PublishedLike(Protocol):
    """What people agreed, as the evidence knows it."""

    def publish(self, noun: object, *, by: str = "owner") -> int:
        """Make a noun hold for every question from now on; gives the store's version."""

    def of(self, kind: str) -> Mapping[str, object]:
        """The nouns of a kind that hold now, by key."""

    def pathways(self) -> dict[str, PathwayMap]:
        """Pathways by key: published ones, and definitions that nobody has published yet."""

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements in force."""


class WithdrawalsLike(Protocol):
    """One person to forget, and copies of their words that wait for somebody."""

    def withdraw(self, *, respondent: str = "") -> ErasedLike:
        """Erase everything that one person told us from the evidence, and look whether anything is left."""

    def mark_of(self, respondent: str) -> str:
        """What is kept of somebody who withdraws: enough to know them again, not enough to find them."""

    def respondents(self) -> Sequence[str]:
        """Everyone of whom the evidence holds something, as opaque ids."""

    def told_by(self, respondent: str) -> Sequence[str]:
        """What one person told us and nobody else did, for their withdrawal alone."""

    def keep_places(self, respondent: str, places: Iterable[str]) -> None:
        """Keep places of copies that were not erased, until somebody has dealt with them."""

    def waiting_places(self) -> Sequence[PlaceLike]:
        """Places of copies that nobody has dealt with yet."""

    def settle_place(self, place: str) -> bool:
        """Somebody has dealt with a copy; False where none waits there."""


class WorkspaceLike(Protocol):
    """The evidence as agreements see it: words to cite, nouns to publish, one person to forget; no tables."""

    @property
    def version(self) -> int:
        """The store's version."""

    @property
    def imports(self) -> ImportsLike:
        """The log of what came in."""

    @property
    def findings(self) -> FindingsLike:
        """Disclosed figures."""

    @property
    def words(self) -> WordsLike:
        """What people told us."""

    @property
    def published(self) -> PublishedLike:
        """What people agreed."""

    @property
    def withdrawals(self) -> WithdrawalsLike:
        """Who takes their words back."""

    def delivering(self, lane: int) -> AbstractContextManager[None]:
        """One process at a time delivers in a lane."""

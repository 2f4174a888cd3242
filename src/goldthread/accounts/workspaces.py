"""What the rooms over the database may ask of a workspace; `goldthread.workspace.Workspace` is the one there is."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

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
from goldthread.vocabulary.measure_charts import DatedEvent, MeasureChart, Rebase
from goldthread.vocabulary.measures import Measure


if TYPE_CHECKING:
    from goldthread.workspace import Release


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

    @property
    def mark(self) -> str:
        """What is kept of whoever withdrew."""


class ImportsLike(Protocol):
    """What the rooms ask of imports: what the log says of them."""

    def batches(self) -> Sequence[LoggedChange]:
        """Every line of the log, newest first."""


class FindingsLike(Protocol):
    """Disclosed figures."""

    def is_exact(self, scope: Scope, cut: Cut = EVERYTHING) -> bool:
        """Whether a scope may read every word of a cut, and so gets exact figures of it."""

    def volumes(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """How many answers, split as asked."""


class MonthCountLike(Protocol):
    """One month of a measure: so many of so many."""

    @property
    def month(self) -> str:
        """The month, "2026-05"."""

    @property
    def numerator(self) -> int:
        """Those that count."""

    @property
    def denominator(self) -> int:
        """Of so many."""


class RefusalLike(Protocol):
    """One reason why a measure cannot be agreed."""

    @property
    def code(self) -> str:
        """A closed code, such as *too few*."""

    @property
    def sentence(self) -> str:
        """The reason and the way out."""


class AnswerLike(Protocol):
    """One answer to a question."""

    @property
    def value(self) -> str:
        """As it is in the files."""

    @property
    def replies_a_month(self) -> float:
        """How many gave it in a usual month."""


class AskedLike(Protocol):
    """A question with fixed answers, or a column that says how events went."""

    @property
    def question(self) -> str:
        """The question, or the column."""

    @property
    def kind(self) -> str:
        """The kind of events, "" for a question."""

    @property
    def answers(self) -> Sequence[AnswerLike]:
        """What may be answered."""

    @property
    def replies_a_month(self) -> float:
        """How many replied in a usual month."""

    @property
    def at_least(self) -> bool:
        """Whether months with fewer than five replies count as none."""


class TestedLike(Protocol):
    """What a threshold would have done over two years."""

    @property
    def baseline(self) -> float | None:
        """The first twelve months, pooled."""

    @property
    def periods(self) -> Sequence[MonthCountLike]:
        """Months, or quarters."""

    @property
    def replies_a_month(self) -> float:
        """How many replied in a usual month."""

    @property
    def judged(self) -> int:
        """How many periods had enough replies."""

    @property
    def failed(self) -> int | None:
        """How many of these would have missed the threshold."""

    @property
    def chance_failure(self) -> float | None:
        """The share of them that chance alone would miss."""

    @property
    def smallest_change(self) -> float | None:
        """The smallest change that one period could show."""


class CheckedLike(Protocol):
    """A measure rehearsed over two years."""

    @property
    def rehearsed(self) -> TestedLike:
        """What its threshold would have done."""

    @property
    def refused(self) -> Sequence[RefusalLike]:
        """What stands in the way of agreeing it."""

    def as_dict(self) -> dict[str, object]:
        """The measure for a program (CONTRACTS §7)."""


class MeetingLike(Protocol):
    """A period in which a threshold would have been missed."""

    @property
    def period(self) -> str:
        """Its first month."""

    @property
    def count(self) -> MonthCountLike:
        """What was counted."""

    @property
    def passages(self) -> Sequence[str]:
        """References of answers of that period that may be read."""


class UnseenLike(Protocol):
    """A role or service of whom a measure says little or nothing."""

    @property
    def sentence(self) -> str:
        """The same in words."""


class RehearsalLike(Protocol):
    """What a measure and its threshold would have done over two years."""

    @property
    def checked(self) -> CheckedLike:
        """The measure, counted."""

    @property
    def by_quarter(self) -> TestedLike:
        """The same pooled by quarters."""

    @property
    def meetings(self) -> Sequence[MeetingLike]:
        """The contract meetings that it would have caused."""

    @property
    def unseen(self) -> Sequence[UnseenLike]:
        """Whom the numbers cannot see."""

    @property
    def said(self) -> Sequence[str]:
        """Its figures in sentences."""


class GapLike(Protocol):
    """How far two groups are apart in their answers to one question."""

    @property
    def sentence(self) -> str:
        """What both answered, and the difference, in words."""

    @property
    def chart(self) -> MeasureChart:
        """The difference, month by month."""


class MeasuresLike(Protocol):
    """What patients want, counted."""

    def rehearse(
        self,
        measure: Measure,
        scope: Scope | None = None,
        *,
        about: tuple[str, str] = ("", ""),
        today: date | None = None,
    ) -> RehearsalLike:
        """What a measure would have done over two years as a clause, as far as a scope may know it."""

    def sentence(self, measure: Measure) -> str:
        """A measure explained back in one sentence."""

    def status(self, measure: Measure, numerator: int, denominator: int) -> str:
        """What counts come to: met, not met, or too few; "" without a threshold."""

    def check(self, measure: Measure, scope: Scope | None = None, *, today: date | None = None) -> CheckedLike:
        """Count a measure over the last 24 months, and say what stands in its way."""

    def chart(
        self,
        measure: Measure,
        scope: Scope | None = None,
        *,
        rebases: Sequence[Rebase] = (),
        events: Sequence[DatedEvent] = (),
        today: date | None = None,
    ) -> MeasureChart:
        """Its control chart over the last 24 months, with new limits and dated events."""

    def gap(
        self,
        question: str,
        yes: Sequence[str],
        no: Sequence[str],
        scope: Scope | None = None,
        *,
        roles: tuple[str, str] = ("staff", "carer"),
        cut: Cut = EVERYTHING,
        today: date | None = None,
    ) -> GapLike:
        """How far apart two groups answer one question, over the last 24 months."""

    def counted(
        self, measure: Measure, scope: Scope | None = None, *, since: str, until: str
    ) -> Sequence[MonthCountLike]:
        """Every month from one to another, both included."""

    def is_drawn_as(self, pathway: str, version: int | None) -> bool:
        """Whether the same services and moments are on a journey now as at a version of the evidence."""

    def tells_of_few(self, release: "Release", earlier: "Sequence[Release]") -> bool:
        """Whether one to four people stand behind a figure of a release, or behind a difference to another (§5 g)."""

    def questions(self, scope: Scope | None = None) -> Sequence[AskedLike]:
        """Questions with fixed answers and columns of events, each with its answers, to choose from."""


class WordsLike(Protocol):
    """Words to read and to cite."""

    def passages(self, scope: Scope | None = None, cut: Cut = EVERYTHING, *, limit: int = 20) -> Passages:
        """What was said within a scope and a cut, and how much of it there is."""

    def passage(self, id: str, scope: Scope | None = None) -> Passage:  # noqa: A002
        """One answer. Raises NotFound where there is none that this scope may read."""

    def cite(self, id: str, start: int = 0, end: int | None = None, scope: Scope | None = None) -> Citation:  # noqa: A002
        """Point at words. Raises NotFound for words that this scope may not read, WrongUsage for none."""

    def cited(
        self, places: Iterable[tuple[str, int, int]], scope: Scope | None = None
    ) -> Mapping[tuple[str, int, int], tuple[Citation, Passage]]:
        """Words at many places, with their answers; places that this scope may not read are left out."""


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

    def follow_places(self, mark: str, places: Iterable[str]) -> None:
        """Keep places of what was made of a waiting copy. Takes: what is kept of whoever withdrew."""

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
    def measures(self) -> MeasuresLike:
        """What patients want, counted."""

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

"""`ws.measures`: what patients want, counted: rehearsed before it is agreed, and counted month by month afterwards.

Where `scope` is left out, the owner of the folder asks. A check and a rehearsal are exact for who may read the words
behind them, and of shared figures for everybody else. Counts of months and of organisations are exact: nobody is to
be shown them who may not read the words, but as a contract's results (CONTRACTS §5 g).
"""

from collections.abc import Sequence
from datetime import date

from goldthread.evidence import Store
from goldthread.insight.disclosure import Release
from goldthread.insight.measures import (
    AskedQuestion,
    CheckedMeasure,
    Gap,
    MonthCount,
    Rehearsal,
    asked_questions,
    charted,
    check_measure,
    count_two_years,
    counts_between,
    counts_by_organisation,
    gap,
    in_a_sentence,
    rehearse,
    releasable_months,
    status,
    tells_of_few,
)
from goldthread.vocabulary import EVERYTHING, Cut, Scope
from goldthread.vocabulary.measure_charts import DatedEvent, MeasureChart, Rebase
from goldthread.vocabulary.measures import Measure, ShareOfAnswers


class Measures:
    """The measures of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sentence(self, measure: Measure) -> str:
        """A measure explained back in one sentence, with the names of its organisations, journey and moment."""
        cut = measure.cut
        if not (cut.organisations or cut.pathway):
            return in_a_sentence(measure)
        names = {one.code: one.name for one in self._store.directory().organisations}
        if drawn := self._store.pathways().get(cut.pathway):
            names |= {drawn.key: drawn.title, **{point.key: point.title for point in drawn.touchpoints}}
        return in_a_sentence(measure, names)

    def is_drawn_as(self, pathway: str, version: int | None) -> bool:
        """Whether the same services and moments are on a journey now as at a version of the evidence."""
        drawings = [self._store.pathways(at).get(pathway) for at in (None, version)]
        now, then = [one and (one.members, [(p.key, p.kinds, p.services) for p in one.touchpoints]) for one in drawings]
        return version is not None and now is not None and now == then

    def status(self, measure: Measure, numerator: int, denominator: int) -> str:
        """What counts come to: met, not met, or too few; "" without a threshold."""
        return status(measure, MonthCount("", numerator, denominator))

    def check(self, measure: Measure, scope: Scope | None = None, *, today: date | None = None) -> CheckedMeasure:
        """Count a measure over the 24 months before today's, rehearse it, and say what stands in its way."""
        return check_measure(self._store, scope or Scope.owner(), measure, today=today)

    def rehearse(
        self,
        measure: Measure,
        scope: Scope | None = None,
        *,
        about: tuple[str, str] = ("", ""),
        today: date | None = None,
    ) -> Rehearsal:
        """The same as a clause: the contract meetings that it would have caused, and whom its numbers cannot see.

        Takes: the pathway and the moment that it is about, whose hard words each meeting would have heard.
        """
        return rehearse(self._store, scope or Scope.owner(), measure, about=about, today=today)

    def chart(
        self,
        measure: Measure,
        scope: Scope | None = None,
        *,
        rebases: Sequence[Rebase] = (),
        events: Sequence[DatedEvent] = (),
        today: date | None = None,
    ) -> MeasureChart:
        """The control chart of its 24 months before today's, for whoever `check` counts for.

        `charted` of `goldthread.workspace` makes one of months that are held, and `draw_chart` draws it.
        Raises: what `check` has among its refusals, and WrongUsage for a rebase without cause or person.
        """
        counted = count_two_years(self._store, scope or Scope.owner(), measure, today=today)
        return charted(measure, counted.months, rebases=rebases, events=events, notes=counted.notes)

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
    ) -> Gap:
        """How far apart two groups answer one question: over 24 months, with its chart."""
        definition = ShareOfAnswers(question=question, yes=tuple(yes), no=tuple(no))
        return gap(self._store, scope or Scope.owner(), definition, roles=roles, cut=cut, today=today)

    def counted(
        self, measure: Measure, scope: Scope | None = None, *, since: str, until: str
    ) -> tuple[MonthCount, ...]:
        """Every month from one to another ("2026-05"), both included, also those in which nobody is counted.

        Raises: WrongUsage for what is no range of months, ClosedByPromise for what a data promise closes, NotFound for
        an unknown pathway.
        """
        return counts_between(self._store, scope or Scope.owner(), measure, since, until)

    def by_organisation(
        self, measure: Measure, scope: Scope | None = None, *, since: str, until: str
    ) -> dict[str, tuple[MonthCount, ...]]:
        """The same for each organisation in which anybody is counted, by its code, all asked at once.

        Raises: WrongUsage, besides, for what a provider reports.
        """
        return counts_by_organisation(self._store, scope or Scope.owner(), measure, since, until)

    def releasable(self, measure: Measure, scope: Scope | None = None, *, since: str, until: str) -> frozenset[str]:
        """The months of a range whose result may be released exactly (CONTRACTS §5 g).

        `nests` of `goldthread.workspace`, and `tells_of_few`, say besides whether it lies too near to one made before.
        """
        return releasable_months(self._store, scope or Scope.owner(), measure, since, until)

    def tells_of_few(self, release: Release, earlier: Sequence[Release]) -> bool:
        """Whether one to four people stand behind a figure of a release, or behind what it leaves of others.

        These are the releases before it, and the figures that organisations, wards and readers of shared figures have.
        """
        return tells_of_few(self._store, Scope.owner(), release, earlier)

    def questions(self, scope: Scope | None = None) -> list[AskedQuestion]:
        """Questions with fixed answers, and columns that say how events went, each with its answers, to choose from."""
        return asked_questions(self._store, scope or Scope.owner())

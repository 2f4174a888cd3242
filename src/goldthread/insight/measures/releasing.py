"""A measure's result as a release: of whom it tells, and whether that many people stand behind it."""

from goldthread.evidence import Store
from goldthread.insight.disclosure import Release, releasable
from goldthread.insight.measures.counting import (
    MonthCount,
    counts_between,
    months_after,
    people_between,
)
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import MONTHS_OF, Definition, Measure, ReportedCounts, ShareOfAnswers


def release_of(measure: Measure, period: MonthCount) -> Release:
    """What a result of one period tells, and of whom: to be kept when it is released, and asked about with `nests`."""
    asked, yes, no = _asked(measure.definition)
    return Release(
        asked=asked,
        yes=frozenset(map(str.casefold, yes)),
        no=frozenset(map(str.casefold, no)),
        cut=measure.cut,
        since=period.month,
        until=months_after(period.month, MONTHS_OF[measure.period] - 1),
        numerator=period.numerator,
        denominator=period.denominator,
    )


def _asked(definition: Definition) -> tuple[tuple[str, str], tuple[str, ...], tuple[str, ...]]:
    """What was asked, and the answers on both sides."""
    if isinstance(definition, ReportedCounts):
        return (f"reported:{definition.numerator}", definition.denominator), ("yes",), ("no",)
    if isinstance(definition, ShareOfAnswers):
        return ("", definition.question), definition.yes, definition.no
    return (definition.kind, definition.field), definition.good, definition.other


def releasable_months(store: Store, scope: Scope, measure: Measure, since: str, until: str) -> frozenset[str]:
    """The months of a range whose result may be released exactly: both its parts are of nobody or five people.

    Takes and raises what `counts_between` does. Of events it is people that count, since one may bring several.
    """
    if isinstance(measure.definition, ReportedCounts):
        months = counts_between(store, scope, measure, since, until)
    else:
        months = people_between(store, scope, measure, since, until)
    return frozenset(one.month for one in months if releasable(one.numerator, one.denominator))

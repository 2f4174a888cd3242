"""A measure's result as a release: of whom it tells, and whether that many people stand behind it."""

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import Release, releasable
from goldthread.insight.measures.back_test import OF_A_PERIOD
from goldthread.insight.measures.counting import (
    MonthCount,
    asked_of,
    counts_between,
    months_after,
    people_between,
    within,
)
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import Definition, Measure, ReportedCounts, ShareOfAnswers


def release_of(measure: Measure, period: MonthCount) -> Release:
    """What a result of one period tells, and of whom: to be kept when it is released, and asked about with `nests`."""
    asked, yes, no = _asked(measure.definition)
    return Release(
        asked=asked,
        yes=frozenset(map(str.casefold, yes)),
        no=frozenset(map(str.casefold, no)),
        cut=measure.cut,
        since=period.month,
        until=months_after(period.month, OF_A_PERIOD[measure.period] - 1),
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


def stands_behind(store: Store, scope: Scope, measure: Measure, since: str, until: str) -> bool:
    """Whether nobody or at least five people stand behind each part of a result of all these months together.

    Somebody who answers in several months, or has several events, is one person. Two values of one part may come from
    the same people in different months, so a part counts the people of its largest value, or of its largest month.
    Takes and raises what `counts_between` does, and WrongUsage for what a provider reports.
    """
    months, asked = people_between(store, scope, measure, since, until), asked_of(within(measure, since, until))
    parts = {
        True: max(one.numerator for one in months),
        False: max(one.denominator - one.numerator for one in months),
    }
    for row in asking.table(store, scope, "replies", asked.cut, field=asked.field).rows:
        side = asked.side_of(row["value"])
        if side is not None:
            parts[side] = max(parts[side], row["people"])
    return releasable(parts[True], sum(parts.values()))


def releasable_months(store: Store, scope: Scope, measure: Measure, since: str, until: str) -> frozenset[str]:
    """The months of a range whose result may be released exactly: both its parts are of nobody or five people.

    Takes and raises what `counts_between` does. Of events it is people that count, since one may bring several.
    """
    if isinstance(measure.definition, ReportedCounts):
        months = counts_between(store, scope, measure, since, until)
    else:
        months = people_between(store, scope, measure, since, until)
    return frozenset(one.month for one in months if releasable(one.numerator, one.denominator))

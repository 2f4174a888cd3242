"""A measure's result as a release: of whom it tells, and whether that many people stand behind it."""

from collections.abc import Iterable
from dataclasses import replace

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import FEW_PEOPLE, Release, ReleasedGroup, Rest, releasable, rests
from goldthread.insight.measures.back_test import OF_A_PERIOD
from goldthread.insight.measures.counting import (
    MonthCount,
    counts_between,
    days_between,
    months_after,
    people_between,
)
from goldthread.vocabulary import Cut, Scope
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


def tells_of_few(store: Store, scope: Scope, release: Release, earlier: Iterable[Release]) -> bool:
    """Whether one to four people stand behind a figure of a release, or behind what differences to others leave.

    Somebody who answers in several months, or has several events, is one person, however often figures count them.
    Takes: somebody who may read the words; releases that were made before, which `nests` has let pass.
    """
    figures = [*(Rest(group, ()) for group in release.groups), *rests(release, earlier)]
    return any(0 < one.size and people_of(store, scope, release.asked[1], one) < FEW_PEOPLE for one in figures)


def people_of(store: Store, scope: Scope, field: str, rest: Rest) -> int:
    """How many people are in a group and gave an answer there that is in none of the groups within it."""
    cut = cut_of(rest.whole)
    held = {row["value"] for row in asking.table(store, scope, "replies", cut, field=field).rows}
    without = tuple((cut_of(one), values_of(one, held)) for one in rest.within)
    values = values_of(rest.whole, held)
    return asking.table(store, scope, "behind", cut, field=field, values=values, without=without).people or 0


def values_of(group: ReleasedGroup, held: Iterable[str]) -> tuple[str, ...]:
    """A group's answers, of those that are held, as files spell them."""
    return tuple(sorted(one for one in held if one.strip().casefold() in group.answers))


def cut_of(group: ReleasedGroup) -> Cut:
    """Where a group's answers are: its months as days."""
    cut = replace(group.cut, kinds=(group.kind,)) if group.kind else group.cut
    since, until = days_between(group.since, group.until)
    return replace(cut, since=since, until=until)


def releasable_months(store: Store, scope: Scope, measure: Measure, since: str, until: str) -> frozenset[str]:
    """The months of a range whose result may be released exactly: both its parts are of nobody or five people.

    Takes and raises what `counts_between` does. Of events it is people that count, since one may bring several.
    """
    if isinstance(measure.definition, ReportedCounts):
        months = counts_between(store, scope, measure, since, until)
    else:
        months = people_between(store, scope, measure, since, until)
    return frozenset(one.month for one in months if releasable(one.numerator, one.denominator))

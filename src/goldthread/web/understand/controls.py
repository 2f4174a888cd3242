"""What a form offers to choose from: one control for each filter that is declared for it, in their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldthread import coding
from goldthread.insight import FILTERS
from goldthread.vocabulary import ClosedByPromise, Filter, Scope
from goldthread.vocabulary.filters import Form, day_of
from goldthread.web import wording
from goldthread.web.opened import workspace
from goldthread.web.understand import periods
from goldthread.web.understand.filters import PageFilters, declared, within


Groups = list[tuple[str, list[tuple[str, str]]]]
PLACES = ("organisation", "service")
"""Columns whose values are asked for together."""


@dataclass(frozen=True)
class Control:
    """One control of a form: its name and heading, its choices in groups (of a title, or ""), and what is chosen."""

    name: str
    title: str
    everything: str
    groups: Groups
    chosen: tuple[str, ...]


def controls(
    found: PageFilters, form: Form, scope: Scope, names: Mapping[str, str], *, leave: Sequence[str] = ()
) -> list[Control]:
    """The controls of a form; one without choices, or whose field a promise hides, is left out.

    Whoever gets shared figures is offered the closed list of these alone: whole months and years, chosen together.
    Takes: names of organisations by code; filters that the page offers in another way.
    """
    closed, shared = _closed(), form != "search" and not workspace().findings.is_exact(scope, within(scope, found.cut))
    offered = [
        one
        for name, one in declared().items()
        if form in one.forms and one.parameter not in leave and one.column not in closed | _withheld(scope)
        if not shared or name in FILTERS
    ]
    held = _held(scope, [one.column for one in offered if one.offered == "held" and not one.choices])
    days = [one for one in offered if one.is_day and shared]
    made = [_control(found, one, form, held, names) for one in offered if one not in days]
    made += [_when(found, held["date"])] if days else []
    return [one for one in made if one.groups]


def _withheld(scope: Scope) -> frozenset[str]:
    """Columns that agreements withhold from whoever asks."""
    return frozenset({label for label in ("role", "team") if scope.is_withheld(label)})


def _when(found: PageFilters, held: Iterable[str]) -> Control:
    chosen = (periods.chosen(found.given),)
    return Control(periods.WHEN, "When", "All time", periods.offered(held), chosen)


def _closed() -> frozenset[str]:
    """Fields that the data promises hide."""
    terms = workspace().published.terms()
    return terms.hidden_fields.union(*(promise.fields for promise in terms.unknown))


def _control(
    found: PageFilters, one: Filter, form: Form, held: Mapping[str, list[str]], names: Mapping[str, str]
) -> Control:
    given = found.given[one.parameter]
    chosen = tuple(given) if one.is_list else (given,)
    if form == "search" and one.test == "pathway":  # there the journey and its moment are one choice
        return Control("step", "Journey and its moment", one.everything, _steps(), (found.step,))
    groups = _groups(found, one, held, names)
    if one.is_day and given and groups:
        return _day(one, given, groups)
    return Control(one.parameter, one.label, one.everything, groups, chosen)


def _day(one: Filter, given: str, groups: Groups) -> Control:
    """The control of a day: the month that begins or ends with it, or the day itself beside the months."""
    month, months = given[:7], {value for _, some in groups for value, _ in some}
    found = day_of(month, one.test)
    if month in months and given in (month, found.isoformat() if found else ""):
        return Control(one.parameter, one.label, one.everything, groups, (month,))
    words = wording.month(given) if given == month else wording.day(date.fromisoformat(given))
    alone = [("", [(given, words)])]
    return Control(one.parameter, one.label, one.everything, alone + groups, (given,))


def _groups(found: PageFilters, one: Filter, held: Mapping[str, list[str]], names: Mapping[str, str]) -> Groups:
    if one.choices:
        return [("", [(choice.value, choice.words) for choice in one.choices if choice.offered])]
    if one.offered == "pathways":
        return _group([(key, drawn.title) for key, drawn in workspace().published.pathways().items()])
    if one.offered == "points":
        drawn = workspace().published.pathways().get(found.given["pathway"])
        return _group([(point.key, point.title) for point in drawn.touchpoints] if drawn else [])
    if one.offered == "held":
        values = held.get(one.column, [])
        if one.is_day:
            return _group([(month, wording.month(month)) for month in values])
        if one.column == "organisation" and len(values) < 2:  # there is nothing to choose
            return []
        return _group([(value, names.get(value, value) if one.column == "organisation" else value) for value in values])
    return coding.offered(one.offered) or []


def _group(choices: list[tuple[str, str]]) -> Groups:
    return [("", choices)] if choices else []


def _steps() -> Groups:
    return [
        (
            drawn.title,
            [(key, f"{drawn.title}: the whole of it")]
            + [(f"{key}/{point.key}", point.title) for point in drawn.touchpoints],
        )
        for key, drawn in workspace().published.pathways().items()
    ]


def choices(scope: Scope) -> dict[str, list[str]]:
    """The organisations, services and months that this scope holds."""
    held = _held(scope, (*PLACES, "date"))
    return {"organisations": held["organisation"], "services": held["service"], "months": held["date"]}


def _held(scope: Scope, columns: Iterable[str]) -> dict[str, list[str]]:
    """The values of each column in what a scope holds, months latest first; none where a promise hides it."""
    wanted = list(dict.fromkeys(columns))
    together = tuple(column for column in wanted if column in PLACES)
    made = _values(scope, together)
    for column in (one for one in wanted if one not in PLACES):
        made |= {column: _values(scope, ("month",))["month"][::-1]} if column == "date" else _values(scope, (column,))
    for column, values in _declared(scope).items():
        made |= {column: sorted({*values, *made[column]})} if column in made else {}
    return made


def _declared(scope: Scope) -> dict[str, set[str]]:
    """Places that are offered whether or not anything is held of them: the scope's own, and services of pathways."""
    own = scope.organisations or frozenset()
    members = (member for drawn in workspace().published.pathways().values() for member in drawn.members)
    return {"organisation": set(own), "service": {one.service for one in members if one.organisation in own}}


def _values(scope: Scope, by: tuple[str, ...]) -> dict[str, list[str]]:
    if not by:
        return {}
    try:
        rows: Sequence[Mapping[str, Any]] = workspace().findings.volumes(scope=scope, by=by).rows
    except ClosedByPromise:
        return (
            {name: [] for name in by}
            if len(by) == 1
            else {n: v for one in by for n, v in _values(scope, (one,)).items()}
        )
    return {name: sorted({row[name] for row in rows if row[name]}) for name in by}

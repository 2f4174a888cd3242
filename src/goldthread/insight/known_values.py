"""Whether the values that a cut names exist: a misspelt one would otherwise answer 0, as if nobody had spoken."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from goldthread import coding
from goldthread.evidence import Store
from goldthread.insight import disclosure
from goldthread.insight.trend import volumes
from goldthread.vocabulary import ClosedByPromise, Cut, Filter, NotFound, Scope, filters


FEW = 20
"""So many values are all listed in a refusal; of more, those alone that are spelt nearly alike."""


def check_known(store: Store, scope: Scope, cut: Cut) -> None:
    """Let a cut pass where every value that it names is known to whoever asks.

    Known are values in what the scope is shown, and declared ones: organisations of the directory, services of
    pathways and of the scope itself. So a refusal tells nobody more than the choices on a form do.
    Raises: NotFound, with the values that there are, or those spelt nearly alike.
    """
    for name, declared in filters(type(cut)).items():
        named = getattr(cut, name)
        if declared is None or not declared.is_held or not named:
            continue
        shown = _shown(store, scope, declared.column)
        if shown is None:
            continue
        known = shown | _declared(store, scope, declared.column)
        _refuse(declared, named, known)


def check_listed(declared: Filter, named: Iterable[str]) -> None:
    """Let values pass that a declared list holds, and those that no list declares. Raises NotFound."""
    if declared.choices:
        _refuse(declared, named, [choice.value for choice in declared.choices])
    elif (groups := coding.offered(declared.offered)) is not None:
        _refuse(declared, named, [value for _, some in groups for value, _ in some])


def _shown(store: Store, scope: Scope, column: str) -> set[str] | None:
    """The values of a column that a scope is shown; None where it is told none of them, and is refused elsewhere."""
    if scope.words_from is not None and column not in disclosure.SPLITS:
        return None
    try:
        return {row[column] for row in volumes(store, scope, by=(column,)).rows if row[column]}
    except ClosedByPromise:
        return None


def _declared(store: Store, scope: Scope, column: str) -> set[str]:
    if column == "organisation":
        listed = store.directory().organisations
        names = {name for one in listed for name in (one.code, one.name, *one.aliases)}
        return names | {*(scope.organisations or ())}
    if column == "service":
        drawn = store.pathways().values()
        members = {member.service for one in drawn for member in one.members}
        at_points = {service for one in drawn for point in one.touchpoints for _, service in point.services}
        return (members | at_points | {service for _, service in scope.services}) - {""}
    return set()


def _refuse(declared: Filter, named: Iterable[str], known: Collection[str]) -> None:
    unknown = [one for one in named if one not in known]
    if not unknown:
        return
    held = sorted(known)
    near = get_close_matches(unknown[0], held, n=3, cutoff=0.5)
    there = f"Choose from: {', '.join(held)}." if held and len(held) <= FEW else ""
    raise NotFound(
        f"“{unknown[0]}” is not a choice for “{declared.label}”.",
        f"Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else there,
    )

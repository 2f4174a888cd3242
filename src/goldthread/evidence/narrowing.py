"""The one place where Scope, Terms and Cut are read: they become typed tests, and engines read those alone.

Closed by default. A field of any of the three that nothing here knows how to test, and that holds anything but its
default, closes what it concerns, or the question is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from goldthread.evidence.frozen import as_body
from goldthread.evidence.placing import AS_SAID, Placing
from goldthread.evidence.predicates import (
    AtPoint,
    Between,
    HasAny,
    Hidden,
    OneOf,
    OnPathway,
    OwnOrAtPoint,
    OwnServices,
    Test,
)
from goldthread.evidence.promises import concerning
from goldthread.evidence.withholding import Withheld
from goldthread.vocabulary import (
    ClosedByPromise,
    Cut,
    Filter,
    NotFound,
    PathwayMap,
    Scope,
    Terms,
    Touchpoint,
    Unanswerable,
    UnknownPromise,
    Use,
    WrongUsage,
    filters,
)


@dataclass(frozen=True)
class Narrowed:
    """What one asker may see of one cut.

    Every answer that is counted passes `tests`; words are read of those that pass `words` too. `hidden` are blank.
    `use` is what it is asked for.
    `withheld` are labels that are taken out of some organisations' answers before anything is tested.
    Where several organisations take part in a transition, `own` are the asker's (None for all), `shared` the points.
    """

    tests: tuple[Test, ...] = ()
    words: tuple[Test, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    pathway: PathwayMap | None = None
    use: Use = "improve care"
    own: frozenset[str] | None = None
    shared: tuple[Touchpoint, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    def closed(self, field: str) -> Hidden | None:
        """The promise that hides a field, if any: a column, what is made from it, or one name of a list of pairs."""
        name = field.partition(":")[0]
        for one in self.hidden:
            whole = ":" not in one.field and name in one.columns
            if whole or field == one.field:
                return one
        return None

    def with_shared_points(self) -> tuple[Test, ...]:
        """The tests, with what others were told at a transition in which the asker's organisations take part."""
        if not self.shared or self.own is None or self.closed("touchpoints"):
            return self.tests
        mine, wider = OneOf("organisation", self.own), OwnOrAtPoint(self.own, self.shared)
        at = self.tests.index(mine)
        return (*self.tests[:at], wider, *self.tests[at + 1 :])

    def and_also(self, *tests: Test) -> "Narrowed":
        """The same, narrowed further."""
        return replace(self, tests=(*self.tests, *tests))


def narrowed(
    scope: Scope,
    terms: Terms,
    cut: Cut,
    pathway_of: Callable[[str], PathwayMap],
    places: Placing = AS_SAID,
    accepted: Callable[[str], frozenset[str]] = lambda _: frozenset(),
) -> Narrowed:
    """The tests that a scope, the promises in force and a cut make together.

    Takes: what finds a published pathway, in what files call organisations; how these are placed; what says which
    transitions of a pathway all who take part have accepted: no others give anybody what was told to another.
    Raises: ClosedByPromise where a promise closes the use, or a field that the cut is made by; Unanswerable where
    nothing here knows how to test what was asked; NotFound for an unknown pathway or moment.
    """
    own = None if scope.organisations is None else places.said(scope.organisations)
    scoped = _of_scope(scope, own)
    promised, hidden = _of_terms(terms, scope)
    pathway = pathway_of(cut.pathway) if cut.pathway else None
    chosen = tuple(_placed(test, places) for test in _of_cut(cut, pathway))
    made = Narrowed(
        tests=(*promised, *scoped, *chosen),
        words=_of_words(scope, places),
        hidden=hidden,
        pathway=pathway,
        use=scope.use,
        own=own,
        shared=_shared(pathway, own, accepted),
        withheld=_withheld(scope, places),
    )
    for column in sorted({column for test in chosen for column in test.columns}):
        refuse_closed(made, column)
    return made


def refuse_closed(narrow: Narrowed, field: str) -> None:
    """Raises ClosedByPromise where the data promises hide a field."""
    if found := narrow.closed(field):
        raise ClosedByPromise(f"Our data promises do not allow “{field}” to be used.", found.promise)


# -- Scope


SCOPE = frozenset({"person", "audience", "organisations", "words_from", "services", "use", "withheld"})
"""The fields of a scope that are read here."""


def _of_scope(scope: Scope, own: frozenset[str] | None) -> tuple[Test, ...]:
    for one in fields(scope):
        if one.name not in SCOPE and getattr(scope, one.name) != one.default:
            raise Unanswerable(f"This right is limited by “{one.name}”, which the evidence does not know.")
    return () if own is None else (OneOf("organisation", own),)


def _of_words(scope: Scope, places: Placing) -> tuple[Test, ...]:
    tests: list[Test] = [] if scope.words_from is None else [OneOf("organisation", places.said(scope.words_from))]
    if scope.audience == "own team" and scope.services:
        tests.append(OwnServices(frozenset(places.pairs(scope.services))))
    return tuple(tests)


def _withheld(scope: Scope, places: Placing) -> tuple[Withheld, ...]:
    """What agreements withhold, label by label, of organisations in what files call them."""
    return tuple(
        Withheld(label, places.said(code for code, kept in scope.withheld if kept == label))
        for label in sorted({label for _, label in scope.withheld})
    )


def _shared(
    pathway: PathwayMap | None, mine: frozenset[str] | None, accepted: Callable[[str], frozenset[str]]
) -> tuple[Touchpoint, ...]:
    """Transitions at which one of these organisations takes part, and that all who take part have accepted."""
    if pathway is None or mine is None:
        return ()
    held = accepted(pathway.key)
    points = (p for p in pathway.touchpoints if p.transition and p.key in held)
    return tuple(p for p in points if mine & set(p.organisations))


# -- Terms


def _of_terms(terms: Terms, scope: Scope) -> tuple[tuple[Test, ...], tuple[Hidden, ...]]:
    tests, hidden = list[Test](), list[Hidden]()
    for one in fields(terms):
        value = getattr(terms, one.name)
        if one.name in SAYS_WHO or value == one.default:
            continue
        known = PROMISES.get(one.name, _of_unknown_kind)
        for made in known(terms, one.name, scope):
            (hidden if isinstance(made, Hidden) else tests).append(made)  # type: ignore[arg-type]
    return tuple(tests), tuple(hidden)


def _by(terms: Terms) -> str:
    return f"Ask the panel that decided it ({terms.made_by})." if terms.made_by else "Ask the panel that decided it."


def _sources(terms: Terms, name: str, scope: Scope) -> Iterable[Test]:
    return (OneOf("kind", terms.sources or frozenset()),)


def _hidden_fields(terms: Terms, name: str, scope: Scope) -> Iterable[Test]:
    return (Hidden(field, _by(terms)) for field in sorted(terms.hidden_fields))


def _uses(terms: Terms, name: str, scope: Scope) -> Iterable[Test]:
    if terms.uses is not None and scope.use not in terms.uses:
        raise ClosedByPromise(f"{USED} {scope.use}.", _by(terms))
    return ()


USED = "Our data promises do not allow this use of what people told us:"


def _unknown(terms: Terms, name: str, scope: Scope) -> Iterable[Test]:
    return (test for promise in terms.unknown for test in _closing(promise, scope))


def _of_unknown_kind(terms: Terms, name: str, scope: Scope) -> Iterable[Test]:
    """A promise that a noun of this version holds, and that nothing here enforces: closed like one of a newer one."""
    return (test for promise in concerning(as_body(terms), [name]) for test in _closing(promise, scope))


def _closing(promise: UnknownPromise, scope: Scope) -> Iterable[Test]:
    why = f"It is closed by a promise of a kind that this version of Goldthread cannot keep: “{promise.name}”."
    if promise.closes_everything or scope.use in promise.uses:
        raise ClosedByPromise("Our data promises do not allow what people told us to be used here.", why)
    return (Hidden(field, why) for field in sorted(promise.fields))


PROMISES: dict[str, Callable[[Terms, str, Scope], Iterable[Test]]] = {
    "sources": _sources,
    "hidden_fields": _hidden_fields,
    "uses": _uses,
    "unknown": _unknown,
}
"""The kinds of promise that are known, and what each makes of them; a kind that is not here is closed."""
SAYS_WHO = frozenset({"made_by", "made_on"})


# -- Cut


def _of_cut(cut: Cut, pathway: PathwayMap | None) -> tuple[Test, ...]:
    tests, days = list[Test](), dict[str, dict[str, Any]]()
    for name, declared in filters(type(cut)).items():
        value = getattr(cut, name)
        if not value:
            continue
        if declared is None or declared.test not in CUTS:
            raise Unanswerable(f"The evidence does not know how to choose by “{name}”.")
        if declared.is_day:
            days.setdefault(declared.column, {})[declared.test] = value
        else:
            tests += CUTS[declared.test](declared, value, pathway)
    return (*tests, *(Between(column, **both) for column, both in days.items()))


def _placed(test: Test, places: Placing) -> Test:
    """A test of organisations in what files call them."""
    if isinstance(test, OneOf) and test.column == "organisation":
        return replace(test, values=places.chosen(test.values))
    return test


def _point(declared: Filter, value: Any, pathway: PathwayMap | None) -> list[Test]:
    if pathway is None:
        raise WrongUsage("A moment belongs to a pathway.", "Name the pathway too.")
    return [AtPoint(named_point(pathway, value))]


CUTS: Mapping[str, Callable[[Filter, Any, PathwayMap | None], list[Test]]] = {
    "is": lambda declared, value, _: [OneOf(declared.column, frozenset({value}))],
    "one of": lambda declared, value, _: [OneOf(declared.column, frozenset(value))],
    "has any": lambda declared, value, _: [HasAny(declared.column, frozenset(value))],
    "pathway": lambda declared, value, pathway: [OnPathway(pathway)] if pathway else [],
    "point": _point,
    "since": lambda declared, value, _: [Between(declared.column, since=value)],
    "until": lambda declared, value, _: [Between(declared.column, until=value)],
}
"""How a declared filter tests; a filter that tests in a way that is not here is refused."""


def named_point(pathway: PathwayMap, key: str) -> Touchpoint:
    """A pathway's point by its key. Raises NotFound."""
    for point in pathway.touchpoints:
        if point.key == key:
            return point
    raise NotFound(
        f"The pathway {pathway.key} has no moment called {key}.",
        f"Its moments: {', '.join(point.key for point in pathway.touchpoints)}.",
    )

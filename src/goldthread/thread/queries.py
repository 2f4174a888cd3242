"""Reads: the thread through one reference, both ways, as far as whoever asks may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from goldthread.accounts.models import Person
from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import Reader as Reader
from goldthread.accounts.registry.references import Shown
from goldthread.thread import rules
from goldthread.thread.models import Link, Passage, Stop, Teller, Unlinked
from goldthread.thread.references import Reference, read
from goldthread.vocabulary import NotFound, Scope


@dataclass(frozen=True, kw_only=True)
class Knot(Shown):
    """One thing on the thread, as its reader sees it.

    `steps` from where the walk began: below 0 what it rests on, above 0 what came of it.
    """

    reference: str
    kind: str
    steps: int


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One link between two knots."""

    upper: str
    kind: str
    lower: str


@dataclass(frozen=True, kw_only=True)
class Thread:
    """Everything that one thing rests on and that came of it, in the order of stages."""

    start: str
    knots: tuple[Knot, ...]
    ties: tuple[Tie, ...] = field(default=())

    @property
    def sources(self) -> str:
        """How many of the words it rests on were withdrawn, and how many remain; "" where none were."""
        passages = [knot for knot in self.knots if knot.kind == "passage"]
        gone = sum(knot.withdrawn for knot in passages)
        return rules.sources_said(gone, len(passages) - gone)

    def as_dict(self) -> dict[str, object]:
        """The thread for a program."""
        return {
            "reference": self.start,
            "sources": self.sources,
            "knots": [
                {
                    "reference": k.reference,
                    "kind": k.kind,
                    "steps": k.steps,
                    "wording": k.wording,
                    "words": k.words,
                    "on": k.on.isoformat() if k.on else None,
                    "by": k.by,
                    "organisations": list(k.organisations),
                    "role": k.role,
                    "withdrawn": k.withdrawn,
                    "changed": k.changed,
                }
                for k in self.knots
            ],
            "links": [{"from": tie.upper, "type": tie.kind, "to": tie.lower} for tie in self.ties],
        }


def own_words(person: Person) -> frozenset[str]:
    """The opaque ids under which somebody who signs in told us something."""
    return frozenset(Teller.objects.filter(person=person).values_list("respondent", flat=True))


def thread(reference: str, reader: Reader) -> Thread:
    """The thread through one reference, both ways.

    Raises: WrongUsage for what is no reference, NotFound for what is not there or not for this reader's eyes.
    """
    asked = read(reference)
    starts = _starts(asked)
    if asked.kind == "feedback" and not starts:
        return Thread(start=str(asked), knots=(_unquoted(asked, reader),))
    above, below = _steps(starts, "lower", "upper"), _steps(starts, "upper", "lower")
    steps = {name: -n for name, n in above.items()} | {name: n for name, n in below.items() if name not in starts}
    knots = _knots(steps, reader)
    seen = {knot.reference for knot in knots}
    if not any(name in seen and _may_start(name, knots, reader) for name in starts):
        raise NotFound("There is nothing of that name here, or you do not have access to it.")
    knots, ties = _connected(knots, starts)
    return Thread(start=str(asked), knots=knots, ties=ties)


def _starts(asked: Reference) -> list[str]:
    if asked.kind == "feedback":
        return [str(one) for one in Passage.objects.filter(feedback=asked.id).order_by("id")]
    return [asked.plain]


def _steps(starts: Iterable[str], here: str, there: str) -> dict[str, int]:
    """Everything in one direction, level by level, so that the database is asked once for each."""
    links: dict[str, list[str]] = {}
    waiting, known = set(starts), set(starts)
    while waiting:
        found = Link.objects.filter(**{f"{here}__in": waiting}).values_list(here, there)
        for one, other in found:
            links.setdefault(one, []).append(other)
        waiting = {other for _, other in found} - known
        known |= waiting
    return rules.reached(starts, links)


def _knots(steps: dict[str, int], reader: Reader) -> tuple[Knot, ...]:
    """What the reader sees of each thing, asked of the app that keeps its kind."""
    ids: dict[str, list[str]] = {}
    for name in steps:
        kind, _, key = name.partition(":")
        ids.setdefault(kind, []).append(key)
    made = [
        _knot(kind, key, steps[f"{kind}:{key}"], shown)
        for kind, keys in ids.items()
        for key, shown in references.show(kind, keys, reader).items()
    ]
    order = list(references.kinds())
    return tuple(sorted(made, key=lambda knot: (order.index(knot.kind), knot.on or date.min, knot.reference)))


def _knot(kind: str, key: str, steps: int, shown: Shown) -> Knot:
    return Knot(reference=f"{kind}:{key}", kind=kind, steps=steps, **vars(shown))


def _may_start(name: str, knots: Iterable[Knot], reader: Reader) -> bool:
    """Whether the walk may begin here: words that one may not read lead nowhere, unless they were told to one's own."""
    knot = next(one for one in knots if one.reference == name)
    if knot.kind != "passage" or knot.words is not None:
        return True
    mine = reader.scope.organisations
    return mine is None or (not knot.withdrawn and bool(mine & set(knot.organisations)))


def _connected(knots: tuple[Knot, ...], starts: list[str]) -> tuple[tuple[Knot, ...], tuple[Tie, ...]]:
    """What can still be reached when what one may not see is left out, with the links between."""
    seen = {knot.reference for knot in knots}
    found = [
        Tie(upper=one.upper, kind=one.kind, lower=one.lower)
        for one in Link.objects.filter(upper__in=seen, lower__in=seen)
    ]
    up: dict[str, list[str]] = {}
    down: dict[str, list[str]] = {}
    for tie in found:
        up.setdefault(tie.lower, []).append(tie.upper)
        down.setdefault(tie.upper, []).append(tie.lower)
    held = [name for name in starts if name in seen]
    left = {**rules.reached(held, up), **rules.reached(held, down)}
    ties = tuple(tie for tie in found if tie.upper in left and tie.lower in left)
    return tuple(knot for knot in knots if knot.reference in left), ties


def _unquoted(asked: Reference, reader: Reader) -> Knot:
    """Words that nothing rests on yet. Raises NotFound where they may not be read."""
    shown = references.show("feedback", [asked.id], reader).get(asked.id)
    if shown is None:
        raise NotFound("There are no such words, or you may not read them.")
    return _knot("feedback", asked.id, 0, shown)


def stops(kind: str, scope: Scope) -> list[Stop]:
    """Stops of one kind that concern a scope, newest first."""
    held = Stop.objects.filter(kind=kind).order_by("-on", "key")
    return [stop for stop in held if rules.concerns(scope, stop.organisations)]


def dates(scope: Scope, since: date) -> list[Stop]:
    """Contract meetings and closes from a day on that concern a scope, the next first."""
    held = Stop.objects.filter(kind__in=rules.DATE_KINDS, on__gte=since).order_by("on", "key")
    return [one for one in held if rules.concerns(scope, one.organisations)]


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A link that was taken away and not put back: what it led to (as far as that may be seen), and who says why."""

    link: Unlinked
    other: str
    wording: str


def taken_away(found: Thread, scope: Scope) -> list[Gone]:
    """Links to what one looks at that were taken away, the newest first; other organisations' ends are left out."""
    here = {knot.reference for knot in found.knots if knot.steps == 0}
    held = Unlinked.objects.filter(Q(upper__in=here) | Q(lower__in=here))
    made: dict[str, Gone] = {}
    for one in held:
        other = one.lower if one.upper in here else one.upper
        kind, _, key = other.partition(":")
        shown = references.show(kind, [key], Reader(scope=scope)).get(key) if kind != "passage" else Shown()
        standing = Link.objects.filter(kind=one.kind, upper=one.upper, lower=one.lower).exists()
        if not standing and shown is not None:
            made.setdefault(f"{one}", Gone(link=one, other=other, wording=shown.wording))
    return list(made.values())


def quoted(person: Person) -> list[Passage]:
    """Passages of somebody's own words that the thread rests on."""
    return list(Passage.objects.filter(respondent__in=own_words(person), withdrawn=False).order_by("id"))

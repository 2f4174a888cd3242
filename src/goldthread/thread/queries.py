"""Reads: the thread through one reference, both ways, as far as whoever asks may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from goldthread.accounts.models import Person
from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import Reader as Reader
from goldthread.accounts.registry.references import ShownReference
from goldthread.thread import checking, rules, walking
from goldthread.thread.checking import CheckAgain
from goldthread.thread.models import Link, Placeholder, QuotedPassage, Teller, Unlinked
from goldthread.thread.references import Reference, read
from goldthread.vocabulary import NotFound, Scope


@dataclass(frozen=True, kw_only=True)
class Node(ShownReference):
    """One thing on the thread, as its reader sees it.

    `steps` from where the walk began: below 0 what it rests on, above 0 what came of it.
    """

    reference: str
    kind: str
    steps: int


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One link between two nodes."""

    upper: str
    kind: str
    lower: str


@dataclass(frozen=True, kw_only=True)
class Thread:
    """Everything that one thing rests on and that came of it, in the order of stages."""

    start: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = field(default=())
    checks: tuple[CheckAgain, ...] = field(default=())
    """Links among these of which an end changed since somebody looked at both."""

    @property
    def sources(self) -> str:
        """How many of the words it rests on were withdrawn, and how many remain; "" where none were."""
        passages = [node for node in self.nodes if node.kind == "passage"]
        gone = sum(node.withdrawn for node in passages)
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
                    "question": k.question,
                    "withdrawn": k.withdrawn,
                    "changed": k.changed,
                    "against": list(k.against),
                }
                for k in self.nodes
            ],
            "links": [{"from": edge.upper, "type": edge.kind, "to": edge.lower} for edge in self.edges],
            "check_again": [
                {"from": one.upper, "type": one.kind, "to": one.lower, "changed": list(one.changed)}
                for one in self.checks
            ],
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
        return Thread(start=str(asked), nodes=(_unquoted(asked, reader),))
    walked = walking.walk(starts)
    nodes = _nodes(walked.steps, reader)
    seen = {node.reference: node for node in nodes}
    if not any(name in seen and may_start(seen[name], reader) for name in starts):
        raise NotFound("There is nothing of that name here, or you do not have access to it.")
    nodes, links = _connected(nodes, walked.links, starts)
    edges = tuple(Edge(upper=one.upper, kind=one.kind, lower=one.lower) for one in links)
    return Thread(start=str(asked), nodes=nodes, edges=edges, checks=_checks(nodes, links))


def _checks(nodes: Iterable[Node], links: Iterable[walking.LinkRow]) -> tuple[CheckAgain, ...]:
    """Links to check again: an end stands in another version, or the words are no longer as they were quoted."""
    now = {one.reference: f"{one.version}{checking.CORRECTED}" if one.changed else one.version for one in nodes}
    return tuple(checking.stale_among(links, now))


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Everything of one kind that a reader may know of, the newest first."""

    kind: str
    title: str
    nodes: tuple[Node, ...]


def everything(reader: Reader) -> list[Listed]:
    """What is on the thread, from monthly results up to needs; placeholders that are left among them."""
    made = []
    for name, kind in reversed(references.kinds().items()):
        held = [one.key for one in placeholders(name, reader.scope)]
        keys = [*(kind.every(reader.scope) if kind.every else ()), *held]
        shown = references.show(name, list(dict.fromkeys(keys)), reader)
        nodes = sorted(
            (_node(name, key, 0, one) for key, one in shown.items()), key=lambda one: one.on or date.min, reverse=True
        )
        if nodes and kind.stage is not None:
            made.append(Listed(kind=name, title=kind.label, nodes=tuple(nodes)))
    return made


def _starts(asked: Reference) -> list[str]:
    """Where a walk begins: what is asked for, or its parts, such as the clauses of a contract."""
    if asked.kind == "feedback":
        return [str(one) for one in QuotedPassage.objects.filter(feedback=asked.id).order_by("id")]
    kind = references.kinds()[asked.kind]
    return list(kind.parts(asked.id)) if kind.parts else [asked.plain]


def _nodes(steps: dict[str, int], reader: Reader) -> tuple[Node, ...]:
    """What the reader sees of each thing, asked of the app that keeps its kind."""
    ids: dict[str, list[str]] = {}
    for name in steps:
        kind, _, key = name.partition(":")
        ids.setdefault(kind, []).append(key)
    made = [
        _node(kind, key, steps[f"{kind}:{key}"], shown)
        for kind, keys in ids.items()
        for key, shown in references.show(kind, keys, reader).items()
    ]
    order = {kind: place for place, kind in enumerate(references.kinds())}
    return tuple(sorted(made, key=lambda node: (order[node.kind], node.on or date.min, node.reference)))


def _node(kind: str, key: str, steps: int, shown: ShownReference) -> Node:
    return Node(reference=f"{kind}:{key}", kind=kind, steps=steps, **vars(shown))


def may_start(node: Node, reader: Reader) -> bool:
    """Whether the walk may begin here: words that one may not read lead nowhere, unless they were told to one's own."""
    if node.kind != "passage" or node.words is not None:
        return True
    mine = reader.scope.organisations
    return mine is None or (not node.withdrawn and bool(mine & set(node.organisations)))


def _connected(
    nodes: tuple[Node, ...], links: Iterable[walking.LinkRow], starts: list[str]
) -> tuple[tuple[Node, ...], list[walking.LinkRow]]:
    """What can still be reached when what one may not see is left out, with the links between."""
    seen = {node.reference for node in nodes}
    found = [one for one in links if one.upper in seen and one.lower in seen]
    up: dict[str, list[str]] = {}
    down: dict[str, list[str]] = {}
    for one in found:
        up.setdefault(one.lower, []).append(one.upper)
        down.setdefault(one.upper, []).append(one.lower)
    held = [name for name in starts if name in seen]
    left = {**rules.reached(held, up), **rules.reached(held, down)}
    edges = [one for one in found if one.upper in left and one.lower in left]
    return tuple(node for node in nodes if node.reference in left), edges


def _unquoted(asked: Reference, reader: Reader) -> Node:
    """Words that nothing rests on yet. Raises NotFound where they may not be read."""
    shown = references.show("feedback", [asked.id], reader).get(asked.id)
    if shown is None:
        raise NotFound("There are no such words, or you may not read them.")
    return _node("feedback", asked.id, 0, shown)


def passages_of(*names: str) -> list[str]:
    """Tokens of the passages that some things rest on directly and that are not withdrawn, in the order of links."""
    return list(dict.fromkeys(token for some in resting_on(names).values() for token in some))


def resting_on(names: Iterable[str]) -> dict[str, list[str]]:
    """For each of some references the tokens of the passages that it rests on directly, withdrawn ones left out."""
    found = walking.linked("lower", names)
    held = [(one.lower, one.upper.removeprefix("passage:")) for one in found if one.upper.startswith("passage:")]
    gone = {
        token
        for some in walking.parts({token for _, token in held})
        for token in QuotedPassage.objects.filter(token__in=some, withdrawn=True).values_list("token", flat=True)
    }
    made: dict[str, list[str]] = {}
    for lower, token in held:
        if token not in gone:
            made.setdefault(lower, []).append(token)
    return made


def placeholders(kind: str, scope: Scope) -> list[Placeholder]:
    """Placeholders of one kind that concern a scope, newest first."""
    held = Placeholder.objects.filter(kind=kind).order_by("-on", "key")
    return [placeholder for placeholder in held if rules.concerns(scope, placeholder.organisations)]


def dates(scope: Scope, since: date) -> list[Placeholder]:
    """Contract meetings and closes from a day on that concern a scope, the next first."""
    held = Placeholder.objects.filter(kind__in=rules.DATE_KINDS, on__gte=since).order_by("on", "key")
    return [one for one in held if rules.concerns(scope, one.organisations)]


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A link that was taken away and not put back: what it led to (as far as that may be seen), and who says why."""

    link: Unlinked
    other: str
    wording: str


def taken_away(found: Thread, scope: Scope) -> list[Gone]:
    """Links to what one looks at that were taken away, the newest first; other organisations' ends are left out."""
    here = {node.reference for node in found.nodes if node.steps == 0}
    held = Unlinked.objects.filter(Q(upper__in=here) | Q(lower__in=here))
    made: dict[str, Gone] = {}
    for one in held:
        other = one.lower if one.upper in here else one.upper
        kind, _, key = other.partition(":")
        shown = references.show(kind, [key], Reader(scope=scope)).get(key) if kind != "passage" else ShownReference()
        standing = Link.objects.filter(kind=one.kind, upper=one.upper, lower=one.lower).exists()
        if not standing and shown is not None:
            made.setdefault(f"{one}", Gone(link=one, other=other, wording=shown.wording))
    return list(made.values())


def quoted(person: Person) -> list[QuotedPassage]:
    """Passages of somebody's own words that the thread rests on."""
    return list(QuotedPassage.objects.filter(respondent__in=own_words(person), withdrawn=False).order_by("id"))

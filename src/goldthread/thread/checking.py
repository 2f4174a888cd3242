"""Check again, and missing links: links whose ends changed since somebody looked, and links that nobody made.

Nothing raises a check by hand: a link keeps the versions of both ends that were looked at, and is to be checked for as
long as an end stands in another one. So no way of changing something can go round it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import FIRST_VERSION, Reader, ShownReference
from goldthread.thread import rules
from goldthread.thread.models import AcceptedGap, Link, QuotedPassage
from goldthread.thread.walking import LinkRow, linked
from goldthread.vocabulary import Scope


CORRECTED = "-corrected"


@dataclass(frozen=True, kw_only=True)
class CheckAgain:
    """One link to look at again. `changed` are the ends that changed: "upper", "lower" or both."""

    kind: str
    upper: str
    lower: str
    seen: tuple[str, str]
    now: tuple[str, str]

    @property
    def changed(self) -> tuple[str, ...]:
        """Which ends changed."""
        pairs = zip(("upper", "lower"), self.seen, self.now, strict=True)
        return tuple(end for end, before, after in pairs if before != after)

    @property
    def withdrawn(self) -> bool:
        """Whether the words at its upper end are withdrawn."""
        return self.now[0] == "withdrawn"


@dataclass(frozen=True, kw_only=True)
class CheckShown:
    """A link to look at again, as one reader sees both ends, and who must look."""

    check: CheckAgain
    upper: ShownReference
    lower: ShownReference
    said: str
    who: str


@dataclass(frozen=True, kw_only=True)
class MissingLink:
    """Something that rests on nothing, or that nothing came of; `accepted` is the reason why that is right."""

    reference: str
    side: str
    wanted: tuple[str, ...]
    accepted: str = ""


def stale(names: Collection[str] | None = None) -> list[CheckAgain]:
    """Links to look at again: all, or those with an end among some references."""
    if names is None:
        return stale_among(LinkRow(*row) for row in Link.objects.values_list(*LinkRow._fields).iterator())
    return stale_among(dict.fromkeys([*linked("upper", names), *linked("lower", names)]))


def stale_among(links: Iterable[LinkRow], now: Mapping[str, str] | None = None) -> list[CheckAgain]:
    """Which of some links are to be looked at again. Takes: how both ends of each stand, where that is known."""
    held = list(links)
    if now is None:
        now = references.versions({end for one in held for end in (one.upper, one.lower)})
    return [
        CheckAgain(kind=one.kind, upper=one.upper, lower=one.lower, seen=seen, now=(now[one.upper], now[one.lower]))
        for one in held
        if (seen := (one.upper_version or FIRST_VERSION, one.lower_version or FIRST_VERSION))
        != (now[one.upper], now[one.lower])
    ]


def shown(checks: Iterable[CheckAgain], reader: Reader) -> list[CheckShown]:
    """Checks as a reader sees them; those with an end that this reader may not know of are left out."""
    checks = list(checks)
    keys: dict[str, list[str]] = {}
    for name in {end for one in checks for end in (one.upper, one.lower)}:
        kind, _, key = name.partition(":")
        keys.setdefault(kind, []).append(key)
    seen = {
        f"{kind}:{key}": found
        for kind, some in keys.items()
        for key, found in references.show(kind, some, reader).items()
    }
    return [
        CheckShown(
            check=one,
            upper=seen[one.upper],
            lower=seen[one.lower],
            said=said(one),
            who=_who(one, seen[one.upper], seen[one.lower]),
        )
        for one in checks
        if one.upper in seen and one.lower in seen
    ]


def said(check: CheckAgain) -> str:
    """What changed, in a sentence."""
    if check.withdrawn:
        return "Words that this is based on were withdrawn."
    ends = {"upper": check.upper, "lower": check.lower}
    names = [references.label(ends[end].partition(":")[0]).lower() for end in check.changed]
    return f"The {' and the '.join(names)} changed since someone last looked at both."


def _who(check: CheckAgain, upper: ShownReference, lower: ShownReference) -> str:
    """Who must look: where the upper end changed, those who keep what rests on it; where the lower, those above."""
    wanted = [lower.keeper] if "upper" in check.changed else []
    wanted += [upper.keeper] if "lower" in check.changed else []
    return " and ".join(dict.fromkeys(one for one in wanted if one))


@dataclass(frozen=True, kw_only=True)
class MissingShown:
    """A missing link as one reader sees the end that is there."""

    gap: MissingLink
    end: ShownReference
    said: str


def missing_shown(reader: Reader) -> list[MissingShown]:
    """Missing links as a reader sees them; those that were accepted come last."""
    found = missing(reader.scope)
    keys: dict[str, list[str]] = {}
    for one in found:
        kind, _, key = one.reference.partition(":")
        keys.setdefault(kind, []).append(key)
    seen = {
        f"{kind}:{key}": end for kind, some in keys.items() for key, end in references.show(kind, some, reader).items()
    }
    made = [
        MissingShown(gap=one, end=seen[one.reference], said=missing_said(one)) for one in found if one.reference in seen
    ]
    return sorted(made, key=lambda one: bool(one.gap.accepted))


def missing_said(gap: MissingLink) -> str:
    """What is missing, in a sentence."""
    kind = references.label(gap.reference.partition(":")[0]).lower()
    wanted = " or ".join(references.label(one).lower() for one in gap.wanted if one in references.kinds())
    if gap.side == "rests on":
        return f"This {kind} is not linked to any {wanted}."
    return f"No {wanted} has followed from this {kind} yet."


def missing(scope: Scope) -> list[MissingLink]:
    """Links that nobody made, of everything that a scope may know of, in the order of the thread."""
    found: list[MissingLink] = []
    kinds = references.kinds()
    for name, kind in kinds.items():
        if kind.every is None:
            continue
        keys = [f"{name}:{key}" for key in kind.every(scope)]
        found += _missing(keys, "rests on", rules.RESTS_ON.get(name, frozenset()))
        found += _missing(keys, "leads to", rules.LEADS_TO.get(name, frozenset()))
    accepted = {(one.reference, one.side): one.why for one in AcceptedGap.objects.all()}
    return [
        MissingLink(
            reference=one.reference,
            side=one.side,
            wanted=one.wanted,
            accepted=accepted.get((one.reference, one.side), ""),
        )
        for one in found
    ]


def _missing(names: list[str], side: str, wanted: frozenset[str]) -> list[MissingLink]:
    if not names or not wanted:
        return []
    here, there = ("lower", "upper") if side == "rests on" else ("upper", "lower")
    links = [(getattr(one, here), getattr(one, there)) for one in linked(here, names)]
    gone = {str(one) for one in QuotedPassage.objects.filter(withdrawn=True).only("token")}
    held = {one for one, other in links if other.partition(":")[0] in wanted and other not in gone}
    return [MissingLink(reference=one, side=side, wanted=tuple(sorted(wanted))) for one in names if one not in held]

"""Contract results are releases: exact, and never so near to another that what both say tells of somebody.

Decision 0042: the groups of people that a question's releases count lie within one another or have nobody in common.
Then all that sums and differences of them can tell is made of rests, of a group without the groups within it; and no
rest of one to four people is let through.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from goldthread.insight.disclosure.cells import FEW_PEOPLE
from goldthread.vocabulary import Cut


def releasable(numerator: int, denominator: int) -> bool:
    """Whether a result of so many of so many people may be released exactly: both its parts are 0 or at least 5."""
    parts = (numerator, denominator - numerator)
    return all(part == 0 or part >= FEW_PEOPLE for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One result that is shown exactly: of whom, in which months ("2026-04", both included), so many of so many people.

    `asked` is the kind of source, where it is of events, and the question or field; `yes` and `no` the answers.
    """

    asked: tuple[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    cut: Cut
    since: str
    until: str
    numerator: int
    denominator: int

    @property
    def groups(self) -> tuple["ReleasedGroup", "ReleasedGroup"]:
        """The people of each of its figures: those who said yes and those who said no."""
        sizes = (self.numerator, self.denominator - self.numerator)
        kind = self.asked[0]
        return (
            ReleasedGroup(self.yes, kind, self.cut, self.since, self.until, sizes[0]),
            ReleasedGroup(self.no, kind, self.cut, self.since, self.until, sizes[1]),
        )


class ReleasedGroup(NamedTuple):
    """People who gave one of these answers, from a kind of source ("" for any), in a cut, in some months."""

    answers: frozenset[str]
    kind: str
    cut: Cut
    since: str
    until: str
    size: int

    def lies_within(self, other: "ReleasedGroup") -> bool:
        """Whether everybody in this group is in the other too, by what was asked for."""
        return (
            self.answers <= other.answers
            and other.since <= self.since
            and self.until <= other.until
            and all(_lies_within(own, wide) for own, wide in zip(self._choices(), other._choices(), strict=True))
            and all(not wide or own == wide for own, wide in zip(self._names(), other._names(), strict=True))
        )

    def is_part_of(self, other: "ReleasedGroup") -> bool:
        """Whether everybody in this group is in the other, which asks for more."""
        return self.lies_within(other) and not other.lies_within(self)

    def is_apart(self, other: "ReleasedGroup") -> bool:
        """Whether nobody can be in both, by what was asked for."""
        if self.until < other.since or other.until < self.since or self.answers.isdisjoint(other.answers):
            return True
        pairs = zip(LISTS, self._choices(), other._choices(), strict=True)
        return any(name in SINGLE and one and two and one.isdisjoint(two) for name, one, two in pairs)

    def _choices(self) -> list[frozenset[str]]:
        """What each list of values chooses; an empty one chooses everybody."""
        chosen = {name: frozenset(getattr(self.cut, name)) for name in LISTS}
        if self.kind:
            chosen["kinds"] = frozenset({self.kind})
        return list(chosen.values())

    def _names(self) -> list[object]:
        """What chooses by a name, such as a journey: of two that differ nobody can tell whether they share people."""
        return [getattr(self.cut, name) for name in NAMES]


LISTS = tuple(one.name for one in fields(Cut) if one.default == ())
SINGLE = ("organisations", "services", "teams", "kinds", "roles")
"""Of these an answer has one value. It may have two themes, so people with another theme may be the same."""
NAMES = tuple(one.name for one in fields(Cut) if one.name not in LISTS and one.name not in ("since", "until"))


def _lies_within(own: frozenset[str], wide: frozenset[str]) -> bool:
    return not wide or (bool(own) and own <= wide)


def overlaps(release: Release, other: Release) -> bool:
    """Whether two releases count some of the same people, and neither counts all of the other's: asked of no store.

    Then one of them cannot be told, however many people stand behind both.
    """
    return release.asked[1] == other.asked[1] and any(
        _crosses(group, held) for group in release.groups for held in other.groups
    )


def is_apart(release: Release, other: Release) -> bool:
    """Whether two releases count nobody together, or not the same thing, whatever is on any journey."""
    if release.asked[1] != other.asked[1]:
        return True
    return all(group.is_apart(held) for group in release.groups for held in other.groups)


def _crosses(group: ReleasedGroup, other: ReleasedGroup) -> bool:
    return not (group.is_apart(other) or group.lies_within(other) or other.lies_within(group))


class Rest(NamedTuple):
    """People who are told of by a difference: those of a group who are in none of the groups within it."""

    whole: ReleasedGroup
    within: tuple[ReleasedGroup, ...]

    @property
    def size(self) -> int:
        """How many the figures leave. Where somebody is counted in several months, or by several events, no people."""
        return self.whole.size - sum(one.size for one in self.within)


def nests(release: Release, earlier: Iterable[Release]) -> bool:
    """Whether figures of a release would tell, next to those made before, of fewer than five (CONTRACTS §5 g).

    They do where its groups cross those of another, where the same group came to another figure, and where a group
    without the groups within it leaves one to four, or fewer than nobody, as after a later import.
    """
    before = [one for one in earlier if one.asked[1] == release.asked[1]]
    if any(overlaps(release, one) for one in before):
        return True
    held = _held(before)
    differs = any(one.size != group.size for group in release.groups for one in _alike(group, held))
    return differs or any(_is_few(rest.size) for rest in rests(release, before)) or _leaves_few(release, before)


def rests(release: Release, earlier: Iterable[Release]) -> list[Rest]:
    """What a release would tell next to those made before: its groups' own rests, and of the nearest around them.

    A group that was told before tells nothing more.
    """
    held = _held(one for one in earlier if one.asked[1] == release.asked[1])
    return [rest for group in _new(release, held) for rest in _rests(group, held)]


def rests_within(
    wider: Callable[[ReleasedGroup], Iterable[ReleasedGroup]], release: Release, earlier: Iterable[Release]
) -> list[Rest]:
    """What it would tell in groups around its own that were never released, such as those of shared figures.

    Takes: the groups around one of its own.
    """
    held = _held(one for one in earlier if one.asked[1] == release.asked[1])
    new = _new(release, held)
    around = dict.fromkeys(one for group in new for one in wider(group) if group.is_part_of(one))
    return [rest_of(one, [*held, *new]) for one in around]


def _new(release: Release, held: Sequence[ReleasedGroup]) -> list[ReleasedGroup]:
    return [group for group in release.groups if not _alike(group, held)]


def _held(releases: Iterable[Release]) -> list[ReleasedGroup]:
    return list(dict.fromkeys(group for one in releases for group in one.groups))


def _alike(group: ReleasedGroup, held: Iterable[ReleasedGroup]) -> list[ReleasedGroup]:
    return [one for one in held if one.lies_within(group) and group.lies_within(one)]


def _rests(group: ReleasedGroup, held: Sequence[ReleasedGroup]) -> Iterator[Rest]:
    yield rest_of(group, held)
    around = [one for one in held if group.lies_within(one)]
    for one in around:
        if not any(other.is_part_of(one) for other in around):
            yield rest_of(one, [*held, group])


def rest_of(whole: ReleasedGroup, held: Sequence[ReleasedGroup]) -> Rest:
    """A group with the largest of those that were released within it."""
    within = [one for one in held if one.is_part_of(whole)]
    largest = list[ReleasedGroup]()
    for one in within:
        if not any(one.is_part_of(other) for other in within) and not any(one.lies_within(kept) for kept in largest):
            largest.append(one)
    return Rest(whole, tuple(largest))


def _is_few(rest: int) -> bool:
    return rest < 0 or 0 < rest < FEW_PEOPLE


def _leaves_few(release: Release, before: Sequence[Release]) -> bool:
    """Whether both answers together leave a few, where figures were made of another store than today's."""
    return any(
        0 < abs(release.denominator - one.denominator) < FEW_PEOPLE
        for one in before
        if all(
            group.lies_within(held) or held.lies_within(group)
            for group, held in zip(release.groups, one.groups, strict=True)
        )
    )

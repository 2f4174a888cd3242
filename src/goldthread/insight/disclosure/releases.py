"""Contract results are releases: exact, and never so near to another that what both say tells of somebody.

Decision 0042: the groups of people that a question's releases count lie within one another or have nobody in common.
Then all that sums and differences of them can tell is made of rests, of a group without the groups within it; and no
rest of one to four people is let through.
"""

from collections.abc import Iterable, Sequence
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
    def groups(self) -> tuple["_Group", "_Group"]:
        """The people of each of its figures: those who said yes and those who said no."""
        sizes = (self.numerator, self.denominator - self.numerator)
        kind = self.asked[0]
        return (
            _Group(self.yes, kind, self.cut, self.since, self.until, sizes[0]),
            _Group(self.no, kind, self.cut, self.since, self.until, sizes[1]),
        )


class _Group(NamedTuple):
    """People who gave one of these answers, from a kind of source ("" for any), in a cut, in some months."""

    answers: frozenset[str]
    kind: str
    cut: Cut
    since: str
    until: str
    size: int

    def lies_within(self, other: "_Group") -> bool:
        """Whether everybody in this group is in the other too, by what was asked for."""
        return (
            self.answers <= other.answers
            and other.since <= self.since
            and self.until <= other.until
            and all(_lies_within(own, wide) for own, wide in zip(self._choices(), other._choices(), strict=True))
            and all(not wide or own == wide for own, wide in zip(self._names(), other._names(), strict=True))
        )

    def is_part_of(self, other: "_Group") -> bool:
        """Whether everybody in this group is in the other, which asks for more."""
        return self.lies_within(other) and not other.lies_within(self)

    def is_apart(self, other: "_Group") -> bool:
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


def _crosses(group: _Group, other: _Group) -> bool:
    return not (group.is_apart(other) or group.lies_within(other) or other.lies_within(group))


def nests(release: Release, earlier: Iterable[Release]) -> bool:
    """Whether a release would tell, next to those made before, of fewer than five people (CONTRACTS §5 g).

    It does where its groups cross those of another, where the same group came to another figure, and where a group
    without the groups within it leaves one to four people, or fewer than nobody, as after a later import.
    """
    before = [one for one in earlier if one.asked[1] == release.asked[1]]
    if any(overlaps(release, one) for one in before):
        return True
    held = list(dict.fromkeys(group for one in before for group in one.groups))
    return any(_tells(group, held) for group in release.groups) or _leaves_few(release, before)


def _tells(group: _Group, held: Sequence[_Group]) -> bool:
    """Whether a group is another's under another figure, or leaves a few of itself, or of the one around it."""
    alike = [one for one in held if one.lies_within(group) and group.lies_within(one)]
    if any(one.size != group.size for one in alike):
        return True
    if alike:
        return False
    around = [one for one in held if group.lies_within(one)]
    nearest = [one for one in around if not any(other.is_part_of(one) for other in around)]
    return _is_few(_rest(group, held)) or any(_is_few(_rest(one, [*held, group])) for one in nearest)


def _rest(whole: _Group, held: Sequence[_Group]) -> int:
    """How many of a group are in none of the groups within it."""
    within = [one for one in held if one.is_part_of(whole)]
    largest = list[_Group]()
    for one in within:
        if not any(one.is_part_of(other) for other in within) and not any(one.lies_within(kept) for kept in largest):
            largest.append(one)
    return whole.size - sum(one.size for one in largest)


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

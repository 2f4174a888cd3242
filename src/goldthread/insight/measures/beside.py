"""What a result tells of few people, next to all that somebody knows already (decision 0042).

There is one question: of each rest that a release leaves, and for each kind of reader, is a part of one to four people
told, or nearly? A rest is a group without the groups within it that were released. A reader takes off it what they know
exactly, and has shared figures, rounded or hidden, of parts of what is left and of wholes around it, by service too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from typing import NamedTuple

from goldthread.evidence import Store
from goldthread.insight.disclosure import Release, ReleasedGroup, Rest, rests, rests_within
from goldthread.insight.disclosure.cells import Numbers
from goldthread.insight.measures.knowing import Left, all_but, readers
from goldthread.insight.measures.part_bounds import bounds_of
from goldthread.insight.measures.placed_answers import PlacedAnswers, placed_answers, unplaced
from goldthread.vocabulary import Cut, Scope


MOST_BOUNDS = 60
"""Sets of services, at most, of which bounds are asked: of more services fewer are put together."""


class Figures(NamedTuple):
    """The rests that a release leaves: of exact figures, and of shared ones around them.

    `withheld` are those of groups that some readers know exactly, without the labels that an organisation, by its code,
    withholds from them.
    """

    exact: list[Rest]
    withheld: list[tuple[str, Rest]]
    shared: list[Rest]

    @property
    def groups(self) -> list[ReleasedGroup]:
        """All groups that are told of."""
        every = (*self.exact, *(rest for _, rest in self.withheld), *self.shared)
        return [group for rest in every for group in (rest.whole, *rest.within)]


def tells_of_few(store: Store, scope: Scope, release: Release, earlier: Iterable[Release]) -> bool:
    """Whether a release tells of one to four people, or nearly, next to earlier ones and to what readers know.

    Readers know exactly all organisations but one, or some services of one organisation; and under an agreement that
    withholds roles, how many answered in an organisation whatever their role. Everybody has shared figures.
    Takes: somebody who may read the words behind it; releases that were made before, which `nests` has let pass.
    Source: answers as they are held today, and bounds by sums alone. Somebody who answers in several months or places,
    or has several events, is one person. Of events shared figures tell people and a result tells events, so only what
    is known exactly is asked of them.
    """
    figures = _figures(store, release, tuple(earlier))
    if not figures.exact:
        return False
    chosen = [frozenset(group.cut.organisations) for group in figures.groups]
    organisations = frozenset[str]().union(*chosen) if all(chosen) else frozenset[str]()
    held = placed_answers(store, scope, release.asked, figures.groups, sorted(organisations))
    return _tells_exactly(held, figures, release) or (not release.asked[0] and _tells_by_shares(held, figures))


def _figures(store: Store, release: Release, earlier: tuple[Release, ...]) -> Figures:
    withheld = [
        (one.provider, rest)
        for one in store.agreements()
        for rest in rests_within(partial(_without, one.withholds), release, earlier)
    ]
    shared = [] if release.asked[0] else rests_within(_listed_around, release, earlier)
    return Figures(rests(release, earlier), withheld, shared)


def _without(labels: frozenset[str], group: ReleasedGroup) -> Iterator[ReleasedGroup]:
    """The group around one that no label of these chooses."""
    roles = () if "role" in labels else group.cut.roles
    teams = () if "team" in labels else group.cut.teams
    yield group._replace(cut=replace(group.cut, roles=roles, teams=teams))


def _listed_around(group: ReleasedGroup) -> Iterator[ReleasedGroup]:
    """The groups around one that have shared figures: of its role or all, of its services or all, and so on."""
    other = replace(unplaced(group), kinds=(), teams=())
    roles = {(), group.cut.roles if len(group.cut.roles) == 1 else ()}
    for role, services, more in product(roles, {(), group.cut.services}, {Cut(), other}):
        cut = replace(more, organisations=group.cut.organisations, services=services, roles=role)
        yield group._replace(kind="", cut=cut)


def _tells_exactly(held: PlacedAnswers, figures: Figures, release: Release) -> bool:
    """Whether anybody who takes off what they know is left with one to four people.

    Where a place answered, a part of nobody is shown as one of one to four is, so both are treated alike: or that a
    result is told would tell them apart.
    """
    answered = held.of(release.groups[0]) | held.of(release.groups[1])
    for rest in figures.exact:
        is_own = rest.whole in release.groups and not rest.within and rest.whole.size > 0
        left = Left(held, rest, answered if is_own else None)
        if any(left.is_few(own) for own in readers(left)):
            return True
    return any(left.is_few(own) for left, own in _agreed(held, figures))


def _agreed(held: PlacedAnswers, figures: Figures) -> Iterator[tuple[Left, Numbers]]:
    """What is left for who knows one organisation without some labels, and all others whole."""
    for code, rest in figures.withheld:
        left = Left(held, rest)
        names = held.names["organisation"]
        yield from ((left, all_but(left, one)) for one in left.services if names[one] == code)


def _tells_by_shares(held: PlacedAnswers, figures: Figures) -> bool:
    """Whether anybody learns nearly how many a part is of, by sums of shared figures."""
    told = [*((rest, False) for rest in figures.exact), *((rest, True) for rest in figures.shared)]
    for rest, is_shared in told:
        left = Left(held, rest)
        if not left.answers.any():
            continue
        bounds = bounds_of(left, is_shared=is_shared)
        settled = frozenset[int].intersection(*(one.settled for one in bounds))
        if any(one.is_nearly_told(own) for own in readers(left, MOST_BOUNDS, settled) for one in bounds):
            return True
    return any(
        one.is_nearly_told(own) for left, own in _agreed(held, figures) for one in bounds_of(left, is_shared=False)
    )

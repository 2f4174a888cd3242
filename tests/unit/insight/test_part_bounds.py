"""What shared figures and sums tell of small parts, and whom figures tell apart, against plain twins."""

import random
from itertools import chain, combinations, product

import numpy as np
import pytest

from goldthread.insight.disclosure import ReleasedGroup, Rest
from goldthread.insight.disclosure.bounds import PossibleValues, is_nearly_told, shown_between
from goldthread.insight.disclosure.cells import rounded_each
from goldthread.insight.measures.knowing import Left, all_but, readers
from goldthread.insight.measures.part_bounds import bounds_of
from goldthread.insight.measures.placed_answers import PlacedAnswers, crossed
from goldthread.vocabulary import Cut


def drawn(chance, cells):
    sizes = [chance.choice((chance.randrange(5), chance.randrange(5, 40))) for _ in range(cells)]
    return np.array(sizes, np.int64), np.array([chance.randrange(2**32) for _ in sizes], np.int64)


def ways_of(shown):
    return [range(5) if np.isnan(one) else range(max(5, int(one) - 4), int(one) + 5) for one in shown]


def left_by(ways, sums):
    """What each part may be, by trying every way in which parts come to one of these sums."""
    every = [way for way in product(*ways) if sum(way) in sums]
    return [{way[place] for way in every} for place in range(len(ways))]


@pytest.mark.parametrize("cells", [2, 3, 4])
def test_a_small_part_may_still_be_nobody_and_keeps_more_than_two_values(cells):
    """As a plain twin finds it, which tries every way."""
    chance, refused = random.Random(cells), 0
    for _ in range(400):
        n, key = drawn(chance, cells)
        left = left_by(ways_of(rounded_each(n, n, key)), {sum(n)})
        small = [one for size, one in zip(n, left, strict=True) if 0 < size < 5]
        found = is_nearly_told(n, shown_between(n, n, key))
        assert found == any(0 not in one or len(one) <= 2 for one in small), (n, left)
        refused += found
    assert 2 < refused < 200


@pytest.mark.parametrize("cells", [1, 2, 3])
def test_so_it_does_where_readers_take_off_their_own_and_the_sum_is_a_shared_figure(cells):
    """Of each cell a part is theirs; the sum lies between two numbers. What a cell tells by itself does not count."""
    chance, refused = random.Random(cells), 0
    for _ in range(400):
        n, key = drawn(chance, cells)
        mine = np.array([chance.choice((0, chance.randrange(one + 1))) for one in n], np.int64)
        parts, shown = n - mine, shown_between(n, n, key)
        each = PossibleValues(np.maximum(shown.least - mine, 0), shown.most - mine)
        below, above = chance.choice(((0, 0), (chance.randrange(5), chance.randrange(5))))
        ways = [range(least, most + 1) for least, most in zip(*each, strict=True)]
        left = left_by(ways, range(sum(parts) - below, sum(parts) + above + 1))
        wanted = any(
            (0 in way and 0 not in one) or (len(way) > 2 and len(one) <= 2)
            for size, way, one in zip(parts, ways, left, strict=True)
            if 0 < size < 5
        )
        assert is_nearly_told(parts, each, below, above) == wanted, (parts, each, below, above)
        refused += wanted
    assert refused > 2


ORGANISATIONS, SERVICES, ROLES = ("X", "Y"), ("A", "B", "C"), ("carer", "patient")


def world(chance):
    """Answers as (person, organisation, service, role, value): some people answer twice, elsewhere or otherwise."""
    told = set()
    for person in range(chance.randrange(8, 22)):
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            where = chance.choice(ORGANISATIONS[: chance.choice((1, 2))]), chance.choice(SERVICES)
            told.add((person, *where, chance.choice(ROLES), chance.choice(("no", "yes", "mostly"))))
    return sorted(told)


def arrays_of(told):
    """The same as arrays."""
    columns = dict(
        zip(("organisation", "service", "role", "value"), zip(*(one[1:] for one in told), strict=True), strict=True)
    )
    columns["month"] = ["2026-05"] * len(told)
    names = {name: sorted(set(values)) for name, values in columns.items()}
    codes = {name: np.array([names[name].index(one) for one in values]) for name, values in columns.items()}
    person = np.array([one[0] for one in told], np.int64)
    place = crossed(codes, ("organisation", "service"))
    return PlacedAnswers(person, person, person * 10 + codes["value"], place, codes, names, {})


def group(*answers, **cut):
    return ReleasedGroup(frozenset(answers), "", Cut(**cut), "2026-05", "2026-05", 1)


RESTS = [
    Rest(group("yes", "mostly"), ()),
    Rest(group("yes", "mostly"), (group("yes", "mostly", roles=("patient",)),)),
    Rest(group("yes", "mostly"), (group("yes"), group("mostly", roles=("carer",)))),
    Rest(group("yes", services=("A", "B")), (group("yes", services=("A",), roles=("patient",)),)),
]


def holds(one, told):
    _, organisation, service, role, value = told
    cut = one.cut
    return (
        value in one.answers
        and (not cut.services or service in cut.services)
        and (not cut.roles or role in cut.roles)
        and (not cut.organisations or organisation in cut.organisations)
    )


def few_by_hand(told, rest, own):
    """By sets: whom the answers that are left are of, and whom figures count, less the figures of one's own."""
    whole = [one for one in told if holds(rest.whole, one)]
    left = {one[0] for one in whole if one[1:3] not in own and not any(holds(part, one) for part in rest.within)}

    def figure(some):
        every = {(one[0], one[4]) for one in some}
        return every - {(one[0], one[4]) for one in some if one[1:3] in own}

    count = dict.fromkeys(figure(whole), 1)
    for part in rest.within:
        for unit in figure([one for one in whole if holds(part, one)]):
            count[unit] = count.get(unit, 0) - 1
    return 0 < len(left) < 5 or 0 < len({person for (person, _), n in count.items() if n}) < 5


@pytest.mark.parametrize("rest", RESTS, ids=["alone", "less patients", "less two parts", "of two services"])
def test_who_is_left_without_one_s_own_is_found_as_a_plain_twin_finds_it(rest):
    """For nobody's own, all organisations but one, and every one or two services of an organisation."""
    chance, found = random.Random(5), []
    for _ in range(120):
        told = world(chance)
        left = Left(arrays_of(told), rest)
        places = {int(code): one[1:3] for code, one in zip(left.held.place, told, strict=True)}
        for own in readers(left):
            named = {places[int(code)] for code in own}
            found.append(left.is_few(own))
            assert found[-1] is few_by_hand(told, rest, named), (told, named)
    assert 0.02 < np.mean(found) < 0.98


def test_readers_are_everybody_who_may_know_some_places():
    told = [(n, *where, "patient", "yes") for n, where in enumerate(product(ORGANISATIONS, SERVICES))]
    left = Left(arrays_of(told), RESTS[0])
    places = [one[1:3] for one in told]
    found = [tuple(places[int(np.flatnonzero(left.held.place == code)[0])] for code in own) for own in readers(left)]
    posts = [[(one, service) for service in SERVICES] for one in ORGANISATIONS]
    sets = chain.from_iterable(combinations(services, size) for services in posts for size in (1, 2))
    assert sorted(found) == sorted([(), *sets, *(tuple(services) for services in posts)])
    assert [len(all_but(left, one)) for one in left.services] == [3, 3]


def test_organisations_that_are_settled_tell_nothing_by_their_posts():
    chance, settled = random.Random(3), 0
    for _ in range(150):
        told = [
            (n, *where, "yes")
            for where in product("WXYZ", SERVICES, ROLES)
            for n in range(chance.choice((0, chance.randrange(5), chance.randrange(5, 40))))
        ]
        told = [(place, *one[1:]) for place, one in enumerate(told)]
        held = arrays_of(told)
        held.key[:] = [chance.randrange(2**32) for _ in told]
        left = Left(held, RESTS[chance.randrange(2)])
        (bounds,) = bounds_of(left, is_shared=chance.random() < 0.5)
        posts = [own for own in readers(left, 60, frozenset(left.services) - bounds.settled) if len(own) <= 2]
        settled += len(bounds.settled)
        assert not any(bounds.is_nearly_told(own) for own in posts if len(own))
    assert settled > 50


# -- a result of patients, in a shared whole of everybody


EVERYBODY = Rest(group("yes", "mostly"), (group("yes", "mostly", roles=("patient",)),))


def wards(chance, services):
    """Answers of patients and carers on wards of one organisation: everybody gave one answer."""
    drawn = [
        ("X", *place)
        for place in product(SERVICES[:services], ROLES, ("yes", "mostly"))
        for _ in range(chance.choice((0, chance.randrange(5), chance.randrange(5, 30))))
    ]
    return [(person, *one) for person, one in enumerate(drawn)]


def sums_of(ways):
    found = {0}
    for way in ways:
        found = {one + more for one in found for more in way}
    return found


def told_by_hand(told, key, own):
    """By sums of whole numbers: what carers may be, where everybody less patients is known besides own wards."""

    def parts_of(*by):
        """The cells of one split in which there are carers elsewhere: how many these are, and what they may be."""
        cells = {}
        for one in told:
            cells.setdefault((one[4], *(one[column] for column in by)), []).append(one)
        for cell in cells.values():
            elsewhere = [one for one in cell if one[2] not in own]
            carers = [one for one in elsewhere if one[3] == "carer"]
            people = np.array([len(cell)])
            keys = np.array([sum(int(key[one[0]]) for one in cell) % 2**32])
            (figure,) = ways_of(rounded_each(people, people, keys))
            mine = len(cell) - len(elsewhere)
            least, most = max(min(figure) - mine, 0), max(figure) - mine
            yield len(elsewhere), len(carers), range(least, most + 1), len(carers) == len(elsewhere)

    patients = sum(one[3] == "patient" and one[2] not in own for one in told)
    whole = [sums_of(way for people, _, way, _ in parts_of(*by) if people) for by in ((), (2,))]
    sums = {one - patients for one in whole[0] & whole[1]}
    carers = sum(one[3] == "carer" and one[2] not in own for one in told)
    if 0 < carers < 5 and (0 not in sums or max(sums) < 2):
        return True
    for by in ((), (2,), (3,), (2, 3)):
        parts = [(n, way if alone else range(max(way) + 1)) for _, n, way, alone in parts_of(*by) if n]
        for place, (n, way) in enumerate(parts):
            others = sums_of(other for at, (_, other) in enumerate(parts) if at != place)
            may_be = {one for one in way if any(one + other in sums for other in others)}
            if 0 < n < 5 and ((0 in way and 0 not in may_be) or (len(way) > 2 and len(may_be) <= 2)):
                return True
    return False


@pytest.mark.parametrize("services", [1, 2, 3])
def test_shared_wholes_of_what_is_left_to_readers_tell_what_a_plain_twin_finds(services):
    """Of all services together, and of those that readers don't know, one by one."""
    chance, found = random.Random(services), []
    for _ in range(240 // services):
        told = wards(chance, services)
        if not any(one[3] == "carer" for one in told) or not any(one[3] == "patient" for one in told):
            continue
        held = arrays_of(told)
        held.key[:] = [chance.randrange(2**32) for _ in told]
        left = Left(held, EVERYBODY)
        (bounds,) = bounds_of(left, is_shared=True)
        places = {int(code): one[2] for code, one in zip(held.place, told, strict=True)}
        for own in readers(left):
            named = {places[int(code)] for code in own}
            found.append(bounds.is_nearly_told(own))
            assert found[-1] is told_by_hand(told, held.key, named), (told, held.key, named)
    assert 0.02 < np.mean(found) < 0.5

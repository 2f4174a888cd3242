"""Contract results are released exactly, and never so near to another that the difference tells of a few people."""

import random
from dataclasses import replace
from datetime import date
from itertools import combinations, product

import numpy as np
import pytest

from goldthread.insight.disclosure import Release, nests, overlaps, releasable
from goldthread.insight.measures import MonthCount, measure_from, releasable_months, release_of
from goldthread.vocabulary import Cut, Scope
from tests.builders.evidence import KEY, keep, store


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [
        (0, 0, True),
        (0, 5, True),
        (5, 5, True),
        (5, 10, True),
        (0, 4, False),
        (4, 4, False),
        (4, 9, False),
        (5, 9, False),
    ],
)
def test_parts_are_of_nobody_or_of_five(numerator, denominator, wanted):
    assert releasable(numerator, denominator) is wanted


def release(numerator=20, denominator=40, *, yes="yes", no="no", since="2026-04", until="", asked="Did you?", **cut):
    return Release(
        asked=("", asked),
        yes=frozenset(yes.split()),
        no=frozenset(no.split()),
        cut=Cut(**cut),
        since=since,
        until=until or since,
        numerator=numerator,
        denominator=denominator,
    )


WHOLE = release()
THERAPIES = {"services": ("Therapies",)}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (WHOLE, WHOLE, False),  # the same people again tell nothing
        (WHOLE, release(18, 30, **THERAPIES), True),  # two who said yes elsewhere
        (WHOLE, release(10, 38, **THERAPIES), True),  # two who answered elsewhere
        (WHOLE, release(10, 28, **THERAPIES), True),  # two who said no elsewhere
        (WHOLE, release(12, 24, **THERAPIES), False),
        (WHOLE, release(20, 40, **THERAPIES), False),  # nobody elsewhere, as a part of nobody may be shown
        (WHOLE, release(0, 19, **THERAPIES), True),
        (release(**THERAPIES), release(18, 38, services=("Maternity",)), False),  # others
        (release(services=("Therapies", "Maternity")), release(18, 38, **THERAPIES), True),
        (WHOLE, release(18, 38, asked="Were you?"), False),
        (WHOLE, release(18, 38, since="2026-05"), False),
        (WHOLE, release(22, 44, since="2026-04", until="2026-06"), True),
        (WHOLE, release(22, 40, yes="yes partly", no="no"), True),  # who said partly
        (release(yes="yes", no="partly no"), release(22, 40, yes="yes partly", no="no"), True),
        (WHOLE, release(18, 38, pathway="home"), True),  # who was on it, nobody can tell by its name
        (release(**THERAPIES), release(18, 38, pathway="home"), True),
        (release(pathway="home"), release(18, 38, pathway="away"), True),
        (release(roles=("carer",)), release(18, 38, roles=("patient",)), False),
    ],
)
def test_a_release_within_five_of_another_is_refused_either_way(one, other, wanted):
    assert nests(one, [other]) is wanted
    assert nests(other, [release(asked="Where?"), one]) is wanted


def test_months_that_leave_few_of_a_quarter_are_refused_with_it():
    quarter = release(25, 50, since="2026-04", until="2026-06")
    months = [release(10, 24, since="2026-04"), release(13, 24, since="2026-05")]
    assert nests(quarter, months) and not nests(quarter, months[:1])
    assert not nests(quarter, [*months[:1], release(6, 11, since="2026-05")])


def test_no_pair_of_releases_that_pass_leaves_one_to_four_people():
    """Against sets of people: whatever is let through, no figure lies within another with one to four to spare."""
    people = [(f"S{n % 3}", "yes" if n % 7 < 4 else "no") for n in range(44)]
    every = [(f"S{n}",) for n in range(3)] + [("S0", "S1"), ("S1", "S2"), ()]
    made, shown = [], []
    for services in every:
        some = {n for n, (service, _) in enumerate(people) if not services or service in services}
        yes = {n for n in some if people[n][1] == "yes"}
        one = release(len(yes), len(some), services=services)
        if releasable(one.numerator, one.denominator) and not nests(one, made):
            made.append(one)
            shown += [yes, some - yes, some]
    assert len(made) >= 4
    assert not any(a < b and len(b - a) < 5 for pair in combinations(shown, 2) for a, b in (pair, pair[::-1]) if a)


ANSWERS = {"share answering yes": {"question": "Did you?", "yes": "Yes", "no": ["No", "Not sure"]}}
EVENTS = {"share of events": {"kind": "complaints", "field": "In time", "good": "Y", "other": "N"}}


def test_a_result_says_of_whom_it_tells():
    made = measure_from({"wording": "w", "definition": ANSWERS, "cut": {"role": "carer"}, "period": "quarter"}, "k")
    assert release_of(made, MonthCount("2026-01", 7, 20)) == Release(
        asked=("", "Did you?"),
        yes=frozenset({"yes"}),
        no=frozenset({"no", "not sure"}),
        cut=Cut(roles=("carer",)),
        since="2026-01",
        until="2026-03",
        numerator=7,
        denominator=20,
    )


def test_events_of_few_people_are_not_released(tmp_path):
    made = store(tmp_path)
    one = {"kind": "complaints", "extra": (("In time", "Y"),), "date": date(2026, 5, 3)}
    keep(made, [one | {"n": n, "respondent": KEY.identify("person", "often")} for n in range(6)])
    keep(made, [one | {"n": 10 + n, "date": date(2026, 4, 3)} for n in range(6)])
    measure = measure_from({"wording": "w", "definition": EVENTS}, "k")
    assert releasable_months(made, Scope.owner(), measure, "2026-03", "2026-05") == {"2026-03", "2026-04"}


def test_what_a_provider_reports_is_released_by_its_own_numbers(tmp_path):
    months = [{"month": f"2026-0{n}", "numerator": n, "denominator": 12} for n in (3, 6)]
    reported = {"reported by the provider": {"numerator": "a", "denominator": "b", "months": months}}
    measure = measure_from({"wording": "w", "definition": reported}, "k")
    assert releasable_months(store(tmp_path), Scope.owner(), measure, "2026-03", "2026-06") == {
        "2026-04",
        "2026-05",
        "2026-06",
    }


ROLES = {"patient": (12, 21), "carer": (6, 14), "staff": (1, 1)}


@pytest.mark.parametrize("last", ["everybody", "patient", "carer"])
def test_groups_put_together_tell_of_nobody_whichever_comes_last(last):
    """Patients and carers leave one member of staff of everybody (an attacker read her answer so)."""
    each = {role: release(*ROLES[role], roles=(role,)) for role in ("patient", "carer")}
    each["everybody"] = release(19, 36)
    made = each.pop(last)
    assert nests(made, each.values())
    assert not any(nests(one, [other]) for one, other in combinations(each.values(), 2))


def test_groups_that_leave_five_or_nobody_are_released():
    both = [release(12, 21, roles=("patient",)), release(6, 14, roles=("carer",))]
    assert not nests(release(18, 35), both)
    assert not nests(release(28, 50), both)


def test_roles_month_by_month_leave_nobody_of_a_quarter():
    months = ("2026-04", "2026-05", "2026-06")
    parts = [release(10, 20, since=month, roles=(role,)) for month in months for role in ("patient", "carer")]
    assert nests(release(60, 122, since=months[0], until=months[2]), parts)
    assert not nests(release(60, 120, since=months[0], until=months[2]), parts)
    assert not nests(release(70, 140, since=months[0], until=months[2]), parts)


def test_every_small_rest_is_found_as_a_plain_twin_finds_it():
    """Against every family of figures without a month or a role in common, tried one by one."""
    chance = random.Random(7)
    for _ in range(60):
        parts = [
            release(0, chance.randrange(5, 30), since=f"2026-{month:02}", roles=(role,))
            for month in (4, 5, 6)
            for role in ("patient", "carer", "staff")
            if chance.random() < 0.6
        ]
        whole = release(0, chance.randrange(30, 150), since="2026-04", until="2026-06")
        wanted = any(
            0 < abs(whole.denominator - sum(one.denominator for one in family)) < 5
            for size in range(1, len(parts) + 1)
            for family in combinations(parts, size)
        )
        rest = whole.denominator - sum(one.denominator for one in parts)
        if rest >= 0:  # as counts of one store are: every part lies within
            assert nests(whole, parts) is wanted, (whole, parts)


WHO, WHERE, WHEN, SAID = ("patient", "carer", "staff"), ("XWR", "XWC"), ("2026-04", "2026-05"), ("yes", "partly", "no")
ATOMS = list(product(WHO, WHERE, WHEN, SAID))


def some_of(values):
    return [part for size in range(1, len(values) + 1) for part in combinations(values, size)]


def stands_in(who, where, when, said):
    """Which atoms a group is made of, as a row of zeros and ones."""
    return [int(a in who and b in where and c in when and d in said) for a, b, c, d in ATOMS]


def random_release(chance, people):
    """Any clause that somebody may write: of some roles, places, months and answers."""
    who, where = chance.choice(some_of(WHO)), chance.choice(some_of(WHERE))
    when, answers = chance.choice([WHEN[:1], WHEN[1:], WHEN]), chance.choice(some_of(SAID)[3:])
    yes, no = answers[:1], answers[1:]
    rows = [stands_in(who, where, when, said) for said in (yes, no)]
    counts = [sum(n for n, held in zip(people, row, strict=True) if held) for row in rows]
    made = Release(
        asked=("", "Did you?"),
        yes=frozenset(yes),
        no=frozenset(no),
        cut=Cut(roles=() if who == WHO else who, organisations=() if where == WHERE else where),
        since=when[0],
        until=when[-1],
        numerator=counts[0],
        denominator=sum(counts),
    )
    return made, rows


@pytest.mark.parametrize("seed", range(12))
def test_no_sum_or_difference_of_what_was_released_tells_of_one_to_four_people(seed):
    """By linear algebra: no group of one to four people is a combination of the groups that were let through."""
    chance = random.Random(seed)
    people = [chance.choice((0, 1, 2, 3, 4, 6, 9, 14, 22)) for _ in ATOMS]
    released, rows = [], []
    for _ in range(300):
        made, told = random_release(chance, people)
        if releasable(made.numerator, made.denominator) and not nests(made, released):
            released.append(made)
            rows += told
    known = np.array(rows)
    rank = np.linalg.matrix_rank(known)
    assert len(released) > 3
    for who, where, when, said in product(some_of(WHO), some_of(WHERE), some_of(WHEN), some_of(SAID)):
        row = stands_in(who, where, when, said)
        if 0 < np.dot(row, people) < 5:
            assert np.linalg.matrix_rank(np.vstack([known, row])) > rank, (who, where, when, said)


PAIRS = [("patient", "carer"), ("carer", "staff"), ("patient", "staff")]


@pytest.mark.parametrize(
    "made",
    [
        [release(*counts, roles=roles) for roles, counts in zip(PAIRS, [(27, 41), (16, 23), (13, 24)], strict=True)],
        [
            release(15, 26, yes="yes", no="partly"),
            release(5, 20, yes="no", no="yes"),
            release(15, 33, no="partly no else"),
        ],
        [release(39, 62), release(26, 39, roles=("carer",)), release(27, 41, organisations=("XWR",))],
        [release(81, 123, until="2026-06", roles=("patient", "carer")), release(29, 44, since="2026-06")],
        [release(39, 73), release(11, 19, pathway="ward a"), release(27, 51, pathway="ward b")],
        [release(11, 19, themes=("Food",)), release(27, 51, themes=("Staff",))],
    ],
    ids=[
        "roles in turn",
        "answers in turn",
        "roles and places",
        "a quarter of some, a month of all",
        "two journeys",
        "two themes",
    ],
)
def test_what_crosses_is_not_released(made):
    """Each of these gave one person away, though every pair was five or more apart."""
    let_through = []
    for one in made:
        if not nests(one, let_through):
            let_through.append(one)
    assert len(let_through) < len(made)


def test_a_question_and_the_same_field_of_events_count_the_same_people():
    events = replace(WHOLE, asked=("complaints", "Did you?"))
    assert nests(replace(events, numerator=19, denominator=38), [WHOLE])
    assert overlaps(replace(events, cut=Cut()), release(organisations=("XWR",)))
    assert not overlaps(events, release(kinds=("friends_and_family",)))

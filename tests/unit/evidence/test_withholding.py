"""Labels that an agreement withholds: whoever reads under it sees and filters the same whatever they really are."""

from dataclasses import replace
from datetime import date
from itertools import product
from random import Random

import pytest

from goldthread.evidence.questions import searching
from goldthread.insight import brief, journey, layered, search, themes, trend, volumes, words
from goldthread.vocabulary import Cut, Scope
from tests.builders.evidence import KEY, keep, store


BOTH = frozenset({"XAA", "XBB"})
CATH = Scope(
    person="cath",
    audience="commissioner",
    organisations=BOTH,
    words_from=BOTH,
    withheld=frozenset({("XAA", "role"), ("XAA", "team"), ("XAA", "day")}),
)
ASHA = replace(CATH, audience="partner", words_from=frozenset())
CUTS = (
    Cut(),
    Cut(roles=("carer",)),
    Cut(roles=("unknown",)),
    Cut(teams=("Blue",)),
    Cut(since=date(2026, 10, 1), until=date(2026, 10, 31)),
    Cut(since=date(2026, 10, 9), until=date(2026, 10, 20)),
    Cut(since=date(2026, 10, 1), until=date(2026, 10, 4)),
    Cut(organisations=("XAA",), services=("Ward",), roles=("staff",)),
)


def invented(seed):
    """The same answers, of which those of XAA have labels that the seed decides."""
    same, other, made = Random(1), Random(seed), []
    for place in range(160):
        organisation, month = same.choice(("XAA", "XBB")), same.choice((9, 10))
        labels = {one: Random(place) for one in ("day", "role", "team")}
        dice = {one: other if organisation == "XAA" else labels[one] for one in labels}
        made.append(
            {
                "n": place,
                "respondent": KEY.identify("person", str(place)),
                "organisation": organisation,
                "service": same.choice(("Ward", "Clinic")),
                "text": f"The staff were kind to me, number {place}.",
                "date": date(2026, month, dice["day"].randint(1, 28)),
                "role": dice["role"].choice(("patient", "carer", "staff")),
                "team": dice["team"].choice(("Blue", "Red")),
                "sentiment": same.choice(("1", "5")),
                "themes": ("Parking",) if same.random() < 0.4 else (),
                "touchpoints": ("discharge",) if same.random() < 0.5 else (),
                "feelings": ("alone",) if same.random() < 0.5 else (),
            }
        )
    return made


@pytest.fixture(scope="module", params=[10**9, 1], ids=["rows", "cells"])
def both(request, tmp_path_factory):
    made = []
    for seed in (2, 3):
        one = store(tmp_path_factory.mktemp(f"withheld{seed}"))
        one.worth_summing = request.param
        keep(one, invented(seed))
        one.refresh()
        one.index()
        made.append(one)
    return made


def seen(made, scope, cut):
    """Everything that a reader can ask about a cut, as it is shown."""
    splits = (("role",), ("month",), ("service", "role"), ("organisation", "month"))
    tables = [volumes(made, scope, cut, by=by, words_only=w) for by, w in product(splits, (True, False))]
    tables += [themes(made, scope, cut), trend(made, scope, cut), journey(made, scope, cut=cut).source]
    shown = [(table.rows, table.denominator) for table in tables]
    passages = [
        words(made, scope, cut, limit=200),
        words(made, scope, cut, limit=7, offset=3),
        search(made, scope, "kind", cut, limit=200),
    ]
    read = [(found.total, *((one.id, one.date, one.role, one.team) for one in found.items)) for found in passages]
    return shown, read, brief(made, scope, cut=cut).as_dict() if cut.roles == ("carer",) else {}


@pytest.mark.parametrize("cut", CUTS, ids=range(len(CUTS)))
def test_a_reader_sees_the_same_whatever_is_withheld(both, cut):
    first, second = both
    assert seen(first, CATH, cut) == seen(second, CATH, cut)


@pytest.mark.parametrize("most", [8, 40, 90, 3_200])
@pytest.mark.parametrize("cut", [Cut(), Cut(organisations=("XAA",)), Cut(since=date(2026, 10, 1))])
def test_what_is_found_first_tells_of_no_day(both, monkeypatch, most, cut):
    """Where more is found than is looked at, what stands on a page must not be the newest days of a month."""
    monkeypatch.setattr(searching, "MOST", most)
    monkeypatch.setattr(searching, "FIRST", 6)
    for made in both:
        made.forget_answers()
    pages = [
        [[one.id for one in search(made, CATH, "kind", cut, limit=4, offset=at).items] for at in range(0, 60, 4)]
        for made in both
    ]
    assert pages[0] == pages[1]
    found = search(both[0], CATH, "kind", cut, limit=4)
    assert found.total is not None or "whole months" in " ".join(found.notes)
    assert most < 90 or pages[0][0]
    for made in both:
        made.forget_answers()


def test_the_labels_do_differ(both):
    """Else the test above could not fail."""
    first, second = both
    everything = replace(CATH, withheld=frozenset())
    assert all(seen(first, everything, cut) != seen(second, everything, cut) for cut in (CUTS[1], CUTS[3]))
    read = [words(made, everything, limit=200).items for made in both]
    assert any(one.team == "Blue" for one in read[0])


def test_what_is_left(both):
    for one in words(both[0], CATH, limit=200).items:
        if one.organisation == "XAA":
            assert (one.role, one.team, one.date.day, one.date_precision) == ("unknown", "", 1, "month")
        else:
            assert one.role != "unknown" and one.team and one.date_precision == "day"
    by_role = volumes(both[0], CATH, Cut(organisations=("XAA",)), by=("role",))
    assert {row["role"] for row in by_role.rows} == {"unknown"}
    assert any("withhold who told us" in note for note in by_role.notes)
    said = " ".join(brief(both[0], CATH).unheard)
    assert "withholds who told us" in said and "were heard" not in said


def test_shared_figures_do_without_it_too(both):
    october = Cut(since=date(2026, 10, 1), until=date(2026, 10, 31))
    shown = [
        [volumes(made, ASHA, cut, by=("role",)).rows for cut in (Cut(), october, Cut(organisations=("XAA",)))]
        for made in both
    ]
    assert shown[0] == shown[1]


def test_an_agreement_of_every_organisation_leaves_no_groups(both):
    every = replace(CATH, withheld=frozenset((code, "role") for code in BOTH))
    assert every.is_withheld("role") and not CATH.is_withheld("role")
    found = layered(both[0], every)
    assert (found.layers, dict(found.apart)) == ((), {})

"""Tables as somebody sees them who may not read the words, against a slow plain twin over invented answers."""

from collections import defaultdict
from datetime import date
from random import Random

import pytest

from goldthread.insight import asking, brief, journey, layered, scores, sentiment, themes, trend, volumes
from goldthread.vocabulary import THEMES as THEME_FRAMEWORK
from goldthread.vocabulary import Code, Cut, NotShared, Scope
from tests.builders.evidence import KEY, keep, store


ORGANISATIONS = ("XAA", "XBB", "XCC")
ASHA = Scope(person="asha", audience="partner", organisations=frozenset(ORGANISATIONS), words_from=frozenset())
READER = Scope(
    person="cath", audience="commissioner", organisations=frozenset(ORGANISATIONS), words_from=frozenset({"XAA"})
)
THEMES = ("Parking", "Discharge", "Staff manner & personal attributes")
OCTOBER = {"since": date(2026, 10, 1), "until": date(2026, 10, 31)}


def invented(seed, size=260):
    rng, made = Random(seed), []
    for place in range(size):
        made.append(
            {
                "n": place,
                "respondent": KEY.identify("person", str(rng.randrange(size))),
                "organisation": rng.choice(ORGANISATIONS),
                "service": rng.choice(("Ward", "Clinic", "Lounge")),
                "role": rng.choice(("patient", "patient", "carer", "staff")),
                "kind": rng.choice(("survey", "complaints")),
                "date": date(2026, rng.choice((9, 10, 11)), 3),
                "themes": tuple(t for t in THEMES if rng.random() < 0.3),
                "sentiment": rng.choice(("1", "3", "5")),
                "feelings": tuple(f for f in ("alone",) if rng.random() < 0.4),
                "touchpoints": tuple(t for t in ("discharge", "medicines") if rng.random() < 0.4),
            }
        )
    return made


@pytest.fixture(params=[10**9, 1], ids=["rows", "cells"])
def held(request, tmp_path, monkeypatch):
    made = store(tmp_path)
    monkeypatch.setattr(made, "worth_summing", request.param)
    made.pieces = invented(7)
    keep(made, made.pieces)
    made.refresh()
    return made


def plainly(pieces, scope, units, counts):
    """What a shared figure is of some answers: rounded unit by unit, then added up."""
    of_unit = defaultdict(list)
    for piece in pieces:
        if counts(piece):
            of_unit[tuple(piece[name] for name in units)].append(piece["respondent"])
    shown = []
    for (organisation, *_), people in of_unit.items():
        if organisation in scope.words_from:
            shown.append(len(people))
        elif len(set(people)) >= 5:
            q, r = divmod(len(people), 5)
            key = sum(int(one[:8], 16) for one in set(people)) % 2**32
            shown.append(5 * (q + (key / 2**32 < r / 5)))
    return sum(shown) or None


def of(cut):
    def counts(piece):
        tests = ((cut.organisations, "organisation"), (cut.services, "service"), (cut.roles, "role"))
        within = cut.since is None or cut.since <= piece["date"] <= cut.until
        return within and all(not some or piece[name] in some for some, name in tests)

    return counts


CUTS = [
    Cut(),
    Cut(organisations=("XAA",)),
    Cut(services=("Ward",)),
    Cut(organisations=("XBB",), services=("Ward", "Lounge")),
    Cut(roles=("staff",), **OCTOBER),
    Cut(organisations=("XCC",), services=("Clinic",), roles=("carer",), **OCTOBER),
]


@pytest.mark.parametrize("scope", [ASHA, READER], ids=["partner", "reader of one"])
@pytest.mark.parametrize("cut", CUTS, ids=range(len(CUTS)))
def test_every_theme_is_the_sum_of_what_each_unit_shows(held, cut, scope):
    units, chosen = ("organisation", "service") if cut.services else ("organisation",), of(cut)
    table = themes(held, scope, cut)
    if table.asked["exact"]:
        assert scope is READER
        assert cut.organisations == ("XAA",)
        return
    got = {row["theme"]: row for row in table.rows}
    assert len(got) > len(THEMES)
    for theme in got:
        wanted = plainly(held.pieces, scope, units, lambda p, t=theme: chosen(p) and t in p["themes"])
        assert got[theme]["n"] == wanted, theme
        if wanted:
            good = plainly(
                held.pieces, scope, units, lambda p, t=theme: chosen(p) and t in p["themes"] and p["sentiment"] == "1"
            )
            assert got[theme]["positive"] == good
    assert table.denominator == plainly(held.pieces, scope, units, chosen)
    assert table.disclosed_for == scope.audience


def test_moods_months_and_moments_are_sums_too(held):
    units = ("organisation",)
    for row in sentiment(held, ASHA).rows:
        point = {"positive": "1", "neutral": "3", "negative": "5"}.get(row["sentiment"])
        assert row["n"] == plainly(held.pieces, ASHA, units, lambda p, s=point: p["sentiment"] == s)
    for row in trend(held, ASHA, theme="Parking").rows:
        month = lambda p, m=row["month"]: f"{p['date']:%Y-%m}" == m  # noqa: E731
        assert row["out_of"] == plainly(held.pieces, ASHA, units, month)
        assert row["n"] == plainly(held.pieces, ASHA, units, lambda p, m=month: m(p) and "Parking" in p["themes"])
    for step in journey(held, ASHA).steps:
        at = lambda p, k=step.key: k in p["touchpoints"]  # noqa: E731
        assert step.n == plainly(held.pieces, ASHA, units, at)
        alone = plainly(held.pieces, ASHA, units, lambda p, a=at: a(p) and "alone" in p["feelings"])
        assert step.feelings["alone"] == alone
    for layer in layered(held, ASHA).layers:
        assert layer.told == plainly(held.pieces, ASHA, units, lambda p, w=layer.who: p["role"] == w)


def test_few_and_nobody_look_the_same(tmp_path):
    """A store with four people in a cell and one with nobody there show the same, whatever is asked."""
    cut = Cut(organisations=("XBB",), services=("Ward",), roles=("carer",), **OCTOBER)
    common = [piece for piece in invented(3) if not of(cut)(piece)]
    few = [piece for piece in common if False] or [
        {
            "n": 9_000 + at,
            "organisation": "XBB",
            "service": "Ward",
            "role": "carer",
            "kind": "survey",
            "date": date(2026, 10, 3),
            "themes": ("Parking",),
            "feelings": ("alone",),
            "touchpoints": ("discharge",),
        }
        for at in range(4)
    ]
    shown = []
    for name, pieces in (("with", common + few), ("without", common)):
        made = store(tmp_path / name)
        keep(made, pieces)
        shown.append(
            [
                (table.rows, table.denominator)
                for table in (
                    themes(made, ASHA, cut),
                    sentiment(made, ASHA, cut),
                    trend(made, ASHA, cut),
                    scores(made, ASHA, cut),
                    volumes(made, ASHA, cut),
                    journey(made, ASHA, cut=cut).source,
                )
            ]
        )
    assert shown[0] == shown[1]


@pytest.mark.parametrize("cut", [Cut(since=date(2026, 10, 3), until=date(2026, 10, 9)), Cut(roles=("carer", "staff"))])
def test_other_cuts_are_refused_to_partners_and_answered_to_readers(held, cut):
    with pytest.raises(NotShared):
        themes(held, ASHA, cut)
    assert themes(held, Scope.owner(), cut).asked["exact"]


def all_shown(made):
    tables = [ask(made, ASHA) for ask in (themes, sentiment, trend, scores, volumes)]
    return [(table.rows, table.denominator) for table in (*tables, journey(made, ASHA).source)]


def test_figures_are_those_of_the_last_close_until_the_month_ends(held, monkeypatch):
    before, exactly = all_shown(held), themes(held, Scope.owner()).denominator
    more = [
        piece | {"n": 5_000 + at, "respondent": KEY.identify("person", f"late {at}")}
        for at, piece in enumerate(invented(8, 90))
    ]
    replaced = [held.pieces[at] | {"themes": (), "sentiment": "5"} for at in range(40)]
    keep(held, more, file="more.csv")
    ids = [KEY.identify("id", str(at)) for at in range(40)]
    batch = held.lines().standing[0].batch
    later = keep(held, replaced, file="again.csv", supersede=[(key, batch) for key in ids])
    held.mark([(ids[50 % 40], Code(THEME_FRAMEWORK, "Parking", "ben", 1.0, "agreed"))])
    held.refresh()
    assert themes(held, Scope.owner()).denominator == exactly + 90
    assert all_shown(held) == before
    held.undo(later)
    assert all_shown(held) == before
    monkeypatch.setattr(asking, "date", NextMonth)
    assert all_shown(held) != before


def test_what_is_taken_back_goes_at_once_and_nobody_counts_the_changes(held):
    before, version = all_shown(held), themes(held, ASHA).store_version
    held.undo(held.lines().standing[0].batch)
    assert before != all_shown(held)
    assert {themes(held, ASHA).store_version, brief(held, ASHA).store_version} == {version} != {held.version}
    assert all(row["n"] is None for row in themes(held, ASHA).rows)


class NextMonth(date):
    @classmethod
    def today(cls):
        real = date.today()
        return date(real.year + real.month // 12, real.month % 12 + 1, 1)


def test_a_survey_s_questions_are_never_told_of_several_services_together(tmp_path):
    made = store(tmp_path)
    extra = (("Would you come again?", "Yes"),)
    keep(made, [piece | {"organisation": "XAA", "extra": extra} for piece in invented(5, 80)])

    def told(**cut):
        found = asking.disclosed(made, ASHA, "asked", Cut(organisations=("XAA",), **cut), words_only=False)
        return [row["n"] for row in found.rows], any("several services" in note for note in found.notes)

    assert told()[0] and told(services=("Ward",))[0] and not told(services=("Ward",))[1]
    assert told(services=("Clinic", "Ward")) == ([], True)

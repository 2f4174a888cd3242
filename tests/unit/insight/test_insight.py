"""Themes, sentiment, months, scores, journeys and words from a real store with invented answers."""

from datetime import date

import pytest

from goldthread.insight import (
    defined_pathways,
    journey,
    load_pathway,
    percent_positive,
    scores,
    sentiment,
    themes,
    trend,
    words,
)
from goldthread.insight.charts import journey as heat_map
from goldthread.vocabulary import BadDefinition, Cut, Scope
from tests.builders.evidence import KEY, keep, store


OWNER = Scope.owner()


def told(count, start, **given):
    """So many people, one answer each."""
    return [{"n": start + place} | given for place in range(count)]


@pytest.fixture
def held(tmp_path):
    held = store(tmp_path)
    pieces = told(12, 0, themes=("Staff manner & personal attributes",), sentiment="1", date=date(2026, 3, 2))
    pieces += told(8, 100, themes=("Parking",), sentiment="5", date=date(2026, 5, 2), score="4")
    pieces += told(3, 200, themes=("Parking",), sentiment="3", service="Discharge Lounge", date=date(2026, 5, 3))
    keep(held, pieces)
    return held


def test_themes_with_shares_and_balance(held):
    got = themes(held, OWNER)
    first, second = got.rows
    assert (first["theme"], first["n"], first["positive"]) == ("Staff manner & personal attributes", 12, 12)
    assert first["share"] == pytest.approx(100 * 12 / 23)
    assert first["category"]
    assert (second["n"], second["neutral"], second["negative"], second["positive"]) == (11, None, None, 0)
    assert got.disclosed_for == "owner"


def test_a_service_with_few_people_cannot_be_had_from_the_whole(held):
    rows = {(row["service"], row["theme"]): row["n"] for row in themes(held, OWNER, by=("service",)).rows}
    assert rows[("Discharge Lounge", "Parking")] is None
    assert rows[("Therapies", "Parking")] is None


def test_sentiment_counts_each_person_once(tmp_path):
    held = store(tmp_path)
    same = [KEY.identify("person", f"both {place}") for place in range(4)]
    pieces = [{"n": place, "respondent": who, "sentiment": "1"} for place, who in enumerate(same)]
    pieces += [{"n": 10 + place, "respondent": who, "sentiment": "2"} for place, who in enumerate(same)]
    pieces += told(9, 100, sentiment="4") + told(20, 200, sentiment="3")
    keep(held, pieces)
    got = {row["sentiment"]: row["n"] for row in sentiment(held, OWNER).rows}
    assert got == {"positive": None, "neutral": 20, "negative": None}


def test_sentiment_by_service_has_its_own_denominator(held):
    got = {(row["service"], row["sentiment"]): row for row in sentiment(held, OWNER, by=("service",)).rows}
    assert got[("Therapies", "positive")]["n"] == 12
    assert got[("Therapies", "positive")]["share"] is None  # the service's total would give the other service away
    assert got[("Discharge Lounge", "neutral")]["n"] is None


def test_months_without_answers_stand_as_gaps(held):
    rows = {row["month"]: row for row in trend(held, OWNER).rows}
    assert list(rows) == ["2026-03", "2026-04", "2026-05"]
    assert (rows["2026-04"]["n"], rows["2026-05"]["n"]) == (0, 11)
    parking = {row["month"]: row["n"] for row in trend(held, OWNER, theme="Parking").rows}
    assert parking == {"2026-03": 0, "2026-04": 0, "2026-05": 11}


def test_percent_positive_counts_dont_know_and_hides_with_its_scores(tmp_path):
    held = store(tmp_path)
    pieces = told(6, 0, score="1") + told(5, 50, score="2") + told(5, 100, score="5") + told(6, 200, score="6")
    pieces += told(30, 300, scale="care_opinion", score="3")
    keep(held, pieces)
    assert percent_positive(scores(held, OWNER)) == {("fft_2020",): pytest.approx(100 * 11 / 22)}
    keep(held, told(2, 900, score="3"), file="more.csv")
    assert percent_positive(scores(held, OWNER)) == {("fft_2020",): None}


def test_a_journey_by_kinds_hides_few_and_says_what_it_covers(tmp_path):
    held = store(tmp_path)
    pieces = told(12, 0, touchpoints=("discharge",), feelings=("alone",))
    pieces += told(3, 100, touchpoints=("discharge",), feelings=("grateful",)) + told(7, 200)
    pieces += told(4, 300, touchpoints=("medicines",), feelings=("alone",))
    keep(held, pieces)
    got = journey(held, OWNER)
    steps = {step.key: step for step in got.steps}
    assert len(steps) == 14
    assert steps["medicines"].n is None
    assert set(steps["medicines"].feelings.values()) == {None}
    assert steps["discharge"].feelings["grateful"] is None
    assert steps["discharge"].feelings["alone"] is None
    assert got.as_dict()["suggested_by_software"] is True
    assert got.table().disclosed_for == "owner"
    points = heat_map(got).to_dict()
    assert all(row["n"] >= 5 for rows in points.get("datasets", {}).values() for row in rows)


def test_words_of_few_people_stay_closed_but_to_their_own_team(held):
    cut = Cut(organisations=("XWR",), services=("Discharge Lounge",))
    closed = words(held, OWNER, cut)
    assert (closed.items, closed.total) == ((), None)
    assert closed.notes
    xwr = frozenset({"XWR"})
    team = Scope(
        person="fay", audience="own team", organisations=xwr, words_from=xwr,
        services=frozenset({("XWR", "Discharge Lounge")}),
    )  # fmt: skip
    assert len(words(held, team, cut).items) == 3
    other = Scope(
        person="fay", audience="own team", organisations=xwr, words_from=xwr, services=frozenset({("XWR", "Ward 7")})
    )  # fmt: skip
    assert words(held, other, cut).items == ()


def test_pathways_that_come_with_the_software():
    found = defined_pathways()
    assert set(found) == {"home-after-a-fall", "moving-to-adult-services"}
    for pathway in found.values():
        assert any(point.transition for point in pathway.touchpoints)


@pytest.mark.parametrize(
    "text",
    [
        "[", "", "- a", "title: A\n", "title: A\nversion: one\nservices: []\ntouchpoints: []\n",
        "title: A\nversion: 1\nservices: []\ntouchpoints:\n  - {key: a, title: A, kinds: [nowhere]}\n",
        "title: A\nversion: 1\nservices: []\ntouchpoints:\n  - {key: a, title: A, kinds: 3}\n",
        "title: A\nversion: 1\nservices:\n  - {organisation: X, service: S, since: soon}\ntouchpoints: []\n",
    ],
)  # fmt: skip
def test_a_wrong_pathway_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDefinition):
        load_pathway(path)

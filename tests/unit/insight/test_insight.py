"""Themes, sentiment, months, scores, journeys and words from a real store with invented answers."""

import re
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
ASHA = Scope(person="asha", audience="partner", organisations=frozenset({"XWR"}), words_from=frozenset())
XWR = Cut(organisations=("XWR",))


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
    assert (second["n"], second["neutral"], second["negative"], second["positive"]) == (11, 3, 8, 0)
    assert got.disclosed_for == "owner"


def test_a_partner_sees_every_theme_with_shared_figures(held):
    got = themes(held, ASHA, XWR)
    rows = {row["theme"]: row for row in got.rows}
    assert len(rows) == 32
    assert rows["Parking"]["n"] in (10, 15)
    assert rows["Parking"]["neutral"] is None  # three people
    assert rows["Food & drink provision & facilities"]["n"] is None  # nobody: the same answer
    assert {row["share"] for row in rows.values()} == {None}  # out of fewer than 50
    assert got.denominator in (20, 25)
    assert got.disclosed_for == "partner"


def test_a_service_with_few_people_shows_nothing_to_a_partner(held):
    exact = {(row["service"], row["theme"]): row["n"] for row in themes(held, OWNER, by=("service",)).rows}
    assert exact[("Discharge Lounge", "Parking")] == 3
    rows = {(row["service"], row["theme"]): row["n"] for row in themes(held, ASHA, XWR, by=("service",)).rows}
    assert ("Discharge Lounge", "Parking") not in rows
    assert rows[("Therapies", "Parking")] in (5, 10)


def test_sentiment_counts_each_person_once(tmp_path):
    """Eight answers of four people are of few people, whichever of two points they chose."""
    held = store(tmp_path)
    same = [KEY.identify("person", f"both {place}") for place in range(4)]
    pieces = [{"n": place, "respondent": who, "sentiment": "1"} for place, who in enumerate(same)]
    pieces += [{"n": 10 + place, "respondent": who, "sentiment": "2"} for place, who in enumerate(same)]
    pieces += told(10, 100, sentiment="4") + told(20, 200, sentiment="3")
    keep(held, pieces)
    got = {row["sentiment"]: row["n"] for row in sentiment(held, ASHA, XWR).rows}
    assert got == {"positive": None, "neutral": 20, "negative": 10, "unrated": None}
    exact = {row["sentiment"]: row["n"] for row in sentiment(held, OWNER).rows}
    assert exact == {"positive": 8, "neutral": 20, "negative": 10}


def test_sentiment_by_service_has_its_own_denominator(held):
    got = {(row["service"], row["sentiment"]): row for row in sentiment(held, OWNER, by=("service",)).rows}
    assert got[("Therapies", "positive")]["n"] == 12
    assert got[("Therapies", "positive")]["share"] == pytest.approx(100 * 12 / 20)
    assert got[("Discharge Lounge", "neutral")]["n"] == 3
    assert got[("Discharge Lounge", "neutral")]["share"] is None  # out of fewer than ten


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
    assert percent_positive(scores(held, ASHA, XWR)) == {("fft_2020",): None}  # out of fewer than 50


def test_a_partners_percentage_is_of_shared_scores(tmp_path):
    held = store(tmp_path)
    keep(held, told(62, 0, score="1") + told(23, 100, score="5"))
    shown = {row["score"]: row["n"] for row in scores(held, ASHA, XWR).rows}
    assert shown["Very good"] in (60, 65)
    assert shown["Very poor"] in (20, 25)
    wanted = 100 * shown["Very good"] / (shown["Very good"] + shown["Very poor"])
    assert percent_positive(scores(held, ASHA, XWR)) == {("fft_2020",): pytest.approx(wanted)}
    assert percent_positive(scores(held, OWNER)) == {("fft_2020",): pytest.approx(100 * 62 / 85)}


def test_a_journey_by_kinds_says_what_it_covers(tmp_path):
    held = store(tmp_path)
    pieces = told(12, 0, touchpoints=("discharge",), feelings=("alone",))
    pieces += told(3, 100, touchpoints=("discharge",), feelings=("grateful",)) + told(7, 200)
    pieces += told(4, 300, touchpoints=("medicines",), feelings=("alone",))
    keep(held, pieces)
    got = journey(held, ASHA, cut=XWR)
    steps = {step.key: step for step in got.steps}
    assert len(steps) == 14
    assert steps["medicines"].n is None
    assert set(steps["medicines"].feelings.values()) == {None}
    assert steps["discharge"].feelings["grateful"] is None
    assert steps["discharge"].feelings["alone"] in (10, 15)
    assert got.as_dict()["suggested_by_software"] is True
    assert got.table().disclosed_for == "partner"
    points = heat_map(got).to_dict()
    assert all(row["n"] >= 5 for rows in points.get("datasets", {}).values() for row in rows)
    exact = {step.key: step for step in journey(held, OWNER).steps}
    assert (exact["medicines"].n, exact["discharge"].feelings["grateful"], exact["stay"].n) == (4, 3, 0)


def test_words_are_closed_by_right_and_never_by_number(held):
    lounge = Cut(organisations=("XWR",), services=("Discharge Lounge",))
    xwr = frozenset({"XWR"})
    team = Scope(
        person="fay",
        audience="own team",
        organisations=xwr,
        words_from=xwr,
        services=frozenset({("XWR", "Discharge Lounge")}),
    )
    for reader in (OWNER, team):
        few, every = words(held, reader, lounge), words(held, reader, limit=100)
        assert few.total == 3
        assert {one.id for one in few.items} <= {one.id for one in every.items}
    other = Scope(
        person="fay", audience="own team", organisations=xwr, words_from=xwr, services=frozenset({("XWR", "Ward 7")})
    )
    for stranger in (other, ASHA):
        assert words(held, stranger, lounge).items == words(held, stranger).items == ()


def test_pathways_that_come_with_the_software():
    found = defined_pathways()
    assert set(found) == {"home-after-a-fall", "moving-to-adult-services"}
    for pathway in found.values():
        assert any(point.transition for point in pathway.touchpoints)


POINT = "touchpoints:\n  - {key: a, title: A, kinds: [access]}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "cannot be read as YAML"),
        ("", "is no list of keys"),
        ("- a", "is no list of keys"),
        ("title: A\nsince: 2026-02-31\n", "a date that does not exist"),
        ("title: A\n", "has no touchpoints"),
        (POINT, "title of the pathway is missing"),
        ("title: ' '\n" + POINT, "title of the pathway is empty"),
        ("title: [A]\n" + POINT, "title of the pathway is missing, or is no text"),
        ("title: A\nversion: one\n" + POINT, "no whole number"),
        ("title: A\nversoin: 1\n" + POINT, "Nobody knows the key “versoin”"),
        ("title: A\nservices: RXX\n" + POINT, "services of the pathway are no list"),
        ("title: A\nservices:\n  - RXX\n" + POINT, "Write each as `- {organisation: RXX, service: Ward 7}`."),
        ("title: A\nservices:\n  - {service: S}\n" + POINT, "organisation of a service is missing"),
        ("title: A\nservices:\n  - {organisation: X, service: S, since: soon}\n" + POINT, "is no date"),
        ("title: A\ntouchpoints:\n  - {title: A, kinds: [access]}\n", "key of a touchpoint is missing"),
        ("title: A\ntouchpoints:\n  - {key: a, kinds: [access]}\n", "title of the touchpoint a is missing"),
        ("title: A\ntouchpoints:\n  - {key: a, title: A, kinds: [nowhere]}\n", "no kind of touchpoint called nowhere"),
        ("title: A\ntouchpoints:\n  - {key: a, title: A, kinds: 3}\n", "kinds of the touchpoint a are no list"),
        ("title: A\n" + POINT.replace("]}", "], transition: maybe}"), "neither true nor false"),
        ("title: A\n" + POINT.replace("]}", "], services: [{organisation: X, service: S}]}"), "does not belong"),
        ("title: A\n" + POINT + POINT.partition("\n")[2], "names a touchpoint twice"),
    ],
)
def test_a_wrong_pathway_is_refused_in_a_sentence(tmp_path, text, says):
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDefinition, match=re.escape(says)):
        load_pathway(path)

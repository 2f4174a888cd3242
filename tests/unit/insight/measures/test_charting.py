"""A measure's control chart against plain twins, and what it says of itself."""

import math
import random
import xml.etree.ElementTree as ET
from datetime import date

import numpy as np
import pytest

from goldthread.insight.control_charts import ChartOptions, MeasuredSeries, charts
from goldthread.insight.measures import MonthCount, charted, draw_chart, measure_from
from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.measure_charts import DatedEvent, Rebase


ANSWERS = {"share answering yes": {"question": "Did you know?", "yes": "Yes", "no": "No"}}
CAUSE = {"cause": "Two wards closed", "by": "Cath Moor", "on": date(2025, 6, 2)}


def measure(**change: object):
    held = {"wording": "We know who is coming.", "definition": ANSWERS, "threshold": {"at least": 0.8}} | change
    return measure_from({name: one for name, one in held.items() if one is not None}, "we-know")


def months(*counts: tuple[int, int]) -> list[MonthCount]:
    return [MonthCount(f"{2024 + (6 + n) // 12}-{(6 + n) % 12 + 1:02}", *one) for n, one in enumerate(counts)]


def plain_p(counts):
    """Centre, limits and causes of one segment of a p-chart, one point after another."""
    of = sum(d for _, d in counts)
    centre = sum(n for n, _ in counts) / of
    limits, scores, shares = [], [], []
    for n, d in counts:
        if not d:
            limits, scores, shares = [*limits, None], [*scores, None], [*shares, None]
            continue
        sigma = math.sqrt(centre * (1 - centre) / d)
        limits.append((max(0.0, centre - 3 * sigma), min(1.0, centre + 3 * sigma)))
        scores.append((n / d - centre) / sigma)
        shares.append(n / d)
    causes = [""] * len(counts)
    last = len(counts) - 6
    for first in range(last):
        some = scores[first : first + 7]
        for way, words in ((1, "Seven points above the mean"), (-1, "Seven points below the mean")):
            if all(one is not None and one * way > 0 for one in some):
                causes[first : first + 7] = [words] * 7
    for way, words in ((1, "Two of three near the upper limit"), (-1, "Two of three near the lower limit")):
        for first in range(len(counts) - 2):
            some = scores[first : first + 3]
            near = [one is not None and 2 < one * way <= 3 for one in some]
            if all(one is not None and one * way > 0 for one in some) and sum(near) >= 2:
                for place in range(3):
                    causes[first + place] = words if near[place] else causes[first + place]
    for way, words in ((1, "Seven points rising"), (-1, "Seven points falling")):
        for first in range(last):
            some = shares[first : first + 7]
            if None not in some and all((b - a) * way > 0 for a, b in zip(some, some[1:], strict=False)):
                causes[first : first + 7] = [words] * 7
    for place, score in enumerate(scores):
        if score is not None and abs(score) > 3:
            causes[place] = "Above the upper limit" if score > 0 else "Below the lower limit"
    return centre, limits, causes


def test_p_charts_are_those_of_the_plain_twin():
    chance, seen = random.Random(4), set()
    for trial in range(60):
        rate = [0.5 + 0.4 * math.sin(trial + place / 3) for place in range(24)]
        counts = [
            (sum(chance.random() < one for _ in range(d)), d) for one, d in ((r, chance.randrange(0, 40)) for r in rate)
        ]
        found = charted(measure(), months(*counts))
        centre, limits, causes = plain_p(counts)
        assert found.kind == "p"
        for point, pair, cause, (_, of) in zip(found.points, limits, causes, counts, strict=True):
            assert (point.lower is None) is (of == 0)
            if pair:
                assert (point.centre, point.lower, point.upper) == pytest.approx((centre, *pair))
            if not point.cause.startswith("Seven points f") and not cause.startswith("Seven points f"):
                assert (
                    point.cause == cause
                )  # a turn from rise to fall is named after the way it goes on, as the peer does
            seen.add(point.cause)
    assert len(seen) >= 6


def test_xmr_charts_are_the_peers_cut_at_nought_and_one():
    chance = random.Random(9)
    counts = months(*[(chance.randrange(330, 420), 430 + chance.randrange(20)) for _ in range(24)])
    found = charted(measure(), counts)
    days = tuple(date.fromisoformat(f"{one.month}-01") for one in counts)
    values = np.array([one.value for one in counts])
    (peer,) = charts([MeasuredSeries(None, days, values, ChartOptions("increase", 0.8))])
    assert found.kind == "XmR"
    assert [one.centre for one in found.points] == peer.mean.tolist()
    assert [one.upper for one in found.points] == np.minimum(1, peer.upper).tolist()
    assert [bool(one.cause) for one in found.points] == (peer.causes > 0).tolist()
    assert found.variation.name == peer.variation_icon and f"consistent_{found.assurance.name}" in (
        peer.assurance,
        f"consistent_{peer.assurance}",
    )


@pytest.mark.parametrize(
    ("denominators", "kind"),
    [([49] * 12, "p"), ([50] * 12, "XmR"), ([50, 75], "XmR"), ([50, 76], "p"), ([0, 60], "XmR"), ([0], "p"), ([], "p")],
)
def test_small_or_uneven_denominators_make_a_p_chart(denominators, kind):
    assert charted(measure(), months(*[(of // 2, of) for of in denominators])).kind == kind


def test_limits_begin_again_only_with_a_cause_and_a_person():
    counts = months(*[(30, 40)] * 10, *[(20, 40)] * 14)
    found = charted(measure(), counts, rebases=[Rebase(month="2025-05", **CAUSE)])
    assert [one.centre for one in found.points] == [0.75] * 10 + [0.5] * 14
    assert [one.segment for one in found.points] == [0] * 10 + [1] * 14
    assert "New limits from 2025-05: Two wards closed. Decided by Cath Moor, 2 June 2025." in found.notes
    for change in ({"cause": " "}, {"by": ""}):
        with pytest.raises(WrongUsage):
            charted(measure(), counts, rebases=[Rebase(month="2025-05", **CAUSE | change)])
    with pytest.raises(WrongUsage):
        charted(measure(), counts, rebases=[Rebase(month="2020-05", **CAUSE)])


def test_icons_say_in_words_what_they_mean():
    falling = [(40 - n, 40) for n in range(24)]
    found = charted(measure(), months(*falling))
    assert (found.variation.name, found.variation.letter) == ("concern_low", "L")
    assert found.variation.text == "Getting worse: lower than chance explains"
    fewer = charted(measure(threshold={"at most": 0.9}), months(*falling))
    assert (fewer.variation.name, fewer.variation.text) == (
        "improvement_low",
        "Getting better: lower than chance explains",
    )
    steady = charted(measure(), months(*[(30, 40)] * 24))
    assert (steady.variation.name, steady.assurance.name) == ("common_cause", "inconsistent")
    assert charted(measure(threshold={"at least": 0.99}), months(*[(30, 40)] * 24)).assurance.letter == "F"
    assert charted(measure(threshold={"at most": 0.99}), months(*[(30, 40)] * 24)).assurance.letter == "P"
    assert charted(measure(threshold={"at least": 0.3}), months(*[(30, 40)] * 24)).assurance.letter == "P"
    assert charted(measure(threshold=None), months(*[(30, 40)] * 24)).assurance is None


def test_few_points_are_trial_limits_and_claim_nothing():
    year = charted(measure(period="quarter"), months(*[(n, 12) for n in range(12)]))
    assert (len(year.points), year.trial) == (4, True)
    assert all(one.cause == "" and one.centre is not None for one in year.points)
    assert any("trial limits" in one for one in year.notes) and any("special cause" in one for one in year.notes)
    assert not charted(measure(), months(*[(30, 40)] * 12)).trial


def test_nobody_and_nothing_draw_too():
    for counts in ([], months((0, 0)), months(*[(0, 0)] * 24), months((3, 4)), months(*[(0, 30)] * 24)):
        found = charted(measure(), counts)
        assert ET.fromstring(draw_chart(found, caveats=True)).tag.endswith("svg")  # noqa: S314  # our own drawing
        assert len(found.rows()) == len(counts)


def test_the_drawing_can_be_read_without_being_seen_and_holds_no_style():
    event = DatedEvent(on=date(2025, 2, 3), what="text messages in place of paper")
    found = charted(measure(), months(*[(12, 30)] * 12, *[(28, 30)] * 12), events=[event], notes=["Rounded to 5."])
    drawn = draw_chart(found, caveats=True)
    root = ET.fromstring(drawn)  # noqa: S314  # our own drawing
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert root.get("role") == "img" and "24 months, the last Jun 2026 with 93%" in root.get("aria-label")
    assert not {"style", "onload", "id"} & {name for one in root.iter() for name in one.keys()}
    assert {"We know who is coming.", "1", "1: 3 February 2025, text messages in place of paper", "Rounded to 5."} <= {
        *texts
    }
    assert {"Worse", "Better", "Limits", "Mean", "Threshold: at least 80%"} <= {*texts}
    assert found.variation.text in " ".join(texts) and "Rounded to 5." not in draw_chart(found)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a" * 400, "“]]>&amp;'\"", "=cmd|' /C calc'!A0"])
def test_hostile_words_stay_words(words):
    found = charted(
        measure(wording=words), months(*[(12, 30)] * 24), events=[DatedEvent(on=date(2025, 2, 3), what=words)]
    )
    drawn = draw_chart(found, caveats=True)
    root = ET.fromstring(drawn)  # noqa: S314  # our own drawing
    assert "<script" not in drawn
    assert max(len(one.text or "") for one in root.iter("{http://www.w3.org/2000/svg}text")) <= 70


def test_the_table_has_what_the_picture_has():
    found = charted(measure(), months((12, 30), (0, 0)))
    assert found.columns == ("Month", "Yes", "Of", "Share", "Mean", "Lower", "Upper", "What it shows")
    assert found.rows()[0][:5] == ("2024-07", 12, 30, 0.4, 0.4) and found.rows()[1][3] is None
    assert all(len(row) == len(found.columns) for row in found.rows())

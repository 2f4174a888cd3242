"""An alternating comparison finds a slower page, and takes neither a refusal nor a fault for a fast one."""

import importlib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[3]
QUIET = {
    "cores": 2,
    "load": {"at first": 0.1, "worst": 1.2},
    "runs": 3,
    "absent": [],
    "instead": [],
    "before": {"code": "f45c803", "rows": 1_000, "prepared_s": 1.0},
    "after": {"code": "today", "rows": 1_000, "prepared_s": 9.0},
}


@pytest.fixture(scope="module")
def ratios():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("ratios")


def pairs(ratios, befores, afters, *, status=(200, 200), size=(9_000, 9_000)):
    """Pairs of answers with these milliseconds, of which processors worked half."""
    answer = importlib.import_module("pages_asked").Answer
    return [
        (answer(status[0], before, before / 2, size[0]), answer(status[1], after, after / 2, size[1]))
        for before, after in zip(befores, afters, strict=True)
    ]


def judged(ratios, found, *, limit=1.1, **facts):
    return ratios.verdict(QUIET | facts | ratios.compared(found), limit)


def test_the_first_round_warms_and_is_not_measured(ratios):
    found = judged(ratios, {("analyst", "words"): pairs(ratios, [9_000, 50, 50, 50], [1, 50, 50, 50])})
    assert found["roles"]["analyst"]["pages"]["words"]["ms"]["ratio"] == 1
    assert found["holds"]


def test_a_roles_ratio_is_the_median_of_its_pages(ratios):
    medians = {"home": 1.0, "words": 1.05, "themes": 3.0}
    found = judged(
        ratios, {("analyst", page): pairs(ratios, [10] * 4, [10 * ratio] * 4) for page, ratio in medians.items()}
    )
    assert found["roles"]["analyst"]["ms"]["ratio"] == pytest.approx(1.05)
    assert found["holds"] and not judged(ratios, {("analyst", "home"): pairs(ratios, [10] * 4, [12] * 4)})["holds"]


def test_one_slow_role_is_enough_to_fail(ratios):
    found = {
        ("analyst", "home"): pairs(ratios, [10] * 4, [5] * 4),
        ("partner", "home"): pairs(ratios, [9] * 4, [12] * 4),
    }
    assert not judged(ratios, found)["holds"]
    assert "Does not hold" in ratios.said(judged(ratios, found))


def test_one_slow_answer_among_many_moves_nothing(ratios):
    found = judged(ratios, {("analyst", "home"): pairs(ratios, [10] * 6, [10, 10, 900, 10, 10, 10])})
    assert found["roles"]["analyst"]["ms"]["ratio"] == 1 and found["holds"]


@pytest.mark.parametrize("status", [(200, 403), (200, 302), (404, 200), (500, 500), (200, 500)])
def test_a_page_that_answers_otherwise_or_fails_is_named_and_never_timed(ratios, status):
    same = pairs(ratios, [10] * 4, [10] * 4)
    found = judged(ratios, {("analyst", "home"): same, ("analyst", "words"): pairs(ratios, [50], [1], status=status)})
    assert list(found["roles"]["analyst"]["pages"]) == ["home"]
    assert not found["holds"]
    assert f"analyst, words: answered [{status[0]}] before, [{status[1]}] after" in ratios.said(found)


def test_a_page_that_fails_now_and_then_is_named(ratios):
    sometimes = pairs(ratios, [10], [10]) + pairs(ratios, [10], [1], status=(200, 500))
    found = judged(ratios, {("analyst", "home"): pairs(ratios, [10] * 2, [10] * 2), ("analyst", "words"): sometimes})
    assert not found["holds"] and found["otherwise"][0]["after"] == [200, 500]


def test_a_page_that_is_not_theirs_on_either_side_is_simply_not_compared(ratios):
    refused = pairs(ratios, [2], [2], status=(403, 403))
    found = judged(ratios, {("partner", "home"): pairs(ratios, [10] * 3, [10] * 3), ("partner", "words"): refused})
    assert found["holds"] and list(found["roles"]["partner"]["pages"]) == ["home"]


def test_a_role_that_may_see_nothing_does_not_hold(ratios):
    found = judged(ratios, {("analyst", "home"): pairs(ratios, [2], [2], status=(302, 302))})
    assert not found["holds"] and "No page of the analyst could be compared." in ratios.said(found)


def test_rows_lost_on_the_way_do_not_hold(ratios):
    fewer = QUIET["after"] | {"rows": 990}
    found = judged(ratios, {("analyst", "home"): pairs(ratios, [10] * 3, [5] * 3)}, after=fewer)
    assert not found["holds"] and "holds 990 answers" in ratios.said(found)


def test_a_page_that_says_less_is_named(ratios):
    emptied = pairs(ratios, [10] * 3, [2] * 3, size=(9_000, 700))
    said = ratios.said(judged(ratios, {("analyst", "words"): emptied}))
    assert "analyst, words: 9,000 bytes before, 700 after; is all of it there?" in said


def test_a_busy_machine_is_judged_by_processor_time_and_says_so(ratios):
    waited = [(a, b._replace(ms=80.0)) for a, b in pairs(ratios, [10] * 4, [10] * 4)]
    busy = {"load": {"at first": 3.0, "worst": 5.0}}
    assert judged(ratios, {("analyst", "home"): waited}, **busy)["holds"]
    assert not judged(ratios, {("analyst", "home"): waited})["holds"]
    assert "The machine was busy" in ratios.said(judged(ratios, {("analyst", "home"): waited}, **busy))

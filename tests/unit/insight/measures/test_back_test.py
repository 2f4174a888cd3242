"""The rehearsal against a slow plain twin with the same draws, and worked examples."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest

from goldthread.insight.measures import MonthCount, back_test, change_in_words, smallest_change
from goldthread.insight.measures.back_test import DRAWS, ENOUGH, drawn, shuffled
from goldthread.vocabulary.measures import Threshold


def months(*counts: tuple[int, int]) -> list[MonthCount]:
    return [MonthCount(f"{2024 + n // 12}-{n % 12 + 1:02}", *one) for n, one in enumerate(counts)]


def plain(counts, threshold, size):
    """Everything again, one period and one draw after another."""
    whole = [n for n in range(len(counts) - size + 1) if size == 1 or counts[n].month[5:] in ("01", "04", "07", "10")]
    periods = [counts[n : n + size] for n in whole]
    pooled = [(sum(m.numerator for m in some), sum(m.denominator for m in some)) for some in periods]
    judged = [one for one in pooled if one[1] >= ENOUGH]
    missed = lambda value: value > threshold.share if threshold.at_most else value < threshold.share  # noqa: E731
    failed = sum(1 for n, of in judged if missed(n / of))
    base = sum(m.denominator for m in counts[:12])
    if not base or not judged:
        return len(judged), failed, None
    share = sum(m.numerator for m in counts[:12]) / base
    made = drawn(np.array([of for _, of in judged]), share)
    hits = sum(missed(int(made[d, k]) / judged[k][1]) for d in range(DRAWS) for k in range(len(judged)))
    return len(judged), failed, hits / (DRAWS * len(judged))


def test_figures_are_those_of_the_plain_twin():
    chance = random.Random(8)
    for _ in range(12):
        counts = []
        for _ in range(chance.choice([24, 23, 13])):
            of = chance.randrange(30)
            counts.append((chance.randrange(of + 1), of))
        threshold = Threshold(share=chance.choice([0.5, 0.8, 0.9]), at_most=chance.random() < 0.3)
        for period, size in (("month", 1), ("quarter", 3)):
            found = back_test(months(*counts), threshold, period)
            judged, failed, by_chance = plain(months(*counts), threshold, size)
            assert (found.judged, found.failed) == (judged, failed)
            assert found.chance_failure == (by_chance if by_chance is None else pytest.approx(by_chance, abs=1e-12))


def test_a_worked_example():
    found = back_test(months(*[(18, 20)] * 12, *[(14, 20)] * 12), Threshold(share=0.85))
    assert (found.baseline, found.replies_a_month, found.judged, found.failed) == (0.9, 20.0, 24, 12)
    binomial = sum(math.comb(20, k) * 0.9**k * 0.1 ** (20 - k) for k in range(17))  # 16 of 20 are under 85 %
    assert found.chance_failure == pytest.approx(binomial, abs=0.01)
    assert found.smallest_change == pytest.approx(2.8 * math.sqrt(0.9 * 0.1 / 20))


def test_the_same_months_give_the_same_figure_each_time():
    counts = months(*[(7, 12)] * 24)
    assert back_test(counts, Threshold(share=0.6)) == back_test(counts, Threshold(share=0.6))


def plain_run(values):
    """Whether seven neighbours lie on one side of the mean, or rise, or fall: one window after another."""
    exact = [Fraction(one) for one in values]
    middle = sum(exact) / len(exact)
    for first in range(len(exact) - 6):
        some = exact[first : first + 7]
        steps = [b - a for a, b in zip(some, some[1:], strict=False)]
        if all(one > middle for one in some) or all(one < middle for one in some):
            return True
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            return True
    return False


def test_runs_by_chance_are_those_of_the_plain_twin_over_the_same_shuffles():
    chance = random.Random(3)
    for size in (7, 12, 24):
        counts = months(*[(chance.randrange(5, 20), 20) for _ in range(size)])
        found = back_test(counts, None)
        values = np.array([one.value for one in counts])
        seen = sum(plain_run(one.tolist()) for one in shuffled(values))
        assert found.chance_runs == seen / DRAWS and found.runs is plain_run(values.tolist())
    assert {back_test(months(*[(n, 40) for n in range(10, 10 + size)]), None).runs for size in (7, 12)} == {True}


def test_fewer_than_seven_periods_show_no_run():
    found = back_test(months(*[(n, 20) for n in range(6)]), None)
    assert (found.runs, found.chance_runs) == (False, None)


def test_the_smallest_change_is_said_in_words():
    said = change_in_words(back_test(months(*[(7, 14)] * 24), None), "month")
    assert said == "With 14 replies a month, changes under about 37 percentage points cannot be told from chance."
    said = change_in_words(back_test(months(*[(3, 6)] * 24), None, "quarter"), "quarter")
    assert said.startswith("With 6 replies a month, and so 18 a quarter, changes under about 33 percentage points")
    assert change_in_words(back_test([], None), "month") == ""


def test_exactly_the_threshold_meets_it():
    assert back_test(months(*[(17, 20)] * 24), Threshold(share=0.85)).failed == 0
    assert back_test(months(*[(3, 20)] * 24), Threshold(share=0.15, at_most=True)).failed == 0


def test_few_replies_are_too_few_to_say_and_quarters_have_more():
    counts = months(*[(1, 6)] * 24)
    assert (back_test(counts, Threshold(share=0.9)).judged, back_test(counts, Threshold(share=0.9)).failed) == (0, 0)
    quarterly = back_test(counts, Threshold(share=0.9), "quarter")
    assert (quarterly.judged, quarterly.failed, quarterly.periods[0]) == (8, 8, MonthCount("2024-01", 3, 18))


def test_quarters_are_those_of_the_calendar_and_whole():
    found = back_test(months(*[(1, 1)] * 23, (5, 5)), None, "quarter")
    assert found.periods[-1] == MonthCount("2025-10", 7, 7) and len(found.periods) == 8
    assert [one.month for one in back_test(months(*[(1, 1)] * 13), None, "quarter").periods] == [
        "2024-01",
        "2024-04",
        "2024-07",
        "2024-10",
    ], "the thirteenth month is no quarter"
    late = back_test(months(*[(1, 1)] * 24)[1:], None, "quarter")
    assert (late.periods[0].month, len(late.periods)) == ("2024-04", 7), "February and March are no quarter either"


def test_nobody_gives_no_figures():
    found = back_test(months(*[(0, 0)] * 24), Threshold(share=0.9))
    assert (found.baseline, found.chance_failure, found.smallest_change, found.failed) == (None, None, None, 0)
    assert back_test([], None).periods == ()


@pytest.mark.parametrize(("share", "replies"), [(None, 10), (0.5, 0)])
def test_without_replies_no_change_can_be_seen(share, replies):
    assert smallest_change(share, replies) is None

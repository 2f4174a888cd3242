"""The rehearsal against a slow plain twin with the same draws, and worked examples."""

import math
import random

import numpy as np
import pytest

from goldthread.insight.measures import MonthCount, back_test, smallest_change
from goldthread.insight.measures.back_test import DRAWS, ENOUGH, drawn
from goldthread.vocabulary.measures import Threshold


def months(*counts: tuple[int, int]) -> list[MonthCount]:
    return [MonthCount(f"{2024 + n // 12}-{n % 12 + 1:02}", *one) for n, one in enumerate(counts)]


def plain(counts, threshold, size):
    """Everything again, one period and one draw after another."""
    spare = len(counts) % size
    periods = [counts[n : n + size] for n in range(spare, len(counts), size)]
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


def test_exactly_the_threshold_meets_it():
    assert back_test(months(*[(17, 20)] * 24), Threshold(share=0.85)).failed == 0
    assert back_test(months(*[(3, 20)] * 24), Threshold(share=0.15, at_most=True)).failed == 0


def test_few_replies_are_too_few_to_say_and_quarters_have_more():
    counts = months(*[(1, 6)] * 24)
    assert (back_test(counts, Threshold(share=0.9)).judged, back_test(counts, Threshold(share=0.9)).failed) == (0, 0)
    quarterly = back_test(counts, Threshold(share=0.9), "quarter")
    assert (quarterly.judged, quarterly.failed, quarterly.periods[0]) == (8, 8, MonthCount("2024-01", 3, 18))


def test_quarters_end_with_the_last_month():
    found = back_test(months(*[(1, 1)] * 23, (5, 5)), None, "quarter")
    assert found.periods[-1] == MonthCount("2025-10", 7, 7) and len(found.periods) == 8
    assert len(back_test(months(*[(1, 1)] * 13), None, "quarter").periods) == 4


def test_nobody_gives_no_figures():
    found = back_test(months(*[(0, 0)] * 24), Threshold(share=0.9))
    assert (found.baseline, found.chance_failure, found.smallest_change, found.failed) == (None, None, None, 0)
    assert back_test([], None).periods == ()


@pytest.mark.parametrize(("share", "replies"), [(None, 10), (0.5, 0)])
def test_without_replies_no_change_can_be_seen(share, replies):
    assert smallest_change(share, replies) is None

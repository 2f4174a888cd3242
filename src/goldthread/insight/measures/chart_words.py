"""What a control chart says in words: what is special about a point, its icons, and its caveats."""

from collections.abc import Iterator, Sequence

from goldthread.insight.control_charts.rules import CAUSES, RUN
from goldthread.vocabulary.measure_charts import ChartedPoint, ChartIcon, ChartKind, Meaning, Rebase
from goldthread.vocabulary.measures import Threshold


SMALL = 50
"""Where a period has fewer answers than this, limits are those of a p-chart."""
UNEVEN = 1.5
"""And where one period has so many times the answers of another."""
TRIAL = 12
"""Limits of fewer points than these are trial limits. The peer says so below 13."""
WORDS = (
    "",
    "Above the upper limit",
    "Below the lower limit",
    "Seven points rising",
    "Seven points falling",
    "Two of three near the upper limit",
    "Two of three near the lower limit",
    "Seven points above the mean",
    "Seven points below the mean",
)
"""Plain words for each of CAUSES."""
assert len(WORDS) == len(CAUSES)
WHY_P = (
    f"Limits are those of a p-chart, each period's own, since a period has fewer than {SMALL} answers, or one has more "
    f"than {UNEVEN} times the answers of another. Making Data Count's XmR chart would take all periods alike."
)
INDEPENDENT = (
    "A p-chart takes answers to be independent. Where they are not, true limits are wider; this is not corrected."
)
OF_XMR = "Limits are those of Making Data Count's XmR chart. They are cut at {}, where the original goes on."
OF_TRIAL = f"Limits of fewer than {TRIAL} points are trial limits: they will move with each new point."
TOO_SHORT = f"Of fewer than {RUN} points none is called a special cause."
CHANCE = ChartIcon(name="common_cause", letter="~", text="No change that chance does not explain")
SAID = {"improvement": "Getting better", "concern": "Getting worse", "neutral": "Changing"}
PASS = ChartIcon(name="pass", letter="P", text="Will be met as things are: the threshold lies outside the limits")
FAIL = ChartIcon(name="fail", letter="F", text="Will not be met as things are: the threshold lies outside the limits")
BY_CHANCE = ChartIcon(
    name="inconsistent", letter="?", text="Met or missed by chance: the threshold lies within the limits"
)


def meaning_of(cause: int, better: int) -> Meaning:
    """What a cause, by its place in CAUSES, means where more is better; with -1 less, and with 0 neither."""
    if not cause:
        return "common"
    if not better:
        return "neutral"
    return "improvement" if (1 if cause % 2 else -1) == better else "concern"


def variation_of(meaning: Meaning, cause: str) -> ChartIcon:
    """What a point says of change."""
    if meaning == "common":
        return CHANCE
    high = WORDS.index(cause) % 2 == 1
    way = "higher" if high else "lower"
    text = f"{SAID[meaning]}: {way} than chance explains"
    return ChartIcon(name=f"{meaning}_{'high' if high else 'low'}", letter="H" if high else "L", text=text)


def assurance_of(threshold: Threshold | None, points: Sequence[ChartedPoint]) -> ChartIcon | None:
    """Whether a threshold will be met, by the last limits that there are; None without either."""
    limits = [(one.lower, one.upper) for one in points if one.lower is not None and one.upper is not None]
    if threshold is None or not limits:
        return None
    lower, upper = limits[-1]
    if threshold.share > upper:
        return PASS if threshold.at_most else FAIL
    if threshold.share < lower:
        return FAIL if threshold.at_most else PASS
    return BY_CHANCE


def caveats(
    kind: ChartKind, sizes: Sequence[int], rebases: Sequence[Rebase], *, cut_at: str = "0% and 100%"
) -> Iterator[str]:
    """What must be known of a chart with segments of so many points."""
    yield from (WHY_P, INDEPENDENT) if kind == "p" else (OF_XMR.format(cut_at),)
    if any(size < TRIAL for size in sizes):
        yield OF_TRIAL
    if any(size < RUN for size in sizes):
        yield TOO_SHORT
    for one in sorted(rebases, key=lambda one: one.month):
        decided = f"Decided by {one.by}, {one.on.day} {one.on:%B %Y}."
        yield f"New limits from {one.month}: {one.cause.strip().rstrip('.')}. {decided}"

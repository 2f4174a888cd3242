"""What the page of a measure shows: how it stands, what lacks, and what two years would have said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldthread.accounts.workspaces import CheckedLike, MonthCountLike, RehearsalLike
from goldthread.commitments import defining, rules
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfAnswers


FEW_PEOPLE = 5
"""Fewer replies a month are not told as a number."""

LABELS = {
    "why": "Why it matters",
    "source and owner": "Whose data it is",
    "collection": "How it is collected",
    "basis": "What the threshold is based on",
    "agreed by": "Who agreed it",
    "review": "When it is looked at again",
    "exclusions": "Who is left out",
    "gaming": "How the figure could mislead",
    "consequence": "When it is not met",
    "cost and who pays": "What collecting costs",
}
NEEDED = ("why", "source and owner", "collection", "basis", "agreed by", "review")


@dataclass(frozen=True)
class PeriodRow:
    """One period of a rehearsal: so many of so many, and what it would have come to."""

    when: str
    numerator: int
    denominator: int
    percent: int | None
    said: str
    status: str


def up_to_now(baseline: float | None, replies_a_month: float) -> list[str]:
    """How it was before a target is set. Takes: the share of the first 12 of 24 months, None of nobody."""
    if baseline is None:
        return ["Nobody was counted in the first 12 of the last 24 months, so there is no baseline yet."]
    many = f"About {replies_a_month:,.0f} people are counted each month." if replies_a_month >= FEW_PEOPLE else ""
    return [
        f"In the first 12 of the last 24 months it was {100 * baseline:.0f}%. We call this the baseline. {many}".strip()
    ]


def standing(standing: str, *, retired: bool, used: bool = False) -> tuple[str, str]:
    """How a measure stands: its word, and the colour of its tag. Takes: whether a clause is on it."""
    if retired:
        return "Retired", "grey"
    if used:
        return "Used in a clause", "green"
    return ("Ready to be agreed", "green") if standing == "agreed" else ("Watched only", "yellow")


def rows(measure: Measure, periods: Sequence[MonthCountLike], status: Sequence[str]) -> list[PeriodRow]:
    """Periods of a rehearsal, oldest first."""
    made = []
    for one, came in zip(periods, status, strict=True):
        share = round(100 * one.numerator / one.denominator) if one.denominator and came != "too few" else None
        said = rules.STATUSES.get(came, "") if one.denominator or came else "Nobody was counted"
        made.append(
            PeriodRow(rules.named(one.month, measure.period), one.numerator, one.denominator, share, said, came)
        )
    return made


def lacking(measure: Measure) -> list[str]:
    """What a measure must still say before it is agreed, in the words of its form."""
    held = dict(measure.more)
    return [LABELS[name] for name in NEEDED if name not in held]


def facts(measure: Measure) -> list[tuple[str, str]]:
    """What is said of a measure, in the order of its form."""
    held = dict(measure.more)
    return [(words, held[name]) for name, words in LABELS.items() if name in held]


def outside_said(measure: Measure) -> str:
    """Which of the words above a measure are in its count, and why the others are not."""
    definition = measure.definition
    if isinstance(definition, ShareOfAnswers):
        return (
            f"The results count answers to “{definition.question}”. Someone’s comment is in the count only where the "
            "same person answered that question too."
        )
    if isinstance(definition, ReportedCounts):
        return "The provider reports the results. These comments are not in the count."
    return "The results count cases by how they were recorded. These comments are not in the count."


def target_said(measure: Measure) -> str:
    """What a measure must reach, in words."""
    if measure.threshold is None:
        return "No threshold yet"
    target = defining.target_of(measure)
    return f"{target.way.capitalize()} {target.percent}%"


def offers_quarters(measure: Measure, found: RehearsalLike) -> bool:
    """Whether counting by quarter is the way out of too few replies."""
    if measure.period != "month" or "too few" not in codes(found.checked):
        return False
    quarters = [one for one in found.by_quarter.periods if one.denominator >= rules.ENOUGH]
    return 2 * len(quarters) >= len(found.by_quarter.periods) > 0


def codes(checked: CheckedLike) -> set[str]:
    """The codes of what stands in the way of agreeing a measure."""
    return {one.code for one in checked.refused}


def shared_failed(kept: Mapping[str, object]) -> str:
    """How often a threshold would have been missed, as it was kept for everybody; "" where that is not told."""
    failed, judged, period = kept.get("failed"), kept.get("judged"), kept.get("period")
    if failed is None or not judged:
        return ""
    return (
        f"It would not have been met in {failed} of {judged} {period}{'' if judged == 1 else 's'} with enough replies."
    )


def shared_said(kept: Mapping[str, object]) -> list[str]:
    """What chance alone would do, as it was kept for everybody."""
    said = []
    if kept.get("replies_a_month") and kept.get("smallest_change") is not None:
        said.append(
            f"With about {kept['replies_a_month']} replies a month, changes under about {kept['smallest_change']} "
            "percentage points cannot be told from chance."
        )
    if kept.get("chance_failure") is not None:
        said.append(
            f"If nothing had changed since the first 12 months, chance alone would miss it in about "
            f"{kept['chance_failure']}% of {kept.get('period')}s."
        )
    return said


def failed_said(measure: Measure, statuses: Sequence[str]) -> str:
    """How often a threshold would have been missed, in a sentence; "" without a threshold."""
    if measure.threshold is None:
        return ""
    failed, judged = statuses.count("not met"), sum(one in ("met", "not met") for one in statuses)
    each = measure.period if judged == 1 else f"{measure.period}s"
    if not judged:
        return f"No {measure.period} had enough replies to say."
    return f"It would not have been met in {failed} of {judged} {each} with enough replies."

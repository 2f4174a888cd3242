"""Why a measure cannot be agreed as it stands: each reason with its code and a way out."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from goldthread.insight.measures.back_test import BASELINE, ENOUGH, BackTest, pooled
from goldthread.insight.measures.counting import Counted, MonthCount
from goldthread.vocabulary import NoRight, NotShared, PlainError
from goldthread.vocabulary.measures import Measure, ShareOfAnswers, ShareOfEvents


RefusalCode: TypeAlias = Literal[
    "no denominator", "no baseline", "no threshold", "too few", "forbidden", "suggested", "incomplete"
]
BEFORE_ENDORSEMENT = ("why", "source and owner", "collection", "basis", "agreed by", "review")


class Refusal(NamedTuple):
    """One reason why a measure cannot be agreed, and what to do about it.

    `forbidden` is what a data promise or a right closes; `suggested` what rests on software's suggestions;
    `incomplete` lacks a field, or names a pathway that does not exist.
    """

    code: RefusalCode
    reason: str
    way_out: str

    @property
    def sentence(self) -> str:
        """The reason and the way out, as people read them."""
        return " ".join(part for part in (self.reason, self.way_out) if part)


NO_BASELINE = Refusal(
    "no baseline",
    f"There is no baseline: nobody is counted in the first {BASELINE} of these 24 months.",
    "Wait, or widen the cut.",
)
NO_THRESHOLD = Refusal(
    "no threshold",
    "It has no threshold, so no period can meet it.",
    "Set one, such as the baseline or better.",
)
SUGGESTED = Refusal(
    "suggested",
    "Which answers speak of a moment is suggested by software, so it can be watched, not agreed.",
    "Leave the moment out, or ask a question about it.",
)


NONE_SHARED = Refusal(
    "too few",
    "In no month do as many as 5 people give one of these answers, or nobody gives them.",
    "Widen the cut, or ask someone who can read the comments to rehearse it.",
)


def refusal_of(closed: PlainError) -> Refusal:
    """What evidence itself refuses: closed by a promise or a right, or a pathway that does not exist."""
    code: RefusalCode = "forbidden" if isinstance(closed, NoRight | NotShared) else "incomplete"
    return Refusal(code, closed.sentence, closed.remedy)


def refusals(measure: Measure, counted: Counted, tested: BackTest) -> Iterator[Refusal]:
    """Each reason why a measure with these counts cannot be agreed."""
    months = counted.months
    if not sum(one.denominator for one in months):
        yield NONE_SHARED if counted.notes else _nobody(measure)
        return
    if tested.baseline is None:
        yield NO_BASELINE
    if measure.threshold is None:
        yield NO_THRESHOLD
    yield from _too_few(measure, months, tested)
    if measure.standing == "agreed":
        if measure.cut.touchpoint:
            yield SUGGESTED
        if lacking := [name for name in BEFORE_ENDORSEMENT if name not in dict(measure.more)]:
            yield Refusal("incomplete", f"Before it is agreed it must say: {', '.join(lacking)}.", "")


def _nobody(measure: Measure) -> Refusal:
    definition = measure.definition
    if isinstance(definition, ShareOfAnswers):
        return Refusal(
            "no denominator",
            f"Nobody here has answered “{definition.question}” with one of these answers.",
            "Look at how the file words it, or have it asked, and say what that costs and who pays.",
        )
    if isinstance(definition, ShareOfEvents):
        return Refusal(
            "no denominator",
            f"No row of {definition.kind.replace('_', ' ')} here has one of these values in “{definition.field}”.",
            "Look at how the file words them.",
        )
    return Refusal(
        "no denominator",
        "No month is reported yet, so there is no denominator.",
        "Ask the provider for the two years that it has.",
    )


def _too_few(measure: Measure, months: tuple[MonthCount, ...], tested: BackTest) -> Iterator[Refusal]:
    if 2 * tested.judged >= len(tested.periods):
        return
    replies = round(tested.replies_a_month)
    said = f"There are about {replies} replies a month, and a {measure.period} needs {ENOUGH} to say anything."
    quarters = pooled(months, "quarter")
    enough = sum(one.denominator >= ENOUGH for one in quarters)
    if measure.period == "month" and 2 * enough >= len(quarters):
        way_out = f"Count it by quarter: {enough} of {len(quarters)} quarters have enough."
    else:
        way_out = "Put services together, ask more people, or watch it over a longer time."
    yield Refusal("too few", said, way_out)

"""Whether a measure can be agreed: what it would have said over two years, and what stands in its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldthread.evidence import Store
from goldthread.insight.measures.back_test import BASELINE, ENOUGH, BackTest, back_test, pooled
from goldthread.insight.measures.counting import Counted, MonthCount, monthly
from goldthread.insight.measures.reading import load_measure
from goldthread.insight.measures.sentences import in_a_sentence
from goldthread.vocabulary import PlainError, Scope
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfAnswers, ShareOfEvents


BEFORE_ENDORSEMENT = ("why", "source and owner", "collection", "basis", "agreed by", "review")
NO_BASELINE = (
    f"There is no baseline: nobody is counted in the first {BASELINE} of these 24 months. Wait, or widen the cut."
)
NO_THRESHOLD = "It has no threshold, so no period can meet it. Set one, such as the baseline or better."
SUGGESTED = (
    "Which answers speak of a moment is suggested by software, so it can be watched, not agreed. Leave the moment out, "
    "or ask a question about it."
)
DRAWN_FROM = {
    ShareOfAnswers: "share answering yes",
    ShareOfEvents: "share of events",
    ReportedCounts: "reported by the provider",
}


@dataclass(frozen=True)
class CheckedMeasure:
    """A measure with its rehearsal, and each reason why it cannot be agreed as it stands, with a way out."""

    measure: Measure
    counted: Counted
    rehearsed: BackTest
    refused: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The measure for a program (CONTRACTS §7)."""
        tested = self.rehearsed
        return {
            "sentence": in_a_sentence(self.measure),
            "definition": DRAWN_FROM[type(self.measure.definition)],
            "months": [_month(one) for one in self.counted.months],
            "baseline": tested.baseline,
            "threshold": self.measure.threshold.share if self.measure.threshold else None,
            "failed": tested.failed,
            "chance_failure": tested.chance_failure,
            "smallest_change": tested.smallest_change,
            "replies_a_month": tested.replies_a_month,
            "refused": list(self.refused),
            "key": self.measure.key,
            "wording": self.measure.wording,
            "standing": self.measure.standing,
            "period": self.measure.period,
            "judged": tested.judged,
            "left_out": {"no date": self.counted.undated, "another answer": self.counted.neither},
            "periods": [_month(one) | {"status": status(self.measure, one)} for one in tested.periods],
        }


def _month(one: MonthCount) -> dict[str, object]:
    return {"month": one.month, "numerator": one.numerator, "denominator": one.denominator, "value": one.value}


def status(measure: Measure, one: MonthCount) -> str:
    """What one period comes to: met, not met, or too few; "" without a threshold."""
    if measure.threshold is None:
        return ""
    if one.value is None or one.denominator < ENOUGH:
        return "too few"
    return "met" if measure.threshold.is_met(one.value) else "not met"


def check_measure(store: Store, scope: Scope, path: Path, *, today: date | None = None) -> CheckedMeasure:
    """Read a measure, count it, rehearse it, and say what stands in its way.

    Raises: BadDefinition for a file that does not say what it must; what evidence refuses is among `refused`.
    """
    measure = load_measure(path)
    try:
        counted = monthly(store, scope, measure, today=today)
    except PlainError as closed:  # a promise closes it, or a pathway is unknown
        return CheckedMeasure(measure, Counted(()), back_test((), measure.threshold, measure.period), (str(closed),))
    tested = back_test(counted.months, measure.threshold, measure.period)
    return CheckedMeasure(measure, counted, tested, tuple(_refused(measure, counted.months, tested)))


def _refused(measure: Measure, months: tuple[MonthCount, ...], tested: BackTest) -> Iterator[str]:
    if not sum(one.denominator for one in months):
        yield _nobody(measure)
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
            yield f"Before it is agreed it must say: {', '.join(lacking)}."


def _nobody(measure: Measure) -> str:
    definition = measure.definition
    if isinstance(definition, ShareOfAnswers):
        return (
            f"Nobody here has answered “{definition.question}” with one of these answers. Look at how the file words "
            "it, or have it asked, and say what that costs and who pays."
        )
    if isinstance(definition, ShareOfEvents):
        return (
            f"No row of {definition.kind.replace('_', ' ')} here has one of these values in “{definition.field}”. "
            "Look at how the file words them."
        )
    return "No month is reported yet, so there is no denominator. Ask the provider for the two years that it has."


def _too_few(measure: Measure, months: tuple[MonthCount, ...], tested: BackTest) -> Iterator[str]:
    if 2 * tested.judged >= len(tested.periods):
        return
    replies = round(tested.replies_a_month)
    said = f"There are about {replies} replies a month, and a {measure.period} needs {ENOUGH} to say anything."
    quarters = pooled(months, "quarter")
    enough = sum(one.denominator >= ENOUGH for one in quarters)
    if measure.period == "month" and 2 * enough >= len(quarters):
        yield f"{said} Count it by quarter: {enough} of {len(quarters)} quarters have enough."
    else:
        yield f"{said} Put services together, ask more people, or watch it over a longer time."


__all__ = ["CheckedMeasure", "check_measure", "status"]

"""Whether a measure can be agreed: what it would have said over two years, and what stands in its way."""

from dataclasses import dataclass
from datetime import date

from goldthread.evidence import Store
from goldthread.insight.measures.back_test import ENOUGH, BackTest, back_test
from goldthread.insight.measures.counting import Counted, MonthCount, monthly
from goldthread.insight.measures.refusals import Refusal, refusal_of, refusals
from goldthread.insight.measures.sentences import in_a_sentence
from goldthread.insight.measures.shared_counts import is_exact, shared_months, shared_replies
from goldthread.vocabulary import PlainError, Scope
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfAnswers, ShareOfEvents


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
    refused: tuple[Refusal, ...]

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
            "refused": [one.sentence for one in self.refused],
            "key": self.measure.key,
            "wording": self.measure.wording,
            "standing": self.measure.standing,
            "period": self.measure.period,
            "judged": tested.judged,
            "left_out": {"no date": self.counted.undated, "another answer": self.counted.neither},
            "runs": tested.runs,
            "chance_runs": tested.chance_runs,
            "notes": list(self.counted.notes),
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


def check_measure(store: Store, scope: Scope, measure: Measure, *, today: date | None = None) -> CheckedMeasure:
    """Count a measure over two years, rehearse it, and say what stands in its way.

    Counts are exact for who may read all the words behind them, and shared figures for everybody else: these are
    enough replies wherever as many are shown, also in months of which no percentage is. What evidence refuses, such as
    what a data promise closes, is among `refused`.
    """
    try:
        counted = count_two_years(store, scope, measure, today=today)
        judged = counted
        if not is_exact(store, scope, measure):
            judged = shared_replies(store, scope, measure, today=today)
    except PlainError as closed:  # a promise closes it, or a pathway is unknown
        empty = back_test((), measure.threshold, measure.period)
        return CheckedMeasure(measure, Counted(()), empty, (refusal_of(closed),))
    tested = back_test(counted.months, measure.threshold, measure.period)
    replies = tested if judged is counted else back_test(judged.months, measure.threshold, measure.period)
    return CheckedMeasure(measure, counted, tested, tuple(refusals(measure, judged, replies)))


def count_two_years(store: Store, scope: Scope, measure: Measure, *, today: date | None = None) -> Counted:
    """Every month of the two years before this one: exact for readers of all the words, else of shared figures.

    Raises: what evidence raises for a cut that is closed, unknown or not shared.
    """
    count = monthly if is_exact(store, scope, measure) else shared_months
    return count(store, scope, measure, today=today)

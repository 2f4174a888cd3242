"""A clause rehearsed before anyone signs: the contract meetings it would have caused, and who is not in its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.measures.back_test import BackTest, back_test
from goldthread.insight.measures.checking import CheckedMeasure, check_measure, status
from goldthread.insight.measures.counting import MonthCount, months_after
from goldthread.insight.measures.sentences import chance_in_words, change_in_words
from goldthread.insight.measures.unseen import Unseen, unseen
from goldthread.vocabulary import Cut, PlainError, Scope
from goldthread.vocabulary.measures import MONTHS_OF, Measure


HARD = ("4", "5")
"""How answers felt of which a meeting hears, where it is known what the measure is about."""
MOST_WORDS = 20
"""Answers that are put before one meeting."""


@dataclass(frozen=True)
class RehearsedMeeting:
    """A period in which the threshold would have been missed, and what people said in it.

    `period` is its first month; `passages` are references of answers ("feedback:…") that this scope may read, the most
    telling first, at most 20, and `words` how many there are in all.
    """

    period: str
    count: MonthCount
    passages: tuple[str, ...]
    words: int | None


@dataclass(frozen=True)
class Rehearsal:
    """What a measure and its threshold would have done over two years.

    `by_quarter` is the same pooled by quarters; `said` are its figures in sentences.
    """

    checked: CheckedMeasure
    by_quarter: BackTest
    meetings: tuple[RehearsedMeeting, ...]
    unseen: tuple[Unseen, ...]
    said: tuple[str, ...]


def rehearse(
    store: Store, scope: Scope, measure: Measure, *, about: tuple[str, str] = ("", ""), today: date | None = None
) -> Rehearsal:
    """Rehearse a measure as a clause, for somebody who may not read words without them.

    Takes: the pathway and the moment that it is about, for the words of each meeting; they are of what was hard.
    What evidence refuses is among the refusals of `checked`, and there are no meetings then.
    """
    checked = check_measure(store, scope, measure, today=today)
    tested = checked.rehearsed
    missed = (one for one in tested.periods if status(measure, one) == "not met")
    said = (change_in_words(tested, measure.period), *chance_in_words(tested, measure.period), *checked.counted.notes)
    return Rehearsal(
        checked=checked,
        by_quarter=back_test(checked.counted.months, measure.threshold, "quarter"),
        meetings=tuple(_meetings(store, scope, measure, missed, about)),
        unseen=unseen(store, scope, measure) if checked.counted.months else (),
        said=tuple(filter(None, said)),
    )


def _meetings(
    store: Store, scope: Scope, measure: Measure, missed: Iterator[MonthCount], about: tuple[str, str]
) -> Iterator[RehearsedMeeting]:
    words = measure.cut
    if about[0]:
        words = replace(words, pathway=about[0], touchpoint=about[1], sentiments=HARD)
    for one in missed:
        cut = in_period(words, one.month, MONTHS_OF[measure.period])
        try:
            found = asking.passages(store, scope, "words", cut, limit=MOST_WORDS, order="telling")
        except PlainError:  # the cut is one that no words can be read by: the count stands alone
            yield RehearsedMeeting(one.month, one, (), 0)
        else:
            yield RehearsedMeeting(one.month, one, tuple(f"feedback:{item.id}" for item in found.items), found.total)


def in_period(cut: Cut, month: str, months: int) -> Cut:
    """The same cut, of the days of so many months from one on."""
    last = date.fromisoformat(f"{months_after(month, months)}-01") - timedelta(days=1)
    return replace(cut, since=date.fromisoformat(f"{month}-01"), until=last)

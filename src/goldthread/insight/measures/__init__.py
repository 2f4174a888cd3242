"""Measures: read, counted month by month, and rehearsed over two years before anybody signs anything."""

from goldthread.insight.measures.asked_questions import AskedQuestion, FixedAnswer, asked_questions
from goldthread.insight.measures.back_test import BackTest, back_test, smallest_change
from goldthread.insight.measures.beside import tells_of_few
from goldthread.insight.measures.charting import charted
from goldthread.insight.measures.checking import CheckedMeasure, check_measure, count_two_years, status
from goldthread.insight.measures.counting import MonthCount, counts_between, counts_by_organisation, monthly
from goldthread.insight.measures.gaps import Gap, GapMonth, gap
from goldthread.insight.measures.picture import draw_chart
from goldthread.insight.measures.reading import load_measure, measure_from
from goldthread.insight.measures.refusals import Refusal
from goldthread.insight.measures.rehearsing import Rehearsal, RehearsedMeeting, rehearse
from goldthread.insight.measures.releasing import releasable_months, release_of
from goldthread.insight.measures.sentences import chance_in_words, change_in_words, in_a_sentence
from goldthread.insight.measures.unseen import Unseen
from goldthread.insight.measures.writing import as_held


__all__ = [
    "AskedQuestion",
    "BackTest",
    "CheckedMeasure",
    "FixedAnswer",
    "Gap",
    "GapMonth",
    "MonthCount",
    "Refusal",
    "Rehearsal",
    "RehearsedMeeting",
    "Unseen",
    "as_held",
    "asked_questions",
    "back_test",
    "chance_in_words",
    "change_in_words",
    "charted",
    "check_measure",
    "count_two_years",
    "counts_between",
    "counts_by_organisation",
    "draw_chart",
    "gap",
    "in_a_sentence",
    "load_measure",
    "measure_from",
    "monthly",
    "rehearse",
    "releasable_months",
    "release_of",
    "smallest_change",
    "status",
    "tells_of_few",
]

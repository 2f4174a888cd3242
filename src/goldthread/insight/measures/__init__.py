"""Measures: read, counted month by month, and rehearsed over two years before anybody signs anything."""

from goldthread.insight.measures.back_test import BackTest, back_test, smallest_change
from goldthread.insight.measures.checking import CheckedMeasure, check_measure, status
from goldthread.insight.measures.counting import MonthCount, monthly
from goldthread.insight.measures.reading import load_measure
from goldthread.insight.measures.sentences import in_a_sentence


__all__ = [
    "BackTest",
    "CheckedMeasure",
    "MonthCount",
    "back_test",
    "check_measure",
    "in_a_sentence",
    "load_measure",
    "monthly",
    "smallest_change",
    "status",
]

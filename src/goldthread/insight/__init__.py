"""What the evidence shows: tables, journeys and words whose small numbers are handled."""

from goldthread.insight.asking import is_exact
from goldthread.insight.briefs import Brief, brief
from goldthread.insight.concerns import Concerned, Queue
from goldthread.insight.concerns import check as check_concern
from goldthread.insight.concerns import close as close_concerns
from goldthread.insight.concerns import decide as decide_concern
from goldthread.insight.concerns import one as concern
from goldthread.insight.concerns import queue as concerns
from goldthread.insight.concerns import urgent as urgent_concerns
from goldthread.insight.definitions import defined_pathways, pathway_library
from goldthread.insight.disclosure import FEWER, FILTERS, financial_year, next_close, said, why_not_shared
from goldthread.insight.journey import Journey, JourneyPoint, journey
from goldthread.insight.known_values import check_known, check_listed
from goldthread.insight.layers import Layer, Layered, layered
from goldthread.insight.pathway_files import as_yaml, load_pathway
from goldthread.insight.searching import places_of, search, similar
from goldthread.insight.sections import Section
from goldthread.insight.themes import sentiment, themes
from goldthread.insight.trend import percent_positive, scores, trend, volumes
from goldthread.insight.words import silence, words


__all__ = [
    "FEWER",
    "FILTERS",
    "Brief",
    "Concerned",
    "Journey",
    "Layer",
    "Layered",
    "Queue",
    "Section",
    "JourneyPoint",
    "brief",
    "check_concern",
    "check_known",
    "check_listed",
    "close_concerns",
    "concern",
    "concerns",
    "decide_concern",
    "as_yaml",
    "defined_pathways",
    "financial_year",
    "is_exact",
    "journey",
    "layered",
    "load_pathway",
    "pathway_library",
    "next_close",
    "percent_positive",
    "places_of",
    "said",
    "scores",
    "search",
    "sentiment",
    "silence",
    "similar",
    "themes",
    "trend",
    "volumes",
    "why_not_shared",
    "words",
    "urgent_concerns",
]

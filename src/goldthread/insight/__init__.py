"""What the evidence shows: tables, journeys and words whose small numbers are handled."""

from goldthread.insight.briefs import Brief, brief
from goldthread.insight.concerns import Concerned, Queue
from goldthread.insight.concerns import check as check_concern
from goldthread.insight.concerns import decide as decide_concern
from goldthread.insight.concerns import queue as concerns
from goldthread.insight.definitions import defined_pathways, load_pathway
from goldthread.insight.disclosure import disclose, share
from goldthread.insight.journey import Journey, Step, journey
from goldthread.insight.layers import Layer, Layered, layered
from goldthread.insight.searching import places_of, search, similar
from goldthread.insight.sections import Section
from goldthread.insight.themes import sentiment, themes
from goldthread.insight.trend import percent_positive, scores, trend, volumes
from goldthread.insight.words import words


__all__ = [
    "Brief", "Concerned", "Journey", "Layer", "Layered", "Queue", "Section", "Step", "brief", "check_concern",
    "concerns", "decide_concern", "defined_pathways", "disclose", "journey", "layered", "load_pathway",
    "percent_positive",
    "places_of", "scores", "search", "sentiment", "share", "similar", "themes", "trend", "volumes", "words",
]  # fmt: skip

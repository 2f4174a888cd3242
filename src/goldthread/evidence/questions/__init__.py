"""The questions that evidence answers: named functions over a view already cut, found by their names."""

from collections.abc import Callable

from goldthread.evidence.questions.asked import asked
from goldthread.evidence.questions.codes import journey, sentiment, themes
from goldthread.evidence.questions.concerned import concerns
from goldthread.evidence.questions.reading import feedback, words
from goldthread.evidence.questions.searching import search, similar
from goldthread.evidence.questions.volumes import score, volumes
from goldthread.vocabulary import Passages, Table


QUESTIONS: dict[str, Callable[..., Table | Passages]] = {
    "asked": asked,
    "concerns": concerns,
    "feedback": feedback,
    "journey": journey,
    "score": score,
    "search": search,
    "sentiment": sentiment,
    "similar": similar,
    "themes": themes,
    "volumes": volumes,
    "words": words,
}

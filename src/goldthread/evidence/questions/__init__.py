"""The questions that evidence answers: named functions over a view already cut, each with the columns it declares."""

from goldthread.evidence.columns import names
from goldthread.evidence.questions.asked import asked
from goldthread.evidence.questions.behind import behind
from goldthread.evidence.questions.codes import journey, sentiment, themes
from goldthread.evidence.questions.concerned import concerns
from goldthread.evidence.questions.counting import SPLIT_BY
from goldthread.evidence.questions.declared import Question
from goldthread.evidence.questions.reading import answers, feedback, words
from goldthread.evidence.questions.replies import replies
from goldthread.evidence.questions.searching import search, similar
from goldthread.evidence.questions.volumes import score, volumes
from goldthread.evidence.shapes import SHOWN


def _of(*columns: str) -> frozenset[str]:
    return frozenset(columns)


SHOWN_WHOLE = frozenset(SHOWN)
QUESTIONS: dict[str, Question] = {
    "answers": Question(answer=answers, needs=_of("answered"), reads=SHOWN_WHOLE),
    "asked": Question(answer=asked, needs=_of("organisation", "extra")),
    "behind": Question(
        answer=behind,
        needs=_of("extra"),
        reads=_of("date", "organisation", "service", "role", "person_key"),
        field_of="extra",
        remembered=False,
    ),
    "concerns": Question(answer=concerns, needs=_of("answered"), reads=SHOWN_WHOLE, use="safeguarding"),
    "feedback": Question(answer=feedback, needs=_of("answered"), reads=SHOWN_WHOLE),
    "journey": Question(answer=journey, needs=_of("answered", "touchpoints", "feelings"), reads=SPLIT_BY, by_cell=True),
    "replies": Question(answer=replies, needs=_of("extra"), field_of="extra"),
    "score": Question(
        answer=score,
        needs=_of("scale", "score"),
        reads=frozenset(names(lambda column: column.rollup in ("dimension", "month"))),
        by_cell=True,
    ),
    "search": Question(answer=search, needs=_of("answered", "text", "date"), reads=SHOWN_WHOLE),
    "sentiment": Question(answer=sentiment, needs=_of("answered", "sentiment"), by_cell=True),
    "similar": Question(answer=similar, needs=_of("answered", "text"), reads=SHOWN_WHOLE),
    "themes": Question(
        answer=themes, needs=_of("answered", "themes", "sentiment"), reads=_of("agreed_themes"), by_cell=True
    ),
    "volumes": Question(
        answer=volumes,
        needs=_of("answered"),
        reads=_of("person_key", "organisation", "service", "touchpoints"),
        by_cell=True,
    ),
    "words": Question(answer=words, needs=_of("answered"), reads=SHOWN_WHOLE | {"telling"}),
}
"""A journey reads what it may be split by: its points are laid out once for all its splits."""

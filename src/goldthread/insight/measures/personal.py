"""Questions about who people are: no measure is made of them, since splits by these are never exact (CONTRACTS §5)."""

from collections.abc import Iterable

from goldthread.vocabulary import NoRight
from goldthread.vocabulary.about_people import is_about_people


def check(question: str, answers: Iterable[str] = ()) -> None:
    """Raises NoRight for a question about who people are, by its wording or by its answers."""
    if is_about_people(question, answers):
        raise NoRight(
            "This question asks who people are. A measure counts exactly, so it could identify someone.",
            "Choose a question about what their care was like.",
        )

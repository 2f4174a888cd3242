"""Questions about who people are: no measure is made of them, since splits by these are never exact (CONTRACTS §5)."""

import re

from goldthread.vocabulary import NoRight


WHO_PEOPLE_ARE = re.compile(
    r"about you|\bage\b|age (band|group|range)|ethnic|\bgender|\bsex\b|sexual|religio|\bfaith|disab|impairment"
    r"|first language|postcode|live alone|marital|pregnan|nationalit|armed forces",
    re.IGNORECASE,
)


def is_personal(question: str) -> bool:
    """Whether a question asks who somebody is, not what their care was like."""
    return bool(WHO_PEOPLE_ARE.search(question))


def check(question: str) -> None:
    """Raises NoRight for a question about who people are."""
    if is_personal(question):
        raise NoRight("A measure cannot count who people are.", "Choose a question about what their care was like.")

"""How long ago an answer came in, and how likely it needs somebody, in words."""

from datetime import UTC, datetime

from django.utils import timezone

from goldthread import coding


def waiting(since: str) -> str:
    """How long ago something came in (ISO), in words."""
    if not since:
        return "an unknown time"
    came = datetime.fromisoformat(since)
    minutes = int((timezone.now() - (came if came.tzinfo else came.replace(tzinfo=UTC))).total_seconds() // 60)
    if minutes < 60:
        return "less than an hour"
    if minutes < 48 * 60:
        hours = minutes // 60
        return f"{hours} hour{'s' * (hours > 1)}"
    return f"{minutes // (24 * 60)} days"


def likely(probability: float) -> str:
    """How many answers like one need somebody, in words; "" where that is not known.

    Takes: a probability (0-1), 0 where there is none.
    """
    if probability <= 0:
        return ""
    if probability >= 0.95:
        return "More than 9 in 10 answers like this need someone"
    if probability >= 0.15:
        return f"About {round(10 * probability)} in 10 answers like this need someone"
    for of in (10, 20, 50, 100):
        if probability >= 0.7 / of:
            return f"About 1 in {of} answers like this need someone"
    return "Fewer than 1 in 100 answers like this need someone"


def length_words(length: coding.QueueLength) -> str:
    """A length of the queue with what it misses."""
    return f"About {length.in_a_thousand} of every 1,000 answers (misses {length.missed} in 100 concerns)"

"""A cut with one filter more than there are, as somebody would add it: one declaration."""

from dataclasses import dataclass

from goldthread.vocabulary import Cut
from goldthread.vocabulary.filters import FilterValue, filtered


WAYS = (FilterValue("SMS", "By text message"), FilterValue("Card", "On a card"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWay(Cut):
    """Answers by how they were told."""

    ways: tuple[str, ...] = filtered(
        column="channel",
        test="one of",
        parameter="way",
        label="How it was told",
        choices=WAYS,
        option="Told in this way (may be repeated).",
    )

"""What a coder has read before: its vocabularies, how many people used each entry, how rare it was."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.layered import LayeredCoder
from goldthread.coding.models.linear import Coder
from goldthread.coding.models.scoring import Weights
from goldthread.coding.training.vocabularies import Vocabulary


EntryCounts = Mapping[str, tuple[int, float]]


@dataclass(frozen=True, eq=False)
class PriorVocabulary:
    """What a coder has read: words, pairs and pieces, each with its respondents and rarity.

    `comments` is how many comments it read in all, `themes_from` from how many of them it learned its themes.
    """

    comments: int
    themes_from: int
    vocabularies: tuple[EntryCounts, EntryCounts, EntryCounts]

    def seen(self, part: int, entries: tuple[str, ...]) -> Scores:
        """How many respondents used each entry of one of the three vocabularies; 0 for what is new."""
        return np.array([self.vocabularies[part].get(entry, (0, 0.0))[0] for entry in entries], np.float32)

    def rarity(self, part: int, here: Vocabulary) -> Scores:
        """How rare each entry is: as the coder knows it, and for what is new as if the coder's comments lacked it."""
        among = np.asarray((here.counts > 0).sum(axis=0)).ravel()
        new = np.log((1 + self.comments + here.counts.shape[0]) / (1 + among)) + 1
        known = self.vocabularies[part]
        held = [known[entry][1] if entry in known else new[at] for at, entry in enumerate(here.entries)]
        return np.array(held, np.float32)


def prior_of(coder: Coder) -> PriorVocabulary:
    """What a coder, and those that it lies on, learned from."""
    comments = int(coder.model.facts["comments"])
    own = _entries(coder.model.weights)
    if not isinstance(coder, LayeredCoder):
        return PriorVocabulary(comments, comments, own)
    below = prior_of(coder.below)
    words, pairs, pieces = (dict(under) | dict(over) for over, under in zip(own, below.vocabularies, strict=True))
    themes_from = comments + (below.themes_from if coder.learned == "own marks" else 0)
    return PriorVocabulary(comments + below.comments, themes_from, (words, pairs, pieces))


def _entries(weights: Weights) -> tuple[EntryCounts, EntryCounts, EntryCounts]:
    vocabularies = (
        (weights.words, weights.word_seen, weights.word_rarity),
        (weights.pairs, weights.pair_seen, weights.pair_rarity),
        (weights.pieces, weights.piece_seen, weights.piece_rarity),
    )
    words, pairs, pieces = (
        dict(zip(entries, zip(seen.tolist(), rarity.tolist(), strict=True), strict=True))
        for entries, seen, rarity in vocabularies
    )
    return words, pairs, pieces

"""The accurate coder and the cascade: the fast coder averaged with a small encoder, everywhere or where in doubt."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.metadata import circumstances
from goldthread.coding.models.averaging import Averaging, load_averaging
from goldthread.coding.models.encoder import COMMITTED, Encoder
from goldthread.coding.models.linear import Coder
from goldthread.coding.models.model import Model, NotAModel
from goldthread.vocabulary import Answer


class AveragedCoder(Coder):
    """Codes as the fast coder does, with scores that a small encoder has averaged.

    The average goes back into the measure of the fast coder's scores, so that marks and probabilities come of it as
    they do there. Feelings and moments stay the fast coder's: fed with the average, they agreed with people no better.
    """

    def __init__(self, model: Model, encoder: Encoder, averaging: Averaging, kind: str) -> None:
        if tuple(model.facts["labels"]) != tuple(encoder.facts["labels"]):
            raise NotAModel("This model's themes are not those of the accurate coder.", "Use it with --coder fast.")
        self._slope, self._offset = model.numbers["theme_slope"], model.numbers["theme_offset"]
        limit = averaging.threshold if kind == "accurate" else averaging.cascade_threshold
        super().__init__(replace(model, numbers=model.numbers | {"theme_threshold": self._measured(limit)}))
        self.version = f"{encoder.facts['version'].replace('accurate', kind)}+{model.version}"
        self.kind, self.asked = kind, 0
        self._encoder, self._averaging = encoder, averaging

    def _measured(self, odds: Scores) -> Scores:
        """Log-odds in the measure of the fast coder's scores."""
        made: Scores = (odds - self._offset) / self._slope
        return made

    def scores(self, answers: Sequence[Answer], plain: Sequence[str], hints: Scores) -> tuple[Scores, Scores]:
        """Scores of themes and sentiment, averaged where the encoder was asked; and those of the groundwork."""
        made, ground = super().scores(answers, plain, hints)
        split = len(self.labels)
        odds = made[:, :split] * self._slope + self._offset
        rows = self._rows(odds, answers)
        if len(rows):
            told = [circumstances(answers[at]) for at in rows.tolist()]
            read = self._encoder.scores([answers[at].text for at in rows.tolist()], told)
            made[rows, :split] = self._measured(self._averaging.themes(odds[rows], read[:, :split]))
            made[rows, split:] = self._averaging.sentiment(made[rows, split:], read[:, split:])
        self.asked += len(rows)
        return made, ground

    def head_features(
        self, answers: Sequence[Answer], plain: Sequence[str], hints: Scores, scores: Scores, ground: Scores
    ) -> Scores:
        """The feature matrix of feelings and moments: of the fast coder's scores, which their lines were fitted to."""
        fast, _ = super().scores(answers, plain, hints)
        return super().head_features(answers, plain, hints, fast, ground)

    def _rows(self, odds: Scores, answers: Sequence[Answer]) -> np.ndarray:
        """Which answers the encoder reads."""
        lengths = np.array([len(answer.text.strip()) for answer in answers], np.int64)
        if self.kind == "accurate":
            return np.flatnonzero(lengths)
        return np.flatnonzero((self._averaging.doubts(odds, lengths) >= self._averaging.doubt) & (lengths > 0))


@cache
def encoder_in(folder: Path) -> Encoder:
    """The encoder of a folder, opened once in a process."""
    return Encoder(folder)


def open_averaged(model: Model, kind: str, folder: Path = COMMITTED) -> AveragedCoder:
    """The committed encoder beside a fast model. Raises MissingExtra, NotAModel."""
    return AveragedCoder(model, encoder_in(folder), load_averaging(folder), kind)

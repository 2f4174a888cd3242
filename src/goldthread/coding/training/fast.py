"""Training the fast coder: from coded comments to a model, the same from the same rows, in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.frameworks import framework
from goldthread.coding.models.model import COMMITTED, Model, load, save
from goldthread.coding.models.thresholds import calibration, steady_thresholds
from goldthread.coding.training.estimators import (
    Coefficients,
    design_matrix,
    divided,
    fit_sentiment,
    fit_themes,
    learner,
)
from goldthread.coding.training.heads import heads
from goldthread.coding.training.labelled import Felt, Labelled, our_readings, read_felt, read_labelled
from goldthread.coding.training.training_set import METADATA_WEIGHT, TrainingSet, prepare
from goldthread.coding.training.vocabularies import LEAST
from goldthread.vocabulary import THEMES


STEPS = np.linspace(-1.2, 0.8, 81).astype(np.float32)


@dataclass(frozen=True, eq=False)
class LinearFit:
    """What was fitted on some rows: rarities, and weights and offsets of themes and sentiment."""

    rarities: tuple[Scores, Scores, Scores]
    themes: Coefficients
    sentiment: Coefficients

    def scores(self, data: TrainingSet, rows: NDArray[np.int64]) -> tuple[Scores, Scores]:
        """Theme and sentiment scores of some comments."""
        return (
            design_matrix(data.vocabularies, data.theme_others, self.rarities)[rows] @ self.themes[0] + self.themes[1],
            design_matrix(data.vocabularies, data.sentiment_others, self.rarities)[rows] @ self.sentiment[0]
            + self.sentiment[1],
        )


def fit_linear(data: TrainingSet, rows: NDArray[np.int64]) -> LinearFit:
    """Fit themes and sentiment on some of the comments."""
    words_, pairs_, pieces_ = data.vocabularies
    said = rows[rows < data.written]
    rarities = (words_.rarity(said), pairs_.rarity(said), pieces_.rarity(said))
    themes = fit_themes(design_matrix(data.vocabularies, data.theme_others, rarities)[rows], data.marks[rows])
    felt = rows[data.points[rows] > 0]
    if not len(felt):
        width = sum(len(part.entries) for part in data.vocabularies) + data.sentiment_others.shape[1]
        return LinearFit(rarities, themes, (np.zeros((width, 5)), np.zeros(5)))
    sentiment = fit_sentiment(
        design_matrix(data.vocabularies, data.sentiment_others, rarities)[felt], data.points[felt]
    )
    return LinearFit(rarities, themes, sentiment)


def out_of_fold(data: TrainingSet) -> tuple[Scores, Scores]:
    """Theme and sentiment scores of every comment that people wrote, by lines that never saw its respondent."""
    themes = np.zeros((data.written, len(data.labels)), np.float32)
    sentiment = np.zeros((data.written, 5), np.float32)
    for one in np.unique(data.fold):
        inside, outside = np.flatnonzero(data.fold != one), np.flatnonzero(data.fold == one)
        lines = fit_linear(data, np.concatenate([inside, data.composed]))
        themes[outside], sentiment[outside] = lines.scores(data, outside)
    return themes, sentiment


def train(
    csv: Path | str, out: Path | str, *, feelings_file: Path | str | None = None, version: str = "fast/3"
) -> Model:
    """Fit the fast coder on coded comments and write it to a folder.

    Takes: `csv` with the columns of `labelled.read_labelled`; `feelings_file`, JSON lines of comments of that file
    with feelings and touchpoints; without it, feelings and touchpoints are said as the committed model says them.
    Gives the model as written. Raises UnreadableFile, NotAModel, MissingExtra without scikit-learn.
    """
    rows = read_labelled(Path(csv))
    felt = read_felt(Path(feelings_file)) if feelings_file else []
    model = fit(rows, felt, version=version)
    if not felt:
        carry_heads(load(COMMITTED), model)
    save(model, Path(out))
    return model


def carry_heads(held: Model, model: Model) -> None:
    """Let a model say feelings and moments as another does: they rest on scores of the same themes."""
    if held.facts["labels"] == model.facts["labels"]:
        model.numbers.update({name: value for name, value in held.numbers.items() if name.startswith("head_")})
        model.facts["comments_with_feelings"] = held.facts["comments_with_feelings"]


def fit(rows: Sequence[Labelled], felt: Sequence[Felt] = (), *, version: str = "fast/3") -> Model:
    """Fit the fast coder on coded comments, and on feelings where there are any (then on our readings of them too)."""
    learner("svm")  # what is missing is said at once, not after the comments were read
    felt = [*felt, *our_readings(rows)] if felt else []
    data = prepare(rows, framework(THEMES).labels)
    themes, sentiment = out_of_fold(data)
    marks = data.marks[: data.written]
    labelled = marks.any(axis=1)
    numbers: dict[str, Any] = {"theme_threshold": steady_thresholds(themes[labelled], marks[labelled], STEPS)}
    numbers["theme_slope"], numbers["theme_offset"] = calibration(themes[labelled], marks[labelled])
    lines = fit_linear(data, np.arange(len(data.rows)))
    if felt:
        numbers |= heads(data, felt, themes, sentiment)
    return _assembled(data, lines, numbers, version, len(felt))


def _assembled(data: TrainingSet, lines: LinearFit, numbers: dict[str, Any], version: str, felt: int) -> Model:
    says = np.hstack([lines.themes[0], lines.sentiment[0]]).astype(np.float32)
    seen = [part.seen for part in data.vocabularies]
    weights, others = divided(data.vocabularies, lines.rarities, says, seen)
    scale = np.array([METADATA_WEIGHT] * len(data.labels) + [1.0] * 5)
    numbers["sign_says"] = (others[: data.metadata_width] * scale).astype(np.float32)
    numbers["side_says"] = others[data.metadata_width :]
    numbers["offset"] = np.concatenate([lines.themes[1], lines.sentiment[1]]).astype(np.float32)
    facts = {
        "version": version,
        "framework": THEMES,
        "labels": list(data.labels),
        "services": data.services,
        "comments": data.written,
        "comments_composed": len(data.composed),
        "respondents": len({row.respondent for row in data.rows[: data.written]}),
        "comments_with_feelings": felt,
        "least_respondents_of_an_entry": LEAST,
        "notice": "Derived from comments under the MIT licence, Copyright (c) 2021 NHS England.",
        "unchecked": "Feelings and touchpoints were learned from labels made by a language model; no person has "
        "checked them.",
    }
    return Model(weights, facts, numbers)

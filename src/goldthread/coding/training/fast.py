"""Training: from coded comments to a model, the same from the same rows, in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import sheet, sides, sigmoid
from goldthread.coding.features.metadata import (
    SERVICES_APART,
    SETTINGS,
    circumstances,
    says_nothing,
    settings_told,
    sign_names,
    signs,
)
from goldthread.coding.features.phrases import all_phrases
from goldthread.coding.features.words import normalise
from goldthread.coding.frameworks import feelings, framework, touchpoint_kinds
from goldthread.coding.models.groundwork import groundwork
from goldthread.coding.models.model import COMMITTED, Model, load, save
from goldthread.coding.models.scoring import Weights
from goldthread.coding.models.thresholds import best_thresholds, calibration, steady_thresholds
from goldthread.coding.training.estimators import design, fit_heads, fit_sentiment, fit_themes
from goldthread.coding.training.invented import invented
from goldthread.coding.training.labelled import Felt, Labelled, folds, marked, our_readings, read_felt, read_labelled
from goldthread.coding.training.vocabularies import LEAST, Part, gather, name_like
from goldthread.vocabulary import THEMES, UnreadableFile


SIGN_WEIGHT = 0.5
"""How much question and service count beside the words, for themes."""

STEPS = np.linspace(-1.2, 0.8, 81).astype(np.float32)
CHANCES = np.linspace(0.05, 0.8, 76).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Ready:
    """A training set in numbers: what people wrote, then what was composed for rare themes.

    `fold` (written) numbers the folds of what people wrote; everything else has a row for each of `rows`.
    """

    rows: list[Labelled]
    labels: tuple[str, ...]
    marks: NDArray[np.int8]
    points: NDArray[np.int64]
    parts: tuple[Part, Part, Part]
    phrases: Scores
    ground: Scores
    theme_beside: csr_matrix
    sentiment_beside: csr_matrix
    signs: int
    services: list[str]
    fold: NDArray[np.int64]

    @property
    def written(self) -> int:
        """How many of the rows people wrote: they come first."""
        return len(self.fold)

    @property
    def composed(self) -> NDArray[np.int64]:
        """The rows that nobody said: lines are fitted on them, nothing is judged by them."""
        return np.arange(self.written, len(self.rows))


def prepare(rows: Sequence[Labelled], labels: tuple[str, ...]) -> Ready:
    """Numbers of coded comments. Raises UnreadableFile where there are too few."""
    held = [row for row in rows if row.text.strip()]
    if len({row.respondent for row in held}) < 10:
        raise UnreadableFile("There are too few coded comments to learn from.", "Give at least ten people's comments.")
    fold = folds([row.respondent for row in held])
    held = [*held, *invented(labels)]
    told = [circumstances(row) for row in held]
    services = sorted({one[2] for one in told} - set(SERVICES_APART))
    at = {service: number for number, service in enumerate(services)}
    found = [signs(one, says_nothing(row.text), at) for one, row in zip(told, held, strict=True)]
    names = sign_names(services)
    of_themes = {n for n, name in enumerate(names) if name.startswith("service ") or n < 3 or 23 <= n < 27}
    of_sentiment = {n for n, name in enumerate(names) if not name.startswith("service ")}
    respondents = [row.respondent if at < len(fold) else "" for at, row in enumerate(held)]
    plain = [normalise(row.text) for row in held]
    told_words = [one.split() for one in plain]
    phrases = all_phrases()
    counts = phrases.counts([phrases.find_in(one) for one in plain])
    ground = groundwork().scores_of_words(told_words)
    beside = csr_matrix(sides(counts, ground))
    return Ready(
        rows=held,
        labels=labels,
        marks=marked(held, labels),
        points=np.array([int(row.sentiment or 0) for row in held], np.int64),
        parts=gather(told_words, respondents, name_like(row.text for row in held)),
        phrases=counts,
        ground=ground,
        theme_beside=hstack([_matrix(found, of_themes, len(names), SIGN_WEIGHT), beside]).tocsr(),
        sentiment_beside=hstack([_matrix(found, of_sentiment, len(names), 1.0), beside]).tocsr(),
        signs=len(names),
        services=services,
        fold=fold,
    )


def _matrix(found: list[list[int]], wanted: set[int], width: int, weight: float) -> csr_matrix:
    kept = [[one for one in row if one in wanted] for row in found]
    ends = np.cumsum([0, *(len(row) for row in kept)])
    flat = np.array([one for row in kept for one in row], np.int64)
    return csr_matrix((np.full(len(flat), weight, np.float32), flat, ends), shape=(len(found), width))


@dataclass(frozen=True, eq=False)
class Lines:
    """What was fitted on some rows: rarities, and weights and offsets of themes and sentiment."""

    rarities: tuple[Scores, Scores, Scores]
    themes: tuple[Any, Any]
    sentiment: tuple[Any, Any]

    def scores(self, ready: Ready, rows: NDArray[np.int64]) -> tuple[Scores, Scores]:
        """Theme and sentiment scores of some comments."""
        return (
            design(ready.parts, ready.theme_beside, self.rarities)[rows] @ self.themes[0] + self.themes[1],
            design(ready.parts, ready.sentiment_beside, self.rarities)[rows] @ self.sentiment[0] + self.sentiment[1],
        )


def fit_lines(ready: Ready, rows: NDArray[np.int64]) -> Lines:
    """Fit themes and sentiment on some of the comments."""
    words_, pairs_, pieces_ = ready.parts
    said = rows[rows < ready.written]
    rarities = (words_.rarity(said), pairs_.rarity(said), pieces_.rarity(said))
    themes = fit_themes(design(ready.parts, ready.theme_beside, rarities)[rows], ready.marks[rows])
    felt = rows[ready.points[rows] > 0]
    if not len(felt):
        width = sum(len(part.entries) for part in ready.parts) + ready.sentiment_beside.shape[1]
        return Lines(rarities, themes, (np.zeros((width, 5)), np.zeros(5)))
    sentiment = fit_sentiment(design(ready.parts, ready.sentiment_beside, rarities)[felt], ready.points[felt])
    return Lines(rarities, themes, sentiment)


def out_of_fold(ready: Ready) -> tuple[Scores, Scores]:
    """Theme and sentiment scores of every comment that people wrote, by lines that never saw its respondent."""
    themes = np.zeros((ready.written, len(ready.labels)), np.float32)
    sentiment = np.zeros((ready.written, 5), np.float32)
    for one in np.unique(ready.fold):
        inside, outside = np.flatnonzero(ready.fold != one), np.flatnonzero(ready.fold == one)
        lines = fit_lines(ready, np.concatenate([inside, ready.composed]))
        themes[outside], sentiment[outside] = lines.scores(ready, outside)
    return themes, sentiment


def train(
    csv: Path | str, out: Path | str, *, feelings_file: Path | str | None = None, version: str = "fast/1"
) -> Model:
    """Fit the fast coder on coded comments and write it to a folder.

    Takes: `csv` with the columns of `labelled.read_labelled`; `feelings_file`, JSON lines of comments of that file
    with feelings and touchpoints; without it, feelings and touchpoints are said as the
    committed model says them. Gives the model as written. Raises UnreadableFile, NotAModel.
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


def fit(rows: Sequence[Labelled], felt: Sequence[Felt] = (), *, version: str = "fast/1") -> Model:
    """Fit the fast coder on coded comments, and on feelings where there are any (then on our readings of them too)."""
    felt = [*felt, *our_readings(rows)] if felt else []
    ready = prepare(rows, framework(THEMES).labels)
    themes, sentiment = out_of_fold(ready)
    marks = ready.marks[: ready.written]
    labelled = marks.any(axis=1)
    numbers: dict[str, Any] = {"theme_threshold": steady_thresholds(themes[labelled], marks[labelled], STEPS)}
    numbers["theme_slope"], numbers["theme_offset"] = calibration(themes[labelled], marks[labelled])
    lines = fit_lines(ready, np.arange(len(ready.rows)))
    if felt:
        numbers |= heads(ready, felt, themes, sentiment)
    return _assembled(ready, lines, numbers, version, len(felt))


def heads(ready: Ready, felt: Sequence[Felt], themes: Scores, sentiment: Scores) -> dict[str, Any]:
    """Lines of feelings and moments, over phrases and over scores of models that never saw the comment."""
    at = {row.id: number for number, row in enumerate(ready.rows)}
    known = [one for one in felt if one.id in at]
    if not known:
        raise UnreadableFile("The comments with feelings are not among the coded comments.", "Check comment_id.")
    rows = np.array([at[one.id] for one in known])
    told = settings_told([ready.rows[n] for n in rows])
    sheets = sheet(ready.phrases[rows], themes[rows], sentiment[rows], ready.ground[rows], told)
    keys = [one.key for one in feelings()]
    kinds = [one.key for one in touchpoint_kinds()]
    marks = np.array(
        [[*(key in one.feelings for key in keys), *(kind in one.touchpoints for kind in kinds)] for one in known],
        np.int8,
    )
    weights, offsets = fit_felt(sheets, marks, len(keys))
    return {
        "head_says": weights.astype(np.float32),
        "head_offset": offsets.astype(np.float32),
        "head_threshold": head_thresholds(sheets, marks, [ready.rows[n].respondent for n in rows], len(keys)),
    }


def fit_felt(sheets: Scores, marks: NDArray[np.int8], first: int) -> tuple[Any, Any]:
    """Lines of feelings (the first labels), which do not lean on the kind of setting, and of moments, which do."""
    apart = sheets.copy()
    apart[:, -len(SETTINGS) :] = 0
    feelings_, moments = fit_heads(apart, marks[:, :first]), fit_heads(sheets, marks[:, first:])
    return np.hstack([feelings_[0], moments[0]]), np.concatenate([feelings_[1], moments[1]])


def head_thresholds(sheets: Scores, marks: NDArray[np.int8], respondents: list[str], first: int) -> Scores:
    """Thresholds of feelings (the first labels) and moments, from lines that never saw the respondent."""
    fold = folds(respondents, 5)
    chances = np.zeros(marks.shape, np.float32)
    for one in np.unique(fold):
        weights, offsets = fit_felt(sheets[fold != one], marks[fold != one], first)
        chances[fold == one] = sigmoid(sheets[fold == one] @ weights + offsets)
    return np.concatenate(
        [
            best_thresholds(chances[:, :first], marks[:, :first], CHANCES, 40),
            best_thresholds(chances[:, first:], marks[:, first:], CHANCES, 40),
        ]
    )


def _assembled(ready: Ready, lines: Lines, numbers: dict[str, Any], version: str, felt: int) -> Model:
    says = np.hstack([lines.themes[0], lines.sentiment[0]]).astype(np.float32)
    words_, pairs_, pieces_ = ready.parts
    ends = np.cumsum([len(part.entries) for part in ready.parts])
    weights = Weights(
        words_.entries,
        pairs_.entries,
        pieces_.entries,
        *lines.rarities,
        says[: ends[0]],
        says[ends[0] : ends[1]],
        says[ends[1] : ends[2]],
        words_.seen,
        pairs_.seen,
        pieces_.seen,
    )
    scale = np.array([SIGN_WEIGHT] * len(ready.labels) + [1.0] * 5)
    numbers["sign_says"] = (says[ends[2] : ends[2] + ready.signs] * scale).astype(np.float32)
    numbers["side_says"] = says[ends[2] + ready.signs :]
    numbers["offset"] = np.concatenate([lines.themes[1], lines.sentiment[1]]).astype(np.float32)
    facts = {
        "version": version,
        "framework": THEMES,
        "labels": list(ready.labels),
        "services": ready.services,
        "comments": ready.written,
        "comments_composed": len(ready.composed),
        "respondents": len({row.respondent for row in ready.rows[: ready.written]}),
        "comments_with_feelings": felt,
        "least_respondents_of_an_entry": LEAST,
        "notice": "Derived from comments under the MIT licence, Copyright (c) 2021 NHS England.",
        "unchecked": "Feelings and touchpoints were learned from labels made by a language model; no person has "
        "checked them.",
    }
    return Model(weights, facts, numbers)

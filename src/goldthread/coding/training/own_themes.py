"""Themes of somebody's own: a framework and 20 to 200 examples of each theme, fitted in seconds."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.frameworks import load_framework
from goldthread.coding.models.linear import Coder
from goldthread.coding.models.model import BASE, COMMITTED, LAYER_FORM, Model, NotAModel, save
from goldthread.coding.training.labelled import Labelled, marked, read_labelled
from goldthread.coding.training.layer import (
    LayerData,
    fit_layer,
    fold_odds,
    layer_data,
    picked_limits,
    rarer,
    sure,
    weights_of,
)
from goldthread.vocabulary import UnreadableFile, WrongUsage


FEWEST = 20
"""Examples below which a theme's accuracy is a guess."""

NEVER = 99.0
"""A threshold that no comment reaches."""


def train_own(framework: Path, examples: Path, out: Path, below: Coder, folder: Path = COMMITTED) -> Model:
    """Fit a framework of somebody's own to its examples, over a model that knows comments.

    Takes: the framework's YAML; its examples, a CSV of id, text, labels and where there are any question_type,
    question, score and service; the coder below and its folder, which is copied into `out`. Gives the model as
    written, with its learning curve and expected accuracy in its facts. Raises: BadDefinition, UnreadableFile.
    """
    themes = load_framework(framework)
    rows = _with_words(read_labelled(examples), examples.name)
    marks = marked(rows, themes.labels)
    if not marks.any():
        raise UnreadableFile(f"No comment of {examples.name} carries a theme.", "Write the themes in column labels.")
    few = layer_data(rows, marks, below, "own themes", themes.words)
    odds = fold_odds(few)
    limits = picked_limits(odds, marks)
    told = marks.sum(axis=0)
    limits[(told < 2) | (told == len(rows))] = NEVER
    facts = {
        "version": f"own/{themes.key}",
        "framework": themes.key,
        "learned": "own themes",
        "labels": list(themes.labels),
        "words": [list(one) for one in themes.words],
        "services": [],
        "below": below.version,
        "heard_by": below.kind,
        "comments": len(rows),
        "respondents": len({row.respondent for row in rows}),
        "notice": "Lies on a model with its own notices, in the folder base.",
        "expected": expected(few, odds, limits),
        "learning_curve": learning_curve(few),
    }
    return keep_layer(few, facts, limits, sure(odds, marks, picked=True), out, folder)


def keep_layer(
    few: LayerData, facts: dict[str, Any], limits: Scores, chances: tuple[Scores, Scores], out: Path, folder: Path
) -> Model:
    """Fit a layer on all its comments and write it, with the model below beside it."""
    fitted = fit_layer(few, np.arange(len(few.rows)))
    weights, side = weights_of(few, fitted)
    numbers = {
        "side_says": side,
        "offset": fitted.offset,
        "theme_threshold": limits,
        "theme_slope": chances[0],
        "theme_offset": chances[1],
    }
    model = Model(weights, facts | {"layer_form": LAYER_FORM}, numbers)
    if out.resolve() == folder.resolve():
        raise WrongUsage("The model would overwrite the one that it lies on.", "Give --out another folder.")
    save(model, out)
    try:
        shutil.rmtree(out / BASE, ignore_errors=True)
        shutil.copytree(folder, out / BASE)
    except (OSError, shutil.Error):
        raise NotAModel(f"The model below cannot be copied into {out}.") from None
    return model


def _with_words(rows: Sequence[Labelled], name: str) -> list[Labelled]:
    held = [row for row in rows if row.text.strip()]
    if len({row.respondent for row in held}) < 10:
        raise UnreadableFile(f"{name} holds too few comments to learn from.", "Give at least ten people's comments.")
    return held


def expected(few: LayerData, odds: Scores, limits: Scores) -> dict[str, Any]:
    """For each theme its examples, and F1 with a 95 % interval on comments not learned from.

    Comments without the theme weigh as in `layer.rarer`, since examples are picked. Source: percentile bootstrap.
    """
    made = {}
    for name in _labels(few, limits):
        wanted, said = few.marks[:, name] > 0, odds[:, name] > limits[name]
        drawn = np.random.default_rng(name).integers(0, len(wanted), (400, len(wanted)))
        again = [_f1(wanted[one], said[one]) for one in drawn]
        low, high = np.percentile(again, [2.5, 97.5])
        made[str(name)] = {
            "examples": int(wanted.sum()),
            "f1": round(_f1(wanted, said), 3),
            "low": round(float(low), 3),
            "high": round(float(high), 3),
        }
    return made


def _labels(few: LayerData, limits: Scores) -> list[int]:
    return [label for label in range(few.marks.shape[1]) if limits[label] < NEVER]


def _f1(wanted: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    weight = rarer(wanted)
    wrong = weight * (said & ~wanted).sum()
    return float(2 * (wanted & said).sum() / max(1e-9, (wanted & said).sum() + wrong + wanted.sum()))


def learning_curve(few: LayerData) -> list[dict[str, float]]:
    """Mean F1 over the themes when a quarter, a half, three quarters and all of the comments are learned from."""
    mixed = np.random.default_rng(0).permutation(len(few.rows))
    made = []
    for share in (0.25, 0.5, 0.75, 1.0):
        rows = np.sort(mixed[: int(round(share * len(mixed)))])
        marks = few.marks[rows]
        told = np.flatnonzero((marks.sum(axis=0) >= 2) & (marks.sum(axis=0) < len(rows)))
        if len(rows) >= 10 and len(told):
            odds = fold_odds(few, rows)
            over = odds > picked_limits(odds, marks)
            found = [_f1(marks[:, label] > 0, over[:, label]) for label in told]
            made.append({"comments": len(rows), "f1": round(float(np.mean(found)), 3)})
    return made


def fit_report(model: Model) -> str:
    """What a person is told of a fit: examples of each theme, how well it is expected to do, what more would bring."""
    facts = model.facts
    lines = [f"Fitted {facts['version']} to {facts['comments']} comments."]
    for at, label in enumerate(facts["labels"]):
        found = facts["expected"].get(str(at))
        if found is None:
            lines.append(f"{label}: too few examples to learn from; it is never suggested. Give at least {FEWEST}.")
            continue
        few = f" Too few examples to be sure: give at least {FEWEST}." if found["examples"] < FEWEST else ""
        lines.append(
            f"{label}: {found['examples']} examples; expected F1 {found['f1']:.2f} "
            f"({found['low']:.2f} to {found['high']:.2f}).{few}"
        )
    if facts["learning_curve"]:
        curve = ", ".join(f"{one['comments']} comments {one['f1']:.2f}" for one in facts["learning_curve"])
        lines.append(f"Learning curve, mean F1 over the themes: {curve}.")
    lines.append("Expected as if each theme were in 8 of 100 comments, by cross-validation on these examples.")
    return "\n".join(lines)

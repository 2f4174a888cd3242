"""Fits the average of the fast coder and the encoder, judges it, and writes what the accurate coder needs beside it.

    python training/average.py --labelled DEV.csv --start DIR --scores DIR/fold0.npz DIR/fold1.npz DIR/fold2.npz
        --out MODEL_DIR [--predictions DIR]

Needs no torch. Figures are of comments that no part was fitted on: both coders' scores are of folds by respondent
left out, and so are thresholds, calibration and shares. `--predictions` writes them as CSV for a scorer.
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np

from goldthread.coding.evaluation.evaluating import figures as in_detail
from goldthread.coding.evaluation.gold_and_predicted import GoldAndPredicted as Read
from goldthread.coding.evaluation.predictions import Predictions
from goldthread.coding.evaluation.sureness import write_figures
from goldthread.coding.features.matrix import sigmoid
from goldthread.coding.models.averaging import Averaging, doubts, fit_averaging, save_averaging
from goldthread.coding.models.encoder import FACTS, GRAPH, LONGEST
from goldthread.coding.models.thresholds import decide
from goldthread.coding.training.fold_scores import FoldScores, fit_chances, fit_thresholds, fold_scores
from goldthread.coding.training.labelled import read_labelled


VERSION = "accurate/1"
KINDS = ("fast", "accurate", "cascade")
NOTICE = (
    "Weights began as sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0; a copy is beside this file). "
    "Derived from comments under the MIT licence, Copyright (c) 2021 NHS England, and Copyright (c) 2021 "
    "Nottinghamshire Healthcare NHS Foundation Trust."
)
Judged = dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]


def judge(held: FoldScores, encoder: np.ndarray, share: float) -> tuple[Judged, float]:
    """For each kind of coder: marks, chances and points of comments that nothing was fitted on; the cascade's share."""
    lengths, asked = np.array([len(row.text.strip()) for row in held.rows]), 0
    raw = np.hstack([held.themes, np.log(np.maximum(held.sentiment, 1e-9))]).astype(np.float32)
    made = {kind: (np.zeros(held.marks.shape, bool), np.zeros(held.marks.shape), np.zeros(len(raw))) for kind in KINDS}
    for one in np.unique(held.fold):
        out, rest = np.flatnonzero(held.fold == one), np.flatnonzero(held.fold != one)
        slope, offset = fit_chances(held.themes[rest], held.marks[rest])
        fast = raw.copy()
        fast[:, :-5] = raw[:, :-5] * slope + offset
        how = fit_averaging(fast[rest], encoder[rest], held.marks[rest], held.points[rest], lengths[rest], share)
        joint = how.themes(fast[out, :-5], encoder[out, :-5])
        doubtful = doubts(fast[out, :-5], how.weight, lengths[out]) >= how.doubt
        asked += int(doubtful.sum())
        mixed = np.where(doubtful[:, None], joint, fast[out, :-5])
        felt = how.sentiment(fast[out, -5:], encoder[out, -5:])
        limit = fit_thresholds(held.themes[rest], held.marks[rest])
        plain = held.sentiment[out]
        for kind, scores, over, points in (
            ("fast", fast[out, :-5], decide(held.themes[out], limit, always=True), plain),
            ("accurate", joint, decide(joint, how.threshold, always=True), felt),
            (
                "cascade",
                mixed,
                decide(mixed, how.cascade_threshold, always=True),
                np.where(doubtful[:, None], felt, np.log(np.maximum(plain, 1e-9))),
            ),
        ):
            marks, chances, said = made[kind]
            marks[out], chances[out], said[out] = over, sigmoid(scores), points.argmax(1) + 1
    return made, asked / len(raw)


def figures(held: FoldScores, one: tuple[np.ndarray, np.ndarray, np.ndarray]) -> dict[str, float]:
    """Agreement with people: themes of comments with content, sentiment, calibration."""
    marks, chances, points = one
    off = held.labels.index("Labelling not possible")
    keep = [at for at in range(len(held.labels)) if at != off]
    rows = held.marks[:, keep].any(axis=1)
    want, said = held.marks[rows][:, keep].astype(bool), marks[rows][:, keep]
    both, either = (want & said).sum(0), want.sum(0) + said.sum(0)
    enough = want.sum(0) >= 5
    at, told = held.points[held.points > 0], points[held.points > 0]
    each = [2 * ((at == k) & (told == k)).sum() / max(1, (at == k).sum() + (told == k).sum()) for k in range(1, 6)]
    return {
        "micro_f1": 2 * both.sum() / either.sum(),
        "macro_f1": float((2 * both / np.maximum(either, 1))[enough].mean()),
        "sentiment_accuracy": float((at == told).mean()),
        "sentiment_macro_f1": float(np.mean(each)),
        "sentiment_kappa": kappa(at, told),
        "calibration_error": calibration_error(chances[held.labelled], held.marks[held.labelled]),
    }


def kappa(first: np.ndarray, second: np.ndarray) -> float:
    """Quadratic weighted kappa. Source: Cohen (1968)."""
    cells = np.zeros((5, 5))
    np.add.at(cells, (first.astype(int) - 1, second.astype(int) - 1), 1)
    far = (np.arange(5)[:, None] - np.arange(5)) ** 2
    expected = np.outer(cells.sum(1), cells.sum(0)) / cells.sum()
    return float(1 - (cells * far).sum() / (expected * far).sum())


def calibration_error(chances: np.ndarray, marks: np.ndarray, bins: int = 10) -> float:
    """Mean distance of stated and true shares over bins of equal count, for chances of 0.05 and more."""
    shown = chances >= 0.05
    stated, true = chances[shown], marks[shown]
    order = np.argsort(stated, kind="stable")
    parts = np.array_split(order, bins)
    return float(sum(len(p) * abs(stated[p].mean() - true[p].mean()) for p in parts) / len(order))


def fitted(held: FoldScores, encoder: np.ndarray, share: float) -> Averaging:
    """The average on all comments."""
    slope, offset = fit_chances(held.themes, held.marks)
    fast = np.hstack([held.themes * slope + offset, np.log(np.maximum(held.sentiment, 1e-9))]).astype(np.float32)
    lengths = np.array([len(row.text.strip()) for row in held.rows])
    return fit_averaging(fast, encoder, held.marks, held.points, lengths, share)


def keep_details(held: FoldScores, judged: Judged, folds: int, folder: Path) -> None:
    """Figures of each label, with intervals, for the pages that show what these coders suggest."""
    for kind in ("accurate", "cascade"):
        marks, chances, points = judged[kind]
        said = Predictions.empty(len(held.rows), len(held.labels))
        said.themes[:], said.chances[:], said.points[:] = marks, chances, points - 1
        found = in_detail(Read(held.rows, held.labels, held.marks, said))
        told = {"model": f"{kind}, fitted anew in {folds} folds", "how": "cross-validation", "folds": folds}
        write_figures(found | told, folder.parent / kind)


def write_predictions(held: FoldScores, judged: Judged, folder: Path) -> None:
    """One CSV for each kind of coder, with chances."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (marks, chances, points) in judged.items():
        with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as sheet:
            writer = csv.writer(sheet)
            writer.writerow(["comment_id", "labels", "sentiment", *(f"p:{label}" for label in held.labels)])
            for at, row in enumerate(held.rows):
                said = "|".join(held.labels[n] for n in np.flatnonzero(marks[at]))
                writer.writerow([row.id, said, int(points[at]), *(f"{p:.4f}" for p in chances[at])])


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--labelled", type=Path, required=True)
    ask.add_argument("--start", type=Path, required=True)
    ask.add_argument("--scores", type=Path, nargs="+", required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--share", type=float, default=0.2)
    ask.add_argument("--predictions", type=Path)
    how = ask.parse_args()
    held = fold_scores(read_labelled(how.labelled))
    encoder = np.full((len(held.rows), len(held.labels) + 5), np.nan, np.float32)
    for file in how.scores:
        with np.load(file) as part:
            encoder[part["rows"]] = part["scores"]
    if np.isnan(encoder).any():
        raise SystemExit("Some comments were scored by no fold.")
    judged, asked = judge(held, encoder, how.share)
    told = {kind: {name: round(value, 4) for name, value in figures(held, one).items()} for kind, one in judged.items()}
    told["cascade"]["share_asked"] = round(asked, 4)
    print(json.dumps(told, indent=1))
    if how.predictions:
        write_predictions(held, judged, how.predictions)
    keep_details(held, judged, len(how.scores), how.out)
    save_averaging(fitted(held, encoder, how.share), how.out)
    given = json.loads((how.start / "facts.json").read_text(encoding="utf-8"))
    facts = {
        "version": VERSION,
        "labels": list(held.labels),
        "services": given["services"],
        "pieces": given["pieces"],
        "word_pieces_read": LONGEST,
        "base": "sentence-transformers/all-MiniLM-L6-v2",
        "notice": NOTICE,
        "comments": len(held.rows),
        "comments_of_the_groundwork": given["groundwork_comments"],
        "bytes": (how.out / GRAPH).stat().st_size,
        "cross_validated": told | {"how": f"{len(how.scores)} folds by respondent, nothing fitted on the fold judged"},
    }
    (how.out / FACTS).write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How well a coder agrees with people on a labelled file: themes, sentiment, feelings, moments, each with intervals."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from goldthread.coding.coder import open as open_coder
from goldthread.coding.evaluation import overlap
from goldthread.coding.evaluation.agreement import agreement, calibration_error, points_agreement, redrawn
from goldthread.coding.evaluation.gold_and_predicted import GoldAndPredicted, frames
from goldthread.coding.evaluation.held_out import RATES, Progress, held_out, with_slips
from goldthread.coding.evaluation.predictions import FELT, KINDS, AnyCoder, Predictions, predictions_of
from goldthread.coding.evaluation.slices import slices
from goldthread.coding.evaluation.sureness import write_figures
from goldthread.coding.frameworks import framework
from goldthread.coding.models.model import COMMITTED, load
from goldthread.coding.training.labelled import Felt, Labelled, marked, read_felt, read_labelled
from goldthread.vocabulary import THEMES, UnreadableFile


FEWEST_THEMES, FEWEST_FELT = 5, 10
SEED = 1
UNCHECKED = "Feelings and moments were labelled by a language model; no person has checked them."


def evaluate(
    source: Path, model: Path | None = None, *, kind: str = "fast", by: bool = False, coder: AnyCoder | None = None
) -> dict[str, object]:
    """Agreement of a coder with a labelled file.

    Takes: a CSV as `train` reads it, or JSON lines of comments with feelings; the model's folder, else the committed
    one; whether to split the figures by service, length, question and spelling. Raises: UnreadableFile, NotAModel.
    """
    used = coder or open_coder(model, kind=kind)
    if is_felt(source):
        felt = read_felt(source)
        rows = [Labelled(id=one.id, text=one.text, question_type=one.question_type) for one in felt]
        if not any(row.text.strip() for row in rows):
            raise UnreadableFile(f"{source.name} holds no words to code.", "Each line needs a text.")
        return _as_is(used, rows, model) | felt_figures(rows, felt, predictions_of(used, rows))
    rows = _with_words(read_labelled(source))
    compared = GoldAndPredicted(rows, used.labels, marked(rows, used.labels), predictions_of(used, rows))
    found = _as_is(used, rows, model) | figures(compared)
    if by:
        found["by"] = slices(compared, {rate: _slipped(used, rows, rate) for rate in RATES})
    return found


def _as_is(used: AnyCoder, rows: Sequence[Labelled], model: Path | None) -> dict[str, object]:
    told = overlap.sentence(overlap.share_seen(rows, model or COMMITTED))
    return {"model": used.version, "how": "model", "notes": [told] if told else []}


def cross_validate(
    source: Path,
    *,
    feelings: Path | None = None,
    count: int = 5,
    by: bool = False,
    told: Progress = lambda sentence: None,
) -> dict[str, object]:
    """The same figures by cross-validation: fitted anew in each fold, all of one respondent on one side.

    Raises: UnreadableFile, also where the comments carry other labels than the framework's.
    """
    rows = _with_words(read_labelled(source))
    labels = framework(THEMES).labels
    gold = marked(rows, labels)
    felt = read_felt(feelings) if feelings else []
    predicted = held_out(rows, felt, count, len(labels), RATES if by else (), told)
    compared = GoldAndPredicted(rows, labels, gold, predicted[0.0])
    found = {
        "model": f"fitted anew in {count} folds",
        "how": "cross-validation",
        "folds": count,
        "notes": ["These figures are by cross-validation: nobody's words were in training and in the test."],
    } | figures(compared)
    if felt:
        at = {row.id: number for number, row in enumerate(rows)}
        known = [one for one in felt if one.id in at]
        part = compared.subset(np.isin(np.arange(len(rows)), [at[one.id] for one in known]))
        found |= felt_figures(part.rows, known, part.predicted)
    if by:
        found["by"] = slices(compared, {rate: one for rate, one in predicted.items() if rate})
    return found


def keep_figures(found: dict[str, object], source: Path, folder: Path) -> None:
    """Write figures beside a model, with what tells the file again. Raises NotAModel, UnreadableFile."""
    load(folder)
    overlap.note_seen(_with_words(read_labelled(source)), folder)
    write_figures(found, folder)


def is_felt(source: Path) -> bool:
    """Whether a file holds JSON lines."""
    try:
        with source.open("rb") as lines:
            return lines.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    except OSError:
        raise UnreadableFile(f"{source.name} cannot be opened.", "Check that it is there.") from None


def _with_words(rows: Sequence[Labelled]) -> list[Labelled]:
    kept = [row for row in rows if row.text.strip()]
    if not any(row.labels or row.sentiment for row in kept):
        raise UnreadableFile("No comment with words carries a label.", "Evaluation needs comments that people coded.")
    return kept


def _slipped(coder: AnyCoder, rows: Sequence[Labelled], rate: float) -> Predictions:
    return predictions_of(coder, [with_slips(row, rate) for row in rows])


def figures(compared: GoldAndPredicted) -> dict[str, object]:
    """Themes in both frames, sentiment on five points and on three, and the calibration error."""
    rng = np.random.default_rng(SEED)
    found: dict[str, object] = {
        "comments": len(compared.rows),
        "respondents": len({row.respondent for row in compared.rows}),
    }
    for name, (kept, columns) in frames(compared).items():
        if kept.any():
            subset = compared.subset(kept)
            labels = [compared.labels[at] for at in columns]
            weights = redrawn([row.respondent for row in subset.rows], rng)
            found[name] = agreement(
                subset.gold[:, columns], subset.predicted.themes[:, columns], weights, labels, FEWEST_THEMES
            )
    labelled = compared.gold.any(axis=1)
    found["calibration_error"] = calibration_error(compared.predicted.chances[labelled], compared.gold[labelled])
    return found | sentiment_figures(compared, rng)


def sentiment_figures(compared: GoldAndPredicted, rng: np.random.Generator) -> dict[str, object]:
    """Sentiment on five points, and on three: 1-2 positive, 3 neutral or mixed, 4-5 negative."""
    felt = np.array([bool(row.sentiment) for row in compared.rows])
    if not felt.any():
        return {}
    subset = compared.subset(felt)
    told = np.array([int(row.sentiment) - 1 for row in subset.rows])
    weights = redrawn([row.respondent for row in subset.rows], rng)
    three = np.array([0, 0, 1, 2, 2, -1])
    return {
        "sentiment5": points_agreement(told, subset.predicted.points, weights, 5),
        "sentiment3": points_agreement(three[told], three[subset.predicted.points], weights, 3),
    }


def felt_figures(rows: Sequence[Labelled], felt: Sequence[Felt], predicted: Predictions) -> dict[str, object]:
    """Feelings and kinds of touchpoint, and the sentence that goes with them."""
    by_id = {one.id: one for one in felt}
    weights = redrawn([row.respondent for row in rows], np.random.default_rng(SEED))
    held = [by_id[row.id] for row in rows]
    feelings = np.array([[key in one.feelings for key in FELT] for one in held], np.int8)
    kinds = np.array([[key in one.touchpoints for key in KINDS] for one in held], np.int8)
    return {
        "comments_with_feelings": len(rows),
        "feelings": agreement(feelings, predicted.feelings, weights, FELT, FEWEST_FELT),
        "touchpoints": agreement(kinds, predicted.kinds, weights, KINDS, FEWEST_FELT),
        "unchecked": UNCHECKED,
    }

"""`goldthread evaluate`: how well software agrees with people, printed for people or as JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from goldthread.cli.options import HERE, Folder, Json
from goldthread.cli.printing import as_json, columns, note


HEADING = ("label", "n", "right", "found", "F1", "95 % of F1")
REDACTION = (
    ("every letter of an identifier gone", "recall", "identifiers"),
    ("… of a name", "names_recall", "names"),
    ("… of a number, address or the like", "patterned_recall", "patterned"),
    ("removed words that were identifiers", "precision", "words_removed"),
    ("look-alikes touched", "hard_negatives_touched", "look_alikes"),
    ("other words removed", "over_redaction", "other_words"),
)


def evaluate(
    source: Annotated[Path, typer.Argument(metavar="IN", help="Coded comments, feelings, or known identifiers.")],
    model: Annotated[Path | None, typer.Option(help="Judge this model as it is.", metavar="DIR")] = None,
    coder: Annotated[str, typer.Option(help="Judge the coder in the box: fast, accurate or cascade.")] = "",
    folds: Annotated[int, typer.Option(help="Fit anew and cross-validate in so many folds.", metavar="N")] = 0,
    feelings: Annotated[Path | None, typer.Option(help="With folds: feelings of the same comments.")] = None,
    keep: Annotated[Path | None, typer.Option(help="Keep the figures beside this model.", metavar="DIR")] = None,
    by: Annotated[bool, typer.Option("--by", help="Also by service, length, question and misspelling.")] = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """How well software agrees with people on a labelled file, label by label, with intervals.

    Without a model, coded comments are cross-validated in five folds: nobody's words are on both sides.
    """
    from goldthread.workspace import evaluate_file

    found = evaluate_file(source, model=model, coder=coder, folds=folds, feelings=feelings, by=by, keep=keep, told=note)
    if json:
        as_json(found)
    else:
        print("\n".join(_redaction(found) if found["kind"] == "redaction" else _coding(found)))


def _redaction(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['file']}: {found['comments']:,} comments, {found['identifiers']:,} identifiers, {found['model']}\n"
    rows = []
    for words, key, of in REDACTION:
        low, high = found["intervals"].get(key, (None, None))
        if found[key] is not None:
            rows.append((words, found[of], f"{found[key]:.1f} %", f"{low:.1f} to {high:.1f}"))
    yield columns(("figure", "out of", "share", "95 % interval"), rows)
    yield ""
    yield columns(("identifier", "n", "gone %"), [(k, v["n"], v["recall"]) for k, v in found["by_type"].items()])
    if found["hard_by_kind"]:
        yield ""
        yield columns(
            ("look-alike", "n", "touched %"), [(k, v["n"], v["touched"]) for k, v in found["hard_by_kind"].items()]
        )


def _coding(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['file']}, judged: {found['model']}."
    yield from found.get("notes", ())
    for key, title in (("all", "Themes, every labelled comment"), ("content", "Themes, comments with content")):
        if key in found:
            yield from _block(title, found[key], labels=key == "content" or "content" not in found)
    if found.get("calibration_error") is not None:
        yield f"\nCalibration error of theme probabilities (p of 0.05 and more): {found['calibration_error']:.3f}"
    for key, title in (("sentiment5", "Sentiment, five points"), ("sentiment3", "Sentiment, three points")):
        if key in found:
            yield f"\n{title}: {found[key]['comments']:,} comments"
            yield _lines(found[key], (("accuracy", "accuracy"), ("macro F1", "macro_f1"), ("quadratic kappa", "qwk")))
    for key, title in (("feelings", "Feelings"), ("touchpoints", "Moments that matter")):
        if key in found:
            yield from _block(title, found[key], labels=True)
    if "unchecked" in found:
        yield f"\n{found['unchecked']}"
    yield from _parts(found.get("by", {}))
    yield "\nIntervals are 95 %: F1 and means by a bootstrap over respondents; right and found, in JSON, by Wilson."


def _block(title: str, held: dict[str, Any], *, labels: bool) -> Iterator[str]:
    yield f"\n{title}: {held['comments']:,} comments"
    macro = f"macro F1 ({held['macro_over']} labels with {held['macro_needs']} or more)"
    yield _lines(
        held,
        (
            ("micro F1", "micro_f1"),
            (macro, "macro_f1"),
            ("right (precision)", "micro_precision"),
            ("found (recall)", "micro_recall"),
            ("exactly the same labels", "exact"),
        ),
    )
    if labels:
        rows = sorted(held["labels"].items(), key=lambda pair: -pair[1]["n"])
        yield ""
        yield columns(
            HEADING,
            [
                (
                    label,
                    f["n"],
                    _two(f["precision"]["value"]),
                    _two(f["recall"]["value"]),
                    _two(f["f1"]["value"]),
                    f"{_two(f['f1']['lo'])} to {_two(f['f1']['hi'])}",
                )
                for label, f in rows
                if f["n"] or f["given"]
            ],
        )


def _lines(held: dict[str, Any], wanted: tuple[tuple[str, str], ...]) -> str:
    rows = [(words, held[key]) for words, key in wanted]
    return columns(
        ("figure", "value", "95 % interval"),
        [(words, f"{one['value']:.3f}", f"{one['lo']:.3f} to {one['hi']:.3f}") for words, one in rows],
    )


def _parts(by: dict[str, Any]) -> Iterator[str]:
    for name, parts in by.items():
        if isinstance(parts, str):
            yield f"\n{parts}"
            continue
        rows = [
            (part, held["comments"], _told(held.get("micro_f1")), _told(held.get("sentiment_accuracy")))
            for part, held in parts.items()
        ]
        yield ""
        yield columns((name.replace("_", " "), "comments", "themes, micro F1", "sentiment, accuracy"), rows)


def _told(one: dict[str, float] | None) -> str:
    return f"{_two(one['value'])} ({_two(one['lo'])}-{_two(one['hi'])})" if one else "too few"


def _two(value: float) -> str:
    return f"{value:.2f}"

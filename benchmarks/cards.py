"""The tables of the models' cards, written from the figures that are kept with them, so that no figure is typed in.

    python benchmarks/cards.py [--comments COMMENTS.csv] [--check]

Fills what stands between `<!-- figures: NAME -->` and `<!-- end -->` in docs/models/*.md. --comments gives coded
comments to count how many in a thousand are flagged as concerns; without it that block stays as it is. --check writes
nothing and ends with 1 where a card is out of date. Renew the figures first:

    goldthread evaluate COMMENTS.csv --folds 5 --feelings FELT.jsonl --by --keep src/goldthread/coding/models/fast
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from goldthread import coding
from goldthread.coding.concerns import concerns_in
from goldthread.coding.concerns.classifier import COMMITTED as ROUNDABOUT
from goldthread.coding.evaluation.agreement import share
from goldthread.coding.evaluation.sureness import write_figures
from goldthread.coding.models.encoder import COMMITTED, FACTS
from goldthread.coding.models.model import load


ROOT = Path(__file__).resolve().parent.parent
CARDS = ROOT / "docs" / "models"
SENTENCES = ROOT / "tests" / "samples" / "concerns.yaml"
WAYS = {
    "plain": "in roundabout words",
    "misspelt": "in misspelt words",
    "third_person": "of somebody else",
    "sarcastic": "with sarcasm",
}
BLOCK = re.compile(r"(<!-- figures: ([a-z ]+) -->\n).*?(<!-- end -->)", re.S)
Rows = Iterable[Iterable[Any]]


def table(heading: tuple[str, ...], rows: Rows) -> str:
    lines = ["| " + " | ".join(heading) + " |", "|" + "---|" * len(heading)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)]) + "\n"


def told(one: dict[str, float]) -> str:
    return f"{one['value']:.3f} ({one['lo']:.3f} to {one['hi']:.3f})"


def two(one: dict[str, float]) -> str:
    return f"{one['value']:.2f}"


FRAMES = {
    "all": "themes, every labelled comment",
    "content": "themes, comments with content",
    "feelings": "feelings",
    "touchpoints": "kinds of moment",
}
POINTS = {"sentiment5": "sentiment, five points", "sentiment3": "sentiment, three points"}


def in_all(held: dict[str, Any]) -> str:
    """Themes in both frames, sentiment, feelings and moments, in one table."""
    rows = []
    for key, title in FRAMES.items():
        if one := held.get(key):
            figures = (told(one[name]) for name in ("micro_f1", "macro_f1", "exact"))
            rows.append((title, one["comments"], *figures, one["macro_over"]))
    made = table(("what", "comments", "micro F1", "macro F1", "exactly the same", "labels in macro"), rows)
    points = [
        (title, held[key]["comments"], *(told(held[key][name]) for name in ("accuracy", "macro_f1", "qwk")))
        for key, title in POINTS.items()
        if key in held
    ]
    made += "\n" + table(("what", "comments", "accuracy", "macro F1", "quadratic kappa"), points)
    return made + f"\nCalibration error of theme probabilities of 0.05 and more: {held['calibration_error']:.3f}.\n"


def labels(block: dict[str, Any]) -> str:
    rows = sorted(block["labels"].items(), key=lambda pair: -pair[1]["n"])
    return table(
        ("label", "n", "precision", "recall", "F1 (95 %)"),
        [
            (
                name,
                one["n"],
                two(one["precision"]),
                two(one["recall"]),
                f"{two(one['f1'])} ({one['f1']['lo']:.2f} to {one['f1']['hi']:.2f})",
            )
            for name, one in rows
        ],
    )


def fairness(by: dict[str, Any]) -> str:
    made = []
    for name, parts in by.items():
        if isinstance(parts, str):
            made.append(parts + "\n")
            continue
        rows = [
            (part, one["comments"], spread(one.get("micro_f1")), spread(one.get("sentiment_accuracy")))
            for part, one in parts.items()
        ]
        made.append(table((name.replace("_", " "), "comments", "themes, micro F1", "sentiment, accuracy"), rows))
    return "\n".join(made)


def spread(one: dict[str, float] | None) -> str:
    return f"{one['value']:.2f} ({one['lo']:.2f} to {one['hi']:.2f})" if one else "too few"


def concerns(comments: Path) -> str:
    """What is found of invented sentences, and how many real comments in a thousand are flagged."""
    held = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    rows = []
    for part, title in (
        ("while_writing", "learned from, and looked at while the phrases were written"),
        ("kept_apart", "written when the phrases were done"),
    ):
        rows += [(f"**{title}, all**", *found([one for some in held[part].values() for one in some]))]
        rows += [(f"{title}: {kind}", *found(some)) for kind, some in held[part].items()]
    for part, title in (("afterwards", "written when all was done but one line"), ("last", "written last")):
        rows += told_in_ways(title, held[part])
    keep_for_pages(held)
    rows.append(("only sounds like it (learned from)", *found(held["nothing"])))
    rows.append(("only sounds like it, written when all was done but one line", *found(held["nothing_afterwards"])))
    rows.append(("**only sounds like it, written last**", *found(held["nothing_last"])))
    texts = [row.text for row in coding.read_labelled(comments) if row.text.strip()]
    out, seen = load(ROUNDABOUT).facts["left_out"], sum(map(bool, concerns_in(texts)))
    sentence = (
        f"Of {out['comments']:,} real comments to an ambulance trust and a mental health and community trust, "
        f"{1000 * out['of_these_flagged_too'] / out['comments']:.0f} in 1,000 are flagged "
        f"({1000 * out['of_these_flagged_by_phrases'] / out['comments']:.0f} by phrases) where the lines were fitted "
        f"without the people who wrote them; {1000 * seen / len(texts):.0f} in 1,000 by the lines in the box, which "
        "learned that these are ordinary. Four of the 7,908 comments that these come from carried a safeguarding flag "
        "by people, so nearly all of what is flagged is a false alarm in that sense.\n"
    )
    return table(("invented sentences", "n", "flagged", "share (95 %)"), rows) + "\n" + sentence


def keep_for_pages(held: dict[str, Any]) -> None:
    """What the queue's page says of itself."""
    said = [one for told in held["last"].values() for some in told.values() for one in some]
    out = load(ROUNDABOUT).facts["left_out"]
    write_figures(
        {
            "sentences": len(said),
            "found": sum(map(bool, concerns_in(said))),
            "flagged_in_a_thousand": round(1000 * out["of_these_flagged_too"] / out["comments"]),
        },
        ROUNDABOUT,
    )


def told_in_ways(title: str, held: dict[str, dict[str, list[str]]]) -> list[tuple[Any, ...]]:
    """What was written afterwards: in all, by kind, by the way it is told."""
    kinds = dict.fromkeys(kind for told in held.values() for kind in told)
    rows = [(f"**{title}, all**", *found([one for told in held.values() for some in told.values() for one in some]))]
    for kind in kinds:
        rows.append((f"{title}: {kind}", *found([one for told in held.values() for one in told.get(kind, ())])))
    for way, told in held.items():
        rows.append((f"{title}: told {WAYS[way]}", *found([one for some in told.values() for one in some])))
    return rows


def found(texts: list[str]) -> tuple[int, int, str]:
    hits = sum(map(bool, concerns_in(texts)))
    one = share(hits, len(texts))
    return len(texts), hits, f"{one['value']:.0%} ({one['lo']:.0%} to {one['hi']:.0%})"


FIGURES = {
    "micro_f1": "themes, micro F1",
    "macro_f1": "themes, macro F1",
    "sentiment_accuracy": "sentiment, accuracy",
    "sentiment_macro_f1": "sentiment, macro F1",
    "sentiment_kappa": "sentiment, quadratic kappa",
    "calibration_error": "calibration error of theme probabilities",
}


def averaged() -> str:
    """The accurate coder and the cascade beside the fast coder, as `training/average.py` printed them."""
    facts = json.loads((COMMITTED / FACTS).read_text(encoding="utf-8"))
    held = facts["cross_validated"]
    kinds = ("fast", "cascade", "accurate")
    rows = [(title, *(f"{held[kind][name]:.3f}" for kind in kinds)) for name, title in FIGURES.items()]
    asked = held["cascade"]["share_asked"]
    made = table(("", "fast, same folds", "cascade", "accurate"), rows)
    return f"{made}\nThe cascade asked the encoder about {asked:.0%} of the {facts['comments']:,} comments.\n"


def block(name: str, comments: Path | None) -> str | None:
    """The text of one block; None where it must stay as it is."""
    kind, _, coder = name.partition(" ")
    if kind == "concerns":
        return concerns(comments) if comments else None
    if kind == "average":
        return averaged()
    held = coding.figures(coder or "fast")
    if kind == "model":
        facts = load(ROOT / "src" / "goldthread" / "coding" / "models" / (coder or "fast")).facts
        return (
            f"Version {facts['version']}; {facts['comments']:,} comments of {facts['respondents']:,} people; "
            f"{facts['comments_with_feelings']:,} comments with feelings and moments. {facts['notice']} "
            f"{facts['unchecked']}\n"
        )
    makers = {
        "in": in_all,
        "themes": lambda all_: labels(all_["content"]),
        "feelings": lambda all_: labels(all_["feelings"]),
        "moments": lambda all_: labels(all_["touchpoints"]),
        "fairness": lambda all_: fairness(all_["by"]),
    }
    return makers[kind](held)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--comments", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    stale = 0
    for card in sorted(CARDS.glob("*.md")):
        text = card.read_text(encoding="utf-8")

        def fill(hit: re.Match[str]) -> str:
            made = block(hit[2], asked.comments)
            return hit[0] if made is None else f"{hit[1]}{made}{hit[3]}"

        renewed = BLOCK.sub(fill, text)
        if renewed != text:
            stale += 1
            print(card.name)
            if not asked.check:
                card.write_text(renewed, encoding="utf-8")
    return int(bool(stale and asked.check))


if __name__ == "__main__":
    sys.exit(main())

"""Fits the encoder: first on another trust's headings (groundwork), then on coded comments (themes).

    python training/fit.py groundwork --base DIR --sorted NOTTS.csv --labelled DEV.csv --out DIR
    python training/fit.py themes --start DIR --labelled DEV.csv --out DIR [--folds 3 --fold 0] [--seed 1]

`--base` is the folder of all-MiniLM-L6-v2 as its makers publish it. Each epoch is saved; with `--fold`, scores of the
comments left out are written too.
"""

import argparse
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional


sys.path.insert(0, str(Path(__file__).parent))

import comments as told  # noqa: E402
from network import SERVICES, Encoder, from_base  # noqa: E402

from goldthread.coding.features.metadata import SERVICES_APART  # noqa: E402
from goldthread.coding.features.wordpiece import WordPieceTokenizer  # noqa: E402
from goldthread.coding.frameworks import framework  # noqa: E402
from goldthread.coding.models.encoder import VOCABULARY  # noqa: E402
from goldthread.coding.training.invented import invented  # noqa: E402
from goldthread.coding.training.labelled import folds, marked  # noqa: E402
from goldthread.vocabulary import THEMES  # noqa: E402


Loss = Callable[[Tensor, np.ndarray], Tensor]


def padded(read: told.Read, rows: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
    """A batch as the encoder takes it."""
    longest = max(len(read.pieces[at]) for at in rows)
    pieces = np.zeros((len(rows), longest), np.int64)
    held = np.zeros((len(rows), longest), bool)
    for number, at in enumerate(rows):
        one = read.pieces[at]
        pieces[number, : len(one)] = one
        held[number, : len(one)] = True
    return torch.from_numpy(pieces), torch.from_numpy(held), torch.from_numpy(read.service[rows])


def forgetful(
    pieces: Tensor, held: Tensor, service: Tensor, size: int, dice: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """The same batch with some questions, scores and services taken away, so that none is leant on alone."""
    n = len(pieces)
    pieces = pieces.clone()
    pieces[torch.rand(n, generator=dice) < 0.1, 0] = size
    rows = torch.nonzero(torch.rand(n, generator=dice) < 0.25)[:, 0]
    pieces[rows, held.sum(1)[rows] - 1] = size + 4
    return pieces, held, torch.where(torch.rand(n, generator=dice) < 0.15, 0, service)


def groups(model: Encoder, rate: float, fall: float) -> list[dict[str, object]]:
    """Lower layers learn more slowly."""
    levels: list[list[nn.Parameter]] = [[] for _ in range(8)]
    for name, value in model.named_parameters():
        if not value.requires_grad:
            continue
        level = 7 if name.startswith("says") else int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
        if name.startswith(("question", "score", "service")):
            level = 6
        levels[level].append(value)
    made: list[dict[str, object]] = [
        {"params": one, "lr": rate * fall ** (6 - at)} for at, one in enumerate(levels[:7])
    ]
    return [*made, {"params": levels[7], "lr": 1e-3}]


def fit(model: Encoder, read: told.Read, rows: np.ndarray, loss: Loss, size: int, how: argparse.Namespace) -> None:
    """Epochs of training, saved after each."""
    dice, coins = np.random.default_rng(how.seed), torch.Generator().manual_seed(how.seed)
    lengths = np.array([len(read.pieces[at]) for at in rows])
    steps = how.epochs * -(-len(rows) // how.batch)
    learner = torch.optim.AdamW(groups(model, how.rate, how.fall), weight_decay=0.01, fused=True)
    pace = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    model.train()
    for epoch in range(how.epochs):
        began, total, count = time.time(), 0.0, 0
        for part in told.batches(lengths, how.batch, dice):
            batch = forgetful(*padded(read, rows[part]), size, coins)
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(*batch)
            cost = loss(scores.float(), rows[part])
            learner.zero_grad()
            cost.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            learner.step()
            pace.step()
            total, count = total + float(cost.detach()), count + 1
            if count % 25 == 0:
                print(f"  step {count} {total / count:.4f} {time.time() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), how.out / f"{how.name}.pt")
        print(f"epoch {epoch + 1} loss {total / count:.4f} in {time.time() - began:.0f} s", flush=True)


def scored(model: Encoder, read: told.Read, rows: np.ndarray) -> np.ndarray:
    """Scores of some comments, unhurried and exact."""
    model.eval()
    order = rows[np.argsort([len(read.pieces[at]) for at in rows], kind="stable")]
    made: dict[int, np.ndarray] = {}
    with torch.no_grad():
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            made.update(zip(part.tolist(), model(*padded(read, part)).numpy(), strict=True))
    return np.stack([made[at] for at in rows.tolist()])


def groundwork(how: argparse.Namespace) -> None:
    """Learn the Nottinghamshire trust's headings."""
    rows, coded = told.sorted_rows(how.sorted), told.labelled_rows(how.labelled)
    authors = [(r["comment_txt"], r["key_user"]) for r in rows] + [(r.text, r.respondent) for r in coded]
    kept = told.small_vocabulary(how.base, authors, how.out)
    services = sorted({one[2] for one in told.told_of(coded)} - set(SERVICES_APART))[: SERVICES - 1]
    share = np.random.default_rng(0).permutation(len(rows))[how.shard :: how.shards]
    facts = {"services": services, "pieces": len(kept), "groundwork_comments": len(share)}
    (how.out / "facts.json").write_text(json.dumps(facts, indent=1))
    speller = WordPieceTokenizer(how.out / VOCABULARY)
    asked = {"best": "what_good", "improve": "could_improve"}
    read = told.numbered(
        speller, [r["comment_txt"] for r in rows], [(asked[r["comment_type"]], "", "") for r in rows], services
    )
    names: dict[str, list[str]] = {}
    for column in ("category", "super_category", "crit"):
        counts = Counter(r[column] for r in rows if r[column])
        names[column] = sorted(value for value, n in counts.items() if n >= 25)
    marks = {c: np.array([names[c].index(r[c]) if r[c] in names[c] else -100 for r in rows]) for c in names}
    sizes = [len(one) for one in names.values()]
    print(f"{len(rows)} comments, {len(kept)} pieces, outputs {sizes}", flush=True)

    def loss(scores: Tensor, at: np.ndarray) -> Tensor:
        parts = zip(scores.split(sizes, 1), marks.values(), strict=True)
        return sum(
            (
                functional.cross_entropy(part, torch.from_numpy(wanted[at]), label_smoothing=0.05)
                for part, wanted in parts
            ),
            torch.zeros(()),
        )

    fit(from_base(how.base, kept, sum(sizes)), read, share, loss, len(kept), how)


def themes(how: argparse.Namespace) -> None:
    """Learn themes and sentiment of coded comments."""
    facts = json.loads((how.start / "facts.json").read_text())
    if how.start != how.out:
        for name in ("facts.json", VOCABULARY):
            shutil.copy(how.start / name, how.out / name)
    rows, labels = told.labelled_rows(how.labelled), framework(THEMES).labels
    speller = WordPieceTokenizer(how.start / VOCABULARY)
    fold = folds([r.respondent for r in rows], how.folds)
    left = np.flatnonzero(fold == how.fold) if how.fold >= 0 else np.array([], int)
    chosen = np.intersect1d(told.not_too_many(rows), np.flatnonzero(fold != how.fold))
    usual = marked(rows, labels)[chosen].mean(0)
    if how.invented:
        chosen = np.concatenate([chosen, len(rows) + np.arange(len(invented(labels)))])
        rows = [*rows, *invented(labels)]
    read = told.numbered(speller, [r.text for r in rows], told.told_of(rows), facts["services"])
    marks = marked(rows, labels)
    points = np.array([int(r.sentiment or 0) - 1 for r in rows])
    model = Encoder(facts["pieces"], len(labels) + 5)
    begun = torch.load(how.start / how.begin)
    if len(begun["says.bias"]) != len(model.says.bias):  # groundwork: its own headings
        begun = {name: value for name, value in begun.items() if not name.startswith("says")}
    model.load_state_dict(begun, strict=False)
    for table in (model.word, model.place):  # what another 33,000 comments taught these is more than we can add
        table.weight.requires_grad_(False)
    rare = ((1 - usual) / np.maximum(usual, 1e-3)) ** how.rare
    more = torch.from_numpy(np.minimum(rare, 8.0)).float()

    def loss(scores: Tensor, at: np.ndarray) -> Tensor:
        wanted, felt = torch.from_numpy(marks[at]).float(), torch.from_numpy(points[at])
        told_any = (wanted.sum(1) > 0).float()
        each = functional.binary_cross_entropy_with_logits(scores[:, :-5], wanted, pos_weight=more, reduction="none")
        feeling = functional.cross_entropy(scores[:, -5:], felt, ignore_index=-1, reduction="sum", label_smoothing=0.05)
        return (each.sum(1) * told_any).mean() + feeling / max(1, int((felt >= 0).sum()))

    print(f"{len(chosen)} comments to learn from, {len(left)} left out", flush=True)
    fit(model, read, chosen, loss, facts["pieces"], how)
    if len(left):
        np.savez(how.out / f"{how.name}.npz", rows=left, scores=scored(model, read, left))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("stage", choices=("groundwork", "themes"))
    for name in ("base", "sorted", "labelled", "start", "out"):
        ask.add_argument(f"--{name}", type=Path)
    ask.add_argument("--name", default="encoder")
    ask.add_argument("--begin", default="groundwork.pt")
    ask.add_argument("--folds", type=int, default=3)
    ask.add_argument("--fold", type=int, default=-1)
    ask.add_argument("--shard", type=int, default=0, help="which part of the sorted comments is read")
    ask.add_argument("--shards", type=int, default=1)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--batch", type=int, default=32)
    ask.add_argument("--rate", type=float, default=1.5e-4)
    ask.add_argument("--fall", type=float, default=0.85)
    ask.add_argument("--rare", type=float, default=0.2)
    ask.add_argument("--invented", action="store_true", help="read the comments composed for rare themes as well")
    how = ask.parse_args()
    how.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(how.seed)
    {"groundwork": groundwork, "themes": themes}[how.stage](how)


if __name__ == "__main__":
    main()

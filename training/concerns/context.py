"""Fits the layer that takes a second look at sentences: four times without a fold, and once without none.

    python training/concerns/context.py --shared FOLDER --base MINILM --out FOLDER

It begins as the fourth layer of all-MiniLM-L6-v2, over the first three of the accurate coder, which stay as they are.
Needs torch (training/requirements.txt). `rank.py --context FOLDER` then learns how much it weighs.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from safetensors.torch import load_file
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn import functional


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(ROOT)]

from network import WIDTH, Layer, copy_layer  # noqa: E402
from units import FOLDS, UNSURE, Unit, chosen, invented, parts_of  # noqa: E402

from benchmarks.real_comments import halves  # noqa: E402
from goldthread.coding.concerns import signals as sig  # noqa: E402
from goldthread.coding.concerns.context import BELOW, lower_layers, pieces_of, save_context  # noqa: E402
from goldthread.coding.models.layers import NUMBERS, alike  # noqa: E402


PASSES, RATE, BATCH, POOL, WARM = 2, 3e-4, 32, 40, 100
KINDS_WEIGH = 0.3
"""How much it matters to tell the kinds of concern apart, beside telling concerns from the rest."""


class OwnLayers(nn.Module):
    """Layers over hidden states, and a line over the means of both."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(count))
        self.dropout = nn.Dropout(0.1)
        self.says = nn.Linear(2 * WIDTH, 1 + len(sig.KINDS))
        nn.init.zeros_(self.says.weight)
        nn.init.zeros_(self.says.bias)

    def forward(self, below: Tensor, held: Tensor) -> Tensor:
        """Scores (batch, 1 + kinds). Takes: hidden states (batch, length, WIDTH), and where there is a piece."""
        hidden = torch.zeros(held.shape).masked_fill(~held, -1e4)[:, None, None, :]
        share = held[:, :, None].float()
        share = share / share.sum(1, keepdim=True)
        seen = below
        for layer in self.layers:
            seen = layer(seen, hidden)
        return self.says(self.dropout(torch.cat([(seen * share).sum(1), (below * share).sum(1)], 1)))

    def keep(self, folder: Path) -> None:
        layers = [[part.detach().numpy() for part in _numbers(layer)] for layer in self.layers]
        save_context(layers, self.says.weight.detach().numpy().T, self.says.bias.detach().numpy(), folder)


def _numbers(layer: Layer) -> list[Tensor]:
    """The numbers of a layer in the order of NUMBERS."""
    parts = {
        "attend": layer.attend.weight.T,
        "attend_bias": layer.attend.bias,
        "gathered": layer.gathered.weight.T,
        "gathered_bias": layer.gathered.bias,
        "first": layer.first.weight,
        "first_bias": layer.first.bias,
        "wide": layer.wide.weight.T,
        "wide_bias": layer.wide.bias,
        "narrow": layer.narrow.weight.T,
        "narrow_bias": layer.narrow.bias,
        "second": layer.second.weight,
        "second_bias": layer.second.bias,
    }
    return [parts[name] for name in NUMBERS]


@dataclass(frozen=True, eq=False)
class Told:
    """Sentences to learn from: hidden states of each (length, WIDTH), whether it needs a person, its kind or -1."""

    below: list[np.ndarray]
    needs: np.ndarray
    kinds: np.ndarray
    folds: np.ndarray
    weight: np.ndarray

    def batch(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        longest = max(len(self.below[row]) for row in rows)
        seen = np.zeros((len(rows), longest, WIDTH), np.float32)
        held = np.zeros((len(rows), longest), bool)
        for at, row in enumerate(rows):
            length = len(self.below[row])
            seen[at, :length], held[at, :length] = self.below[row], True
        return torch.from_numpy(seen), torch.from_numpy(held)


def read(units: list[Unit], invented_: int) -> Told:
    """Takes: invented sentences, then parts of real comments; the likeliest of these weigh nothing."""
    spelt = [pieces_of(one.text) for one in units]
    below: list[np.ndarray] = [np.zeros(0)] * len(units)
    for rows in alike([len(one) for one in spelt]):
        for row, one in zip(rows, lower_layers().read(np.array([spelt[row] for row in rows])), strict=True):
            below[row] = one.astype(np.float16)
    needs = np.array([bool(one.kind) for one in units])
    weight = np.array([one.weight for one in units])
    mean = np.stack([one.mean(axis=0, dtype=np.float32) for one in below])
    mean = (mean - mean.mean(0)) / mean.std(0)
    line = LogisticRegression(C=0.001, max_iter=200).fit(mean, needs, sample_weight=weight)
    likely = line.decision_function(mean[invented_:])
    weight[invented_:][likely > np.quantile(likely, 1 - UNSURE)] = 0.0
    kinds = np.array([sig.KINDS.index(one.kind) if one.kind else -1 for one in units])
    return Told(below, needs, kinds, np.array([one.fold for one in units]), weight)


def fitted(told: Told, out: int, base: Path, count: int) -> OwnLayers:
    """Layers that have not seen the fold `out`. Takes: -1 for all; the folder of all-MiniLM-L6-v2; how many layers."""
    torch.manual_seed(1 + out)
    chance = np.random.default_rng(1 + out + FOLDS)
    made, given = OwnLayers(count), load_file(base / "model.safetensors")
    with torch.no_grad():
        for at, layer in enumerate(made.layers):
            copy_layer(layer, given, BELOW + at)
    steep = [one for one in made.parameters() if one.dim() > 1]
    flat = [one for one in made.parameters() if one.dim() < 2]
    rule = torch.optim.AdamW([{"params": steep, "weight_decay": 0.01}, {"params": flat, "weight_decay": 0.0}], lr=RATE)
    rows = np.flatnonzero((told.folds != out) & (told.weight > 0))
    batches = [batch for _ in range(PASSES) for batch in _batches(told, rows, chance)]
    slower = torch.optim.lr_scheduler.LambdaLR(
        rule, lambda step: min(1.0, (step + 1) / WARM) * (1 - step / len(batches))
    )
    for batch in batches:
        rule.zero_grad()
        _loss(made(*told.batch(batch)), told, batch).backward()
        nn.utils.clip_grad_norm_(made.parameters(), 1.0)
        rule.step()
        slower.step()
    return made.eval()


def _batches(told: Told, rows: np.ndarray, chance: np.random.Generator) -> list[np.ndarray]:
    """Rows in a new order, some of about one length together."""
    order, made = chance.permutation(rows), []
    for start in range(0, len(order), BATCH * POOL):
        pool = sorted(order[start : start + BATCH * POOL], key=lambda row: len(told.below[row]))
        made += [np.array(pool[at : at + BATCH]) for at in range(0, len(pool), BATCH)]
    return [made[at] for at in chance.permutation(len(made))]


def _loss(scores: Tensor, told: Told, batch: np.ndarray) -> Tensor:
    needs = torch.from_numpy(told.needs[batch].astype(np.float32))
    weight = torch.from_numpy(told.weight[batch].astype(np.float32))
    each = functional.binary_cross_entropy_with_logits(scores[:, 0], needs, reduction="none")
    made = (each * weight).sum() / weight.sum()
    kinds = torch.from_numpy(told.kinds[batch])
    grave = kinds >= 0
    return made + KINDS_WEIGH * functional.cross_entropy(scores[grave, 1:], kinds[grave]) if grave.any() else made


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--base", type=Path, required=True, help="the folder of all-MiniLM-L6-v2 as published")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--layers", type=int, default=1)
    how = ask.parse_args()
    units, chance = invented(), Random(14)
    real = [one for some in chosen(halves(how.shared), chance).values() for one in some]
    told = read([*units, *parts_of(real, 1.0)], len(units))
    for out in [*range(FOLDS), -1]:
        began = time.perf_counter()
        fitted(told, out, how.base, how.layers).keep(how.out / str(out))
        print("without fold", out, f"{time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()

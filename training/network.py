"""The small encoder: six layers that read a comment, and lines over what they read."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
QUESTIONS, SCORES, SERVICES = 4, 6, 8
"""Forms of the first word, of the last word, and of what is added to every word; 0 stands for not known."""


class Layer(nn.Module):
    """Attention, then two lines with a bend between them; each added to what came in."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.gathered = nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, seen: Tensor, hidden: Tensor) -> Tensor:
        """What a layer makes of (batch, length, width); `hidden` is -inf where there is no word."""
        batch, length, _ = seen.shape
        parts = self.attend(seen).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        looked = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=hidden.to(parts.dtype))
        looked = looked.transpose(1, 2).reshape(batch, length, WIDTH)
        seen = self.first(seen + self.dropout(self.gathered(looked)))
        return self.second(seen + self.dropout(self.narrow(functional.gelu(self.wide(seen)))))


class Encoder(nn.Module):
    """Reads word pieces with the question asked, the score given and the service, and gives one score per output."""

    def __init__(self, pieces: int, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.question = nn.Embedding(QUESTIONS, WIDTH)
        self.score = nn.Embedding(SCORES, WIDTH)
        self.service = nn.Embedding(SERVICES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.says = nn.Linear(WIDTH, outputs)

    def forward(self, pieces: Tensor, held: Tensor, service: Tensor) -> Tensor:
        """Scores (batch, outputs).

        Takes: `pieces` (batch, length), where the first is the question and the last held one the score, as rows
        after the word pieces; `held`, True where there is a piece; `service` (batch,).
        """
        table = torch.cat([self.word.weight, self.question.weight, self.score.weight])
        seen = functional.embedding(pieces, table) + self.place.weight[: pieces.shape[1]]
        seen = self.dropout(self.norm(seen + self.service(service)[:, None]))
        hidden = torch.zeros(held.shape, dtype=seen.dtype).masked_fill(~held, -1e4)[:, None, None, :]
        for layer in self.layers:
            seen = layer(seen, hidden)
        share = held[:, :, None].to(seen.dtype)
        return self.says(self.dropout((seen * share).sum(1) / share.sum(1)))


def from_base(folder: Path, kept: list[int], outputs: int) -> Encoder:
    """The encoder with the weights of all-MiniLM-L6-v2, of whose word pieces `kept` stay."""
    given = load_file(folder / "model.safetensors")
    made = Encoder(len(kept), outputs)
    with torch.no_grad():
        words = given["embeddings.word_embeddings.weight"]
        made.word.weight.copy_(words[kept])
        made.place.weight.copy_(given["embeddings.position_embeddings.weight"])
        start, end = _special(folder)
        made.question.weight.copy_(words[start] + 0.01 * torch.randn_like(made.question.weight))
        made.score.weight.copy_(words[end] + 0.01 * torch.randn_like(made.score.weight))
        made.service.weight.copy_(given["embeddings.token_type_embeddings.weight"][0].expand(SERVICES, WIDTH))
        _copy(made.norm, given, "embeddings.LayerNorm")
        for at, layer in enumerate(made.layers):
            copy_layer(layer, given, at)
    return made


def copy_layer(layer: Any, given: dict[str, Tensor], at: int) -> None:
    """Give a layer the weights of that of all-MiniLM-L6-v2. Takes: its arrays; which layer, from 0."""
    before = f"encoder.layer.{at}."
    for part in ("weight", "bias"):
        three = [given[f"{before}attention.self.{one}.{part}"] for one in ("query", "key", "value")]
        getattr(layer.attend, part).copy_(torch.cat(three))
    _copy(layer.gathered, given, before + "attention.output.dense")
    _copy(layer.first, given, before + "attention.output.LayerNorm")
    _copy(layer.wide, given, before + "intermediate.dense")
    _copy(layer.narrow, given, before + "output.dense")
    _copy(layer.second, given, before + "output.LayerNorm")


def _copy(part: Any, given: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(given[name + ".weight"])
    part.bias.copy_(given[name + ".bias"])


def _special(folder: Path) -> tuple[int, int]:
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return vocabulary["[CLS]"], vocabulary["[SEP]"]

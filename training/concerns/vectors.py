"""Vectors of single words by all-MiniLM-L6-v2 as published, in plain numpy: what the ranking learns of one word then
holds for words like it. Takes the folder with model.safetensors and tokenizer.json; no torch."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.special import erf

from goldthread.coding.features.wordpiece import WordPieceTokenizer


WIDTH, LAYERS, HEADS, AT_ONCE = 384, 6, 12, 256


def word_vectors(base: Path, known: list[str]) -> np.ndarray:
    """Each word alone through the encoder, less the mean, of length 1 (n, WIDTH)."""
    weights, pieces = _weights(base / "model.safetensors"), _pieces(base)
    with TemporaryDirectory() as folder:
        vocabulary = Path(folder) / "vocabulary.txt"
        vocabulary.write_text("\n".join(pieces), encoding="utf-8")
        speller = WordPieceTokenizer(vocabulary)
    first, last = pieces.index("[CLS]"), pieces.index("[SEP]")
    spelt = [[first, *speller.token_ids(word, 12), last] for word in known]
    made = np.zeros((len(known), WIDTH), np.float32)
    by_length: dict[int, list[int]] = {}
    for at, one in enumerate(spelt):
        by_length.setdefault(len(one), []).append(at)
    for rows in by_length.values():
        for begin in range(0, len(rows), AT_ONCE):
            part = rows[begin : begin + AT_ONCE]
            made[part] = _read(weights, np.array([spelt[at] for at in part]))
    made -= made.mean(axis=0)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _pieces(base: Path) -> list[str]:
    held = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(held, key=held.__getitem__)


def _weights(path: Path) -> dict[str, np.ndarray]:
    held = path.read_bytes()
    size = int.from_bytes(held[:8], "little")
    made = {}
    for name, one in json.loads(held[8 : 8 + size]).items():
        if name != "__metadata__" and one["dtype"] == "F32":
            begin, end = (8 + size + offset for offset in one["data_offsets"])
            made[name] = np.frombuffer(held[begin:end], np.float32).reshape(one["shape"])
    return made


def _read(weights: dict[str, np.ndarray], pieces: np.ndarray) -> np.ndarray:
    """The mean over word pieces (n, WIDTH). Takes: numbers of pieces (n, length)."""
    seen = weights["embeddings.word_embeddings.weight"][pieces]
    seen = seen + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
    seen = _normed(weights, "embeddings.LayerNorm", seen + weights["embeddings.token_type_embeddings.weight"][0])
    for at in range(LAYERS):
        seen = _layer(weights, f"encoder.layer.{at}.", seen)
    return seen.mean(axis=1)


def _layer(weights: dict[str, np.ndarray], before: str, seen: np.ndarray) -> np.ndarray:
    count, length, _ = seen.shape
    asked, keys, values = (
        _line(weights, f"{before}attention.self.{one}", seen)
        .reshape(count, length, HEADS, WIDTH // HEADS)
        .transpose(0, 2, 1, 3)
        for one in ("query", "key", "value")
    )
    looked = np.exp((asked @ keys.transpose(0, 1, 3, 2)) / np.sqrt(WIDTH // HEADS))
    looked = (looked / looked.sum(-1, keepdims=True)) @ values
    looked = looked.transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
    seen = _normed(
        weights, before + "attention.output.LayerNorm", seen + _line(weights, before + "attention.output.dense", looked)
    )
    wide = _line(weights, before + "intermediate.dense", seen)
    wide = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
    return _normed(weights, before + "output.LayerNorm", seen + _line(weights, before + "output.dense", wide))


def _line(weights: dict[str, np.ndarray], name: str, seen: np.ndarray) -> np.ndarray:
    return seen @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def _normed(weights: dict[str, np.ndarray], name: str, seen: np.ndarray) -> np.ndarray:
    seen = seen - seen.mean(-1, keepdims=True)
    width = np.sqrt((seen**2).mean(-1, keepdims=True) + 1e-12)
    return seen / width * weights[f"{name}.weight"] + weights[f"{name}.bias"]

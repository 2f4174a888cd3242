"""Vectors of single words by all-MiniLM-L6-v2 as published, in plain numpy: what the ranking learns of one word then
holds for words like it. Takes the folder with model.safetensors and tokenizer.json; no torch."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from goldthread.coding.features.wordpiece import WordPieceTokenizer
from goldthread.coding.models.layers import WIDTH, EncoderLayer, alike, normed


LAYERS = 6
PARTS = ("weight", "bias")


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
    layers = [_layer(weights, f"encoder.layer.{at}.") for at in range(LAYERS)]
    for rows in alike([len(one) for one in spelt]):
        made[rows] = _read(weights, layers, np.array([spelt[at] for at in rows]))
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


def _read(weights: dict[str, np.ndarray], layers: list[EncoderLayer], pieces: np.ndarray) -> np.ndarray:
    """The mean over word pieces (n, WIDTH). Takes: numbers of pieces (n, length)."""
    seen = weights["embeddings.word_embeddings.weight"][pieces]
    seen = seen + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
    seen = seen + weights["embeddings.token_type_embeddings.weight"][0]
    seen = normed(seen, *(weights[f"embeddings.LayerNorm.{part}"] for part in PARTS))
    for layer in layers:
        seen = layer.read(seen)
    return seen.mean(axis=1)


def _layer(weights: dict[str, np.ndarray], before: str) -> EncoderLayer:
    def line(name: str) -> tuple[np.ndarray, np.ndarray]:
        return weights[f"{before}{name}.weight"].T, weights[f"{before}{name}.bias"]

    three = [line(f"attention.self.{one}") for one in ("query", "key", "value")]
    gathered, gathered_bias = line("attention.output.dense")
    wide, wide_bias = line("intermediate.dense")
    narrow, narrow_bias = line("output.dense")
    first, second = (
        [weights[f"{before}{name}.LayerNorm.{part}"] for part in PARTS] for name in ("attention.output", "output")
    )
    attend, attend_bias = np.hstack([one for one, _ in three]), np.concatenate([one for _, one in three])
    return EncoderLayer(
        attend, attend_bias, gathered, *first, gathered_bias, wide, wide_bias, narrow, *second, narrow_bias
    )

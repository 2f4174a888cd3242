"""The small encoder at work: word pieces in, scores out; needs the extra `accurate`, and no network.

Each comment is read alone. Read together, whole-number arithmetic would round one comment by what its neighbours
hold, and the same words would score differently in another file.
"""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.metadata import QUESTION_TYPES, SCORES
from goldthread.coding.features.wordpiece import WordPieceTokenizer
from goldthread.coding.models.model import MissingExtra, NotAModel


COMMITTED = Path(__file__).parent / "accurate"
GRAPH, VOCABULARY, FACTS = "encoder.onnx", "vocabulary.txt", "model.json"

LONGEST = 126
"""Word pieces of one comment that are read, about a hundred words; the fast coder reads the rest."""

LETTERS = 4_000
"""Letters of one comment that are cut into pieces at all."""

KEPT = 20_000
"""Short comments whose scores are remembered; more, and they are forgotten together."""

SHORT = 80
"""Letters of a comment that may come again word for word."""

Metadata = tuple[str, str, str]


def _runtime() -> Any:
    try:
        import onnxruntime
    except ImportError:
        raise MissingExtra(
            "The accurate coder and the cascade need a package that is not installed here.",
            'Install it with: pip install "goldthread[accurate]". Or use the fast coder, which is always there.',
        ) from None
    return onnxruntime


def threads() -> int:
    """How many comments are read at the same time: GOLDTHREAD_ENCODER_THREADS, else one for each core, 2 at most."""
    named = os.environ.get("GOLDTHREAD_ENCODER_THREADS", "")
    return max(1, int(named)) if named.isdigit() else min(2, len(os.sched_getaffinity(0)))


class Encoder:
    """Reads comments with the question asked, the score given and the service.

    Raises MissingExtra without onnxruntime, NotAModel for a folder that holds none.
    """

    def __init__(self, folder: Path = COMMITTED) -> None:
        runtime = _runtime()
        if not (folder / GRAPH).is_file():
            raise NotAModel(f"There is no accurate model in {folder}.", "Leave out --model to use the one in the box.")
        how = runtime.SessionOptions()
        how.intra_op_num_threads = how.inter_op_num_threads = 1
        how.log_severity_level = 3
        try:
            self.facts: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
            self._session = runtime.InferenceSession(str(folder / GRAPH), how, providers=["CPUExecutionProvider"])
            self._pieces = WordPieceTokenizer(folder / VOCABULARY)
        except Exception as error:
            raise NotAModel(f"The accurate model in {folder} cannot be read ({type(error).__name__}).") from None
        self._services = {name: number + 1 for number, name in enumerate(self.facts["services"])}
        self._known: dict[tuple[str, int, int, int], Scores] = {}
        self.outputs = len(self.facts["labels"]) + 5

    def scores(self, texts: Sequence[str], told: Sequence[Metadata]) -> Scores:
        """Scores of themes, then of the five points of sentiment (n, labels + 5); the same in any order.

        Takes: `told`, question type, score and service of each, in the form of `metadata.circumstances`.
        """
        keys = [self._key(text, one) for text, one in zip(texts, told, strict=True)]
        fresh = sorted(set(keys) - self._known.keys(), key=lambda key: (-len(key[0]), key))
        found = dict(zip(fresh, self._read_all(fresh), strict=True))
        known = self._known
        made = [found[key] if key in found else known[key] for key in keys]
        if len(known) > KEPT:
            known.clear()
        known.update((key, one) for key, one in found.items() if len(key[0]) <= SHORT)
        return np.stack(made) if made else np.zeros((0, self.outputs), np.float32)

    @property
    def remembered(self) -> int:
        """How many comments' scores are remembered."""
        return len(self._known)

    def _key(self, text: str, told: Metadata) -> tuple[str, int, int, int]:
        question, score, service = told
        return (
            text[:LETTERS].strip(),
            QUESTION_TYPES.index(question) + 1 if question else 0,
            SCORES.index(score) + 1 if score else 0,
            self._services.get(service, 0),
        )

    def _read_all(self, keys: Sequence[tuple[str, int, int, int]]) -> list[Scores]:
        size = len(self._pieces)
        rows = [
            np.array([[size + question, *self._pieces.token_ids(text, LONGEST), size + 4 + score]], np.int64)
            for text, question, score, _ in keys
        ]
        services = [np.array([key[3]], np.int64) for key in keys]
        if len(keys) < 2 or threads() < 2:
            return [self._read(*one) for one in zip(rows, services, strict=True)]
        with ThreadPoolExecutor(threads()) as readers:
            return list(readers.map(self._read, rows, services))

    def _read(self, pieces: object, service: object) -> Scores:
        made: Scores = self._session.run(None, {"pieces": pieces, "service": service})[0][0]
        return made

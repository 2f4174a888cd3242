"""Fits the tagger of names to composed text. Training needs scikit-learn; redacting does not."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

from goldthread.deidentify.names import lookup, split, tagged
from goldthread.deidentify.tagger import MODEL, TokenContext, features
from goldthread.deidentify.training.composing import Composed, Composer, frames
from goldthread.deidentify.words import Lexicon, first_names, listed, ordinary


FUNCTION = frozenset("to so do an go you were more he my in on at be no me us we see way day said had has".split())
TEXTS, SEED, UNLISTED, SMALL = 90_000, 20261130, 0.15, 0.04


def pools(dice: random.Random) -> tuple[list[str], list[str], frozenset[str]]:
    """First names and surnames to compose with, and those that the lists shall not know while training.

    Four parts of five of our own lists and some of the wide ones; the fifth part is kept for held-out checks.
    """
    first = [name for name in sorted(first_names()) if len(name) > 2 and not held_out(name)]
    last = [
        name for name in sorted(listed("surnames")) if len(name) > 1 and name not in FUNCTION and not held_out(name)
    ]
    wide_first = [name for name in sorted(listed("first_names_wide")) if len(name) > 2 and not held_out(name)]
    wide_last = [name for name in sorted(listed("surnames_wide")) if len(name) > 3 and not held_out(name)]
    every = sorted({*first, *last, *wide_first, *wide_last})
    hidden = frozenset(name for name in every if dice.random() < UNLISTED)
    words = [name for name in first if ordinary(name)] * 8
    return first * 4 + wide_first + words, last * 4 + wide_last + [n for n in last if ordinary(n)] * 4, hidden


def held_out(name: str) -> bool:
    """Whether a name is kept out of training, by its letters alone."""
    return sum(ord(c) * (n + 7) for n, c in enumerate(name)) % 5 == 0


def examples(texts: Sequence[Composed], lexicon: Lexicon) -> tuple[list[list[str]], list[bool]]:
    """What the tagger sees of each word it would be asked about, and whether it is a name's."""
    look, reader = lookup(lexicon)
    seen: list[list[str]] = []
    truth: list[bool] = []
    for composed in texts:
        parts = split(composed.text)
        told = [any(start <= at < end for start, end in composed.names) for at, _ in parts.spans()]

        def note(at: int, context: TokenContext, told: list[bool] = told) -> bool:
            seen.append(features(context))
            truth.append(told[at])
            return told[at]

        words = parts.words
        tagged(composed.text, parts, [reader[word] for word in words], [look[word] for word in words], note)
    return seen, truth


def fit(texts: int = TEXTS, seed: int = SEED, target: Path = MODEL) -> dict[str, object]:
    """Compose, fit, and write the model; gives how many texts, words and weights."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    first, last, hidden = pools(random.Random(seed))
    composer = Composer(seed, first, last, frames("frames_named"), frames("frames_plain"))
    seen, truth = examples(composer.texts(texts), Lexicon(hidden))
    vectors = CountVectorizer(analyzer=list, min_df=6, binary=True)
    matrix = vectors.fit_transform(seen)
    machine = LogisticRegression(C=0.3, solver="liblinear", max_iter=200, random_state=seed % 2**31)
    machine.fit(matrix, truth)
    weights = {
        name: round(float(weight), 2)
        for name, weight in zip(vectors.get_feature_names_out(), machine.coef_[0], strict=True)
        if abs(weight) >= SMALL
    }
    held = {
        "made_by": "goldthread.deidentify.training",
        "texts": texts,
        "seed": seed,
        "bias": round(float(machine.intercept_[0]), 3),
        "weights": weights,
    }
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(held, sort_keys=True, separators=(",\n", ":")) + "\n", encoding="utf-8")
    return {"texts": texts, "words": len(truth), "names": sum(truth), "weights": len(weights)}

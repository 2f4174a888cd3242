"""Learning the groundwork: lines over words from comments that other trusts' people sorted under other headings.

About 48,000 short comments of a mental health and community trust carry that trust's own categories. One line for
each of them is learned once; GP comments without categories only widen the vocabulary.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from goldthread.coding.features.words import words
from goldthread.coding.models.model import Model, save
from goldthread.coding.models.scoring import Weights
from goldthread.coding.training.estimators import design_matrix, fit_themes
from goldthread.coding.training.vocabularies import Vocabularies, build_vocabularies, name_like


FEWEST = 25
"""Comments that a category needs."""

LEAST = 5
"""Respondents that an entry must come from."""


def lay_groundwork(sorted_comments: Path, out: Path) -> Model:
    """Learn groundwork from a CSV file and write it.

    Takes: columns key_user, comment_type (best or improve), comment_txt, crit, category, super_category. Gives the
    model as written; the same from the same rows.
    """
    csv.field_size_limit(10_000_000)
    with sorted_comments.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["comment_txt"].strip()]
    who = [row["key_user"] for row in rows]
    told = [words(row["comment_txt"]) for row in rows]
    vocabularies = build_vocabularies(told, who, name_like(row["comment_txt"] for row in rows), LEAST)
    rarities = [part.rarity(np.arange(len(rows))) for part in vocabularies]
    seen = design_matrix(vocabularies, csr_matrix((len(rows), 0)), tuple(rarities))
    names, says = [], []
    for column, fewest in (("category", FEWEST), ("super_category", FEWEST), ("comment_type", 1), ("crit", FEWEST)):
        held = np.flatnonzero([bool(row[column].strip()) for row in rows])
        values = [rows[at][column] for at in held]
        chosen = [value for value, n in sorted(Counter(values).items()) if n >= fewest]
        if len(set(values)) == 2:
            chosen = chosen[:1]
        marks = np.array([[value == one for one in chosen] for value in values], np.int8)
        says.append(fit_themes(seen[held], marks, 0.05, 1e-2)[0])
        names += [f"{column}: {one}" for one in chosen]
    every = np.hstack(says).astype(np.float32)
    weights = _weights(vocabularies, rarities, every)
    facts = {
        "version": "groundwork/1",
        "outputs": names,
        "comments": len(rows),
        "respondents": len(set(who)),
        "least_respondents_of_an_entry": LEAST,
        "notice": "Derived from comments under the MIT licence, Copyright (c) 2021 Nottinghamshire Healthcare NHS "
        "Foundation Trust.",
    }
    model = Model(weights, facts, {})
    save(model, out)
    return model


def _weights(vocabularies: Vocabularies, rarities: Sequence[np.ndarray], every: np.ndarray) -> Weights:
    """What was learned, part by part: words, pairs, pieces. Takes: `every`, a line for each entry of all parts."""
    says = np.split(every, np.cumsum([len(part.entries) for part in vocabularies]))
    one, two, three = vocabularies
    return Weights(
        *(one.entries, two.entries, three.entries),
        *(rarities[0], rarities[1], rarities[2]),
        *(says[0], says[1], says[2]),
        *(one.seen, two.seen, three.seen),
    )

"""The second look at likely concerns: layers of the encoder, and one of our own above them."""

import numpy as np
import pytest

from goldthread.coding.concerns.context import LONGEST, ContextScorer, load_context, save_context
from goldthread.coding.concerns.ranking import COMMITTED
from goldthread.coding.models.layers import WIDTH, layer_of
from goldthread.coding.models.model import NotAModel
from tests.builders.layers import small_layer


TOLD = ["Nobody came when I rang.", "He hit her.", "The tea was hot, and the nurse was kind to me."]


def test_what_is_written_is_read_back_but_for_rounding(tmp_path):
    numbers, chance = small_layer(), np.random.default_rng(5)
    line, bias = chance.normal(size=(2 * WIDTH, 5)).astype(np.float32), np.arange(5, dtype=np.float32)
    save_context([numbers], line, bias, tmp_path)
    before = ContextScorer([layer_of(numbers)], line, bias).scores(TOLD)
    assert load_context(tmp_path).scores(TOLD) == pytest.approx(before, abs=0.5)
    assert before.shape == (len(TOLD), 5) and before.std() > 1
    (tmp_path / "context.npz").write_bytes(b"PK")
    with pytest.raises(NotAModel):
        load_context(tmp_path)
    with pytest.raises(NotAModel):
        load_context(tmp_path / "nowhere")


def test_neighbours_and_what_follows_very_many_words_change_nothing():
    scorer = load_context(COMMITTED)
    together = scorer.scores([*TOLD, *TOLD])
    alone = np.concatenate([scorer.scores([one]) for one in [*TOLD, *TOLD]])
    assert together == pytest.approx(alone, abs=1e-4)
    long = "bed " * LONGEST
    assert scorer.scores([long]) == pytest.approx(scorer.scores([long + "he hit her"]), abs=1e-4)
    assert scorer.scores([]).shape == (0, 5)


def test_the_same_words_say_more_where_they_stand_for_harm():
    scorer = load_context(COMMITTED)
    pairs = [
        ("The nurse hit my dad and everyone laughed.", "My dad hit the jackpot and the nurse laughed."),
        ("I could kill myself, bring me a nurse.", "I could kill for a cup of tea, bring me a nurse."),
        ("He died because nobody came to him.", "He died in peace and everybody came to him."),
    ]
    grave, quiet = (scorer.scores(list(some))[:, 0] for some in zip(*pairs, strict=True))
    assert (grave > quiet + 1).all()

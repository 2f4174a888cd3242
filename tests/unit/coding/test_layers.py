"""The small encoder's layers in plain numpy, read out of its file without its runtime."""

import numpy as np
import pytest

from goldthread.coding.features.wordpiece import WordPieceTokenizer
from goldthread.coding.models.encoder import COMMITTED, GRAPH, VOCABULARY, Encoder
from goldthread.coding.models.graph_numbers import graph_numbers
from goldthread.coding.models.layers import WIDTH, LowerLayers, alike, layer_of
from goldthread.coding.models.model import NotAModel
from tests.builders.layers import small_layer


TOLD = ["Nobody came when I rang.", "He hit her.", "The tea was hot, and the nurse was kind to me."]


@pytest.fixture(scope="module")
def held():
    return graph_numbers(COMMITTED / GRAPH)


def pieces_of(text):
    speller = WordPieceTokenizer(COMMITTED / VOCABULARY)
    return [len(speller), *speller.token_ids(text, 40), len(speller) + 4]


def test_all_layers_in_numpy_say_what_the_runtime_says(held):
    pytest.importorskip("onnxruntime")
    outputs = Encoder().outputs
    (last,) = (name for name, one in held.items() if one.shape == (WIDTH, outputs))
    line = held[last] * held[last.replace("quantized", "scale")]
    (bias,) = (one for one in held.values() if one.shape == (outputs,) and one.min() < 0)
    layers = LowerLayers(held, 6)
    mine = np.stack([layers.read(np.array([pieces_of(one)]))[0].mean(0) @ line + bias for one in TOLD])
    theirs = Encoder().scores(TOLD, [("", "", "")] * len(TOLD))
    assert np.corrcoef(mine.ravel(), theirs.ravel())[0, 1] > 0.99


def test_a_file_that_is_cut_off_or_another_is_no_model(tmp_path, held):
    whole = (COMMITTED / GRAPH).read_bytes()
    for made in (whole[: len(whole) // 2], b"\xff" * 100, b"nothing of the kind"):
        (tmp_path / "cut.onnx").write_bytes(made)
        with pytest.raises(NotAModel):
            graph_numbers(tmp_path / "cut.onnx")
    with pytest.raises(NotAModel):
        graph_numbers(tmp_path / "missing.onnx")
    with pytest.raises(NotAModel):
        LowerLayers(held, 7)


def test_a_layer_of_another_shape_is_refused():
    numbers = small_layer()
    with pytest.raises(NotAModel):
        layer_of([numbers[0][:, :5], *numbers[1:]])


def test_texts_of_one_length_are_read_together_and_not_too_many():
    assert sorted(map(tuple, alike([3, 5, 3]))) == [(0, 2), (1,)]
    parts = list(alike([100] * 90))
    assert len(parts) == 3 and sorted(row for some in parts for row in some) == list(range(90))

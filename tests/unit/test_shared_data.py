"""A folder that happens to be called `shared` is not taken for the shared data: each test looks for its own file."""

import pytest

from tests.builders.shared import shared_file


def test_a_strangers_folder_of_that_name_skips_and_fails_nothing(tmp_path):
    (tmp_path / "data").mkdir()
    with pytest.raises(pytest.skip.Exception, match="data/fft_labelled_dev.csv"):
        shared_file("data/fft_labelled_dev.csv", tmp_path)


def test_the_file_itself_is_found(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "held.csv").write_text("id\n")
    assert shared_file("data/held.csv", tmp_path) == tmp_path / "data" / "held.csv"

"""Inputs nobody thought of, at length: run with GOLDTHREAD_LONG=1. `benchmarks/fuzzing.py` does the same by count."""

import os
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import fuzzing
from goldthread.workspace import Workspace
from tests.builders import files


pytestmark = pytest.mark.skipif(not os.environ.get("GOLDTHREAD_LONG"), reason="only with GOLDTHREAD_LONG=1")
LONG = settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.text(alphabet=string.printable + "£é“”\u202e\ud7ff", max_size=40)


@LONG
@given(content=st.binary(max_size=4_000), ending=st.sampled_from(fuzzing.ENDINGS))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path, content, ending):
    fuzzing.read(files.raw_file(tmp_path, content, f"input{ending}"))


@LONG
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=12), separator=st.sampled_from(",;\t|"))
def test_any_table_is_read_or_refused_in_a_sentence(tmp_path, rows, separator):
    fuzzing.read(files.text_file(tmp_path, [files.HEADER, *files.answers(4), *rows], separator=separator))


@settings(LONG, max_examples=200)
@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=8))
def test_any_rows_balance(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("any")
    path = files.text_file(folder, [files.HEADER, *files.answers(3), *rows])
    fuzzing.taken_in(Workspace(folder / "workspace"), path)

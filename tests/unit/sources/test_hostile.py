"""No bytes bring a traceback, and every row of every file is accounted for."""

import csv
import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldthread.vocabulary import PlainError
from tests.builders.files import HEADER, answers, json_file, raw_file, separated, workbook
from tests.builders.reading import read


SOME = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STARTS = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"[",
    b"{",
    b"<",
    b"sep=;\n",
)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "\u00a0", "Total", "Note: x", "12", "12/13/2024", "03/04/2024", "N/A", "\x00", '"', "Response ID"]
    ),
)


def survives(path):
    try:
        made = read(path)
    except PlainError as error:
        assert str(error).strip() and "Traceback" not in str(error)
        return None
    assert all(row.pieces or row.reason for row in made.rows)
    assert all(not (row.pieces and row.reason) for row in made.rows)
    return made


@SOME
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_random_bytes(tmp_path, start, rest):
    survives(raw_file(tmp_path, start + rest))


@SOME
@given(text=st.text(max_size=300), encoding=st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-16-le"]))
def test_random_text_under_a_known_header(tmp_path, text, encoding):
    content = separated([HEADER, *answers(3)]) + text
    survives(raw_file(tmp_path, content.encode(encoding, "replace")))


@FEW
@given(where=st.floats(0, 1), flips=st.integers(0, 6), seed=st.integers(0, 999))
def test_cut_and_damaged_files(tmp_path, where, flips, seed):
    made = [separated([HEADER, *answers(8)]).encode(encoding) for encoding in ("utf-8", "utf-16", "cp1252")]
    made.append(workbook(tmp_path, {"Data": [HEADER, *answers(8)]}).read_bytes())
    made.append(json_file(tmp_path, [dict(zip(HEADER, row, strict=True)) for row in answers(8)]).read_bytes())
    chance = random.Random(seed)
    for content in made:
        cut = bytearray(content[: max(1, int(len(content) * where))])
        for _ in range(flips):
            cut[chance.randrange(len(cut))] ^= 1 << chance.randrange(8)
        survives(raw_file(tmp_path, bytes(cut), "damaged.bin"))


@SOME
@given(rows=st.lists(st.lists(CELLS, max_size=10), max_size=12), separator=st.sampled_from([",", ";", "\t", "|"]))
def test_every_row_of_any_table_is_accounted_for(tmp_path, rows, separator):
    """The slow plain count: records of the csv module under the header that are not blank."""
    known = [HEADER, *answers(6)]
    content = separated([*known, *rows], separator, quoting=csv.QUOTE_ALL).replace("\x00", "")
    made = survives(raw_file(tmp_path, content.encode("utf-8", "replace")))
    if made is None:
        return
    said = content.encode("utf-8", "replace").decode("utf-8")
    under = list(csv.reader(io.StringIO(said, newline=""), delimiter=separator))[1:]
    assert len(made.rows) == sum(1 for row in under if any(cell.strip() for cell in row))
    assert [row.number for row in made.rows] == [
        number for number, row in enumerate(under, 2) if any(cell.strip() for cell in row)
    ]


def test_reading_twice_gives_the_same(tmp_path):
    made = read(raw_file(tmp_path, separated([HEADER, *answers(30, date="{day:02d}/05/2024")]).encode()))
    assert list(made.reading.rows()) == made.rows == list(made.reading.rows())


@pytest.mark.parametrize("content", [b"a" * 3_000_000, b'"' + b"a,b\n" * 400_000, b"," * 3_000_000, b"\n" * 100 + b"x"])
def test_enormous_and_strange(tmp_path, content):
    survives(raw_file(tmp_path, content))

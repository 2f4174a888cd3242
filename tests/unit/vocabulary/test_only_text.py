"""Hostile text is only text: one function for each face, and its one door."""

import csv
import io
import json
import logging
import sys

import pytest

from goldthread import cli
from goldthread.cli.printing import as_json
from goldthread.vocabulary.only_text import (
    OneLine,
    Screen,
    from_cell,
    in_cell,
    in_log,
    in_terminal,
    on_page,
    says_anything,
)


HOSTILE = (
    "\x1b[2J\x1b[31mred",
    "bell\x07",
    "back\x08\x08",
    "\x9b31m",
    "\u202eevil",
    "\u2066iso\u2069",
    "zero\u200bwidth",
    "\ufeffmark",
    "nul\x00",
    "tag\U000e0041",
    "line\u2028sep",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("face", [on_page, in_terminal, in_log, in_cell])
def test_nothing_that_acts_or_hides_is_left_on_any_face(face, text):
    said = face(text)
    assert all(letter.isprintable() for letter in said), said.encode("unicode_escape")
    assert [letter for letter in said if letter.isascii() and letter.isalnum()] == [
        letter for letter in text if letter.isascii() and letter.isalnum()
    ]


@pytest.mark.parametrize("text", ["Kind.", "Zoë said: “naïve” – 5 £", "한국어", "🙂", "two\nlines", "a\tb", ""])
@pytest.mark.parametrize("face", [on_page, in_terminal])
def test_ordinary_text_stays_as_it_is(face, text):
    assert face(text) == text


def test_a_log_s_entry_is_one_line():
    assert in_log("a\r\nERROR forged entry") == "a ERROR forged entry"
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "said %s", ("one\nERROR two \x1b[2J",), None)
    assert OneLine().format(record) == "said one ERROR two \ufffd[2J"


FORMULAS = ("=1+1", "+1+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "|calc", "- x")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula_and_ours_reads_as_it_was(text):
    made = in_cell(text)
    assert made == f"'{text}" if text != "-2+3" else made
    out = io.StringIO(newline="")
    csv.writer(out).writerow([made])
    (cell,) = next(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert from_cell(cell) == text


@pytest.mark.parametrize(
    "text", ["-1", "+44 7700 900123", "-1.5%", "12,000", "(0191) 496 0000", "2031-05-04", "'quoted'"]
)
def test_numbers_and_quotations_stay(text):
    assert in_cell(text) == text


def test_a_program_reads_the_same_from_json_as_was_meant(capsys):
    held = {"text": "".join(HOSTILE)}
    as_json(held)
    printed = capsys.readouterr().out
    assert json.loads(printed) == held
    assert in_terminal(printed) == printed


def test_whatever_a_command_prints_is_only_text(capsys):
    with cli.only_text():
        print("shown \x1b]0;title\x07 \u202e")
        print("said \x1b[2J", file=sys.stderr)
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err and "\u202e" not in out
    assert not isinstance(sys.stdout, Screen), "afterwards it is as it was"


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b\u2060", "\u3164", "\u2800", "\u0301", "\x00\x07", "\u00ad\ufeff", "\U000e0041"]
)
def test_what_nobody_sees_says_nothing(text):
    assert not says_anything(text)


@pytest.mark.parametrize("text", ["no", "\u200bno", "✓", "👍🏽", "é", "?", "不"])
def test_what_somebody_sees_says_something(text):
    assert says_anything(text)

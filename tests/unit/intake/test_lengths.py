"""A cell that is too long is set aside before the redactor begins it, and chunks are of few letters."""

from pathlib import Path

from goldthread.intake import gathering
from goldthread.intake.gathering import chunks
from goldthread.intake.lengths import MOST_LETTERS, TOO_LONG, of_limited_length
from goldthread.vocabulary.raw import RawRow
from goldthread.workspace import Workspace
from tests.builders.files import HEADER, answers, separated


LONG = "The ward was kind to me. " * (MOST_LETTERS // 25 + 1)


def test_a_row_with_a_longer_cell_is_set_aside_with_the_reason_and_balances(tmp_path):
    rows = [HEADER, *answers(12)]
    rows[3] = [LONG if len(cell) == max(map(len, rows[3])) else cell for cell in rows[3]]
    path = tmp_path / "cards.csv"
    path.write_text(separated(rows), encoding="utf-8")
    (account,) = Workspace(tmp_path / "ws").imports.gather([path])
    assert account.reasons == {TOO_LONG: 1} and not account.error
    assert account.rows_read == 12 == account.kept + account.duplicates + account.set_aside
    assert LONG in Path(account.set_aside_file).read_text(encoding="utf-8")


def test_a_cell_of_just_that_length_stays():
    row = RawRow(number=1, sheet="", cells=("x" * MOST_LETTERS, ""))
    assert of_limited_length(row) is row
    assert of_limited_length(RawRow(number=1, sheet="", cells=("x" * (MOST_LETTERS + 1),))).reason == TOO_LONG


def test_a_chunk_holds_few_letters(monkeypatch):
    monkeypatch.setattr(gathering, "LETTERS", 1_000)
    monkeypatch.setattr(gathering, "LONG", 200)
    rows = [RawRow(number=n, sheet="", cells=("x" * 300,)) for n in range(10)]
    assert [len(chunk) for chunk in chunks(iter(rows))] == [4, 4, 2]
    none = [RawRow(number=n, sheet="", cells=("x" * 300,), reason="note") for n in range(10)]
    assert [len(chunk) for chunk in chunks(iter(none))] == [10]
    short = [RawRow(number=n, sheet="", cells=("x" * 199,)) for n in range(10)]
    assert [len(chunk) for chunk in chunks(iter(short))] == [10]

"""Wide tables: rows are taken so many at a time as memory holds, and the evidence is that of any other chunks."""

import sys

import pytest

from goldthread.vocabulary.raw import RawRow
from goldthread.workspace import open as open_workspace
from tests.builders import files


gathering = sys.modules["goldthread.intake.gathering"]


def rows(count: int, width: int) -> list[RawRow]:
    return [RawRow(number, "", ("x",) * width) for number in range(count)]


@pytest.mark.parametrize("width", [3, 40, 160, 200_000])
def test_a_portion_holds_no_more_cells_than_it_may(width):
    given = rows(20 if width > 1_000 else 9_000, width)
    made = list(gathering.chunks(iter(given)))
    assert [row for chunk in made for row in chunk] == given
    room = max(gathering.CELLS, width)
    assert all(len(chunk) <= gathering.CHUNK for chunk in made)
    assert all(sum(len(row.cells) for row in chunk) < room + width for chunk in made)
    assert all(len(chunk) * width >= gathering.CELLS or len(chunk) == gathering.CHUNK for chunk in made[:-1])


def test_nothing_depends_on_how_a_file_is_taken_apart(tmp_path, monkeypatch):
    older = files.text_file(tmp_path, [files.HEADER, *files.answers(30)], name="older.csv")
    newer = files.text_file(tmp_path, [files.HEADER, *files.answers(40, first=20)], name="newer.csv")
    told = {}
    for name, cells, room in (("whole", 160_000, 64 << 20), ("apart", 30, 1)):
        monkeypatch.setattr(gathering, "CELLS", cells)
        monkeypatch.setattr(gathering, "BYTES", room)
        held = open_workspace(tmp_path / name)
        accounts = [(one.kept, one.duplicates, one.replaced) for one in held.imports.gather([older, newer])]
        ids = [item.id for item in held.words.passages(limit=100).items]
        told[name] = accounts, held.imports.counts(), len(ids), all(held.store.reference(one) for one in ids)
    assert told["whole"][0] == told["apart"][0]
    assert told["whole"][1]["digest"] == told["apart"][1]["digest"]
    assert told["whole"][2:] == told["apart"][2:]
    assert told["apart"][3]

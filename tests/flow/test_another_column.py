"""One more column of feedback, declared in three files, over a workspace that was made long before it."""

import csv
import json
from pathlib import Path

import pytest
import yaml

from tests.builders.another_column import EDITS, HEADING, NEXT, run, source_with_it
from tests.builders.kept_format import BY_THEN, agree, unpack


HEADER = ("Comment ID", "Trust", "Date", "Service", "What was good?", "FFT score", HEADING)
ROWS = [
    ("N1", "XWR", "14/07/2031", "Therapies", "The physiotherapist explained it all to my wife.", "1", "Polish"),
    ("N2", "XWR", "15/07/2031", "Therapies", "They were patient with us both and never in a hurry.", "2", "Polish"),
    ("N3", "XWR", "16/07/2031", "Therapies", "My exercises were explained in a way I understood.", "1", ""),
    ("N4", "XWR", "17/07/2031", "Therapies", "I was shown how to use the frame at home.", "1", "Dr Margaret Oldfield"),
]
SCRIPT = """
import json, shutil, sys
from pathlib import Path
from goldthread.evidence.search import Index, read_words
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Cut, Scope
from goldthread.workspace import Workspace
from tests.builders.kept_format import as_by_then
from tests.builders.first_format import import_again, indexed, withdraw

folder, files, extra = map(Path, sys.argv[1:4])
owner, found = Scope.owner(), {}

def split(opened):
    rows = opened.store.ask(owner, "volumes", by=("interpreter",)).rows
    return {row["interpreter"]: row["n"] for row in rows}

def all_ways(opened):
    "Counted from the files, from memory, and from cells."
    shutil.rmtree(folder / "evidence" / "summaries", ignore_errors=True)
    opened.store.most_at_hand = 0
    return [split(opened), split(Workspace(folder)), split(indexed(Workspace(folder)))]

opened = Workspace(folder)
found["answers"] = as_by_then(opened)
found["before"] = all_ways(opened)
found["again"] = import_again(Workspace(folder), files)["accounts"]
account, = opened.imports.gather(extra)
found["extra"] = [account.kept, account.error]
found["after"] = all_ways(Workspace(folder))
index = Index(Tables(folder / "evidence"))
within = [("interpreter", ["Polish"])]
found["indexed"] = sum(shelf.count(read_words("the patient"), [], (0, 0)) for _, shelf in index.newest_first())
found["indexed_polish"] = sum(
    shelf.count(read_words("physiotherapist"), within, (0, 0)) for _, shelf in index.newest_first()
)
words = opened.store.ask(owner, "words", Cut(batch=account.batch), limit=10).items
found["shown"] = sorted(item.interpreter for item in words)
found["old_shown"] = opened.store.ask(owner, "words", limit=1).items[0].interpreter
opened.store.compact()
found["joined"] = all_ways(Workspace(folder))
found["whole"] = Workspace(folder).maintenance.verify().wrong
opened.maintenance.backup(folder.parent / "saved.tar.gz")
found["withdrawn"] = withdraw(Workspace(folder), files)["left_in"]
found["after_withdrawal"] = all_ways(Workspace(folder))
found["digest"] = Workspace(folder).imports.counts()["digest"]
from goldthread.workspace.restoring import restore
restore(folder.parent / "saved.tar.gz", folder, replace=True)
found["restored_digest"] = Workspace(folder).imports.counts()["digest"]
Workspace(folder).imports.undo(account.batch)
found["undone"] = split(Workspace(folder))
found["wrong"] = Workspace(folder).maintenance.verify().wrong
print(json.dumps(found, default=sorted))
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory) -> Path:
    return source_with_it(tmp_path_factory.mktemp("added"))


@pytest.fixture
def first(tmp_path, monkeypatch) -> Path:
    return unpack(tmp_path, monkeypatch)


def test_a_column_is_three_files():
    assert len(EDITS) == 3


def test_the_column_is_kept_counted_indexed_shown_and_redacted_as_declared(first, added, tmp_path):
    with (tmp_path / "extra.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *ROWS])
    found = json.loads(run(added, SCRIPT, first, tmp_path / "files", tmp_path / "extra.csv"))
    assert yaml.safe_load((first / "goldthread.yaml").read_text())["goldthread"] == NEXT
    agree(found["answers"], BY_THEN["answers"])
    old = BY_THEN["answers"]["counts"]["feedback"]
    assert found["before"] == [{"": old}] * 3
    agree(found["again"], BY_THEN["import again"]["accounts"])
    assert found["extra"] == [4, ""]
    old += 1  # the batch that was undone has come again
    (named,) = {name for name in found["after"][0] if name not in ("", "Polish")}
    assert "Oldfield" not in named
    assert found["after"] == [{"": old + 1, "Polish": 2, named: 1}] * 3
    assert found["joined"] == found["after"] and found["whole"] == []
    assert found["indexed_polish"] == 1 and found["indexed"] > 0
    assert found["shown"] == sorted(["Polish", "Polish", "", named]) and found["old_shown"] == ""
    assert found["withdrawn"] == []
    assert found["after_withdrawal"] == [{"": old - 1, "Polish": 2, named: 1}] * 3
    assert found["restored_digest"] == found["digest"]
    assert found["undone"] == {"": old - 2} and found["wrong"] == []

"""A batch can be taken back, whole."""

import pytest

from goldthread.evidence import undoing
from goldthread.vocabulary import NotFound


GOOD = [(f"XWR W7 {n} - Q1", "what_good", f"The nurses were kind to me on day {n}.") for n in range(12)]
LATER = [(f"XWR W7 {n} - Q1", "what_good", f"The food was lovely on day {n}.") for n in range(50, 60)]


def held(workspace):
    counts = workspace.imports.counts()
    return {name: counts[name] for name in ("feedback", "with_words", "measurements", "digest", "sources")}


def test_undo_leaves_what_was_there_before(workspace, comments):
    workspace.imports.gather([comments("first.csv", GOOD)])
    before = held(workspace)
    (later,) = workspace.imports.gather([comments("later.csv", LATER)])
    both = held(workspace)
    workspace.imports.undo(later.batch)
    assert held(workspace) == before
    assert workspace.words.passages(limit=100).total == len(GOOD)
    (again,) = workspace.imports.gather([comments("later.csv", LATER)])
    assert again.kept == len(LATER)
    assert held(workspace) == both


def test_undo_restores_the_version_that_was_replaced(workspace, comments):
    workspace.imports.gather([comments("first.csv", GOOD)])
    before = held(workspace)
    changed = [(reference, asked, words.replace("kind", "unkind")) for reference, asked, words in GOOD[:3]]
    (later,) = workspace.imports.gather([comments("mended.csv", changed)])
    assert (later.kept, later.replaced) == (3, 3)
    assert sum("unkind" in one.text for one in workspace.words.passages(limit=100).items) == 3
    workspace.imports.undo(later.batch)
    assert held(workspace) == before


def test_undo_of_everything_leaves_an_empty_store(workspace, wenbrook):
    for account in workspace.imports.gather(wenbrook):
        workspace.imports.undo(account.batch)
    assert held(workspace)["feedback"] == held(workspace)["measurements"] == 0


def test_what_does_not_stand_cannot_be_undone(workspace, comments):
    (account,) = workspace.imports.gather([comments("first.csv", GOOD)])
    workspace.imports.undo(account.batch)
    with pytest.raises(NotFound):
        workspace.imports.undo(account.batch)
    with pytest.raises(NotFound):
        workspace.imports.undo("no such batch")


def test_an_undo_that_was_killed_is_finished_by_the_next_one(workspace, comments, monkeypatch):
    (first,) = workspace.imports.gather(
        [comments("first.csv", [("XWR ED 1 - Q1", "nonspecific", "Kind nurses all round.")])]
    )
    (other,) = workspace.imports.gather(
        [comments("other.csv", [("XWR ED 2 - Q1", "nonspecific", "A long wait for tea.")])]
    )
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "remove_batches", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            workspace.imports.undo(first.batch)
    assert workspace.imports.counts()["feedback"] == 1 and workspace.store.batches_without_a_line() == [first.batch]
    workspace.imports.undo(other.batch)
    assert workspace.imports.counts()["feedback"] == 0 and workspace.store.batches_without_a_line() == []

"""A workspace remembers which coder codes what comes in."""

import sys

import pytest

from goldthread.coding.models import averaged
from goldthread.coding.models.model import MissingExtra
from goldthread.vocabulary import WrongUsage
from goldthread.workspace import open as open_workspace


TOLD = [(f"XWR W7 {n} - Q1", "could_improve", f"We waited {n} hours and nobody rang us back.") for n in range(20, 30)]
MORE = [(f"XWR W7 {n} - Q1", "could_improve", f"We waited {n} hours and the food was cold.") for n in range(60, 70)]


def coders(workspace):
    return {one.coder.split("/")[0] for one in workspace.words.passages(limit=100).items}


def test_what_comes_in_is_coded_by_the_coder_chosen(workspace, comments):
    workspace.imports.gather([comments("first.csv", TOLD)])
    assert coders(workspace) == {"fast"}
    workspace.imports.choose_coder("accurate")
    again = open_workspace(workspace.folder)
    assert again.settings.coder == "accurate"
    assert again.settings.key_print == workspace.settings.key_print
    again.imports.gather([comments("later.csv", MORE)])
    assert coders(again) == {"fast", "accurate"}


def test_large_imports_hand_the_choice_to_their_workers(workspace, comments, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_WORKERS", "2")
    gather = sys.modules["goldthread.intake.gathering"]
    monkeypatch.setattr(gather, "CHUNK", 4)
    workspace.imports.choose_coder("cascade")
    (account,) = workspace.imports.gather([comments("first.csv", TOLD)])
    assert account.kept == len(TOLD)
    assert coders(workspace) == {"cascade"}


def test_a_coder_there_is_none_of_is_not_chosen(workspace):
    with pytest.raises(WrongUsage):
        workspace.imports.choose_coder("oracle")
    assert open_workspace(workspace.folder).settings.coder == "fast"


def test_a_file_is_refused_with_a_sentence_where_the_extra_has_gone(workspace, comments, monkeypatch):
    from goldthread.intake import working

    workspace.imports.choose_coder("accurate")
    working.coder.cache_clear()
    averaged.encoder_in.cache_clear()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    (account,) = workspace.imports.gather([comments("first.csv", TOLD)])
    assert "goldthread[accurate]" in account.error
    assert workspace.imports.counts()["feedback"] == 0
    with pytest.raises(MissingExtra):
        workspace.imports.choose_coder("cascade")

"""Whether a measure can be agreed tells nobody more than the counts that they may see (decision 0043)."""

from dataclasses import replace

import pytest

from goldthread.vocabulary import Scope
from goldthread.workspace import Workspace
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.commitments.actions import measures  # noqa: E402
from tests.builders import round as made  # noqa: E402


HERE = frozenset({"XWR"})
BOARD = Scope(person="cath", audience="commissioner", organisations=HERE, words_from=frozenset())
READER = replace(BOARD, words_from=HERE)


@pytest.fixture
def told(tmp_path):
    """A workspace whose carers answered as a test says: so many yes and no in each of 24 months."""

    def tell(yes, no) -> Workspace:
        held = Workspace(tmp_path / f"{yes}-{no}")
        made.tell(held, yes=yes, no=no)
        return held

    with made.undone():
        yield tell


def draft(workspace, scope, **given):
    body = made.body(**given)
    return measures.draft(by="test", workspace=workspace, scope=scope, panel=made.panel("test"), body=body)


def told_of(measure):
    version = measures.newest_of(measure)
    return version.standing, version.rehearsal["few"]


def test_a_measure_of_shared_counts_does_not_tell_ten_replies_from_nine(told):
    nine, ten = told(5, 4), told(6, 4)
    assert told_of(draft(nine, BOARD)) == told_of(draft(ten, BOARD)) == ("watched", True)
    assert (told_of(draft(nine, READER)), told_of(draft(ten, READER))) == (("watched", True), ("agreed", False))


def test_a_change_by_quarter_is_judged_on_shared_counts_too(told):
    workspace = told(4, 4)
    held = draft(workspace, BOARD)
    for scope, standing in ((BOARD, "watched"), (READER, "agreed")):
        number = measures.newest_of(held).number
        body = made.body(period="quarter", wording=f"{made.SENTENCE} {number}")
        measures.change(
            by="test", workspace=workspace, scope=scope, measure=held, based_on=number, body=body, why="Too few."
        )
        assert told_of(held)[0] == standing


def test_shared_counts_are_enough_for_a_measure_long_before_a_percentage_is_shown(told):
    workspace = told(15, 5)
    held = draft(workspace, BOARD)
    assert told_of(held) == ("agreed", False)
    checked = workspace.measures.check(made.measures.measure_from({**made.body(), "key": "one"}), BOARD)
    assert not any(one.denominator for one in checked.counted.months), "a percentage stands on 50 people"


def test_answers_that_came_since_the_close_change_nothing(told):
    workspace = told(5, 4)
    workspace.measures.check(made.measures.measure_from({**made.body(), "key": "one"}), BOARD)
    before = told_of(draft(workspace, BOARD))
    for back in range(1, 25):
        made.tell_more(workspace, 20, "Yes", back=back)
    assert told_of(draft(workspace, BOARD)) == before == ("watched", True)


def test_events_of_which_shared_counts_tell_nothing_are_watched(told):
    events = {"share of events": {"kind": "complaints", "field": "In time", "good": ["Y"], "other": ["N"]}}
    assert told_of(draft(told(15, 5), BOARD, definition=events, cut={})) == ("watched", False)

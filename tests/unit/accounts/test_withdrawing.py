"""Erasing what one person told us: every app first, then the evidence; both audited by a mark that finds nobody."""

import pytest

from goldthread.accounts import actions
from goldthread.accounts.models import AuditEvent
from goldthread.accounts.registry import erasers
from goldthread.vocabulary import PlainError, WrongUsage
from goldthread.workspace import Workspace
from tests.builders.evidence import keep


THEM, OTHER = "a" * 32, "b" * 32
WORDS = "Nobody told my brother which door to use."


@pytest.fixture
def workspace(tmp_path, system):
    made = Workspace(tmp_path / "held")
    keep(
        made.store,
        [
            {"n": 1, "text": WORDS, "respondent": THEM},
            {"n": 2, "text": "Kind.", "respondent": THEM},
            {"n": 3, "text": "Kind.", "respondent": OTHER},
        ],
    )
    return made


@pytest.fixture
def erased():
    """What an app's eraser was called with; the app is gone again after the test."""
    calls = []
    erasers.register("test app", lambda respondent, told: calls.append((respondent, list(told))) or 1)
    yield calls
    erasers.ERASERS.drop("test app")


def events():
    found = AuditEvent.objects.filter(what__startswith="withdrawal").order_by("id")
    return [(event.what, event.about, event.detail) for event in found]


def people(workspace):
    return workspace.store.respondents()


@pytest.mark.parametrize("named", [THEM, f"respondent:{THEM}"])
def test_apps_forget_before_the_evidence_does_and_are_given_what_nobody_else_said(workspace, erased, named):
    done = actions.withdraw(by="test", workspace=workspace, respondent=named)
    assert erased == [(THEM, [WORDS])] * 2, "and again at the end, for what was typed meanwhile"
    assert (done.answers, done.left_in) == (2, ())
    assert people(workspace) == [OTHER]


def test_both_halves_are_audited_by_the_same_mark_and_by_no_id(workspace, erased):
    actions.withdraw(by="test", workspace=workspace, respondent=THEM)
    mark = workspace.withdrawals.mark_of(THEM)
    assert events()[-2:] == [
        ("withdrawal began", f"withdrawn:{mark}", {}),
        ("withdrawal ended", f"withdrawn:{mark}", {"answers": 2}),
    ]
    assert THEM not in str(events())


def test_an_app_that_fails_leaves_the_evidence_and_no_event_and_it_can_be_asked_again(workspace, erased):
    def fails(respondent, told):
        raise OSError("the disk is full")

    before = events()
    erasers.register("failing app", fails)
    try:
        with pytest.raises(OSError):
            actions.withdraw(by="test", workspace=workspace, respondent=THEM)
    finally:
        erasers.ERASERS.drop("failing app")
    assert sorted(people(workspace)) == [THEM, OTHER]
    assert events() == before
    assert actions.withdraw(by="test", workspace=workspace, respondent=THEM).answers == 2


def test_a_kill_between_the_halves_is_mended_by_the_same_call(workspace, erased):
    actions.forget(by="test", workspace=workspace, respondent=THEM)
    assert sorted(people(workspace)) == [THEM, OTHER]
    assert actions.withdraw(by="test", workspace=workspace, respondent=THEM).answers == 2
    assert [what for what, _, _ in events()[-3:]] == ["withdrawal began", "withdrawal began", "withdrawal ended"]
    assert actions.withdraw(by="test", workspace=workspace, respondent=THEM).answers == 0, "and harmless to repeat"


def test_somebody_who_does_not_exist_erases_nobody_s_words(workspace, erased):
    assert actions.withdraw(by="test", workspace=workspace, respondent="c" * 32).answers == 0
    assert erased == [("c" * 32, [])] * 2
    assert len(people(workspace)) == 2


@pytest.mark.parametrize("odd", ["", "asha", "../" + "a" * 29, "A" * 32])
def test_what_is_no_respondent_is_refused(workspace, odd):
    with pytest.raises(WrongUsage):
        actions.withdraw(by="test", workspace=workspace, respondent=odd)
    assert len(people(workspace)) == 2


def test_what_is_still_found_is_said_and_audited(workspace, erased):
    (workspace.folder / "notes.txt").write_text(f"copied: {WORDS}")
    with pytest.raises(PlainError, match="Run it again"):
        actions.withdraw(by="test", workspace=workspace, respondent=THEM)
    assert events()[-1][0] == "withdrawal ended"

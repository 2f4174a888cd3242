"""What the worker does with a long file; each job may run again after a kill, and then does no more than is left."""

import pytest

from goldthread.accounts.models import AuditEvent
from goldthread.listening import actions, jobs
from goldthread.listening.models import Arrival, Stage
from goldthread.vocabulary import NotFound
from tests.builders.files import HEADER, answers, separated


ODD = ["XAA ED 90 - Q1", "someday", "XAA", "Ward 1", "What was good?", "1", "Tea."]
FILE = separated([HEADER, *answers(6), ODD]).encode()


@pytest.fixture
def sent(workspace, people):
    def send(content=FILE, **known):
        token = workspace.uploads.hold("cards.csv", [content])
        made = actions.receive(by=people["ben"], token=token, issuer="XAA", size=len(content))
        Arrival.objects.filter(pk=made.pk).update(**known)
        made.refresh_from_db()
        return made

    return send


def now(arrival):
    return Arrival.objects.get(pk=arrival.pk)


def test_looking_keeps_what_was_seen_and_nothing_else(workspace, came, sent):
    made = sent()
    jobs.look.call(made.token)
    assert (now(made).stage, now(made).of) == (Stage.LOOKED, 7)
    assert workspace.uploads.seen(made.token).account.kept == 6
    assert came() == 0


def test_looking_again_does_nothing_once_somebody_has_decided(workspace, sent):
    made = sent(stage=Stage.BRING)
    jobs.look.call(made.token)
    assert now(made).stage == Stage.BRING
    with pytest.raises(NotFound):
        workspace.uploads.seen(made.token)


def test_a_file_that_cannot_be_read_is_refused_with_its_reason_and_gone(workspace, sent):
    made = sent(b"\x00" * 500)
    jobs.look.call(made.token)
    assert now(made).stage == Stage.REFUSED and now(made).refusal
    with pytest.raises(NotFound):
        workspace.uploads.label(made.token)


def test_bringing_keeps_every_row_that_can_be_and_the_rest_to_mend(workspace, came, sent):
    made = sent(stage=Stage.BRING, of=7)
    jobs.bring.call(made.token)
    done = now(made)
    assert (done.stage, done.kept) == (Stage.KEPT, 6)
    assert came() == 6
    assert [line.by for line in workspace.store.lines().standing if line.batch == done.batch] == [str(made.person)]
    assert "someday" in workspace.uploads.mend(done.batch)
    with pytest.raises(NotFound):
        workspace.uploads.label(made.token)


def test_an_attempt_that_was_killed_after_its_batch_stood_is_taken_as_it_is(workspace, sent):
    made = sent(stage=Stage.BRING)
    jobs.bring.call(made.token)
    batch, version = now(made).batch, workspace.version
    Arrival.objects.filter(pk=made.pk).update(stage=Stage.BRING, kept=0)
    jobs.bring.call(made.token)
    assert (now(made).stage, now(made).kept, now(made).batch) == (Stage.KEPT, 6, batch)
    assert workspace.version == version


def test_an_attempt_that_was_killed_before_its_batch_stood_is_begun_again_under_another_name(workspace, sent, tmp_path):
    made = sent(stage=Stage.BRING, batch="ab" * 8)
    (tmp_path / "rows.csv").write_text("rows of the attempt that was killed")
    workspace.uploads.keep_mend("ab" * 8, tmp_path / "rows.csv")
    jobs.bring.call(made.token)
    assert now(made).stage == Stage.KEPT and now(made).batch != "ab" * 8
    with pytest.raises(NotFound):
        workspace.uploads.mend("ab" * 8)


def test_a_file_whose_day_is_over_is_refused_in_a_sentence(workspace, sent):
    made = sent(stage=Stage.BRING)
    workspace.uploads.drop(made.token)
    jobs.bring.call(made.token)
    assert now(made).stage == Stage.REFUSED and "Upload it again" in now(made).refusal


def test_a_file_that_is_left_meanwhile_is_not_brought_in(workspace, came, sent):
    made = sent(stage=Stage.LOOKED)
    actions.leave(by=made.person, arrival=made)
    for job in (jobs.look, jobs.bring):
        job.call(made.token)
    assert came() == 0


def test_how_far_it_is_is_noted_as_rows_are_read(workspace, sent, monkeypatch):
    monkeypatch.setattr(jobs, "EVERY", 0.0)
    made = sent()
    seen = []
    look = workspace.look_at_upload

    def watched(token, *, progress, **how):
        def note(file, rows):
            progress(file, rows)
            seen.append(now(made).rows)

        return look(token, progress=note, **how)

    monkeypatch.setattr(workspace, "look_at_upload", watched)
    jobs.look.call(made.token)
    assert seen and seen[-1] == 7


def test_no_word_of_a_file_stands_in_the_audit(workspace, sent):
    first = AuditEvent.objects.order_by("-id").first().pk
    made = sent(stage=Stage.BRING)
    jobs.bring.call(made.token)
    told = str(list(AuditEvent.objects.filter(pk__gt=first).values()))
    assert "whistled" not in told and "cards.csv" not in told

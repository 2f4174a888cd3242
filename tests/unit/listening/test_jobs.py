"""What the worker does with a long file; each job may run again after a kill, and then does no more than is left."""

from datetime import date, timedelta

import pytest

from goldthread.accounts.acting import acting
from goldthread.accounts.models import AuditEvent, Organisation, Person
from goldthread.listening import actions, jobs, queries
from goldthread.listening.models import Arrival, Stage
from goldthread.vocabulary import NotFound
from tests.builders.files import HEADER, answers, separated


ODD = ["XAA ED 90 - Q1", "someday", "XAA", "Ward 1", "What was good?", "1", "Tea."]
FILE = separated([HEADER, *answers(6), ODD]).replace("XAA", "XWR").encode()


@pytest.fixture
def sent(workspace, people):
    def send(content=FILE, **known):
        token = workspace.uploads.hold("cards.csv", [content])
        made = actions.receive(by=acting(people["ben"]), token=token, size=len(content))
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
    look = workspace.imports.look_at_upload

    def watched(token, *, progress, **how):
        def note(file, rows):
            progress(file, rows)
            seen.append(now(made).rows)

        return look(token, progress=note, **how)

    monkeypatch.setattr(workspace.imports, "look_at_upload", watched)
    jobs.look.call(made.token)
    assert seen and seen[-1] == 7


def test_no_word_of_a_file_stands_in_the_audit(workspace, sent):
    first = AuditEvent.objects.order_by("-id").first().pk
    made = sent(stage=Stage.BRING)
    jobs.bring.call(made.token)
    told = str(list(AuditEvent.objects.filter(pk__gt=first).values()))
    assert "whistled" not in told and "cards.csv" not in told


YESTERDAY, LATER = date.today() - timedelta(days=1), date.today() + timedelta(days=3)
GONE = {
    "ended": lambda right: right.__class__.objects.filter(pk=right.pk).update(until=YESTERDAY),
    "begins later": lambda right: right.__class__.objects.filter(pk=right.pk).update(since=LATER),
    "at another organisation": lambda right: right.__class__.objects.filter(pk=right.pk).update(
        organisation=Organisation.objects.get(code="XTC")
    ),
    "another role": lambda right: right.__class__.objects.filter(pk=right.pk).update(role="ward team"),
    "another person's": lambda right: right.__class__.objects.filter(pk=right.pk).update(
        person=Person.objects.get(handle="asha")
    ),
    "sign-in closed": lambda right: Person.objects.filter(pk=right.person_id).update(is_active=False),
    "sign-in over": lambda right: Person.objects.filter(pk=right.person_id).update(until=YESTERDAY),
    "taken back": lambda right: right.__class__.objects.filter(pk=right.pk).delete(),
}


@pytest.fixture
def right(people):
    """Ben's right, as it was again afterwards."""
    held = people["ben"].rights.get()
    yield held
    held.save()
    Person.objects.filter(pk=people["ben"].pk).update(is_active=True, until=None)


def gone_and_refused(workspace, came, made) -> None:
    done = now(made)
    assert done.stage == Stage.LAPSED and "has ended" in done.refusal
    assert came() == 0 and not done.under_way
    with pytest.raises(NotFound):
        workspace.uploads.label(made.token)
    with pytest.raises(NotFound):
        workspace.uploads.mend(done.batch)
    event = AuditEvent.objects.order_by("-id").first()
    assert (event.what, event.detail) == ("file refused", {"reason": "right lapsed"})


@pytest.mark.parametrize("how", GONE)
@pytest.mark.parametrize("stage", [Stage.LOOK, Stage.BRING])
def test_a_file_whose_right_is_gone_is_refused_and_nothing_is_kept(workspace, came, sent, right, how, stage):
    made = sent(stage=stage)
    GONE[how](right)
    (jobs.look if stage == Stage.LOOK else jobs.bring).call(made.token)
    gone_and_refused(workspace, came, made)


def test_another_right_of_the_sender_does_not_stand_in_for_it(workspace, came, sent, right, people):
    made = sent(stage=Stage.BRING)
    GONE["ended"](right)
    other = people["ben"].rights.create(organisation=Organisation.objects.get(code="XTC"), role="analyst")
    try:
        jobs.bring.call(made.token)
        gone_and_refused(workspace, came, made)
    finally:
        other.delete()


def test_a_right_that_ends_while_its_file_comes_in_stops_it_and_nothing_is_half_kept(
    workspace, came, sent, right, monkeypatch
):
    monkeypatch.setattr(jobs, "EVERY", 0.0)
    made = sent(stage=Stage.BRING)
    batches = len(workspace.imports.batches())
    gather = workspace.imports.gather_upload

    def watched(token, *, progress, **how):
        def note(file, rows):
            GONE["ended"](right)
            progress(file, rows)

        return gather(token, progress=note, **how)

    monkeypatch.setattr(workspace.imports, "gather_upload", watched)
    jobs.bring.call(made.token)
    gone_and_refused(workspace, came, made)
    assert len(workspace.imports.batches()) == batches


def test_what_the_worker_does_is_audited_under_the_right_that_the_file_was_sent_under(workspace, sent):
    made = sent(stage=Stage.BRING)
    jobs.bring.call(made.token)
    event = AuditEvent.objects.get(what="file imported", about=f"batch:{now(made).batch}")
    assert (event.by, event.right) == (str(made.person), f"right:{made.right_id}")


def test_its_sender_and_whoever_manages_the_people_there_are_told(workspace, sent, right, people):
    made = sent(stage=Stage.BRING)
    GONE["ended"](right)
    jobs.bring.call(made.token)
    board, trust, other = (Organisation.objects.get(code=code) for code in ("XIC", "XWR", "XTC"))
    told = {
        "of the trust": people["asha"].rights.create(organisation=trust, role="administrator"),
        "of its commissioner": people["cath"].rights.create(organisation=board, role="administrator"),
        "of another trust": people["dai"].rights.create(organisation=other, role="administrator"),
    }
    try:
        seen = {who: bool(queries.lapsed(acting(one.person, one.pk))) for who, one in told.items()}
    finally:
        for one in told.values():
            one.delete()
    assert seen == {"of the trust": True, "of its commissioner": True, "of another trust": False}
    assert queries.lapsed(acting(people["fay"])) == [], "a colleague does not manage people"
    assert queries.lapsed(acting(people["ben"], right.pk)) == [now(made)], "acting as nothing, or as something else"

"""A long file on its way in: received, looked over, brought in or left; each step once, with its audit event."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from goldthread.accounts.acting import NOBODY, Acting, acting
from goldthread.accounts.models import AuditEvent
from goldthread.listening import actions, queries
from goldthread.listening.models import Arrival, Stage
from goldthread.vocabulary import NoRight, WrongUsage


TOKEN = "ab" * 12


@pytest.fixture
def ben(people):
    return people["ben"]


def received(ben, token=TOKEN, **known):
    made = actions.receive(by=acting(ben), token=token, size=9_000_000)
    if known:
        Arrival.objects.filter(pk=made.pk).update(**known)
        made.refresh_from_db()
    return made


def told():
    """What was audited last."""
    return list(AuditEvent.objects.order_by("-id").values_list("what", "about")[:1])[0]


def queued():
    jobs = DBTaskResult.objects.order_by("enqueued_at")
    return [(job.task_path.rpartition(".")[2], *job.args_kwargs["args"]) for job in jobs]


def test_a_file_that_comes_is_to_be_looked_over_by_the_worker(ben):
    made = received(ben)
    assert (made.stage, made.person, made.issuer, made.size) == (Stage.LOOK, ben, "XWR", 9_000_000)
    assert made.right == ben.rights.get() and made.under_way
    assert queued() == [("look", TOKEN)]
    assert told() == ("long file received", f"arrival:{TOKEN}")
    assert AuditEvent.objects.order_by("-id").first().right == f"right:{made.right_id}"


def test_nobody_sends_a_file_without_a_right(people):
    with pytest.raises(NoRight):
        actions.receive(by=NOBODY, token=TOKEN, size=1)
    with pytest.raises(NoRight):
        actions.receive(by=Acting(person=people["ben"]), token=TOKEN, size=1)
    assert not Arrival.objects.exists()


def test_the_same_token_comes_once(ben):
    assert received(ben) == received(ben), "someone who asks twice at once is answered twice"
    assert queued() == [("look", TOKEN)] and Arrival.objects.count() == 1


def test_what_was_looked_over_can_be_brought_in_once(ben):
    made = received(ben, stage=Stage.LOOKED, rows=40, of=40)
    actions.bring_in(by=ben, arrival=made, order="day first")
    made.refresh_from_db()
    assert (made.stage, made.order, made.rows, made.of) == (Stage.BRING, "day first", 0, 40)
    assert queued()[1:] == [("bring", TOKEN)]
    assert told() == ("long file to be brought in", f"arrival:{TOKEN}")
    events = AuditEvent.objects.count()
    with pytest.raises(WrongUsage, match="already being worked on"):
        actions.bring_in(by=ben, arrival=made)
    assert (len(queued()), AuditEvent.objects.count()) == (2, events)


@pytest.mark.parametrize("stage", [Stage.LOOK, Stage.KEPT, Stage.REFUSED])
def test_nothing_else_can_be_brought_in(ben, stage):
    made = received(ben, stage=stage)
    with pytest.raises(WrongUsage):
        actions.bring_in(by=ben, arrival=made)
    made.refresh_from_db()
    assert made.stage == stage


@pytest.mark.parametrize("stage", [Stage.LOOK, Stage.LOOKED, Stage.REFUSED])
def test_what_is_not_coming_in_can_be_left(ben, stage):
    actions.leave(by=ben, arrival=received(ben, stage=stage))
    assert not Arrival.objects.exists()
    assert told() == ("long file left", f"arrival:{TOKEN}")


def test_what_is_coming_in_cannot_be_left(ben):
    made = received(ben, stage=Stage.BRING)
    with pytest.raises(WrongUsage, match="already being imported"):
        actions.leave(by=ben, arrival=made)
    assert Arrival.objects.get() == made


def test_each_attempt_has_a_batch_of_its_own_name(ben):
    made = received(ben, stage=Stage.BRING)
    first, second = actions.begin_attempt(arrival=made), actions.begin_attempt(arrival=made)
    assert first != second and len(first) == 16 and first.isalnum()
    assert Arrival.objects.get().batch == second


def test_the_worker_s_steps_say_how_far_it_is(ben):
    made = received(ben)
    actions.looked_over(arrival=made, rows=40)
    assert (Arrival.objects.get().stage, Arrival.objects.get().of) == (Stage.LOOKED, 40)
    made = Arrival.objects.get()
    actions.begin_attempt(arrival=made)
    actions.kept(arrival=made, rows=38)
    done = Arrival.objects.get()
    assert (done.stage, done.kept, done.rows, done.under_way) == (Stage.KEPT, 38, 40, False)
    assert told() == ("file imported", f"batch:{done.batch}")


def test_a_refusal_is_kept_as_people_are_told_it_and_no_longer_than_its_place(ben):
    made = received(ben)
    actions.refuse(arrival=made, sentence="x" * 5_000)
    done = Arrival.objects.get()
    assert (done.stage, len(done.refusal), done.under_way) == (Stage.REFUSED, 1_000, False)
    event = AuditEvent.objects.order_by("-id").first()
    assert event.what == "file refused" and "xxx" not in str(event.detail), "the reason may quote the file"


@pytest.mark.parametrize(("rows", "of", "share"), [(0, 0, 0), (5, 0, 0), (1, 3, 33), (40, 40, 99), (50, 40, 99)])
def test_how_far_a_file_is_in_whole_percent_and_never_done_before_it_is(rows, of, share):
    assert Arrival(rows=rows, of=of).share == share


def test_old_arrivals_are_forgotten_and_newer_ones_are_not(ben):
    received(ben, moved=timezone.now() - actions.arrivals.WEEK - timedelta(minutes=1))
    received(ben, token="cd" * 12, moved=timezone.now() - actions.arrivals.WEEK + timedelta(minutes=1))
    assert actions.forget_old() == 1
    assert Arrival.objects.get().token == "cd" * 12


def test_a_file_is_its_sender_s_under_the_right_that_it_was_sent_under(people, ben):
    made = received(ben)
    received(ben, token="cd" * 12, right=people["dai"].rights.get(), issuer="XWR")
    here = acting(ben)
    assert queries.arrival(here, TOKEN) == made
    assert queries.arrival(here, "cd" * 12) is None
    assert queries.arrival(here, "nothing") is None
    for other in ("fay", "hana", "cath", "dai"):
        assert queries.arrival(acting(people[other]), TOKEN) is None
    assert queries.arrival(NOBODY, TOKEN) is None


def test_what_is_on_its_way_is_not_in_yet_newest_first(ben):
    for number, stage in enumerate(Stage):
        received(ben, token=f"{number:024}", stage=stage)
    found = [one.stage for one in queries.on_their_way(acting(ben))]
    assert found == [Stage.BRING, Stage.LOOKED, Stage.ASKED, Stage.LOOK]
    assert queries.on_their_way(NOBODY) == []

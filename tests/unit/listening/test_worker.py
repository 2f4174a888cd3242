"""One worker at a time; a job that fails holds up no other; what a killed worker left is taken up."""

import logging
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from goldthread.listening import jobs, worker
from goldthread.listening.models import Arrival, Stage
from goldthread.listening.worker import Stopped, Tidied, alone, is_there, work
from tests.builders.evidence import keep


HOLDS = """
import sys, time
from pathlib import Path
import django
django.setup()
from goldthread.listening.worker import alone
with alone(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    time.sleep(600)
"""


def statuses():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


@pytest.fixture
def waiting(people):
    """A file that waits to be looked over, of which nothing is among the uploads."""
    return Arrival.objects.create(token="ab" * 12, person=people["ben"], right=people["ben"].rights.get(), issuer="XWR")


def test_there_is_one_worker_until_it_ends_or_dies(tmp_path):
    assert not is_there(tmp_path)
    with alone(tmp_path) as mine, alone(tmp_path) as other:
        assert (mine, other, is_there(tmp_path)) == (True, False, True)
    assert not is_there(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline().strip() == "True"
        assert is_there(tmp_path)
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    assert not is_there(tmp_path)


def test_a_second_worker_does_nothing(workspace, waiting):
    jobs.look.enqueue(waiting.token)
    with alone(workspace.folder):
        assert work(workspace.folder, once=True) == 0
    assert statuses() == [TaskResultStatus.READY]


def test_jobs_are_done_one_after_another_and_counted(workspace, waiting):
    jobs.look.enqueue("nothing-waits-under-this")
    jobs.look.enqueue(waiting.token)
    assert work(workspace.folder, once=True) == 2
    assert statuses() == [TaskResultStatus.SUCCESSFUL] * 2
    assert Arrival.objects.get().stage == Stage.REFUSED, "its file is not there"


def test_a_job_that_fails_is_noted_without_its_words_and_the_next_is_done(workspace, waiting, monkeypatch, caplog):
    def broken(token, **how):
        raise ValueError("words from a file")

    monkeypatch.setattr(workspace.imports, "look_at_upload", broken)
    jobs.look.enqueue(waiting.token)
    jobs.look.enqueue("nothing-waits-under-this")
    with caplog.at_level(logging.CRITICAL + 1, logger=worker.__name__):
        assert work(workspace.folder, once=True) == 2
    assert statuses() == [TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL]
    assert DBTaskResult.objects.order_by("enqueued_at").first().traceback == ""


def test_a_job_that_is_stopped_waits_again_and_the_next_worker_does_it(workspace, waiting, monkeypatch):
    def stopped(token, **how):
        raise Stopped

    jobs.look.enqueue(waiting.token)
    with monkeypatch.context() as patch:
        patch.setattr(workspace.imports, "look_at_upload", stopped)
        with pytest.raises(Stopped):
            work(workspace.folder, once=True)
    assert statuses() == [TaskResultStatus.READY]
    assert work(workspace.folder, once=True) == 1


def test_what_a_killed_worker_left_running_is_taken_up(workspace, waiting):
    jobs.look.enqueue(waiting.token)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert work(workspace.folder, once=True) == 1
    assert statuses() == [TaskResultStatus.SUCCESSFUL]


def test_it_ends_when_it_is_told_to(workspace):
    asked = []
    assert work(workspace.folder, until=lambda: bool(asked.append(1)) or len(asked) > 1) == 0
    assert len(asked) == 2


def test_tidying_brings_what_is_kept_for_speed_up_to_date_once_for_each_change(workspace, monkeypatch):
    keep(workspace.store, [{"n": 1, "text": "The porter whistled."}])
    indexed = []
    index = workspace.store.index
    monkeypatch.setattr(workspace.store, "index", lambda: (indexed.append(workspace.version), index()))
    tidied = Tidied()
    tidied.now()
    tidied.now()
    assert indexed == [workspace.version]
    assert workspace.words.search("porter", wait=False).items
    keep(workspace.store, [{"n": 2, "text": "The porter sang."}])
    tidied.now()
    assert len(indexed) == 2 and indexed[1] > indexed[0]


def test_tidying_is_due_after_a_while_only(workspace, monkeypatch):
    tidied, done = Tidied(), []
    tidied.now()
    monkeypatch.setattr(Tidied, "now", lambda self: done.append(1))
    tidied.if_due()
    assert done == []
    monkeypatch.setattr(worker.time, "monotonic", lambda now=time.monotonic(): now + worker.TIDY_EVERY + 1)
    tidied.if_due()
    assert done == [1]


def test_jobs_that_ended_long_ago_are_forgotten(workspace, waiting):
    jobs.look.enqueue(waiting.token)
    work(workspace.folder, once=True)
    DBTaskResult.objects.update(finished_at=timezone.now() - worker.KEPT_FOR + timedelta(minutes=1))
    Tidied().now()
    assert len(statuses()) == 1
    DBTaskResult.objects.update(finished_at=timezone.now() - worker.KEPT_FOR - timedelta(minutes=1))
    Tidied().now()
    assert statuses() == []

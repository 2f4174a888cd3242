"""The worker: one process beside the site that does the jobs pages have asked for, and tidies when nobody waits."""

import fcntl
import logging
import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from goldthread.accounts import checksums_noted, outbox
from goldthread.accounts import outgoing_mail as mail
from goldthread.accounts.mail import sending
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry import routines
from goldthread.listening import actions


WAIT, TIDY_EVERY = 1.0, 30.0
KEPT_FOR = timedelta(days=7)
log = logging.getLogger(__name__)


class Stopped(BaseException):
    """Somebody asked the worker to end: what is under way is put back, and begun again by the next one."""


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Be the one worker of a workspace until the block ends, or learn that there is one already."""
    (folder / "locks").mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "locks" / "worker.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
    else:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield True
    finally:
        os.close(handle)


def is_there(folder: Path) -> bool:
    """Whether a worker of this workspace lives on this machine."""
    with alone(folder) as mine:
        return not mine


def work(folder: Path, *, until: Callable[[], bool] = lambda: False, once: bool = False) -> int:
    """Do jobs as they come, one after another, and give how many were done.

    Takes: the workspace; what to ask whether to end; whether to end as soon as nothing waits.
    """
    done, tidied = 0, Tidied()
    with alone(folder) as mine:
        if mine:
            _take_back()
            outbox.deliver_waiting(at_once=True)
        while mine and not until():
            close_old_connections()
            if outbox.is_due():
                outbox.deliver_waiting()
            if sending.is_due():
                sending.send_due()
            if _next():
                done += 1
                continue
            if once:
                tidied.now()
                break
            tidied.if_due()
            time.sleep(WAIT)
    return done


def _take_back() -> None:
    """Put back what a worker left that was killed: nobody else is at work on it."""
    DBTaskResult.objects.running().update(status=TaskResultStatus.READY)


def _next() -> bool:
    """Do the job that waits longest; False where none does."""
    if not DBTaskResult.objects.ready().exists():
        return False
    with exclusive_transaction():
        job = DBTaskResult.objects.ready().get_locked()
        if job is None:
            return False
        job.claim(secrets.token_hex(8))
    try:
        job.set_successful(job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"]))
    except Stopped:
        _take_back()
        raise
    except Exception as error:  # the job is to blame, and others wait
        log.exception("A job failed.")
        job.set_failed(error)
        DBTaskResult.objects.filter(pk=job.pk).update(traceback="")
    return True


class Tidied:
    """What is done when nobody waits: small files joined, index and summaries brought up to date, old things gone."""

    def __init__(self) -> None:
        self._at, self._version = 0.0, -1

    def if_due(self) -> None:
        """Tidy, where the last time is a while ago."""
        if time.monotonic() - self._at >= TIDY_EVERY:
            self.now()

    def now(self) -> None:
        """Tidy; the store only where something came in since."""
        held = workspace()
        held.uploads.clear()
        actions.forget_old()
        mail.forget_old()
        routines.run_due()
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()
        if held.store.version != self._version or held.store.is_damaged():
            self._version = held.store.version
            held.maintenance.tidy()
            held.store.index()
            checksums_noted.note()
        self._at = time.monotonic()


def stop_when_asked() -> None:
    """End on Ctrl-C and on SIGTERM at once: every job can be begun again."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)

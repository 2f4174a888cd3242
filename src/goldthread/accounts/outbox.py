"""The outbox: every write to the workspace that somebody agreed to here, kept until it is made there.

A row is put in the transaction of the agreement and its audit, so that neither is there without the other. It is
delivered right after the commit; by the worker, or when the site next starts, where a kill came between. A delivery is
harmless to repeat, so that a kill after it costs nothing. Rows of one key are delivered in order, one process at a
time; one that fails is kept with the reason, tried again later, and holds up no other key.
"""

import logging
import threading
import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from goldthread.accounts import current, opened
from goldthread.accounts.models import Delivery
from goldthread.accounts.registry import deliveries, nouns
from goldthread.accounts.retrying import wait_after
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import PlainError


LANES = 64
"""So many locks share all keys: two keys of one lane wait for each other, which costs moments."""
AT_ONCE = timedelta(seconds=10)
"""How long whoever put a row has for delivering it before the worker takes it up."""
log = logging.getLogger(__name__)


@dataclass
class Posted:
    """What was put: its key, and once it is delivered what came of it, or why it waits."""

    key: str
    row: int
    outcome: Any = None
    delivered: bool = False
    failed: str = ""

    def check(self) -> None:
        """Raises Waits where it could not be delivered at once."""
        if self.failed:
            raise Waits(self.failed)


class Waits(PlainError):
    """What somebody asked for is noted, and could not be made at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This is noted, but could not be done yet. {reason}", "We will try again.")


@dataclass
class _Here(threading.local):
    """Deliveries of this thread: what is put while one is under way waits its turn."""

    busy: bool = False
    later: list[tuple[Posted, WorkspaceLike | None]] = field(default_factory=list)


_here = _Here()


def put(*, by: object, kind: str, payload: object, key: str = "", workspace: WorkspaceLike | None = None) -> Posted:
    """Put something into the outbox, within the transaction of the write that it follows from.

    Takes: by whom; a registered kind of noun with the noun, or of delivery with its JSON and a key; the workspace,
    where it is not the site's own.
    Raises: NotRegistered for an unknown kind, RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Put it within the transaction of the write that it follows from.")
    if kind in nouns.KINDS:
        held = nouns.KINDS[kind]
        key, payload = f"{kind}:{held.key(payload)}", nouns.written(payload)
    else:
        key = f"{deliveries.KINDS[kind].name}:{key}"
    row = Delivery.objects.create(
        kind=kind, key=key, payload=payload, by=str(by), right=current.right_of(by), due=timezone.now() + AT_ONCE
    )
    posted = Posted(key=key, row=row.pk)
    transaction.on_commit(lambda: _settle(posted, workspace))
    return posted


def publish(*, by: object, noun: object, workspace: WorkspaceLike | None = None) -> Posted:
    """Put a noun into the outbox; it holds for every question once it is delivered."""
    return put(by=by, kind=nouns.of(noun).name, payload=noun, workspace=workspace)


def _settle(posted: Posted, workspace: WorkspaceLike | None) -> None:
    """Deliver what was put, and what was put meanwhile. A failure is kept with its row, and raised to nobody."""
    _here.later.append((posted, workspace))
    if _here.busy:
        return
    _here.busy = True
    try:
        while _here.later:
            one, where = _here.later.pop(0)
            _deliver_key(one.key, where, one)
    except Exception as error:  # no lock, no workspace, no database: it is committed, and the worker tries again
        posted.failed = _reason(error)
    finally:
        _here.busy = False
        _here.later.clear()


def deliver_waiting(workspace: WorkspaceLike | None = None, *, at_once: bool = False) -> int:
    """Deliver what waits and may be tried now, or all of it; gives how many deliveries were made."""
    waiting = Delivery.objects.all() if at_once else _due()
    keys = waiting.values("key").annotate(first=Min("id")).order_by("first").values_list("key", flat=True)
    return sum(_deliver_key(key, workspace, now=at_once) for key in list(keys))


def is_due() -> bool:
    """Whether something waits that may be tried now."""
    return _due().exists()


def _due() -> QuerySet[Delivery]:
    return Delivery.objects.filter(due__lte=timezone.now())


def lane_of(key: str) -> int:
    """Which of the locks is for a key."""
    return zlib.crc32(key.encode()) % LANES


def _deliver_key(key: str, workspace: WorkspaceLike | None, posted: Posted | None = None, *, now: bool = True) -> int:
    """Deliver the rows of one key in their order, up to the first that fails; gives how many were delivered."""
    where, made = workspace or opened.workspace(), 0
    with where.delivering(lane_of(key)):
        for row in Delivery.objects.filter(key=key).order_by("id"):
            if not now and row.due > timezone.now():
                break
            mine = posted if posted and posted.row == row.pk else None
            if not _deliver(row, where, mine):
                if posted:
                    posted.failed = row.failed
                break
            made += 1
    return made


def _deliver(row: Delivery, workspace: WorkspaceLike, posted: Posted | None) -> bool:
    try:
        with current.during(lambda: (row.by, row.right)):
            outcome = _publish(row, workspace) if row.kind in nouns.KINDS else _make(row, workspace)
    except Exception as error:  # whatever it is, others' deliveries go on
        _note_failure(row, error)
        return False
    if posted:
        posted.outcome, posted.delivered = outcome, True
    return True


def _publish(row: Delivery, workspace: WorkspaceLike) -> int:
    """Make a noun hold, unless a killed attempt has done so already; gives the store's version."""
    noun, kind = nouns.read(row.kind, row.payload), nouns.KINDS[row.kind]
    if workspace.published.of(row.kind).get(kind.key(noun)) == noun:
        version = workspace.version
    else:
        version = workspace.published.publish(noun, by=row.by)
    with transaction.atomic():
        if kind.delivered:
            kind.delivered(noun, version)
        row.delete()
    return version


def _make(row: Delivery, workspace: WorkspaceLike) -> object:
    kind = deliveries.KINDS[row.kind]
    outcome = kind.deliver(workspace, row.by, row.payload)
    with transaction.atomic():
        if kind.done:
            kind.done(row.by, row.payload, outcome)
        row.delete()
    return outcome


def _note_failure(row: Delivery, error: Exception) -> None:
    """Keep the reason, and when the next attempt may be made."""
    row.failed = _reason(error)
    if not isinstance(error, PlainError):
        log.error("A delivery of %s failed with %s.", row.kind, type(error).__name__)
    wait = wait_after(row.tries, first=AT_ONCE)
    Delivery.objects.filter(pk=row.pk).update(tries=row.tries + 1, failed=row.failed, due=timezone.now() + wait)


def _reason(error: Exception) -> str:
    """Why, for people; of an error that is ours only its kind, since its text may hold anything."""
    if isinstance(error, PlainError):
        return str(error)[:500]
    if isinstance(error, OSError) and error.strerror:
        return f"The workspace cannot be written: {error.strerror}."
    return f"Something went wrong on our side ({type(error).__name__})."


def waiting(key: str = "") -> list[Delivery]:
    """What is not delivered yet, oldest first; of one key, or all."""
    held = Delivery.objects.order_by("id")
    return list(held.filter(key=key) if key else held)

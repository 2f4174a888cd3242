"""The audit chain: one event for each write, opaque references only, each sealed to the one before.

A head, sealed too, says how many events there are and how the newest is sealed, so that a missing end is noticed.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from goldthread.accounts import audit_keys, current
from goldthread.accounts.audit_keys import AuditKeysMissing, Ring
from goldthread.accounts.models import AuditEvent, AuditHead
from goldthread.accounts.opened import workspace


BY_SECRET_KEY = 0
NO_HEAD = "audit count missing"


def ring_file() -> Path:
    """Where the keys of this site's audit are."""
    return workspace().audit_keys


@transaction.atomic
def record(*, by: object, what: str, about: str = "", **detail: object) -> AuditEvent:
    """Add one event; called inside the transaction of the write that it records. It carries the right of whoever acts.

    Raises: AuditKeysMissing where the keys that sealed the events before are not there.
    """
    return record_all(by=by, events=[AuditEvent(what=what, about=about, detail=detail)])[0]


@transaction.atomic
def record_all(*, by: object, events: Sequence[AuditEvent]) -> list[AuditEvent]:
    """Add several events by one person, in order, as `record` adds one. Raises AuditKeysMissing as it does.

    Takes: events that hold `what`, `about` and `detail`; the rest is filled in.
    """
    _one_at_a_time()
    head = AuditHead.objects.first()
    ring = _ring(head)
    missing = None
    if head is None and (last := AuditEvent.objects.order_by("-id").first()):
        head, missing = _head(ring, last), AuditEvent(by="goldthread", what=NO_HEAD)
    right = current.right_of(by)
    for event in events:
        event.by, event.right = str(by), right
    return _add(ring, head or AuditHead(), [missing, *events] if missing else list(events))[-len(events) :]


def _one_at_a_time() -> None:
    """SQLite writes one transaction at a time by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7001)")


def _ring(head: AuditHead | None) -> Ring:
    path = ring_file()
    if head is None and not path.exists() and not AuditEvent.objects.filter(key__gt=BY_SECRET_KEY).exists():
        return audit_keys.make(path)
    ring = audit_keys.load(path)
    if head is not None and (head.key not in ring.keys or ring.print(head.key) != head.print):
        raise AuditKeysMissing(
            f"The keys in {path} are not those that this site's audit was sealed with.",
            "Copy the file from where the site ran before, or from the copy kept with the workspace's key.",
        )
    return ring


def _add(ring: Ring, head: AuditHead, events: Sequence[AuditEvent]) -> list[AuditEvent]:
    for event in events:
        event.at, event.number, event.key, event.previous = timezone.now(), head.count + 1, ring.current, head.seal
        event.seal = seal_of(ring, event, event.previous)
        head = _head(ring, event, head)
    head.save()
    return AuditEvent.objects.bulk_create(events)


def _head(ring: Ring, event: AuditEvent, head: AuditHead | None = None) -> AuditHead:
    head = head or AuditHead()
    head.pk, head.count, head.seal = 1, event.number, event.seal
    head.key, head.print = ring.current, ring.print(ring.current)
    head.mark = mark_of(ring, head)
    return head


def seal_of(ring: Ring, event: AuditEvent, previous: str) -> str:
    """The keyed hash of an event and the one before it. Raises KeyError for a key that is not on the ring."""
    said: list[object] = [previous, event.at.isoformat(), event.by, event.what, event.about, event.detail]
    if event.key != BY_SECRET_KEY:
        said += [event.number, event.key]
    if event.right:  # events from before rights were recorded have none, and their seals stay as they are
        said.append(event.right)
    return ring.seal(event.key, json.dumps(said, sort_keys=True))


def mark_of(ring: Ring, head: AuditHead) -> str:
    """The keyed hash of the head."""
    return ring.seal(head.key, json.dumps(["head", head.count, head.seal, head.key]))


def seal_again(*, secret: str) -> None:
    """Number the events from before there was a ring, and give the chain its head. Harmless to repeat.

    Takes: the SECRET_KEY that sealed them. A migration calls it: it reads only columns that stood by then.
    """
    events = AuditEvent.objects.order_by("id")
    if AuditHead.objects.exists() or not events.exists():
        return
    ring = audit_keys.make(ring_file(), secret=secret)
    for number, event in enumerate(events.only("id").iterator(), 1):
        AuditEvent.objects.filter(pk=event.pk).update(number=number)
    _head(ring, AuditEvent.objects.only("number", "seal").order_by("-id")[0]).save()


@transaction.atomic
def rotate(*, by: object, lost: bool = False) -> int:
    """Seal with a fresh key from now on, and give its number.

    Takes: whether the ring is lost for good; then what was sealed before cannot be checked any more.
    Raises: AuditKeysMissing where it cannot be read and is not said to be lost.
    """
    _one_at_a_time()
    head, what = AuditHead.objects.first(), "audit key changed"
    try:
        _ring(head)
        ring = audit_keys.rotate(ring_file())
    except AuditKeysMissing:
        if not lost:
            raise
        ring, what = _begin_again(head), "audit keys lost"
    record(by=by, what=what, number=ring.current)
    return ring.current


def _begin_again(head: AuditHead | None) -> Ring:
    """A fresh ring in place of one that is lost; what is left of that is set aside, never overwritten."""
    path = ring_file()
    if path.exists():
        path.rename(path.with_name(f"{path.name}.{timezone.now():%Y%m%d%H%M%S}"))
    newest = AuditEvent.objects.order_by("-key").values_list("key", flat=True).first() or 0
    ring = audit_keys.make(path, first=max(newest, head.key if head else 0) + 1)
    if head:
        _relabel(ring, head)
    return ring


def _relabel(ring: Ring, head: AuditHead) -> None:
    head.key, head.print = ring.current, ring.print(ring.current)
    head.mark = mark_of(ring, head)
    head.save()

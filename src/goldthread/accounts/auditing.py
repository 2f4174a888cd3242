"""The audit chain: one event for each write, opaque references only, each sealed to the one before."""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from goldthread.accounts.models import AuditEvent


@transaction.atomic
def record(*, by: object, what: str, about: str = "", **detail: Any) -> AuditEvent:
    """Add one event; called inside the transaction of the write that it records."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7001)")
    last = AuditEvent.objects.order_by("-id").first()
    event = AuditEvent(
        at=timezone.now(), by=str(by), what=what, about=about, detail=detail, previous=last.seal if last else ""
    )
    event.seal = seal_of(event, event.previous)
    event.save()
    return event


def seal_of(event: AuditEvent, previous: str) -> str:
    """The keyed hash of an event and the one before it."""
    said = json.dumps([previous, event.at.isoformat(), event.by, event.what, event.about, event.detail], sort_keys=True)
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()

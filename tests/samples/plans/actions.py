"""Writes: a plan, its audit event and its publication, all or nothing."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from goldthread.plans import models
from goldthread.plans.nouns import Plan

from goldthread.accounts import auditing, outbox
from goldthread.vocabulary import WrongUsage


@transaction.atomic
def add(*, by: object, title: str, organisations: Sequence[str], asked_by: str = "") -> models.Plan:
    """Add a plan. Raises WrongUsage for one without a title."""
    title = title.replace("\x00", "").strip()[:200]
    if not slugify(title):
        raise WrongUsage("The plan needs a title.", "Write what it is called.")
    made = models.Plan.objects.create(
        key=slugify(title)[:60], title=title, organisations=list(organisations), asked_by=asked_by
    )
    auditing.record(by=by, what="plan added", about=str(made))
    outbox.publish(by=by, noun=Plan(key=made.key, title=title, organisations=tuple(organisations)))
    return made

"""Writes: a example, its audit event and its publication, all or nothing."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from goldthread.accounts import auditing, outbox
from goldthread.example_room import models
from goldthread.example_room.nouns import Example
from goldthread.vocabulary import WrongUsage


@transaction.atomic
def add(*, by: object, title: str, organisations: Sequence[str], asked_by: str = "") -> models.Example:
    """Add a example. Raises WrongUsage for one without a title, or with a title that is taken."""
    title = title.replace("\x00", "").strip()[:200]
    if not slugify(title):
        raise WrongUsage("The example needs a title.", "Write what it is called.")
    made, is_new = models.Example.objects.get_or_create(
        key=slugify(title)[:60], defaults={"title": title, "organisations": list(organisations), "asked_by": asked_by}
    )
    if not is_new:
        raise WrongUsage("There is an example of that title already.", "Give it another title.")
    auditing.record(by=by, what="example added", about=str(made))
    outbox.publish(by=by, noun=Example(key=made.key, title=title, organisations=tuple(organisations)))
    return made

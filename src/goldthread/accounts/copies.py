"""Copies of withdrawn words in what people typed: every text of every table is looked through.

An app's eraser takes out what it can; what repeats the words after that is named by its place, until somebody has
removed it, or said that it is not theirs.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.apps import apps
from django.db import models

from goldthread.accounts.models import AuditEvent
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import NotFound, WrongUsage
from goldthread.workspace.repeating import TELLING, CopyFinder, strings_in


REMOVED = "Removed: these words were withdrawn."
RENAMED = {"thread.stop": "thread.placeholder"}
"""Tables that had another name when places that may still wait were noted."""
TEXTS = (models.CharField, models.TextField, models.JSONField)


class TextPlace(NamedTuple):
    """Where a text is: its table, row and field."""

    model: type[models.Model]
    key: str
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label_lower}:{self.key}:{self.field}"


def texts_of(model: type[models.Model]) -> list[str]:
    """The fields of a table that hold text, but for the words that people told us: each of those is one person's."""
    told = getattr(model, "TOLD", ())
    return [one.name for one in model._meta.local_concrete_fields if isinstance(one, TEXTS) and one.name not in told]


def look(told: Sequence[str]) -> list[str]:
    """Places of every text of the site that repeats what somebody told."""
    wanted = CopyFinder(told)
    if not wanted:
        return []
    held = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return [str(one) for model in held for one in _of(model, wanted)]


def follow(workspace: WorkspaceLike, *, but: str = "") -> None:
    """Keep the places of what was made of a waiting copy meanwhile, such as a vote that was asked again.

    It may repeat only what stands around the withdrawn words: somebody looks at it.
    Takes: a place that is not theirs, of which nothing follows.
    """
    waiting = [one for one in workspace.withdrawals.waiting_places() if is_ours(one.place)]
    known = {one.place for one in waiting}
    for mark in sorted({one.mark for one in waiting}):
        texts = [_typed_at(one.place) for one in waiting if one.mark == mark and one.place != but]
        made = look([text for text in texts if len(text.split()) >= TELLING])
        workspace.withdrawals.follow_places(mark, sorted(set(made) - known))


def _typed_at(place: str) -> str:
    """The text that stands at a place; "" where it is gone, or one of many in a structure."""
    copy = found(place)
    value = copy and _value(copy)
    return value if isinstance(value, str) else ""


def _value(copy: TextPlace) -> object:
    return copy.model._base_manager.filter(pk=copy.key).values_list(copy.field, flat=True).first()


def _of(model: type[models.Model], wanted: CopyFinder) -> Iterator[TextPlace]:
    names = texts_of(model)
    if names:
        for key, *values in model._base_manager.values_list("pk", *names).iterator():
            for name, value in zip(names, values, strict=True):
                if wanted.repeated_in(*strings_in(value)):
                    yield TextPlace(model, str(key), name)


def found(place: str) -> TextPlace | None:
    """The text at a place; None where it is gone, or empty. Raises WrongUsage for what is no place of the site."""
    label, _, rest = place.partition(":")
    key, _, field = rest.rpartition(":")
    model = _table(label)
    if model is None or field not in texts_of(model):
        raise WrongUsage(f"{place} is no place of a copy.", "See `goldthread copies` for those that wait.")
    copy = TextPlace(model, key, field)
    value = _value(copy)
    return copy if value and value != REMOVED else None


def is_ours(place: str) -> bool:
    """Whether a place is one of the site's tables."""
    return _table(place.partition(":")[0]) is not None


def _table(label: str) -> type[models.Model] | None:
    """A table by its name, or by one that it had."""
    now = RENAMED.get(label, label)
    return next((one for one in apps.get_models() if one._meta.label_lower == now), None)


def settle_gone(workspace: WorkspaceLike) -> None:
    """Settle the places whose text is gone by now."""
    for one in workspace.withdrawals.waiting_places():
        if is_ours(one.place) and found(one.place) is None:
            workspace.withdrawals.settle_place(one.place)


def removable(copy: TextPlace) -> bool:
    """Whether a sentence can stand in the place of a copy: not in a key, nor in the audit, which is never changed."""
    field = copy.model._meta.get_field(copy.field)
    if not isinstance(field, models.CharField | models.TextField) or isinstance(field, models.SlugField):
        return False
    return not field.unique and not field.choices and copy.model is not AuditEvent


def put(copy: TextPlace, sentence: str) -> None:
    """Put a sentence in the place of a copy, as much of it as fits."""
    field = copy.model._meta.get_field(copy.field)
    most = (field.max_length if isinstance(field, models.Field) else None) or len(sentence)
    copy.model._base_manager.filter(pk=copy.key).update(**{copy.field: sentence[:most]})


def check_waits(workspace: WorkspaceLike, place: str) -> None:
    """Raises NotFound where no copy waits at a place."""
    if not any(one.place == place for one in workspace.withdrawals.waiting_places()):
        raise NotFound(f"No copy waits at {place}.", "See `goldthread copies` for those that do.")

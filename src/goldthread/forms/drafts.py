"""Drafts: kept in the database by person, acting right and wizard, so that a restart, or another tab, loses nothing."""

import json
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from goldthread.accounts.acting import Request
from goldthread.forms.models import Draft
from goldthread.vocabulary import NotFound


KEPT_FOR = timedelta(hours=24)
LARGEST = 200_000
"""Letters of one draft. More is not kept: it is still on the page that says what is wrong with it."""
GONE = "What you began is finished, or was more than 24 hours ago.", "Begin again."


def begin(request: Request, wizard: str) -> Draft:
    """A fresh draft. Those of anybody that are a day old are deleted."""
    Draft.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return Draft(person=request.user, right=_right(request), wizard=wizard)


def newest(request: Request, wizard: str) -> Draft | None:
    """The draft that somebody left last, under the right that they act under; None without one."""
    return _own(request, wizard).exclude(answers={}).order_by("-at", "-pk").first()


def forget(request: Request, wizard: str, token: str) -> None:
    """Delete a draft of whoever asks; one that there is not is deleted already."""
    _own(request, wizard).filter(token=token).delete()


def _own(request: Request, wizard: str) -> QuerySet[Draft]:
    since = timezone.now() - KEPT_FOR
    return Draft.objects.filter(person=request.user, right=_right(request), wizard=wizard, at__gte=since)


def find(request: Request, wizard: str, token: str, *, lock: bool = False) -> Draft:
    """A draft of whoever asks, begun under the right that they act under. Raises NotFound."""
    held = _own(request, wizard).filter(token=token)
    found = (held.select_for_update() if lock else held).first()
    if found is None:
        raise NotFound(*GONE)
    return found


def _right(request: Request) -> int:
    return request.acting.right.key if request.acting.right else 0


def keep(draft: Draft, step: str, typed: dict[str, list[str]]) -> None:
    """Keep what was typed in a step, right or wrong; the steps that another tab has changed meanwhile stay."""
    with transaction.atomic():
        newest = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        answers = {**(newest.answers if newest else {}), step: typed}
        if len(json.dumps(answers)) > LARGEST:
            return
        draft.answers = answers
        draft.save()


def typed_in(draft: Draft, step: str) -> QueryDict | None:
    """What was typed in a step, as a form takes it; None where nobody was there yet."""
    held: dict[str, list[str]] | None = draft.answers.get(step)
    if held is None:
        return None
    given = QueryDict(mutable=True)
    for name, values in held.items():
        given.setlist(name, values)
    return given

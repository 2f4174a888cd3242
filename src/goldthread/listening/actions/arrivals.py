"""Writes: a long file waits to be looked over, then to be brought in; the worker does both."""

import secrets
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from goldthread.accounts import auditing
from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Person
from goldthread.accounts.outgoing_mail import tell
from goldthread.listening.models import Arrival, Stage
from goldthread.vocabulary import NoRight, WrongUsage


FILE_LOOKED, FILE_IN, FILE_REFUSED = "file looked over", "file in", "file not taken"
WAITS = (Stage.ASKED, Stage.LOOKED)
"""Where a long file waits for its sender, who may still say what its columns are used for."""
UNDER_WAY = ("This file is already being worked on.", "Open its page to see the progress.")
WEEK = timedelta(days=7)


@transaction.atomic
def receive(*, by: Acting, token: str, size: int) -> Arrival:
    """A file has come that takes a while, and is to be looked over; harmless to repeat.

    Raises: NoRight for whoever acts under no right.
    """
    if by.person is None or by.right is None:
        raise NoRight("Your organisation has no part in the feedback here.")
    known = {"person": by.person, "right_id": by.right.key, "issuer": by.right.organisation, "size": size}
    made, fresh = Arrival.objects.get_or_create(token=token, defaults=known)
    if not fresh:
        return made
    auditing.record(by=by, what="long file received", about=str(made), size=size)
    transaction.on_commit(partial(_enqueue, "look", token))
    return made


@transaction.atomic
def bring_in(*, by: Person, arrival: Arrival, order: str = "") -> None:
    """Whoever sent it has looked, and wants it in. Raises WrongUsage where it is under way or in already."""
    changed = Arrival.objects.filter(pk=arrival.pk, stage=Stage.LOOKED).update(
        stage=Stage.BRING, order=order, rows=0, moved=timezone.now()
    )
    if not changed:
        raise WrongUsage(*UNDER_WAY)
    auditing.record(by=by, what="long file to be brought in", about=str(arrival))
    transaction.on_commit(partial(_enqueue, "bring", arrival.token))


@transaction.atomic
def leave(*, by: Person, arrival: Arrival) -> None:
    """Do not bring it in. Raises WrongUsage once it is under way."""
    gone, _ = Arrival.objects.filter(pk=arrival.pk).exclude(stage=Stage.BRING).delete()
    if not gone:
        raise WrongUsage("This file is already being imported.", "When it has been imported, you can undo it.")
    auditing.record(by=by, what="long file left", about=str(arrival))


def _enqueue(job: str, token: str) -> None:
    """By name, since the jobs themselves call these verbs."""
    import_string(f"goldthread.listening.jobs.{job}").enqueue(token)


@transaction.atomic
def begin_attempt(*, arrival: Arrival) -> str:
    """Name the batch under which a file is brought in now, so that a kill shows whether that attempt stands."""
    arrival.batch = secrets.token_hex(8)
    arrival.save(update_fields=["batch"])
    return arrival.batch


@transaction.atomic
def looked_over(*, arrival: Arrival, rows: int) -> None:
    """The worker has looked a file over; whoever sent it decides."""
    _move(arrival, Stage.LOOKED, of=rows, rows=rows)
    tell(by="worker", person=arrival.person, kind=FILE_LOOKED, about=str(arrival), rows=rows)


@transaction.atomic
def ask_columns(*, arrival: Arrival, sentence: str) -> None:
    """The worker could not tell what a file's columns hold; whoever sent it may say."""
    _move(arrival, Stage.ASKED, refusal=sentence[:1000])
    tell(by="worker", person=arrival.person, kind=FILE_LOOKED, about=str(arrival), rows=0)


def must_wait(arrival: Arrival) -> None:
    """Raises WrongUsage unless a long file waits for its sender."""
    if arrival.stage not in WAITS:
        raise WrongUsage(*UNDER_WAY)


@transaction.atomic
def look_again(*, by: Acting, arrival: Arrival) -> None:
    """Look a long file over once more, now that somebody has said what its columns are used for.

    Raises: WrongUsage where it is under way or in already.
    """
    changed = Arrival.objects.filter(pk=arrival.pk, stage__in=WAITS).update(
        stage=Stage.LOOK, refusal="", rows=0, of=0, moved=timezone.now()
    )
    if not changed:
        raise WrongUsage(*UNDER_WAY)
    auditing.record(by=by, what="long file to be looked over again", about=str(arrival))
    transaction.on_commit(partial(_enqueue, "look", arrival.token))


@transaction.atomic
def kept(*, arrival: Arrival, rows: int) -> None:
    """The worker has brought a file in."""
    auditing.record(by=arrival.person, what="file imported", about=f"batch:{arrival.batch}", kept=rows)
    _move(arrival, Stage.KEPT, kept=rows, rows=arrival.of)
    tell(by="worker", person=arrival.person, kind=FILE_IN, about=str(arrival), rows=rows)


@transaction.atomic
def refuse(*, arrival: Arrival, sentence: str) -> None:
    """The worker could not take a file, for a reason that people are told."""
    auditing.record(by=arrival.person, what="file refused", about=str(arrival))
    _move(arrival, Stage.REFUSED, refusal=sentence[:1000])
    tell(by="worker", person=arrival.person, kind=FILE_REFUSED, about=str(arrival))


@transaction.atomic
def lapse(*, arrival: Arrival, sentence: str) -> None:
    """The worker did not take a file, since the right that it was sent under does not hold any more."""
    auditing.record(by=arrival.person, what="file refused", about=str(arrival), reason="right lapsed")
    _move(arrival, Stage.LAPSED, refusal=sentence)
    tell(by="worker", person=arrival.person, kind=FILE_REFUSED, about=str(arrival))


def _move(arrival: Arrival, stage: Stage, **known: object) -> None:
    Arrival.objects.filter(pk=arrival.pk).update(stage=stage, moved=timezone.now(), **known)


def forget_old() -> int:
    """Forget what ended a week ago, and what waited so long that its file is gone."""
    return Arrival.objects.filter(moved__lt=timezone.now() - WEEK).delete()[0]

"""What the worker does: look a long file over, bring it in. Each may be killed at any moment and is begun again."""

import time
from collections.abc import Callable

from django_tasks import task

from goldthread.accounts.opened import workspace
from goldthread.listening import actions
from goldthread.listening.models import Arrival, Stage
from goldthread.vocabulary import PlainError
from goldthread.workspace import Workspace


EVERY = 1.0


@task()
def look(token: str) -> None:
    """Walk the whole way in with a file, and keep nothing but what whoever sent it is shown."""
    arrival = Arrival.objects.filter(token=token, stage=Stage.LOOK).first()
    if arrival is None:
        return
    try:
        seen = workspace().look_at_upload(token, issuer=arrival.issuer, progress=_counting(arrival))
    except PlainError as error:
        actions.refuse(arrival=arrival, sentence=str(error))
        return
    workspace().uploads.keep_look(token, seen)
    actions.looked_over(arrival=arrival, rows=seen.account.rows_read)


@task()
def bring(token: str) -> None:
    """Bring a file in; where an earlier attempt was killed after its batch stood, that one is taken as it is."""
    arrival = Arrival.objects.filter(token=token, stage=Stage.BRING).first()
    if arrival is None:
        return
    held = workspace()
    if (standing := _standing(held, arrival.batch)) is not None:
        held.uploads.drop(token)
        actions.kept(arrival=arrival, rows=standing)
        return
    held.uploads.drop_mend(arrival.batch)
    batch = actions.begin_attempt(arrival=arrival)
    try:
        done = held.gather_upload(
            token, issuer=arrival.issuer, by=str(arrival.person), date_order=arrival.order, batch=batch,
            progress=_counting(arrival),
        )  # fmt: skip
    except PlainError as error:
        actions.refuse(arrival=arrival, sentence=str(error))
        return
    if done.error:
        actions.refuse(arrival=arrival, sentence=done.error)
    else:
        actions.kept(arrival=arrival, rows=done.kept)


def _standing(held: Workspace, batch: str) -> int | None:
    """How many rows a batch kept, if it stands."""
    lines = (line for line in held.store.lines().standing if line.batch == batch and batch)
    return next((int(line.account["kept"]) for line in lines), None)


def _counting(arrival: Arrival) -> Callable[[str, int], None]:
    """Notes how far a file is, about once a second."""
    said = [0.0]

    def count(_: str, rows: int) -> None:
        if time.monotonic() - said[0] >= EVERY:
            said[0] = time.monotonic()
            Arrival.objects.filter(pk=arrival.pk).update(rows=rows)

    return count

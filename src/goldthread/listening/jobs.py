"""What the worker does: look a long file over, bring it in. Each may be killed at any moment and is begun again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django_tasks import task

from goldthread.accounts import current
from goldthread.accounts.lapsed import chosen
from goldthread.accounts.opened import workspace
from goldthread.intake import NotRecognised
from goldthread.listening import actions
from goldthread.listening.lapsed import RightLapsed
from goldthread.listening.models import Arrival, Stage
from goldthread.listening.queries import may_still_import
from goldthread.vocabulary import PlainError
from goldthread.workspace import Workspace


EVERY = 1.0


@task()
def look(token: str) -> None:
    """Walk the whole way in with a file, and keep nothing but what whoever sent it is shown."""
    arrival = Arrival.objects.filter(token=token, stage=Stage.LOOK).first()
    if arrival is None:
        return
    work = Work(arrival)
    with work.under_its_right():
        work.must_still_hold()
        try:
            seen = workspace().imports.look_at_upload(
                token, issuer=arrival.issuer, progress=work.note, unsure_waits=True
            )
        except NotRecognised as unsure:
            actions.ask_columns(arrival=arrival, sentence=unsure.sentence)
            return
        workspace().uploads.keep_look(token, seen)
        actions.looked_over(arrival=arrival, rows=seen.account.rows_read)


@task()
def bring(token: str) -> None:
    """Bring a file in; where an earlier attempt was killed after its batch stood, that one is taken as it is."""
    arrival = Arrival.objects.filter(token=token, stage=Stage.BRING).first()
    if arrival is None:
        return
    held, work = workspace(), Work(arrival)
    with work.under_its_right():
        if (standing := _standing(held, arrival.batch)) is not None:
            held.uploads.drop(token)
            actions.kept(arrival=arrival, rows=standing)
            return
        held.uploads.drop_mend(arrival.batch)
        work.must_still_hold()
        done = held.imports.gather_upload(
            token,
            issuer=arrival.issuer,
            by=str(arrival.person),
            date_order=arrival.order,
            batch=actions.begin_attempt(arrival=arrival),
            progress=work.note,
        )
        if done.error:
            raise work.lapsed or PlainError(done.error)
        actions.kept(arrival=arrival, rows=done.kept)


def _standing(held: Workspace, batch: str) -> int | None:
    """How many rows a batch kept, if it stands."""
    lines = (line for line in held.store.lines().standing if line.batch == batch and batch)
    return next((int(line.account["kept"]) for line in lines), None)


class Work:
    """One file at work, under the right that it was sent under; `lapsed` is why that stopped it."""

    def __init__(self, arrival: Arrival) -> None:
        self._arrival, self._said = arrival, 0.0
        self.lapsed: RightLapsed | None = None

    @contextmanager
    def under_its_right(self) -> Iterator[None]:
        """Within the block the audit knows the right; what stops the work is told to people, and nothing is kept."""
        key = self._arrival.right_id
        with current.during(lambda: (str(self._arrival.person), f"right:{key}" if key else "")):
            try:
                yield
            except RightLapsed as error:
                workspace().uploads.drop(self._arrival.token)
                actions.lapse(arrival=self._arrival, sentence=str(error))
            except PlainError as error:
                actions.refuse(arrival=self._arrival, sentence=str(error))

    def must_still_hold(self) -> None:
        """Raises RightLapsed unless its sender may still bring it in, asked of the database as it is now."""
        key = self._arrival.right_id
        if may_still_import(str(self._arrival.person), key, self._arrival.issuer):
            return
        role = chosen(self._arrival.person, key)
        self.lapsed = RightLapsed(role.name if role else "")
        raise self.lapsed

    def note(self, _: str, rows: int) -> None:
        """Note how far it is, about once a second. Raises RightLapsed: then nothing of the file is kept."""
        if time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            self.must_still_hold()
            Arrival.objects.filter(pk=self._arrival.pk).update(rows=rows)

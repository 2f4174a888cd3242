"""Writes: a file that waits is looked at and kept, an import is undone, rows to mend are read."""

import secrets
import zlib
from typing import Any

from django.db import connection, transaction

from goldthread.accounts import auditing, outbox
from goldthread.accounts.acting import Acting
from goldthread.intake import LookedOver, NotRecognised, TakesLonger
from goldthread.listening.lapsed import RightLapsed
from goldthread.listening.queries import may_still_import
from goldthread.vocabulary import Account, NotFound, PlainError, WrongUsage
from goldthread.workspace import Workspace


IMPORT, UNDO = "import", "undo"


def look_at(
    *, by: object, workspace: Workspace, token: str, issuer: str, order: str = "", within: float = 0.0
) -> LookedOver:
    """What would become of a file that waits; nothing is kept. A file that cannot be read is refused, and is gone.

    Takes: how many seconds somebody waits for it, 0 where nobody does.
    Raises: NotFound where none waits, TakesLonger, NotRecognised (then the file waits on, so that somebody can say
    what its columns are), else PlainError with the reason.
    """
    try:
        return workspace.imports.look_at_upload(
            token, issuer=issuer, date_order=order, within=within, unsure_waits=True
        )
    except (NotFound, TakesLonger, NotRecognised):
        raise
    except PlainError:
        with transaction.atomic():
            auditing.record(by=by, what="file refused")
        raise


def keep_upload(*, by: Acting | str, workspace: Workspace, token: str, issuer: str, order: str = "") -> Account:
    """Bring in a file that waits, under a batch that is named before, so that a kill shows whether it stands.

    Takes: by whom, a person under the right that they act with, or a word for what no person does.
    Gives: its account; that of a refused file has an error. Raises: NotFound where none waits, WrongUsage where it is
    being brought in already, outbox.Waits.
    """
    right = by.right.key if isinstance(by, Acting) and by.right is not None else None
    batch = secrets.token_hex(8)
    with transaction.atomic():
        _claim(token)
        workspace.uploads.label(token)
        auditing.record(by=by, what="file to be imported", about=f"batch:{batch}")
        asked = {"token": token, "issuer": issuer, "order": order, "batch": batch, "right": right}
        posted = outbox.put(by=by, kind=IMPORT, key=token, payload=asked, workspace=workspace)
    posted.check()
    done: Account = posted.outcome
    return done


def _claim(token: str) -> None:
    """Be the one who brings a file in: the database lets one transaction after another look whether it is asked for.

    SQLite writes one transaction at a time by itself, since each begins as one that writes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7002, %s)", [zlib.crc32(token.encode()) - 2**31])
    if outbox.waiting(f"{IMPORT}:{token}"):
        raise WrongUsage("This file is being imported already.", "Look at the list of files in a minute.")


def deliver_import(workspace: Workspace, by: str, asked: dict[str, Any]) -> Account:
    """Bring the file in, unless a killed attempt has done so already, or its sender may not any more.

    What was asked for before rights were noted goes by what held then.
    """
    line = next((one for one in workspace.store.lines().standing if one.batch == asked["batch"]), None)
    if line is not None:
        workspace.uploads.drop(asked["token"])
        counted = {name: line.account[name] for name in ("rows_read", "kept", "duplicates", "set_aside", "reasons")}
        return Account(file=line.file, batch=line.batch, source=line.kind, **counted)
    workspace.uploads.drop_mend(asked["batch"])
    if asked.get("right") is not None and not may_still_import(by, asked["right"], asked["issuer"]):
        workspace.uploads.drop(asked["token"])
        return Account(file="", error=str(RightLapsed()))
    try:
        return workspace.imports.gather_upload(
            asked["token"], issuer=asked["issuer"], by=by, date_order=asked["order"], batch=asked["batch"]
        )
    except NotFound as gone:  # it waited for longer than a file may
        return Account(file="", error=str(gone))


@transaction.atomic
def imported(by: str, asked: dict[str, Any], done: Account) -> None:
    """Record what became of a file."""
    auditing.record(
        by=by,
        what="file imported",
        about=f"batch:{asked['batch']}",
        kept=done.kept,
        set_aside=done.set_aside,
        refused=bool(done.error),
    )


def undo_import(*, by: object, workspace: Workspace, batch: str) -> Any:
    """Take an import back, whole; gives what was undone. Raises: NotFound where none stands, outbox.Waits."""
    if batch not in workspace.store.lines().standing_ids:
        raise NotFound("There is no such import, or it was undone already.")
    with transaction.atomic():
        auditing.record(by=by, what="import to be undone", about=f"batch:{batch}")
        posted = outbox.put(by=by, kind=UNDO, key=batch, payload={"batch": batch}, workspace=workspace)
    posted.check()
    return posted.outcome


def deliver_undo(workspace: Workspace, by: str, asked: dict[str, Any]) -> Any:
    """Take the batch back, unless a killed attempt has done so already; then there is nothing to give."""
    if asked["batch"] in workspace.store.lines().undone:
        workspace.maintenance.tidy()
        return None
    return workspace.imports.undo(asked["batch"], by=by)


@transaction.atomic
def undone(by: str, asked: dict[str, Any], done: Any) -> None:
    """Record that an import was taken back."""
    auditing.record(by=by, what="import undone", about=f"batch:{asked['batch']}", rows=done.rows if done else None)


@transaction.atomic
def read_rows_to_mend(*, by: object, workspace: Workspace, batch: str) -> str:
    """The rows to mend of an upload, as CSV; the reading is recorded. Raises NotFound where there are none."""
    rows = workspace.uploads.mend(batch)
    auditing.record(by=by, what="rows to mend read", about=f"batch:{batch}")
    return rows

"""Writes: somebody says what the columns of a waiting file are, for this file or for every one that has the same."""

from collections.abc import Sequence

from django.db import transaction

from goldthread.accounts import auditing, outbox
from goldthread.accounts.acting import Acting
from goldthread.intake import ColumnUse
from goldthread.workspace import Workspace


def read_as(
    *, by: Acting, workspace: Workspace, token: str, uses: Sequence[ColumnUse], issuer: str, remember: bool
) -> None:
    """Let a waiting file be read with its columns used as somebody says, and remember that for others like it.

    Takes: the use of each column; for which organisation. Raises: NotFound, WrongUsage, outbox.Waits.
    """
    profile = workspace.imports.read_upload_as(token, uses, issuer=issuer)
    if not remember:
        return
    with transaction.atomic():
        auditing.record(by=by, what="columns of files set", about=f"organisation:{issuer}", columns=len(uses))
        posted = outbox.publish(by=by, noun=profile, workspace=workspace)
    posted.check()


__all__ = ["read_as"]

"""Imports with their account: every row read is kept, a duplicate, or a row to mend."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.rules import Role
from goldthread.listening import actions
from goldthread.listening.queries import on_their_way
from goldthread.vocabulary import NotFound, PlainError
from goldthread.web.listen.forms import Upload
from goldthread.web.listen.presenters.placing import whose
from goldthread.web.listen.presenters.reasons import said_reasons
from goldthread.web.opened import workspace
from goldthread.web.rights import may_count, standing_imports, theirs
from goldthread.workspace.to_fix import rows_to_fix


def imports(request: Request) -> HttpResponse:
    """What was brought in, newest first."""
    return render(request, "listen/imports.html", shown_imports(request))


def shown_imports(request: Request) -> dict[str, object]:
    """The imports that whoever asks may see, newest first."""
    scope = request.acting.scope()
    lines = workspace().imports.batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    seen = [line for line in lines if line.what == "import" and theirs(line, scope)]
    coming = [{"label": _label(one.token), "arrival": one} for one in on_their_way(request.acting)]
    counted = {line.batch for line in seen if may_count(line, scope)}
    return {
        "lines": seen,
        "counted": counted,
        "undone": undone,
        "form": Upload().limited(settings.UPLOAD_LIMIT // 1_000_000),
        "coming": coming,
    }


def _label(token: str) -> str:
    try:
        return workspace().uploads.label(token)
    except NotFound:
        return "A file that was left too long"


def _line(request: Request, batch: str) -> Any:
    scope = request.acting.scope()
    for line in workspace().imports.batches():
        if line.what == "import" and line.batch == batch and theirs(line, scope):
            return line
    raise NotFound("There is no such import, or you do not have access to it.")


def account(request: Request, batch: str) -> HttpResponse:
    """The account of one import."""
    line = _line(request, batch)
    standing = batch in workspace().store.lines().standing_ids
    reasons = said_reasons(line.account.get("reasons", {}))
    names = line.account.get("placed", {}), line.account.get("left", {})
    own = request.acting.right.organisation if request.acting.right else ""
    placed = whose(*names, workspace().published.directory(), own)
    shown = {"line": line, "standing": standing, "reasons": reasons, "has_mend": _has_mend(batch), "whose": placed}
    counted = may_count(line, request.acting.scope())
    shown["reviewed"] = queries.is_anybody(Role.GOVERNANCE, own)
    shown["left"] = rows_to_fix(standing_imports(request.acting.scope())).get(batch, 0)
    return render(request, "listen/account.html", shown | {"counted": counted})


def _has_mend(batch: str) -> bool:
    """Whether the rows to mend of an import can still be fetched here."""
    try:
        return bool(workspace().uploads.mend(batch))
    except PlainError:
        return False


def undo(request: Request, batch: str) -> HttpResponse:
    """Take one import back, whole."""
    _line(request, batch)
    done = actions.undo_import(by=request.user, workspace=workspace(), batch=batch)
    messages.success(
        request, f"The import was undone: {done.rows:,} rows removed, {done.restored:,} older rows restored."
    )
    for file in done.rested_on_it:
        messages.info(request, f"{file} held the same rows. Import it again if you want them.")
    return redirect("imports")


def mend(request: Request, batch: str) -> HttpResponse:
    """The rows to mend of an upload, as a file that can be put right and brought in again."""
    _line(request, batch)
    rows = actions.read_rows_to_mend(by=request.user, workspace=workspace(), batch=batch)
    response = HttpResponse("\ufeff" + rows, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="rows-to-mend-{batch}.csv"'
    return response

"""Imports with their account: every row read is kept, a duplicate, or a row to mend."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldthread.accounts import auditing, queries
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import NoRight, NotFound, PlainError
from goldthread.web.home import has_mend
from goldthread.web.opened import workspace
from goldthread.web.rights import needs, scope_of, theirs


REASONS = {
    "date": "The date can be read two ways, or not at all.",
    "language": "It is written in a language that we cannot make safe yet.",
    "ragged": "It has more cells than the table has columns.",
    "note": "It is a note, not an answer.",
    "repeated header": "It repeats the headings.",
    "nothing in it": "There is no answer in it.",
    "withdrawn": "This person has withdrawn their words.",
}


@require_safe
@needs(Permission.SEE_IMPORTS)
def imports(request: HttpRequest) -> HttpResponse:
    """What was brought in, newest first."""
    scope = scope_of(request)
    lines = workspace().batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    seen = [line for line in lines if line.what == "import" and theirs(line, scope)]
    shown = {"lines": seen, "undone": undone, "limit": settings.UPLOAD_LIMIT // 1_000_000}
    return render(request, "listen/imports.html", shown)


def _line(request: HttpRequest, batch: str) -> Any:
    scope = scope_of(request)
    for line in workspace().batches():
        if line.what == "import" and line.batch == batch and theirs(line, scope):
            return line
    raise NotFound("There is no such import, or it is not yours to see.")


@require_safe
@needs(Permission.SEE_IMPORTS)
def account(request: HttpRequest, batch: str) -> HttpResponse:
    """The account of one import."""
    line = _line(request, batch)
    standing = batch in workspace().store.lines().standing_ids
    reasons = [(REASONS.get(name, name), count) for name, count in sorted(line.account.get("reasons", {}).items())]
    return render(
        request, "listen/account.html",
        {"line": line, "standing": standing, "reasons": reasons, "has_mend": has_mend(batch)},
    )  # fmt: skip


@require_POST
@needs(Permission.IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Bring one file in: sealed while it waits, gone when its batch ends."""
    right = queries.first_right(request.user)  # type: ignore[arg-type]
    if right is None:
        raise NoRight("You have no part in what is held here.")
    file = request.FILES.get("file")
    if request.META.get("goldthread.too_large"):
        raise PlainError(
            f"The file is larger than {settings.UPLOAD_LIMIT // 1_000_000} MB.", "Import it on the server."
        )
    if file is None:
        messages.error(request, "Choose a file first, then press “Bring it in”.")
        return redirect("imports")
    held = workspace()
    token = held.uploads.hold(file.name or "upload", file.chunks())
    done = held.gather_upload(token, issuer=right.organisation, by=str(request.user))
    auditing.record(by=request.user, what="file imported", about=f"batch:{done.batch}", kept=done.kept,
                    set_aside=done.set_aside, refused=bool(done.error))  # fmt: skip
    if done.error:
        return render(request, "listen/refused.html", {"account": asdict(done)}, status=400)
    if not theirs(next(line for line in held.batches() if line.batch == done.batch), scope_of(request)):
        messages.success(request, f"{done.kept:,} rows were kept. They belong to an organisation that is not yours.")
        return redirect("imports")
    return redirect("account", batch=done.batch)


@require_POST
@needs(Permission.UNDO)
def undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Take one import back, whole."""
    _line(request, batch)
    done = workspace().undo(batch, by=str(request.user))
    auditing.record(by=request.user, what="import undone", about=f"batch:{batch}", rows=done.rows)
    messages.success(
        request, f"The import was taken back: {done.rows:,} rows are gone, {done.restored:,} older ones are back."
    )
    for file in done.rested_on_it:
        messages.info(request, f"{file} held the same rows. Import it again if you want them.")
    return redirect("imports")


@require_safe
@needs(Permission.IMPORT)
def mend(request: HttpRequest, batch: str) -> HttpResponse:
    """The rows to mend of an upload, as a file that can be put right and brought in again."""
    _line(request, batch)
    auditing.record(by=request.user, what="rows to mend read", about=f"batch:{batch}")
    response = HttpResponse("\ufeff" + workspace().uploads.mend(batch), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="rows-to-mend-{batch}.csv"'
    return response

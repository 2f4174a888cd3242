"""Bringing a file in: it waits sealed while somebody looks it over, and goes when it is kept, left or a day old."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from goldthread.accounts.acting import Request
from goldthread.accounts.rules import HeldRight
from goldthread.forms.form import Given
from goldthread.forms.sent import form_of
from goldthread.intake import LookedOver, NotRecognised, TakesLonger
from goldthread.listening import actions as arrivals
from goldthread.listening import worker
from goldthread.listening.models import Arrival, Stage
from goldthread.listening.queries import arrival as arrival_of
from goldthread.vocabulary import NoRight, NotFound, PlainError
from goldthread.web.listen.forms import YES, CarriedOrder, Columns, KeepAnyway, Order, Upload, asked
from goldthread.web.listen.presenters.found import parts_found
from goldthread.web.listen.presenters.placing import whose
from goldthread.web.listen.presenters.reasons import said_reasons
from goldthread.web.opened import workspace
from goldthread.web.rights import held_import, theirs
from goldthread.web.understand.presenters.passages import parts


WAITING = "waiting_files"
TOO_LARGE = "The file is larger than {} MB. Ask for it to be imported on the server"


def upload(request: Request) -> HttpResponse:
    """Seal a file while it waits, and show what it is before anything is kept."""
    form = Upload.of(request).limited(settings.UPLOAD_LIMIT // 1_000_000)
    if request.META.get("goldthread.too_large"):
        form.say("file", TOO_LARGE.format(settings.UPLOAD_LIMIT // 1_000_000))
    token = form.done(lambda given: _hold(request, given["file"]))
    return redirect("preview", token=token) if token else _again(request, form)


def _hold(request: Request, file: UploadedFile) -> str:
    """Seal a file; the token of it, while it waits for this session, or for the worker where it is long."""
    token = workspace().uploads.hold(file.name or "upload", file.chunks())
    if (file.size or 0) > settings.LONG_UPLOAD:
        arrivals.receive(by=request.acting, token=token, size=file.size or 0)
    else:
        _remember(request, token)
    return token


def _again(request: Request, form: Upload) -> HttpResponse:
    from goldthread.web.listen.views.imports import shown_imports  # the page that the form stands on

    return render(request, "listen/imports.html", shown_imports(request) | {"form": form}, status=400)


def _remember(request: Request, token: str) -> None:
    """Note that this session sent a file while acting as it does; its newest ten are remembered."""
    waiting = request.session.get(WAITING, [])[-9:]
    request.session[WAITING] = [*waiting, [_right(request).key, token]]


def _waiting(request: Request, token: str) -> str:
    """The token, where this very session sent the file under the right that it acts under now. Raises NotFound."""
    if [_right(request).key, token] not in request.session.get(WAITING, []):
        raise NotFound("That file is no longer here.", "Choose it again.")
    return token


def _right(request: Request) -> HeldRight:
    right = request.acting.right
    if right is None:
        raise NoRight("Your organisation has no part in the feedback here.")
    return right


def _issuer(request: Request) -> str:
    return _right(request).organisation


def _order(given: QueryDict | None) -> str:
    """The order of dates that was asked for; "" for none, or for one that there is not."""
    form = Order(given)
    return str(form.cleaned_data["order"]) if form.is_valid() else ""


def preview(request: Request, token: str) -> HttpResponse:
    """What the file is, what would become of each row, and the first answers with identities out already."""
    if long := arrival_of(request.acting, token):
        return _long(request, long)
    order = _order(request.GET)
    seen = _looked(request, token, order)
    if isinstance(seen, HttpResponse):
        return seen
    return render(request, "listen/preview.html", _seen(request, token, seen, order))


def _looked(request: Request, token: str, order: str) -> LookedOver | HttpResponse:
    """What was seen of a file; or the page that says that it waits for the worker, or why it is refused."""
    try:
        seen = arrivals.look_at(
            by=request.acting,
            workspace=workspace(),
            token=_waiting(request, token),
            issuer=_issuer(request),
            order=order,
            within=settings.LOOK_SECONDS,
        )
    except NotFound:
        raise
    except TakesLonger:
        return _goes_on(request, token)
    except NotRecognised as error:
        form = Columns().about(workspace().imports.columns_of_upload(token))
        return _unsure(request, token, form, error.sentence)
    except PlainError as error:
        return render(request, "listen/refused.html", {"error": str(error)}, status=400)
    workspace().uploads.keep_look(token, seen)
    return seen


def _unsure(request: Request, token: str, form: Columns, why: str = "") -> HttpResponse:
    """The page that asks what a file's columns are, where software cannot tell or what was chosen is wrong."""
    shown = {"token": token, "form": form, "why": why, "words": form.has_words()}
    return render(request, "listen/columns.html", shown, status=400)


def columns(request: Request, token: str) -> HttpResponse:
    """Read a waiting file with its columns used as somebody says; a long one is looked over again by the worker."""
    long = arrival_of(request.acting, token)
    held = workspace().imports.columns_of_upload(long.token if long else _waiting(request, token))
    form = Columns.of(request).about(held)

    def read(given: Given) -> bool:
        if long:
            arrivals.must_wait(long)
        arrivals.read_as(
            by=request.acting,
            workspace=workspace(),
            token=token,
            uses=form.uses(),
            issuer=_issuer(request),
            remember=bool(given["remember"]),
        )
        if long:
            arrivals.look_again(by=request.acting, arrival=long)
        return True

    return redirect("preview", token=token) if form.done(read) else _unsure(request, token, form)


def _goes_on(request: Request, token: str) -> HttpResponse:
    """The worker looks at it, and the page says how far it is."""
    size = workspace().uploads.size(token)
    arrivals.receive(by=request.acting, token=token, size=size)
    return redirect("preview", token=token)


def _seen(request: Request, token: str, seen: LookedOver, order: str = "") -> dict[str, object]:
    account = seen.account
    return {
        "token": token,
        "seen": seen,
        "account": account,
        "order": Order({"order": order}),
        "kept": CarriedOrder(initial={"order": order}),
        "asked": asked(seen.two_ways),
        "held": held_import(seen.held, request.acting.scope()),
        "anyway": KeepAnyway(initial={"count_again": YES}),
        "whose": whose(account.placed, account.left, workspace().published.directory(), _issuer(request)),
        "columns": Columns().about(seen.columns) if seen.columns else None,
        "found": parts_found(seen.found),
        "reasons": said_reasons(seen.account.reasons),
        "first": [{"one": one, "parts": parts(one)} for one in seen.first],
    }


def _long(request: Request, arrival: Arrival) -> HttpResponse:
    """A long file, where it stands: how far it is, what was seen of it, or what became of it."""
    uploads = workspace().uploads
    if arrival.stage in (Stage.REFUSED, Stage.LAPSED):
        return render(request, "listen/refused.html", {"error": arrival.refusal}, status=400)
    if arrival.stage == Stage.ASKED:
        form = Columns().about(workspace().imports.columns_of_upload(arrival.token))
        return _unsure(request, arrival.token, form, arrival.refusal)
    if arrival.stage == Stage.LOOKED:
        shown = _seen(request, arrival.token, uploads.seen(arrival.token)) | {"long": True}
        return render(request, "listen/preview.html", shown)
    scope = request.acting.scope()
    mine = any(line.batch == arrival.batch and theirs(line, scope) for line in workspace().imports.batches())
    shown = {
        "arrival": arrival,
        "mine": mine,
        "label": uploads.label(arrival.token) if arrival.under_way else "",
        "worked": worker.is_there(settings.WORKSPACE),
        "looking": arrival.stage == Stage.LOOK,
    }
    return render(request, "listen/arrival.html", shown)


def keep(request: Request, token: str) -> HttpResponse:
    """Bring the waiting file in; a long one waits for the worker."""
    long = arrival_of(request.acting, token)
    if not _may_count(request, long.token if long else _waiting(request, token)):
        return redirect("preview", token=token)
    if long:
        arrivals.bring_in(by=request.user, arrival=long, order=_order(form_of(request)))
        return redirect("preview", token=token)
    held, order = workspace(), _order(form_of(request))
    if not held.uploads.was_looked_at(_waiting(request, token)):
        seen = _looked(request, token, order)  # whoever sends without looking waits no longer either
        if isinstance(seen, HttpResponse):
            return seen
    done = arrivals.keep_upload(
        by=request.acting, workspace=held, token=_waiting(request, token), issuer=_issuer(request), order=order
    )
    if done.error:
        return render(request, "listen/refused.html", {"error": done.error}, status=400)
    if not theirs(next(line for line in held.imports.batches() if line.batch == done.batch), request.acting.scope()):
        messages.success(request, f"{done.kept:,} rows were stored. They belong to an organisation that is not yours.")
        return redirect("imports")
    messages.success(request, f"{done.kept:,} rows were kept.")
    return redirect("account", batch=done.batch)


def _may_count(request: Request, token: str) -> bool:
    """Whether a file's answers are new, as far as was seen, or somebody says that they are to be counted."""
    uploads = workspace().uploads
    if not uploads.was_looked_at(token) or uploads.seen(token).held is None:
        return True
    if KeepAnyway.of(request).done(lambda given: given["count_again"] == YES):
        uploads.count_again(token)
    return uploads.may_count_again(token)


def leave(request: Request, token: str) -> HttpResponse:
    """Do not bring the waiting file in: destroy it."""
    if long := arrival_of(request.acting, token):
        arrivals.leave(by=request.user, arrival=long)
    workspace().uploads.drop(long.token if long else _waiting(request, token))
    messages.info(request, "The file was not imported, and has been deleted from here.")
    return redirect("imports")

"""Joiners and leavers from a CSV file: it waits sealed, is previewed line by line, and only then changes anything.

What would become of each line is found out once, when the file is sent, and waits sealed with it: the preview reads
that, and writes nothing.
"""

import csv
import io
import json

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldthread.accounts.acting import Request
from goldthread.accounts.directory import access, staff_list, staffing
from goldthread.accounts.directory.staff_list import COLUMNS, LARGEST, StaffList
from goldthread.accounts.mail import links
from goldthread.accounts.opened import workspace
from goldthread.vocabulary import NotFound, UnreadableFile
from goldthread.vocabulary.only_text import in_cell
from goldthread.web.people.forms import Kept, StaffFile
from goldthread.web.people.views.people import places


WAITING = "staff_lists"
Link = tuple[staffing.Outcome, str]
TOO_LARGE = f"The file is larger than {LARGEST // 1_000_000} MB. Split it."


def upload(request: Request) -> HttpResponse:
    """Choose a file; it is read and tried, and waits sealed until its preview is confirmed or left."""
    form = StaffFile.of(request)
    if request.META.get("goldthread.too_large"):
        form.say("file", TOO_LARGE)
    held = form.done(lambda given: _read(given["file"]), UnreadableFile="file")
    if held:
        return _hold(request, *held)
    shown = {"form": form, "columns": COLUMNS, "places": places(request)}
    return render(request, "people/list.html", shown, status=400 if form.is_bound else 200)


def _read(file: UploadedFile) -> tuple[str, bytes, StaffList]:
    """A list that was sent: its name, what is in it, and its lines. Raises UnreadableFile."""
    if (file.size or 0) > LARGEST:
        raise UnreadableFile(TOO_LARGE)
    data = file.read()
    return file.name or "list.csv", data, staff_list.read(data)


def _hold(request: Request, name: str, data: bytes, listed: StaffList) -> HttpResponse:
    uploads = workspace().uploads
    token, seen = uploads.hold(name, [data]), uploads.hold("preview", [json.dumps(_tried(request, listed)).encode()])
    request.session[WAITING] = [*request.session.get(WAITING, [])[-4:], [token, _as(request), seen]]
    return redirect("people_list_preview", token=token)


def _tried(request: Request, listed: StaffList) -> dict[str, object]:
    """What would become of each line; and where one would end a last administrator, of each with that line, too."""
    first = _seen(request, listed, sure=False)
    also = {"sure": _seen(request, listed, sure=True)} if first["last_administrator"] else {}
    return {"notes": listed.notes, "": first, **also}


def _seen(request: Request, listed: StaffList, *, sure: bool) -> dict[str, object]:
    outcomes = staffing.apply(by=request.acting, lines=listed.lines, dry=True, sure=sure)
    named = ("number", "handle", "what", "verb", "about", "reason")
    return _shown(outcomes) | {"outcomes": [{name: getattr(one, name) for name in named} for one in outcomes]}


def _as(request: Request) -> int:
    """The right under which a list was sent: under another it is not there."""
    return request.acting.right.key if request.acting.right else 0


def _waiting(request: Request, token: str) -> StaffList:
    """The list that this very session sent under this very right. Raises NotFound."""
    _preview_of(request, token)
    return staff_list.read(_opened(token))


def _preview_of(request: Request, token: str) -> str:
    """The token of the preview of a list that this very session sent under this very right. Raises NotFound."""
    for sent, right, seen in request.session.get(WAITING, []):
        if (sent, right) == (token, _as(request)):
            return str(seen)
    raise NotFound("That list is no longer here.", "Upload it again.")


def _opened(token: str) -> bytes:
    with workspace().uploads.opened(token) as path:
        return path.read_bytes()


@never_cache
def preview(request: Request, token: str) -> HttpResponse:
    """What would become of each line; nothing is changed, and nothing written."""
    tried = json.loads(_opened(_preview_of(request, token)))
    sure = request.GET.get("sure") == "yes" and "sure" in tried
    shown = tried["sure" if sure else ""] | {
        "token": token,
        "notes": tried["notes"],
        "sure": sure,
        "form": Kept(initial={"sure": "yes"} if sure else {}),
    }
    return render(request, "people/list_preview.html", shown)


def _shown(outcomes: list[staffing.Outcome]) -> dict[str, object]:
    last = any(one.what == "refused" and "last administrator" in one.reason for one in outcomes)
    return {"outcomes": outcomes, "counts": staffing.counted(outcomes), "last_administrator": last}


@never_cache
def keep(request: Request, token: str) -> HttpResponse:
    """Do what the preview said, destroy the file, and send those who joined their links, or show them."""
    listed = _waiting(request, token)
    sure = bool(Kept.of(request).done(lambda given: given["sure"]))
    outcomes = staffing.apply(by=request.acting, lines=listed.lines, sure=sure)
    _forget(request, token)
    mailed, by_hand = _invited(request, outcomes)
    shown = {"mailed": mailed, "links": by_hand, "links_csv": _as_csv(by_hand)}
    return render(request, "people/list_done.html", _shown(outcomes) | shown)


def _invited(request: Request, outcomes: list[staffing.Outcome]) -> tuple[list[staffing.Outcome], list[Link]]:
    """Who is sent a link to choose a password, and the links of everybody else who needs one."""
    mailed: list[staffing.Outcome] = []
    by_hand: list[Link] = []
    for one in outcomes:
        if one.needs_link and one.person:
            if links.link_by_mail(by=request.acting, person=one.person, kind=links.INVITED):
                site = request.build_absolute_uri("/")
                by_hand.append((one, access.shown(by=request.acting, person=one.person, site=site)))
            else:
                mailed.append(one)
    return mailed, by_hand


def _as_csv(links: list[Link]) -> str:
    """The links as a file of commas; no cell is one that a spreadsheet runs."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("name", "email", "sign-in name", "link"))
    for one, link in links:
        if one.person:
            cells = (one.person.name, one.person.email, one.person.handle, link)
            writer.writerow([in_cell(cell) for cell in cells])
    return out.getvalue()


def leave(request: Request, token: str) -> HttpResponse:
    """Change nothing, and destroy the file."""
    _waiting(request, token)
    _forget(request, token)
    return redirect("people")


def _forget(request: Request, token: str) -> None:
    workspace().uploads.drop(token)
    workspace().uploads.drop(_preview_of(request, token))
    request.session[WAITING] = [one for one in request.session.get(WAITING, []) if one[0] != token]

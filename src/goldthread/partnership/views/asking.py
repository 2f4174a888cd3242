"""What every page of this room asks first: who reads, who may answer, who runs the panel."""

from collections.abc import Collection, Mapping

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts.acting import Request
from goldthread.partnership import queries
from goldthread.partnership.models import Decision, Need, PanelMember, PatientPanel
from goldthread.vocabulary import NoRight


NO_MEMBER = "You are not a member of a panel, and you do not run one."


def seat(request: Request, panel: PatientPanel) -> PanelMember:
    """The seat under which whoever asks may answer. Raises NoRight."""
    held = queries.speaks(request.acting, panel)
    if held is not None:
        return held
    if queries.seat_of(request.user, panel):
        raise NoRight(
            "You are a member as a patient or carer.", "Change what you act as to patient partner, then answer."
        )
    raise NoRight(
        "You are not a member of this panel.", "Members answer. Ask the person who runs the panel if you should be one."
    )


def check_runs(request: Request, panel: PatientPanel) -> None:
    """Raises NoRight for anybody but people of the panel's host."""
    if not queries.runs(request.acting, panel):
        raise NoRight("Only the organisation that hosts this panel can do that.", "Ask the person who runs the panel.")


def check_takes_part(request: Request, panel: PatientPanel) -> None:
    """Raises NoRight for anybody but members and people of the host."""
    if not queries.takes_part(request.acting, panel):
        raise NoRight("Only members of this panel, and its host, can do that.", "Ask the person who runs the panel.")


def to_choose(members: Mapping[str, PanelMember], answered: Collection[int]) -> list[tuple[str, str]]:
    """Members for whom an answer can be entered, those without one first. Takes: members' numbers who have one."""
    waiting = [(value, str(one.name)) for value, one in members.items() if one.pk not in answered]
    known = [(value, f"{one.name}, has an answer") for value, one in members.items() if one.pk in answered]
    return [("", "Choose"), *waiting, *known]


def left_said(members: Mapping[str, PanelMember], answered: Collection[int]) -> str:
    """How many members are left to enter an answer for; empty for none."""
    n = sum(one.pk not in answered for one in members.values())
    return f"{n} {'member is' if n == 1 else 'members are'} left. Enter the next one." if n else ""


def need_of(request: Request, key: str) -> Need:
    """One need that whoever asks may know of. Raises NotFound."""
    return queries.need(request.acting.scope(), key)


def decision_of(request: Request, key: str) -> Decision:
    """One decision that whoever asks may know of. Raises NotFound."""
    return queries.decision(request.acting.scope(), key)


def ask(
    request: Request,
    form: BaseForm,
    *,
    title: str,
    send: str,
    back: tuple[str, str],
    template: str = "partnership/ask.html",
    **shown: object,
) -> HttpResponse:
    """The page of one form, with what it is about above it."""
    words = {"form": form, "title": title, "send": send, "back": back, **shown}
    return render(request, template, words, status=400 if form.is_bound and form.errors else 200)

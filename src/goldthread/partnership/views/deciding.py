"""Pages of a decision that its panel's host opens: proposing it, counting hands, closing it; and departures."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts.acting import Request
from goldthread.forms import drafts
from goldthread.forms.form import Form, Given
from goldthread.forms.sent import form_of
from goldthread.forms.wizard import Step, Typed, Wizard
from goldthread.partnership import choosing, citing, closing, queries
from goldthread.partnership.actions import deciding, repeating
from goldthread.partnership.citing import FindingAsked
from goldthread.partnership.forms.decisions import (
    AskAgain,
    CiteFinding,
    CloseVote,
    DecisionNeeds,
    DecisionOptions,
    DecisionQuestion,
    HandCount,
    LastDay,
    LeaveUndecided,
)
from goldthread.partnership.models import CitedFinding, Decision
from goldthread.partnership.presenters import quorum
from goldthread.partnership.rules import VOICES
from goldthread.partnership.views.asking import NO_MEMBER, ask, check_runs, check_takes_part, decision_of
from goldthread.vocabulary import NoRight


class Propose(Wizard):
    """Propose a decision."""

    name, title, send, back = "decision_propose", "Propose a decision", "Ask the panel", ("panels", "Panels")
    steps = (
        Step("question", "What is to be decided?", DecisionQuestion),
        Step("options", "What can the panel choose?", DecisionOptions),
        Step("needs", "Which needs is it about, and until when?", DecisionNeeds),
    )

    def offer(self, form: Form, request: Request) -> None:
        """Panels for which whoever asks may write, and open needs of the one that was chosen."""
        if isinstance(form, DecisionQuestion):
            held = choosing.panels(request.acting)
            if not held:
                raise NoRight(NO_MEMBER, "Members of a panel propose decisions.")
            form.offer("panel", [("", "Choose"), *((key, one.title) for key, one in held.items())])
            form.initial = {"panel": request.GET.get("panel") or (next(iter(held)) if len(held) == 1 else "")}
            form.initial["need"] = request.GET.get("need", "")
        if isinstance(form, DecisionNeeds):
            question = self._question(request)
            chosen = choosing.panels(request.acting).get(question.get("panel", ""))
            needs = choosing.open_needs(request.acting, chosen) if chosen else []
            form.offer("needs", choosing.named(needs))
            form.initial = {"needs": [one.key for one in needs if one.key == question.get("need")]}
            if not needs:
                del form.fields["needs"]

    def _question(self, request: Request) -> Mapping[str, str]:
        """What was typed in the first step."""
        token = request.resolver_match.kwargs.get("token", "") if request.resolver_match else ""
        typed = drafts.typed_in(drafts.find(request, self.name, token), "question") if token else None
        return {name: str(typed.get(name, "")) for name in ("panel", "need")} if typed else {}

    def before(self, step: Step, request: Request, typed: Typed) -> list[str]:
        """The question, once it is written."""
        title = typed["question"].get("title", "") if "question" in typed else ""
        return [f"The question: “{title}”"] if title and step.name != "question" else []

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Propose it."""
        panel = choosing.panels(request.acting)[given["question"]["panel"]]
        check_takes_part(request, panel)
        made = deciding.propose(
            by=request.user,
            panel=panel,
            title=given["question"]["title"],
            options=given["options"]["options"],
            rests_on=[f"need:{key}" for key in given["needs"].get("needs", ())],
            closes_on=given["needs"]["closes_on"],
        )
        for one in given["needs"]["findings"]:
            deciding.cite(by=request.user, decision=made, finding=citing.read(one))
        messages.success(request, "The panel is asked. Patients and carers speak first.")
        return redirect("decision", key=made.key)


def cite(request: Request, key: str) -> HttpResponse:
    """Cite a finding: a saved search, or the address of a page of evidence."""
    held = decision_of(request, key)
    check_takes_part(request, held.panel)
    form = CiteFinding.of(request)
    form.offer_searches(citing.searches(request.acting))

    def keep(given: Given) -> CitedFinding:
        asked = citing.read(given["link"]) if given["link"] else FindingAsked(citing.SEARCH, {}, given["search"])
        return deciding.cite(by=request.user, decision=held, finding=asked)

    made = form.done(keep, WrongUsage="link")
    if made is None:
        about = ("We keep the question, not the figures. Readers see today’s figures, as far as they can see them.",)
        title, send, back = "Cite a finding", "Cite it", _back(held)
        return ask(request, form, title=title, send=send, back=back, quote=held.title, about=about)
    messages.success(request, "The finding is cited. It is on this page, with the day.")
    return redirect("decision", key=key)


def hands(request: Request, key: str) -> HttpResponse:
    """Hands that were counted in the room."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    seats = queries.voices_of(queries.seated(held.panel))
    options = list(held.options.all())
    voices = [voice for voice, _ in VOICES if voice in seats]
    start = {f"hands_{one.place}_{voice}": n for one in options for voice, n in one.hands.items()}
    form = HandCount(
        form_of(request), options=[(one.place, one.wording) for one in options], voices=voices, initial=start
    )
    made = form.done(
        lambda _: deciding.count_hands(by=request.user, decision=held, hands=form.hands(), dissent=form.dissent())
    )
    if made is None:
        return ask(
            request,
            form,
            title="Count hands",
            send="Save these counts",
            back=_back(held),
            template="partnership/hands.html",
            quote=held.title,
        )
    counted = queries.counts_of(made)
    said = quorum.progress(queries.quorum_at(made), counted.voices)
    messages.success(request, f"The hands are counted. {said}")
    return redirect("decision", key=key)


def close(request: Request, key: str) -> HttpResponse:
    """Close a vote: what was decided, and who was in the room."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    form, waits = CloseVote.of(request), _stays_open(held)

    def end(given: Given) -> Decision:
        why = given["not_changed_because"]
        return deciding.close(by=request.user, decision=held, room=form.room(), not_changed_because=why)

    made = form.done(end, NoQuorum="not_changed_because", WrongUsage="not_changed_because")
    if made is None:
        counted = queries.counts_of(held)
        about = (quorum.progress(queries.quorum_at(held), counted.voices), *waits)
        return ask(
            request,
            form,
            title="Close the vote",
            send="Close the vote",
            back=_back(held),
            template="partnership/close.html",
            quote=held.title,
            about=about,
            closed=bool(waits),
        )
    messages.success(request, "The vote is closed, and the decision is made.")
    return redirect("decision", key=key)


def leave(request: Request, key: str) -> HttpResponse:
    """Close a vote in which nothing was decided."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    found, waits = closing.of(held), _stays_open(held)
    form = LeaveUndecided.of(
        request, initial={"why": quorum.fell_short(held.closes_on) if found.is_over and found.missing else ""}
    )
    made = form.done(lambda given: deciding.leave(by=request.user, decision=held, **given), WrongUsage="why")
    if made is None:
        about = ("For a tie, or a vote that never had its quorum. The votes stay with it.", *waits)
        title, closed = "Close it without a decision", bool(waits)
        return ask(
            request,
            form,
            title=title,
            send="Close it",
            back=_back(held),
            quote=held.title,
            about=about,
            closed=closed,
        )
    said = "There was no quorum." if made.no_quorum else "Nothing was decided."
    messages.success(request, f"The vote is closed. {said} You can ask it again.")
    return redirect("decision", key=key)


def _stays_open(held: Decision) -> tuple[str, ...]:
    """Why a vote cannot be closed now: how many are missing, and till when it stays open; empty where it can."""
    found = closing.of(held)
    return () if found.may or held.closed_at else (found.waits,)


def last_day(request: Request, key: str) -> HttpResponse:
    """The last day of a vote."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    form = LastDay.of(request)
    made = form.done(
        lambda given: repeating.set_last_day(by=request.user, decision=held, **given), WrongUsage="closes_on"
    )
    if made is None:
        about = ("After this day nobody can vote, and you can close the vote. The day cannot be changed later.",)
        title, send = "Set the last day to vote", "Set this day"
        return ask(request, form, title=title, send=send, back=_back(held), quote=held.title, about=about)
    messages.success(request, f"The vote is open until {made.closes_on:%-d %B %Y}.")
    return redirect("decision", key=key)


def again(request: Request, key: str) -> HttpResponse:
    """Ask a vote again that is closed."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    form = AskAgain.of(request, initial={"options": tuple(one.wording for one in held.options.all())})
    made = form.done(lambda given: repeating.ask_again(by=request.user, decision=held, **given), WrongUsage="options")
    if made is None:
        stands = " What was decided stands until the panel decides again." if held.outcome_id else ""
        about = (f"The panel gets the same question. Patients and carers speak first.{stands}",)
        title, send = "Ask this again", "Ask it again"
        return ask(request, form, title=title, send=send, back=_back(held), quote=held.title, about=about)
    messages.success(request, "The panel is asked again. Patients and carers speak first.")
    return redirect("decision", key=made.key)


def _back(held: Decision) -> tuple[str, str]:
    return reverse("decision", args=[held.key]), "The decision"

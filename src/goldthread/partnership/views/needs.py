"""Pages of needs: every need, one of them, what members answer, and the list of words that no need rests on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.registry import references, slots
from goldthread.partnership import choosing, queries, reading, supporting, wanting
from goldthread.partnership.actions import needs as actions
from goldthread.partnership.forms.needs import NeedAnswer, NeedAnswerFor
from goldthread.partnership.forms.releases import WantWords
from goldthread.partnership.models import Need, PanelMember
from goldthread.partnership.presenters import support
from goldthread.partnership.views.asking import ask, check_runs, left_said, need_of, seat, to_choose
from goldthread.thread import checking
from goldthread.thread.reading import reader_of


def every(request: Request) -> HttpResponse:
    """Every open need that concerns whoever asks."""
    held = [one for one in queries.needs(request.acting.scope()) if one.state == "open"]
    counted = supporting.of_each(held, live=supporting.live_for(request.acting))
    shown = {"needs": [(one, counted[one.pk]) for one in held], "writes": bool(choosing.panels(request.acting))}
    return render(request, "partnership/needs.html", shown)


def without_words(request: Request) -> HttpResponse:
    """Needs that rest on nobody's words, or on none that are left."""
    held = queries.without_words(request.acting.scope())
    return render(request, "partnership/needs_without_words.html", {"needs": held})


def loose_words(request: Request) -> HttpResponse:
    """Words on the thread that no need rests on."""
    tokens = [one.token for one in reading.loose(request.acting.scope().organisations)]
    shown = references.show("passage", tokens, reader_of(request))
    read = [(token, shown[token]) for token in tokens if token in shown and shown[token].words is not None]
    words = {"read": read, "closed": len(tokens) - len(read), "names": accounts.names_of_organisations()}
    return render(request, "partnership/loose_words.html", words | {"writes": bool(choosing.panels(request.acting))})


def one(request: Request, key: str) -> HttpResponse:
    """One need: its wording, what members say, the words it rests on, and what came of it."""
    held, reader = need_of(request, key), reader_of(request)
    panel, mine = held.panel, queries.speaks(request.acting, held.panel)
    reads = queries.member(request.acting, panel) is not None
    live, seats = reads, len(queries.seated(panel))
    counted = supporting.of(held, live=live)
    tokens = reading.tokens_under(str(held))
    shown = {
        "need": held,
        "wording": queries.wording_of(held),
        "history": list(held.wordings.all()),
        "panel": panel,
        "place": choosing.place_of(held),
        "support": counted,
        "said_before": supporting.before_handing(held, live=supporting.live_for(request.acting)),
        "rows": support.rows(counted),
        "bar_parts": support.parts(counted),
        "says": support.sentence(counted, seats, live=live),
        "notes": support.notes(counted, seats, live=live),
        "by_voice": support.by_voice(counted),
        "under": reading.words_under(str(held), reader, reading.released_to(panel, tokens, member=reads)),
        "closed": wanting.closed_to(True, panel, [held], reader) if mine and held.state == "open" else [],
        "want": WantWords(),
        "mine": mine,
        "answer": _answer(held, mine) if mine and held.state == "open" else None,
        "answered": queries.answer_of(held, mine),
        "runs": queries.runs(request.acting, panel),
        "takes_part": queries.takes_part(request.acting, panel),
        "parents": queries.parents_of(held),
        "children": queries.children_of(held),
        "decisions": queries.decisions_on(request.acting.scope(), held),
        "checks": checking.shown(checking.stale([str(held)]), reader),
        "names": accounts.names_of_organisations(),
        "people": _people(held, counted),
    }
    shown["slot"] = list(slots.filled("came of it", request, {"needs": [held] if held.state == "open" else []}))
    return render(request, "partnership/need.html", shown)


def _people(need: Need, counted: supporting.SupportShown) -> dict[str, str]:
    """Names of those who wrote and reworded a need, or keyed answers for others."""
    keyed = [one.keyed for one in counted.reasons]
    return accounts.names_of_people([need.by, *keyed, *(one.by for one in need.wordings.all())])


def _answer(need: Need, member: PanelMember) -> NeedAnswer:
    before = queries.answer_of(need, member)
    said = {"stance": before.stance, "reason": before.reason} if before else {}
    return NeedAnswer(initial={"seen": queries.wording_of(need).number, **said})


def say(request: Request, key: str) -> HttpResponse:
    """What a member says of a need."""
    held = need_of(request, key)
    mine, form = seat(request, held.panel), NeedAnswer.of(request)
    made = form.done(lambda given: actions.say(by=request.user, need=held, member=mine, **given), WrongUsage="stance")
    if made is None:
        form.renew("seen", queries.wording_of(held).number)
        return _again(request, held, form, "Your answer", "Send your answer")
    messages.success(request, "Thank you. Your answer is counted. You can change it while the need is open.")
    return redirect("need", key=key)


def enter(request: Request, key: str) -> HttpResponse:
    """What somebody without an account says, entered by the panel's host."""
    held = need_of(request, key)
    check_runs(request, held.panel)
    members = {one.token: one for one in queries.seated(held.panel) if one.person is None}
    form = NeedAnswerFor.of(request, initial={"seen": queries.wording_of(held).number})
    form.offer("member", to_choose(members, queries.answerers_of(held)))
    made = form.done(
        lambda given: actions.say(by=request.user, need=held, member=members[given.pop("member")], **given),
        WrongUsage="member",
    )
    if made is None:
        return _again(request, held, form, "Enter someone’s answer", "Enter this answer", ENTERED)
    left = left_said(members, queries.answerers_of(held))
    messages.success(request, f"The answer of {made.member.name} is entered. It is shown as entered by you. {left}")
    return redirect("need_enter" if left else "need", key=key)


ENTERED = "For members who do not sign in. Their answer is shown as entered by you."


def _again(request: Request, need: Need, form: NeedAnswer, title: str, send: str, note: str = "") -> HttpResponse:
    back, wording = (reverse("need", args=[need.key]), "The need"), queries.wording_of(need).wording
    return ask(request, form, title=title, send=send, back=back, quote=wording, about=(note,) if note else ())

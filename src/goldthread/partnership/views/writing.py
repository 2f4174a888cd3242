"""Pages that write needs: from words that were ticked, in other words, put together, taken apart."""

from django.contrib import messages
from django.db import transaction
from django.forms import HiddenInput
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.forms.form import Given
from goldthread.forms.sent import form_of
from goldthread.partnership import choosing, queries, reading
from goldthread.partnership.actions import needs as actions
from goldthread.partnership.forms.needs import AddWords, MergeNeeds, NeedWords, RewordNeed, SplitNeed, WriteNeed
from goldthread.partnership.models import Need
from goldthread.partnership.views.asking import NO_MEMBER, ask, check_takes_part, need_of
from goldthread.thread.queries import passages_of
from goldthread.thread.reading import reader_of
from goldthread.vocabulary import NoRight


ASKED_AGAIN = "Members are asked again, since their answers were to the wording before."


def write(request: Request) -> HttpResponse:
    """Write a need, from the words that were ticked."""
    ticked = NeedWords(form_of(request) or request.GET).asked()
    words = choosing.chosen(reader_of(request), ticked["words"], ticked["quoted"])
    panels = choosing.panels(request.acting)
    if not panels:
        raise NoRight(NO_MEMBER, "Needs are written by members of a panel.")
    form = _form(request, ticked, bool(words))
    made = form.done(lambda given: _write(request, given), WrongUsage="wording")
    if made is None:
        back = (reverse("needs"), "Needs")
        return ask(
            request,
            form,
            title="Write a need",
            send="Write this need",
            back=back,
            template="partnership/write.html",
            words=words,
            names=accounts.names_of_organisations(),
            add=_add(request, ticked),
        )
    messages.success(request, "The need is written. Members of the panel are asked for their answer.")
    return redirect("need", key=made.key)


def _form(request: Request, ticked: Given, has_words: bool) -> WriteNeed:
    panels, asked = choosing.panels(request.acting), request.GET
    here = [key for key, one in panels.items() if one.pathway and one.pathway == asked.get("pathway")]
    wanted = asked.get("panel", "") or next(iter([*here, *panels]))
    place = f"{asked.get('pathway', '')}/{asked.get('point', '')}".strip("/")
    start = {**ticked, "panel": wanted, "moment": place if "/" in place else f"{place}/" if place else ""}
    form = WriteNeed.of(request, initial=start)
    form.offer("panel", [(key, one.title) for key, one in panels.items()])
    form.offer("moment", choosing.moments())
    if len(panels) == 1:
        form.fields["panel"].widget = HiddenInput()
    if has_words:
        del form.fields["no_words_because"]
    return form


@transaction.atomic
def _write(request: Request, given: Given) -> Need:
    panel = choosing.panels(request.acting)[given.pop("panel")]
    pathway, _, moment = given.pop("moment").partition("/")
    passages = _quoted(request, given)
    return actions.write(by=request.user, panel=panel, passages=passages, pathway=pathway, moment=moment, **given)


def _quoted(request: Request, given: Given) -> list[str]:
    reader = reader_of(request)
    return actions.quoted(by=request.user, reader=reader, feedback=given.pop("words"), tokens=given.pop("quoted"))


def _add(request: Request, ticked: Given) -> AddWords | None:
    """The form that adds these words to a need that there is."""
    needs = choosing.open_needs(request.acting)
    if not needs or not (ticked["words"] or ticked["quoted"]):
        return None
    asked = request.GET
    here = [
        one.key
        for one in needs
        if one.moment and (one.pathway, one.moment) == (asked.get("pathway"), asked.get("point"))
    ]
    form = AddWords(initial={**ticked, "need": here[0] if len(here) == 1 else ""})
    form.offer("need", [("", "Choose"), *choosing.named(needs)])
    return form


def add_words(request: Request) -> HttpResponse:
    """Let a need that there is rest on more words."""
    form = AddWords.of(request)
    needs = {one.key: one for one in choosing.open_needs(request.acting)}
    form.offer("need", [("", "Choose"), *choosing.named(list(needs.values()))])

    def add(given: Given) -> Need:
        held = needs[given["need"]]
        with transaction.atomic():
            actions.rest_on(by=request.user, need=held, passages=_quoted(request, given))
        return held

    made = form.done(add, WrongUsage="need")
    if made is None:
        back = (reverse("needs"), "Needs")
        return ask(request, form, title="Add words to a need", send="Add them", back=back)
    messages.success(request, "The words are added to the need.")
    return redirect("need", key=made.key)


def reword(request: Request, key: str) -> HttpResponse:
    """Another wording."""
    held = need_of(request, key)
    check_takes_part(request, held.panel)
    now = queries.wording_of(held)
    form = RewordNeed.of(request, initial={"based_on": now.number, "wording": now.wording})
    made = form.done(lambda given: actions.reword(by=request.user, need=held, **given), WrongUsage="wording")
    if made is None:
        form.renew("based_on", now.number) if form.is_bound else None
        about = (ASKED_AGAIN, "Anything based on this need must be checked again.")
        return ask(
            request, form, title="Reword this need", send="Reword it", back=_back(held), quote=now.wording, about=about
        )
    messages.success(request, f"The need is reworded. {ASKED_AGAIN}")
    return redirect("need", key=key)


def merge(request: Request, key: str) -> HttpResponse:
    """Put needs together to one."""
    held = need_of(request, key)
    check_takes_part(request, held.panel)
    others = {one.key: one for one in choosing.open_needs(request.acting, held.panel) if one.pk != held.pk}
    form = MergeNeeds.of(request, initial={"wording": queries.wording_of(held).wording})
    form.offer("others", choosing.named(list(others.values())))

    def put(given: Given) -> Need:
        some = [held, *(others[one] for one in given.pop("others"))]
        return actions.merge(by=request.user, needs=some, **given)

    made = form.done(put, WrongUsage="others")
    if made is None:
        about = ("The new need has the comments of all of them. The others are closed, and you can still read them.",)
        wording, title, send = queries.wording_of(held).wording, "Merge needs", "Merge them"
        return ask(request, form, title=title, send=send, back=_back(held), quote=wording, about=about)
    messages.success(request, "The needs are merged. Members are asked about the new one.")
    return redirect("need", key=made.key)


def split(request: Request, key: str) -> HttpResponse:
    """Take a need apart."""
    held = need_of(request, key)
    check_takes_part(request, held.panel)
    form = SplitNeed.of(request)
    under = reading.words_under(str(held), reader_of(request))
    read = [one.token for one in under.read]
    closed = [one for one in passages_of(str(held)) if one not in read]
    form.offer_words([(one.token, one.words) for one in under.read])

    def apart(given: Given) -> list[Need]:
        parts = [(wording, [*words, *closed] if words else []) for wording, words in form.parts()]
        return actions.split(by=request.user, need=held, wordings=parts, why=given["why"])

    made = form.done(apart, WrongUsage="first")
    if made is None:
        about = ("Each part keeps the comments that you tick. The old need is closed, and you can still read it.",)
        wording, title, send = queries.wording_of(held).wording, "Split this need", "Split it"
        return ask(request, form, title=title, send=send, back=_back(held), quote=wording, about=about)
    messages.success(request, f"The need is now {len(made)} needs. Members are asked about each.")
    return redirect("need", key=key)


def _back(need: Need) -> tuple[str, str]:
    return reverse("need", args=[need.key]), "The need"

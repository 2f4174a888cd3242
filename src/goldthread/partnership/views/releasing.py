"""Pages of releases: asking for one, what waits for a second person, and the page where that person decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import ShownReference
from goldthread.forms.form import Given
from goldthread.partnership import destinations, queries, reading, rules, waiting, wanting
from goldthread.partnership.actions import releasing
from goldthread.partnership.forms.releases import Agree, AskRelease, Refuse, WantWords
from goldthread.partnership.models import ReleasedWords
from goldthread.partnership.views.asking import ask as ask_page
from goldthread.partnership.views.asking import need_of, seat
from goldthread.thread.reading import reader_of
from goldthread.vocabulary import NotFound


USES = dict(rules.USES)


def waiting_ones(request: Request) -> HttpResponse:
    """Releases that wait for a second person, and those that one asked for."""
    scope, mine = request.acting.scope(), str(request.user)
    held = waiting.releases_for(request.acting)
    own = [one for one in queries.waiting_releases() if one.first_by == mine]
    reader = reader_of(request)
    shown = {
        "wanted": wanting.waiting_for(reader),
        "words": references.show("passage", [one.passage for one in (*held, *own)], reader),
        "waits": [(one, USES[one.use], destinations.said(one.use, one.destination, scope)) for one in held],
        "own": [(one, USES[one.use], destinations.said(one.use, one.destination, scope)) for one in own],
        "people": accounts.names_of_people(one.first_by for one in held),
    }
    return render(request, "partnership/releases.html", shown)


def one(request: Request, token: str) -> HttpResponse:
    """One release: the words and the place next to each other, and the two answers."""
    held, words = _held(request, token)
    shown = {
        "release": held,
        "words": words,
        "use": USES[held.use],
        "place": destinations.said(held.use, held.destination, request.acting.scope()),
        "names": accounts.names_of_organisations(),
        "people": accounts.names_of_people([held.first_by, held.second_by, held.refused_by]),
        "is_first": held.first_by == str(request.user),
        "agree": Agree(),
        "refuse": Refuse(),
    }
    return render(request, "partnership/release.html", shown)


def _held(request: Request, token: str) -> tuple[ReleasedWords, ShownReference]:
    """A release with its words. Raises NotFound where whoever asks may not read them."""
    held = ReleasedWords.objects.filter(token=token).first()
    words = references.show("passage", [held.passage], reader_of(request)).get(held.passage) if held else None
    if held is None or words is None or words.words is None:
        raise NotFound("There is no such release, or you do not have access to its words.")
    return held, words


def agree(request: Request, token: str) -> HttpResponse:
    """The second person agrees."""
    held, _ = _held(request, token)
    Agree.of(request).asked()
    releasing.confirm(by=request.user, reader=reader_of(request), release=held)
    messages.success(request, "The words are released, to this one place.")
    return redirect("releases")


def refuse(request: Request, token: str) -> HttpResponse:
    """Words may not be shown, or no longer."""
    held, words = _held(request, token)
    form = Refuse.of(request)
    reader = reader_of(request)
    made = form.done(
        lambda given: releasing.refuse(by=request.user, reader=reader, release=held, **given), WrongUsage="why"
    )
    if made is None:
        back = (reverse("release", args=[token]), "The words and the place")
        return ask_page(request, form, title="Do not release", send="Do not release", back=back, quote=words.words)
    messages.success(request, "The words are not released. Your reason is kept.")
    return redirect("releases")


def want(request: Request, key: str) -> HttpResponse:
    """Ask, as a member, for the words under a need to be released to the panel."""
    held = need_of(request, key)
    mine = seat(request, held.panel)
    WantWords.of(request).asked()
    releasing.want(by=request.user, need=held, member=mine)
    messages.success(request, "You asked for these words. Two people who may read them decide, one comment at a time.")
    return redirect("need", key=key)


def _start(request: Request, kind: str, key: str) -> Given:
    """What the form begins with: of a need, the words that its panel has not got yet, and the panel."""
    need = queries.need(request.acting.scope(), key) if kind == "need" else None
    if need is None:
        return {}
    return {"passages": wanting.left(need, reader_of(request)), "place": f"panel {need.panel}"}


def ask(request: Request, kind: str, key: str) -> HttpResponse:
    """Ask to release words that a need or a measure rests on."""
    name, reader = f"{kind}:{key}", reader_of(request)
    shown = references.show(kind, [key], reader).get(key)
    if shown is None or not shown.address:
        raise NotFound("There is nothing of that name here, or you do not have access to it.")
    under = reading.words_under(name, reader)
    form = AskRelease.of(request, initial=_start(request, kind, key))
    form.offer("passages", [(one.token, one.words) for one in under.read])
    form.offer("place", _places(request))

    def propose(given: Given) -> list[ReleasedWords]:
        use, destination = form.chosen()
        return [
            releasing.propose(by=request.user, reader=reader, passage=one, use=use, destination=destination)
            for one in given["passages"]
        ]

    made = form.done(propose, WrongUsage="place")
    if made is None:
        about = ("Untick any words that could tell who said them.",) if under.read else (NO_WORDS,)
        back = (shown.address, references.label(kind))
        title, send = "Ask to release words", "Ask for this"
        none, template = not under.read, "partnership/ask_release.html"
        return ask_page(
            request,
            form,
            title=title,
            send=send,
            back=back,
            quote=shown.wording,
            about=about,
            closed=none,
            template=template,
        )
    n = len(made)
    messages.success(request, f"{n} {'comment is' if n == 1 else 'comments are'} waiting for a second person.")
    return redirect(shown.address)


NO_WORDS = "It has no comments behind it that you can read, so there is nothing to release."


def _places(request: Request) -> list[tuple[str, object]]:
    """Every place that concerns whoever asks, under its use."""
    held = [
        (
            called,
            [(f"{use} {reference}", words) for reference, words in destinations.places(use, request.acting.scope())],
        )
        for use, called in rules.USES
    ]
    return [("", "Choose"), *((called, some) for called, some in held if some)]

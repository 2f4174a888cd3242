"""Panels of a site that shows them: needs, decisions on their way and made, and words that wait for a second person."""

from datetime import timedelta

from django.test import Client

from goldthread.accounts import clock
from goldthread.accounts.models import Person
from goldthread.accounts.registry.references import Reader
from goldthread.partnership.actions import deciding, needs, releasing
from goldthread.partnership.models import Decision, Need, PanelMember, PatientPanel
from goldthread.thread import actions as thread
from goldthread.vocabulary import Cut, Scope
from tests.builders import round as made


SAID = "Nobody told my dad who would come, or when."
VIEW = "We cannot plan a night without knowing who comes."
AGAINST = "It promises more than one ward can do."


def person(handle) -> Person:
    return Person.objects.get(handle=handle)


def signed_in(handle: str) -> Client:
    """A browser in which one of the cast is signed in."""
    browser = Client()
    browser.force_login(person(handle))
    return browser


def panel(by="test", **given) -> PatientPanel:
    """A panel of seven hosted by the board, with seats for Asha, Cath and Nell."""
    people = {"carer": person("asha"), "commissioner": person("cath"), "provider": person("nell")}
    return made.panel(
        by, people=people, **{"organisations": ["XWR", "XTC", "XWC"], "pathway": "home-after-a-fall"} | given
    )


def told(workspace, organisation="XWR", n=2) -> list[str]:
    """Ids of some answers that carers gave one organisation."""
    found = workspace.words.passages(Scope.owner(), Cut(organisations=(organisation,), roles=("carer",)), limit=n)
    return [one.id for one in found.items]


def need(workspace, held, by="test", **given) -> Need:
    """A need that rests on two answers to the hospital."""
    tokens = needs.quoted(by=by, reader=Reader(scope=Scope.owner(), workspace=workspace), feedback=told(workspace))
    return needs.write(**{"by": by, "panel": held, "wording": made.WORDING, "passages": tokens} | given)


def seat(held, handle) -> PanelMember:
    return held.members.get(person=person(handle))


def nameless(held) -> list[PanelMember]:
    """Members without an account, whom the host keys."""
    return list(held.members.filter(person=None).order_by("id"))


def proposed(held, by="test", **given) -> Decision:
    usual = {
        "by": by,
        "panel": held,
        "title": "What comes first?",
        "options": ["Knowing comes first", "Change nothing"],
    }
    return deciding.propose(**usual | given)


def opened(held, by="test", **given) -> Decision:
    decision = proposed(held, by, **given)
    deciding.state_view(by=by, decision=decision, member=made.carer(held), view=VIEW)
    return deciding.open_vote(by=by, decision=decision)


def decided(held, by="test", **given) -> Decision:
    """A decision that six members made and one was against."""
    decision = opened(held, by, **given)
    first, second = decision.options.all()
    for number, member in enumerate(held.members.all()):
        option, reason = (second, AGAINST) if number == 6 else (first, "")
        deciding.vote(by=by, decision=decision, member=member, option=option, reason=reason)
    return deciding.close(by=by, decision=decision)


def everybody_voted(held, by="test") -> Decision:
    """A vote in which everybody voted, and which can be closed."""
    decision = opened(held, by, title="Which ward first?")
    for member in held.members.all():
        deciding.vote(by=by, decision=decision, member=member, option=decision.options.first())
    return decision


def short_of_quorum(held, by="test") -> Decision:
    """A vote that was closed after its last day, without a quorum."""
    decision = opened(held, by, title="Which day first?", closes_on=clock.today())
    with clock.as_of(clock.today() + timedelta(days=1)):
        return deciding.leave(by=by, decision=decision, why="Too few voted.")


def asked_to_release(workspace, held, of, by="test", use="panel"):
    """The first passage of a need, which waits for a second person to release it to its panel."""
    from goldthread.partnership.reading import tokens_under

    reader = Reader(scope=Scope.owner(), workspace=workspace)
    token = tokens_under(str(of))[0]
    return releasing.propose(by=by, reader=reader, passage=token, use=use, destination=str(held))


def loose(workspace, by="test"):
    """A passage on the thread that no need rests on."""
    one = told(workspace, "XTC", 1)[0]
    return thread.quote(by=by, workspace=workspace, scope=Scope.owner(), feedback=one)


def everything(workspace) -> dict:
    """One of each, for a walk through every page."""
    ballot, hands = panel(), panel(title="Hands in the air", method="hands")
    one, two = need(workspace, ballot), need(workspace, ballot, wording="Someone to ring at night.")
    return {
        "panel": ballot,
        "hands": hands,
        "need": one,
        "other": two,
        "proposed": proposed(ballot, rests_on=[str(one)]),
        "opened": opened(ballot, title="Which words first?"),
        "over": everybody_voted(ballot),
        "short": short_of_quorum(ballot),
        "raised": opened(hands, title="How many calls?"),
        "decided": decided(ballot, title="What comes next?", rests_on=[str(one)]),
        "release": asked_to_release(workspace, ballot, one),
        "loose": loose(workspace),
    }


def on_paper() -> dict:
    """Panels on which no patient or carer signs in: one is asked for their view, nothing waits for the other."""
    people = {"commissioner": person("cath")}
    asked, quiet = (made.panel("test", people=people, title=title) for title in ("On paper", "Nothing waits"))
    return {"paper": proposed(asked), "quiet": quiet}

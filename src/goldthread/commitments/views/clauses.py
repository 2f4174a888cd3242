"""A clause: how it stands and what is needed next, what was written and what it says, its results and its agenda."""

from functools import partial
from typing import TypedDict

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from markupsafe import Markup

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry.references import Reader
from goldthread.commitments import (
    answering,
    charting,
    crossing,
    disclosing,
    editions,
    figures,
    measuring,
    outcomes,
    parties,
    periods,
    queries,
    rules,
    standings,
)
from goldthread.commitments.forms.clauses import Endorse
from goldthread.commitments.models import AgendaItem, Clause
from goldthread.commitments.presenters import clauses as presenters
from goldthread.commitments.presenters.measures import outside_said
from goldthread.commitments.presenters.next_steps import Looker, NextStep, next_step
from goldthread.commitments.presenters.wording import compare
from goldthread.commitments.views.promising import promised, wrote
from goldthread.commitments.views.reading import words_of
from goldthread.documents.charts import CHART_FORMS, chart_file
from goldthread.partnership import endorsed
from goldthread.partnership import queries as partnership
from goldthread.partnership.reading import tokens_under
from goldthread.thread import checking
from goldthread.vocabulary import NotFound
from goldthread.workspace import draw_chart


def one(request: Request, key: str) -> HttpResponse:
    """One clause."""
    return shown(request, queries.clause(request.acting.scope(), key))


def shown(request: Request, held: Clause, endorse: Endorse | None = None) -> HttpResponse:
    """A clause's page. Takes: the form of an answer that was wrong."""
    found, names = standings.of_all([held])[held.pk], accounts.names_of_organisations()
    panel, part = held.panel, parties.part_of(request.acting, held.contract)
    seat = partnership.speaks(request.acting, panel)
    mine = partnership.answered_by(panel, str(held), found.standing, seat)
    live = panel.pk in endorsed.live_to(request.acting, [panel])
    seen = found.seen(live=live)
    state = presenters.state(found.facts, seen, panel, names, live=live)
    results = _results(request, held, part)
    looker = Looker(
        answers=seat is not None and not mine,
        enters=partnership.runs(request.acting, panel) and not held.ended_on,
        signs=part.words and part.organisation in found.facts.unsigned and _ready(found, part.organisation),
        words=part.words,
        keeps=part.keeps,
        names=partnership.hosts(request.acting, panel),
        ended=answering.waits_for_a_panel(held, found.facts),
        due=next(iter(results["due"]), ""),
        meeting=_meeting_to_come(results["agenda"]) if part.keeps else "",
    )
    words = {
        "clause": held,
        "next": _next(held, found, looker, state.needed),
        "part": part,
        "names": names,
        "panel": panel,
        "state": state,
        "answers": seen.answers,
        "entered": seen.entered,
        "waits_to_be_seen": "" if live else presenters.OUTSIDE,
        "quorum": partnership.quorum_of(panel).said(),
        "against": seen.against,
        "seat": seat,
        "mine": mine,
        "endorse": endorse or Endorse(initial={"seen": found.standing}),
        "enters": looker.enters,
        "can_depart": part.words and _may_depart(found, part.organisation),
        "promised": promised(held),
        "crossed": [] if held.ended_on else crossing.crossed_by(held, request.acting.scope()),
        "wrote": wrote(held, request.acting.person),
        **_wordings(held),
        **_around(request, held, found),
        **results,
    }
    return render(request, "commitments/clause.html", words, status=400 if endorse and endorse.errors else 200)


def _next(held: Clause, found: standings.ClauseStanding, looker: Looker, waits: tuple[str, ...]) -> NextStep | None:
    """What comes next for whoever looks."""
    when = rules.named(looker.due, measuring.size_of(held)) if looker.due else ""
    return next_step(found.facts, looker, clause=held.key, measure=held.measure.key, waits=waits, when=when)


def chart(request: Request, key: str, form: str) -> HttpResponse:
    """The control chart of a clause's results as a file; results are releases, which may be passed on."""
    held = queries.clause(request.acting.scope(), key)
    found = next((one for one in CHART_FORMS if one == form), None)
    drawn = charting.of_results(held, outcomes.results_of(held), exact=disclosing.of_no_period) if found else None
    if found is None or drawn is None:
        raise NotFound("There is no such chart.", "Open the clause, and choose one there.")
    made = HttpResponse(chart_file(drawn, found, invented=settings.DEMO), content_type=CHART_FORMS[found])
    made["Content-Disposition"] = f'attachment; filename="{slugify(drawn.title)[:60]}.{found}"'
    return made


def _ready(found: standings.ClauseStanding, organisation: str) -> bool:
    facts = found.facts
    return (facts.endorsed or organisation in facts.departed) and not facts.ended and not facts.retired


def _may_depart(found: standings.ClauseStanding, organisation: str) -> bool:
    facts = found.facts
    return facts.has_quorum and not facts.endorsed and not facts.ended and organisation not in facts.departed


def _wordings(held: Clause) -> dict[str, object]:
    """What was written, what it says, and every wording before."""
    every = list(held.wordings.order_by("number"))
    newest, before = every[-1], every[-2] if len(every) > 1 else None
    sentence = measuring.newest_measure(held).wording
    return {
        "wording": newest,
        "sentence": sentence,
        "compared": compare(before.wording if before else sentence, newest.wording),
        "before": before,
        "wordings": every[::-1],
        "place": editions.edition_of(held.contract).places.get(newest.place, newest.place),
        "edition": editions.edition_of(held.contract),
        "duty": editions.duty(newest.duty) if newest.duty else None,
    }


def _around(request: Request, held: Clause, found: standings.ClauseStanding) -> dict[str, object]:
    """The words that it rests on, links to check again, signatures, departures, the other clause of a pair."""
    scope = request.acting.scope()
    signed = [one for one in held.signatures.all() if one.standing == found.standing]
    others = queries.paired(held)
    pairs = [(one, state) for one in others if queries.concerns(scope, one.contract) and (state := _said(one))]
    return {
        "words": words_of(request, tokens_under(str(held.measure))),
        "outside": outside_said(measuring.defined(measuring.newest_measure(held))),
        "checks": checking.shown(queries.stale_above(held), Reader(scope=scope, workspace=workspace())),
        "signatures": signed,
        "departures": partnership.departures(str(held)),
        "pairs": pairs,
        "hidden_pairs": others.count() - len(pairs),
    }


def _said(clause: Clause) -> str:
    return rules.SAID[queries.state_of(clause)]


class _Results(TypedDict):
    """What the page shows of a clause's results and of what followed."""

    chart: str
    notes: tuple[str, ...]
    forms: tuple[str, ...]
    size: str
    periods: list[figures.PeriodShown]
    is_reported: bool
    due: list[str]
    agenda: list[AgendaItem]


def _results(request: Request, held: Clause, part: parties.Part) -> _Results:
    """Its results by now, what is on the agenda, and its actions."""
    size = measuring.size_of(held)
    found = outcomes.results_of(held, part.organisation)
    is_reported = measuring.is_reported(held)
    reports = part.reports and part.organisation in measuring.reporters(held)
    exact = partial(parties.sees_small, request.acting, held.contract)
    drawn = charting.of_results(held, found, exact=exact)
    return {
        "chart": Markup(draw_chart(drawn)) if drawn else "",  # noqa: S704  # the drawing has escaped its words
        "notes": drawn.notes if drawn else (),
        "forms": tuple(CHART_FORMS),
        "size": size,
        "periods": figures.periods(found, size, accounts.names_of_organisations(), exact=exact),
        "is_reported": is_reported,
        "due": periods.of_clause(held).due if is_reported and reports else [],
        "agenda": _agenda(held),
    }


def _meeting_to_come(agenda: list[AgendaItem]) -> str:
    """The meeting on whose agenda the newest item without an outcome is; "" for none."""
    return next((one.meeting.key for one in agenda if one.meeting and one.outcome_at is None), "")


def _agenda(held: Clause) -> list[AgendaItem]:
    some = held.agenda.select_related("meeting", "result__clause__contract").prefetch_related("actions__rechecks")
    return list(some.order_by("-id"))

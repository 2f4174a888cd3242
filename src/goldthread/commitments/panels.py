"""What home pages show of contracts: dates and what was not met, results due, clauses that a panel is asked about."""

from datetime import date, timedelta

from goldthread.accounts import clock
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Acting
from goldthread.commitments import figures, measuring, outcomes, periods, queries, rules, standings
from goldthread.commitments.models import Clause, Contract, ContractMeeting
from goldthread.commitments.parties import giving, sees_small
from goldthread.partnership import queries as partnership
from goldthread.partnership.models import PanelMember, PatientPanel


Shown = dict[str, object]
MOST = 4
MINUTES_A_CLAUSE, MINUTES_A_RESULT = 2, 3


def commissioner(acting: Acting) -> Shown | None:
    """Contract meetings and signing days to come, what was not met, and what is to be checked again."""
    held = queries.contracts(acting.scope())
    if not held:
        return None
    clauses = [one for one in queries.clauses_of(held) if one.ended_on is None]
    found = standings.of_all(clauses)
    return {
        "meetings": [_meeting(one) for one in queries.meetings(acting.scope())[:MOST]],
        "closes": _closes(held, {one.pk for one in held if _is_signed(one, clauses, found)}),
        "not_met": _not_met(acting, clauses)[:MOST],
        "check_again": [_row(one) for one in clauses if found[one.pk].state == "check again"][:MOST],
        "rechecks": queries.due_rechecks(acting.scope())[:MOST],
    }


def _meeting(meeting: ContractMeeting) -> Shown:
    return {"meeting": meeting, "left": left(meeting.on), "on_agenda": meeting.agenda.filter(outcome_at=None).count()}


def _is_signed(contract: Contract, clauses: list[Clause], found: dict[int, standings.ClauseStanding]) -> bool:
    return standings.all_signed(found[one.pk] for one in clauses if one.contract_id == contract.pk)


def _closes(held: list[Contract], signed: set[int]) -> list[Shown]:
    """The weeks that are left until contracts are to be signed; of signed ones until they end."""
    today = clock.today()
    dated = [(one.ends if one.pk in signed else one.closes, one) for one in held]
    coming = sorted(((day, one) for day, one in dated if day and day >= today), key=lambda pair: (pair[0], pair[1].key))
    return [{"contract": one, "on": day, "left": left(day), "signed": one.pk in signed} for day, one in coming[:2]]


def left(day: date) -> str:
    """How long until a day, in words."""
    days = (day - clock.today()).days
    if days < 2:
        return ("Today", "Tomorrow")[max(0, days)]
    return f"{days} days" if days < 14 else f"{days // 7} weeks"


def _not_met(acting: Acting, clauses: list[Clause]) -> list[Shown]:
    """Clauses whose newest result that may be seen was not met."""
    made = []
    for one in clauses:
        seen = one.results.filter(shown_from__lte=clock.now()).order_by("period", "number").last()
        if seen and seen.status == "not met":
            names = accounts.names_of_organisations()
            when = rules.named(seen.period, measuring.size_of(one))
            figure = figures.figure(seen, names, exact=sees_small(acting, one.contract, seen.period))
            made.append(_row(one) | {"when": when, "figure": figure, "result": seen})
    return made


def _row(clause: Clause) -> Shown:
    wordings = list(clause.wordings.all())
    return {"clause": clause, "wording": wordings[-1].wording}


def quality(acting: Acting) -> Shown | None:
    """Results that are due, replies that are owed, and clauses to sign, for the organisation that one acts for."""
    code = acting.right.organisation if acting.right else ""
    held = queries.contracts(acting.scope())
    if not held:
        return None
    clauses = [one for one in queries.clauses_of(held) if one.ended_on is None]
    found = standings.of_all(clauses)
    mine = [one for one in clauses if code in giving(one.contract)]
    return {
        "due": sorted(map(_due, periods.due_reports(code)), key=lambda due: not due["late"]),
        "minutes": MINUTES_A_RESULT,
        "owed": _owed(clauses, code),
        "disputed": [_row(one) | {"result": r} for one in mine for r in _disputed(one)],
        "to_sign": [_row(one) for one in clauses if found[one.pk].state == "endorsed" and _signs(found, one, code)],
        "check_again": [_row(one) for one in clauses if found[one.pk].state == "check again"][:MOST],
    }


def _due(due: periods.DueReport) -> Shown:
    return _row(due.clause) | {
        "period": due.period,
        "when": rules.named(due.period, due.size),
        "by": due.late_on - timedelta(days=1),
        "late": due.late_on <= clock.today(),
    }


def _owed(clauses: list[Clause], code: str) -> list[Shown]:
    """Results of an organisation that others do not see yet: until then context may be added."""
    made = []
    for one in clauses:
        waiting = one.results.filter(shown_from__gt=clock.now()).select_related("clause__contract")
        for result in (held for held in waiting.order_by("period", "number") if code in outcomes.replying(held)):
            when = rules.named(result.period, measuring.size_of(one))
            made.append(_row(one) | {"result": result, "when": when, "left": left(result.shown_from.date())})
    return made


def _disputed(clause: Clause) -> list[object]:
    held = clause.results.filter(disputes__settled_at=None, disputes__isnull=False).distinct()
    return [one for one in held.prefetch_related("disputes") if not all(said.is_settled for said in one.disputes.all())]


def _signs(found: dict[int, standings.ClauseStanding], clause: Clause, code: str) -> bool:
    return code in found[clause.pk].facts.unsigned


def partner(acting: Acting) -> Shown | None:
    """Clauses that somebody's panels are asked about, those that they have not answered as they stand now."""
    seats = {
        one.pk: seat for one in partnership.panels(acting.scope()) if one.ended is None and (seat := _seat(acting, one))
    }
    if not seats:
        return None
    clauses = [one for one in queries.clauses(acting.scope()) if one.panel.pk in seats and not one.ended_on]
    found = standings.of_all(clauses)
    asked = [
        _row(one) | {"again": found[one.pk].facts.was_answered}
        for one in clauses
        if not partnership.answered_by(one.panel, str(one), found[one.pk].standing, seats[one.panel.pk])
    ]
    if not asked:
        return None
    return {"asked": asked, "minutes": MINUTES_A_CLAUSE * len(asked)}


def _seat(acting: Acting, panel: PatientPanel) -> PanelMember | None:
    return partnership.seat_of(acting.person, panel)

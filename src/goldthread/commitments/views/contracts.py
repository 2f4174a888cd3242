"""Contracts: every one, one with its clauses and meetings, and the forms that add and change one."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldthread.accounts import clock
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.commitments import editions, parties, queries, rules, standings
from goldthread.commitments.actions import contracts as actions
from goldthread.commitments.forms.contracts import AddMeeting, ContractName, ContractParties, ContractTime, EndParty
from goldthread.commitments.models import Clause, Contract, Signature
from goldthread.commitments.presenters import clauses as presenters
from goldthread.forms.form import Form, Given
from goldthread.forms.pages import page
from goldthread.forms.wizard import Step, Wizard
from goldthread.partnership import endorsed
from goldthread.vocabulary import NoRight


def every(request: Request) -> HttpResponse:
    """Every contract, with its clauses counted by how they stand."""
    held = queries.contracts(request.acting.scope())
    clauses = queries.clauses_of(held)
    found = standings.of_all(clauses)
    shown = []
    for one in held:
        own = [clause for clause in clauses if clause.contract_id == one.pk]
        signed = standings.all_signed(found[clause.pk] for clause in own)
        shown.append((one, _parties(one), _tally(own, found), signed))
    return render(request, "commitments/contracts.html", {"contracts": shown})


def _tally(clauses: list[Clause], found: dict[int, standings.ClauseStanding]) -> list[tuple[str, str, int]]:
    """How many clauses stand how: word, colour, how many."""
    codes = [found[one.pk].state for one in clauses]
    return [
        (rules.SAID[code], colour, codes.count(code)) for code, colour in presenters.COLOURS.items() if code in codes
    ]


def _parties(contract: Contract) -> list[tuple[str, str, bool]]:
    """The parties: name, capacity in words, and whether it has ended."""
    names, capacities = accounts.names_of_organisations(), dict(rules.CAPACITIES)
    now = parties.party_codes(contract)
    return [
        (names.get(one.organisation, one.organisation), capacities[one.capacity], one.organisation not in now)
        for one in contract.parties.all()
    ]


def one(request: Request, key: str) -> HttpResponse:
    """One contract: its parties, its form, its clauses, its meetings."""
    held = queries.contract(request.acting.scope(), key)
    clauses = queries.clauses_of([held])
    found, names = standings.of_all(clauses), accounts.names_of_organisations()
    form = editions.edition_of(held)
    live = endorsed.live_to(request.acting, [clause.panel for clause in clauses])
    rows = [
        {
            "clause": clause,
            "wording": (wording := clause.wordings.all()[len(clause.wordings.all()) - 1]),
            "place": form.places[wording.place] if wording.place in form.places else wording.place,
            "state": presenters.state(
                found[clause.pk].facts,
                found[clause.pk].seen(live=(at_once := clause.panel.pk in live)),
                clause.panel,
                names,
                live=at_once,
            ),
            "duty": editions.duty(wording.duty) if wording.duty else None,
        }
        for clause in clauses
    ]
    signed = _signed(clauses, found)
    shown = {
        "contract": held,
        "signed": signed,
        "is_signed": standings.all_signed(found.values()),
        "added": sum(one.facts.added and not one.facts.ended for one in found.values()),
        "edition": form,
        "parties": _parties(held),
        "rows": rows,
        "part": parties.part_of(request.acting, held),
        "coming": held.meetings.filter(on__gte=clock.today(), held_on=None),
        "held_meetings": held.meetings.exclude(held_on=None).order_by("-on")[:6],
        "signs_in": (held.closes - clock.today()).days if held.closes else None,
    }
    return render(request, "commitments/contract.html", shown)


def _signed(clauses: list[Clause], found: dict[int, standings.ClauseStanding]) -> list[tuple[str, str, str, date]]:
    """Who signed the clauses as they stand now: name, job, organisation, and the last day on which they did."""
    names = accounts.names_of_organisations()
    held = Signature.objects.filter(clause__in=[one for one in clauses if not one.ended_on]).order_by("at", "id")
    made = {
        (one.name, one.job, names.get(one.organisation, one.organisation)): timezone.localdate(one.at)
        for one in held
        if one.standing == found[one.clause_id].standing
    }
    return [(*who, day) for who, day in made.items()]


class AddContract(Wizard):
    """A contract that one's own organisation commissions."""

    name, title, send, back = "contract_add", "Add a contract", "Add this contract", ("contracts", "Contracts")
    steps = (
        Step("name", "Which contract is it?", ContractName),
        Step("parties", "Who are the parties?", ContractParties),
        Step("time", "When does it run?", ContractTime),
    )

    def offer(self, form: Form, request: Request) -> None:
        """Editions, and the organisations of this care system."""
        if isinstance(form, ContractName):
            form.offer("edition", [(one.key, one.title) for one in editions.editions().values()])
            vars(form.fields["edition"])["hints"] = {
                one.key: "" if one.checked else "Not checked against the published form."
                for one in editions.editions().values()
            }
        if isinstance(form, ContractParties):
            held = accounts.organisations_within(request.acting.scope())
            for field in ("providers", "subcontractors"):
                form.offer(field, [(one.code, one.name) for one in held])

    def explained(self, request: Request, given: dict[str, Given]) -> list[str]:
        """From when the clauses of a contract that has begun count."""
        starts = given["time"]["starts"]
        return [presenters.counting_said(starts, back_dated=False)] if starts < clock.today() else []

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Add it."""
        who = given["parties"]
        if request.acting.right is None:
            raise NoRight("You act for no organisation.", "Choose a role first.")
        councils = set(Organisation.objects.filter(kind="council").values_list("code", flat=True))
        made = actions.add(
            by=request.acting,
            **given["name"],
            **given["time"],
            parties=[
                (request.acting.right.organisation, who["capacity"]),
                *((code, "council" if code in councils else "provider") for code in who["providers"]),
                *((code, "sub-contractor") for code in who["subcontractors"]),
            ],
        )
        messages.success(request, "The contract is added. Add its meetings and clauses here.")
        return redirect("contract", key=made.key)


def add_meeting(request: Request, key: str) -> HttpResponse:
    """A meeting about it."""
    held = queries.contract(request.acting.scope(), key)
    parties.keeper(request.acting, held)
    form = AddMeeting.of(request)
    made = form.done(lambda given: actions.add_meeting(by=request.acting, contract=held, **given), WrongUsage="on")
    if made:
        messages.success(request, "The meeting is added. Anything waiting for a meeting is on its agenda.")
        return redirect("meeting", key=made.key)
    return page(request, form, title="Add a meeting", send="Add this meeting", back=_back(held))


def end_party(request: Request, key: str) -> HttpResponse:
    """A party that ceases to be one."""
    held = queries.contract(request.acting.scope(), key)
    parties.keeper(request.acting, held)
    form, names = EndParty.of(request), accounts.names_of_organisations()
    form.offer("organisation", [(code, names.get(code, code)) for code in parties.party_codes(held)])
    others = accounts.organisations_within(request.acting.scope()).exclude(
        code__in=[one.organisation for one in held.parties.all()]
    )
    form.offer("successor", [("", "None"), *((one.code, one.name) for one in others)])
    if form.done(lambda given: actions.end_party(by=request.acting, contract=held, **given), WrongUsage="on"):
        messages.success(request, "Saved. Clauses need the signature of the organisation that takes its place.")
        return redirect("contract", key=key)
    return page(request, form, title="A party leaves", send="Save", back=_back(held))


def _back(held: Contract) -> tuple[str, str]:
    return reverse("contract", args=[held.key]), held.title

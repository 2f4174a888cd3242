"""Writing a clause that promises a measure, step by step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldthread.accounts import clock
from goldthread.accounts.acting import Request
from goldthread.commitments import editions, measuring, parties, queries
from goldthread.commitments.actions import contracts as actions
from goldthread.commitments.forms.clauses import FROM_START, ClauseFor, ClauseFrom, ClauseMore, ClauseText
from goldthread.commitments.models import Clause, Contract, MeasureRecord
from goldthread.commitments.presenters.clauses import counting_said
from goldthread.forms.form import Form, Given
from goldthread.forms.wizard import Step, Typed, Wizard


class WriteClause(Wizard):
    """A clause in a contract that one's own organisation commissions."""

    name, title, send, back = "clause_add", "Write a clause", "Save this clause", ("contracts", "Contracts")
    steps = (
        Step("for", "What does the clause promise?", ClauseFor),
        Step("text", "What does the clause say?", ClauseText),
        Step("more", "Is there anything else to add?", ClauseMore),
        Step("from", "This contract has begun. From when do results count?", ClauseFrom),
    )

    def applies(self, step: Step, typed: Typed) -> bool:
        """From when it counts is asked in a contract that has begun."""
        chosen = typed["for"].get("contract", "") if "for" in typed else ""
        return step.name != "from" or Contract.objects.filter(key=chosen, starts__lt=clock.today()).exists()

    def explained(self, request: Request, given: dict[str, Given]) -> list[str]:
        """From when it counts, where the contract has begun."""
        if "from" not in given:
            return []
        contract = queries.contract(request.acting.scope(), given["for"]["contract"])
        return [counting_said(contract.starts, back_dated=given["from"]["counts"] == FROM_START)]

    def begin(self, request: Request) -> Given:
        """The measure and the contract that the address names."""
        return {name: request.GET.get(name, "") for name in ("measure", "contract")}

    def offer(self, form: Form, request: Request) -> None:
        """Measures in use, and contracts that one's own organisation commissions."""
        if isinstance(form, ClauseFor):
            held, contracts = _measures(request), _contracts(request)
            form.offer("measure", [(one.key, measuring.newest_version(one).wording) for one in held])
            form.offer("contract", [(one.key, one.title) for one in contracts])
            form.apart = [
                (one.key, other.key) for one in held for other in contracts if not measuring.counts_in(one, other)
            ]

    def fit(self, form: Form, request: Request, typed: Typed) -> None:
        """The sentence, the places of the contract's form, and clauses that may be the other half."""
        chosen = typed["for"] if "for" in typed else {}
        contract = next((one for one in _contracts(request) if one.key == chosen.get("contract")), None)
        measure = next((one for one in _measures(request) if one.key == chosen.get("measure")), None)
        if isinstance(form, ClauseText):
            places = editions.edition_of(contract).places.values() if contract else ()
            form.offer("place", [("", "Choose"), *((one.key, str(one)) for one in places)])
            form.sentence = measuring.newest_version(measure).wording if measure else ""
            form.initial = {"wording": form.sentence}
        if isinstance(form, ClauseMore):
            form.offer("duty", [("", "No"), *((one.key, one.title) for one in editions.duties(clock.today()).values())])
            form.offer("pair", [("", "No"), *_pairs(request, contract, measure)])
            form.leave_out_what_offers_nothing()

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Write it."""
        scope = request.acting.scope()
        contract = queries.contract(scope, given["for"]["contract"])
        organisation, more = parties.keeper(request.acting, contract), given["more"]
        made = actions.add_clause(
            by=request.acting,
            contract=contract,
            measure=queries.measure(scope, given["for"]["measure"]),
            organisation=organisation,
            duty=more.get("duty", ""),
            variation=more["variation"],
            pair_with=queries.clause(scope, more["pair"]) if more.get("pair") else None,
            back_dated=given.get("from", {}).get("counts") == FROM_START,
            **given["text"],
        )
        messages.success(request, "The clause is written. The panel is asked whether it says what people asked for.")
        return redirect("clause", key=made.key)


def _measures(request: Request) -> list[MeasureRecord]:
    return [one for one in queries.measures(request.acting.scope()) if one.retired_on is None]


def _contracts(request: Request) -> list[Contract]:
    held = queries.contracts(request.acting.scope())
    return [one for one in held if parties.part_of(request.acting, one).keeps]


def _pairs(request: Request, contract: Contract | None, measure: MeasureRecord | None) -> list[tuple[str, str]]:
    """Clauses on the same measure in other contracts."""
    if contract is None or measure is None:
        return []
    held: list[Clause] = [one for one in queries.clauses(request.acting.scope()) if one.ended_on is None]
    return [
        (one.key, f"{one.contract.title}: {queries.wording_of(one).wording[:80]}")
        for one in held
        if one.measure_id == measure.pk and one.contract_id != contract.pk
    ]

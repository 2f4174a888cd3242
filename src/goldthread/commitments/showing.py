"""How measures, clauses, results and actions are shown on the thread, and in which version they stand."""

from collections.abc import Collection, Mapping

from django.db.models import Count, QuerySet
from django.urls import reverse

from goldthread.accounts import clock
from goldthread.accounts.queries import names_of_organisations
from goldthread.accounts.registry.references import KindGiven, Reader, ShownReference
from goldthread.commitments import disclosing, measuring, outcomes, queries, rules
from goldthread.commitments.models import AgreedAction, Clause, ClauseResult, Contract, MeasureRecord
from goldthread.partnership import rules as panel_rules
from goldthread.thread import rules as thread_rules
from goldthread.vocabulary import Scope


def measures(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Measures as the thread shows them."""
    held = MeasureRecord.objects.filter(key__in=keys).select_related("panel").prefetch_related("versions")
    made = {}
    for one in held:
        if thread_rules.concerns(reader.scope, one.organisations):
            versions = list(one.versions.all())
            made[one.key] = ShownReference(
                wording=versions[-1].wording,
                on=one.on,
                by=one.by,
                organisations=tuple(one.organisations),
                address=reverse("measure", args=[one.key]),
                version=_measure_version(one, len(versions)),
                keeper=f"the panel “{one.panel.title}”",
            )
    return made


def _measure_version(measure: MeasureRecord, count: int) -> str:
    return f"{count}-retired" if measure.retired_on else f"{count}"


def measure_versions(keys: Collection[str]) -> dict[str, str]:
    """In which version some measures stand; a retired one in a version of its own."""
    held = MeasureRecord.objects.filter(key__in=keys).annotate(count=Count("versions"))
    return {one.key: _measure_version(one, one.count) for one in held}


def held_measures(keys: Collection[str]) -> set[str]:
    """Which measures there are."""
    return set(MeasureRecord.objects.filter(key__in=keys).values_list("key", flat=True))


def every_measure(scope: Scope) -> list[str]:
    """Measures that a scope may know of and that are not retired."""
    return [one.key for one in queries.measures(scope) if one.retired_on is None]


def clauses(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Clauses as the thread shows them."""
    held = _with_contract(Clause.objects.filter(key__in=keys)).prefetch_related("wordings")
    names = names_of_organisations()
    made = {}
    for one in held:
        if queries.concerns(reader.scope, one.contract):
            wordings = list(one.wordings.all())
            parties = _parties(one.contract)
            made[one.key] = ShownReference(
                wording=wordings[-1].wording,
                on=one.on,
                by=one.by,
                organisations=parties,
                address=reverse("clause", args=[one.key]),
                version=str(len(wordings)),
                keeper=" and ".join(names.get(code, code) for code in parties),
            )
    return made


def _with_contract(held: QuerySet[Clause]) -> QuerySet[Clause]:
    return held.select_related("contract", "measure").prefetch_related("contract__parties")


def _parties(contract: Contract) -> tuple[str, ...]:
    return tuple(one.organisation for one in contract.parties.all() if one.until is None)


def clause_versions(keys: Collection[str]) -> dict[str, str]:
    """In which version some clauses stand."""
    held = Clause.objects.filter(key__in=keys).annotate(count=Count("wordings")).values_list("key", "count")
    return {key: str(count) for key, count in held}


def held_clauses(keys: Collection[str]) -> set[str]:
    """Which clauses there are."""
    return set(Clause.objects.filter(key__in=keys).values_list("key", flat=True))


def every_clause(scope: Scope) -> list[str]:
    """Clauses that a scope may know of and that have not ended."""
    return [one.key for one in queries.clauses(scope) if one.ended_on is None]


def results(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Results as the thread shows them, once they may be seen."""
    held = list(ClauseResult.objects.filter(key__in=keys).prefetch_related("disputes"))
    names = names_of_organisations() if any(one.disputes.all() for one in held) else {}
    of_clauses = _with_contract(Clause.objects.filter(pk__in={one.clause_id for one in held}))
    seen = {one.pk: one for one in of_clauses if queries.concerns(reader.scope, one.contract)}
    sizes = measuring.sizes_of(seen.values())
    now = clock.now()
    own = {one.pk for one in held if one.clause_id in seen and _is_own(reader.scope, one, seen[one.clause_id])}
    return {
        one.key: ShownReference(
            wording=result_said(one, sizes[one.clause_id]) + disputed_said(one, names),
            on=rules.last_day(one.period, sizes[one.clause_id]),
            by=one.by,
            organisations=_parties(seen[one.clause_id].contract),
            address=reverse("result", args=[one.key]),
        )
        for one in held
        if one.clause_id in seen and (reader.scope.organisations is None or one.pk in own or one.shown_from <= now)
    }


def _is_own(scope: Scope, result: ClauseResult, clause: Clause) -> bool:
    """Whether a scope is that of people of a result's provider: of nobody else does it say for whom they act."""
    held = scope.organisations
    is_own = scope.audience in ("own team", "provider") and bool(held)
    return is_own and held is not None and held <= set(outcomes.replying(result))


def result_said(result: ClauseResult, size: str = "month") -> str:
    """A result in a sentence that anybody may read: a scope does not say whether its person speaks for a party.

    Takes: what its period is, a month or a quarter.
    """
    when = rules.named(result.period, size)
    if not disclosing.may_tell(result.numerator, result.denominator):
        return f"{when}: {disclosing.LEFT_OUT[:1].lower()}{disclosing.LEFT_OUT[1:]}. {rules.STATUSES[result.status]}."
    if result.numerator is None or not result.denominator:
        return f"{when}: too few to say."
    share = panel_rules.percent(result.numerator, result.denominator)
    return f"{when}: {result.numerator:,} of {result.denominator:,} ({share}%). {rules.STATUSES[result.status]}."


def disputed_said(result: ClauseResult, names: Mapping[str, str]) -> str:
    """Who disputes a result, and what they say it is; "" where nobody does, or it is settled."""
    made = []
    for one in result.disputes.all():
        if one.is_settled:
            continue
        said = f" {names.get(one.organisation, one.organisation)} disputes this"
        told = one.numerator is not None and one.denominator and disclosing.may_tell(one.numerator, one.denominator)
        made.append(f"{said}: {one.numerator:,} of {one.denominator:,}." if told else f"{said}.")
    return "".join(made)


def held_results(keys: Collection[str]) -> set[str]:
    """Which results there are."""
    return set(ClauseResult.objects.filter(key__in=keys).values_list("key", flat=True))


def actions(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Actions as the thread shows them."""
    held = AgreedAction.objects.filter(key__in=keys).select_related("item__clause__contract")
    return {
        one.key: ShownReference(
            wording=one.what,
            on=one.done_on or one.due,
            by=one.by,
            organisations=(one.organisation,),
            address=reverse("action", args=[one.key]),
            version=str(one.version),
            keeper=one.owner,
        )
        for one in held
        if queries.concerns(reader.scope, one.item.clause.contract)
    }


def action_versions(keys: Collection[str]) -> dict[str, str]:
    """In which version some actions stand: it counts up each time that one is opened again."""
    held = AgreedAction.objects.filter(key__in=keys).values_list("key", "version")
    return {key: str(version) for key, version in held}


def held_actions(keys: Collection[str]) -> set[str]:
    """Which actions there are."""
    return set(AgreedAction.objects.filter(key__in=keys).values_list("key", flat=True))


def meeting_places(scope: Scope) -> list[tuple[str, str]]:
    """Contract meetings to come, the next first, as places to which words can be released."""
    return [(str(one), f"{one.contract.title}, {one.on:%-d %B %Y}") for one in queries.meetings(scope)]


def contract_places(scope: Scope) -> list[tuple[str, str]]:
    """Contracts whose annex can show words."""
    return [(str(one), one.title) for one in queries.contracts(scope)]


def meeting_page(place: str) -> str:
    """The page of a contract meeting."""
    return reverse("meeting", args=[place.removeprefix("meeting:")])


def contract_page(place: str) -> str:
    """The page of a contract."""
    return reverse("contract", args=[place.removeprefix("contract:")])


PAGES_OF_PLACES = {"agenda": meeting_page, "annex": contract_page}
PLACES = {"agenda": meeting_places, "annex": contract_places}
"""Where released words can be shown, by their use."""


def contracts(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Contracts, by whose clauses the thread is walked."""
    held = Contract.objects.filter(key__in=keys).prefetch_related("parties")
    return {
        one.key: ShownReference(
            wording=one.title,
            on=one.starts,
            by=one.by,
            organisations=_parties(one),
            address=reverse("contract", args=[one.key]),
        )
        for one in held
        if queries.concerns(reader.scope, one)
    }


def held_contracts(keys: Collection[str]) -> set[str]:
    """Which contracts there are."""
    return set(Contract.objects.filter(key__in=keys).values_list("key", flat=True))


def clauses_of(key: str) -> list[str]:
    """The clauses of a contract."""
    held = Clause.objects.filter(contract__key=key).order_by("id").values_list("key", flat=True)
    return [f"clause:{one}" for one in held]


KINDS: tuple[KindGiven, ...] = (
    {
        "kind": "contract",
        "label": "Contract",
        "shown": contracts,
        "held": held_contracts,
        "parts": clauses_of,
    },
    {
        "kind": "measure",
        "label": "Measure",
        "stage": 60,
        "shown": measures,
        "held": held_measures,
        "versions": measure_versions,
        "every": every_measure,
    },
    {
        "kind": "clause",
        "label": "Clause",
        "stage": 70,
        "shown": clauses,
        "held": held_clauses,
        "versions": clause_versions,
        "every": every_clause,
    },
    {"kind": "result", "label": "Monthly result", "stage": 80, "shown": results, "held": held_results},
    {
        "kind": "action",
        "label": "Action",
        "stage": 90,
        "shown": actions,
        "held": held_actions,
        "versions": action_versions,
    },
)
"""The kinds of reference that this app owns, with their places on the thread."""

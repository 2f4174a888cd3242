"""Results for a program (CONTRACTS §7): a file that is passed on, and so only what everybody may see (§5 g)."""

from typing import TypedDict

from goldthread.commitments import disclosing, outcomes, queries
from goldthread.commitments.models import Contract
from goldthread.vocabulary import NotFound


class ResultTold(TypedDict):
    """One period of a clause: the figure that holds. `value` is from 0 to 1.

    Counts and value are None where there is too little to say, or a part of them is fewer than 5 people.
    """

    contract: str
    clause: str
    measure: str
    month: str
    numerator: int | None
    denominator: int | None
    value: float | None
    status: str
    disputed: bool


def results(contract: str = "") -> list[ResultTold]:
    """What clauses came to, for the owner of the folder: by contract, clause and period.

    Takes: the key of a contract, "" for all. Raises NotFound.
    """
    held = Contract.objects.filter(key=contract) if contract else Contract.objects.order_by("key")
    if contract and not held:
        raise NotFound("There is no such contract.", "See the addresses of the contracts' pages.")
    return [
        _told(one)
        for clause in sorted(queries.clauses_of(held), key=lambda one: (one.contract.key, one.key))
        for one in outcomes.every_result_of(clause)
    ]


def _told(held: outcomes.PeriodResult) -> ResultTold:
    result = held.result
    above, below = disclosing.told(result.numerator, result.denominator)
    return ResultTold(
        contract=result.clause.contract.key,
        clause=result.clause.key,
        measure=result.clause.measure.key,
        month=result.period,
        numerator=above,
        denominator=below,
        value=above / below if above is not None and below else None,
        status=result.status,
        disputed=held.disputed,
    )

"""What the demo's hospital counts itself and reports: who was rung within two days. Last month is still to come."""

from random import Random

from goldthread.accounts import clock
from goldthread.accounts.models import Person
from goldthread.commitments.actions import contracts, measures, results
from goldthread.commitments.models import Clause, Contract, MeasureRecord
from goldthread.demo.agreeing import BOARD, Agreed
from goldthread.demo.calendar import Calendar
from goldthread.demo.promising import endorse, sign
from goldthread.vocabulary import Scope
from goldthread.workspace import Workspace


SENTENCE = "Somebody from the ward rings us in the first two days at home."
CLAUSE = (
    "Somebody from the ward rings each person, or their carer, within two days of going home. "
    "Of people who went home after a fall, at least 80% are rung."
)
KEY, ROYAL = "rung-within-two-days", "wenbrook-royal"
HOME_EACH_MONTH, RUNG = 55, 0.91
LEAST_RUNG = 0.84


def rung(calendar: Calendar, back: int) -> tuple[int, int]:
    """How many of those who went home in a month were rung, and how many went home, by the ward's own list."""
    chance = Random(f"rung/{calendar.back(back):%Y-%m}")
    home = round(HOME_EACH_MONTH * chance.uniform(0.85, 1.15))
    return round(home * max(LEAST_RUNG, chance.gauss(RUNG, 0.03))), home


def report(workspace: Workspace, calendar: Calendar, agreed: Agreed) -> None:
    """A measure, its clause and the months reported so far; harmless to repeat."""
    if Clause.objects.filter(key=KEY).exists():
        return
    with clock.as_of(calendar.back(9, 13)):
        measure = MeasureRecord.objects.filter(key=KEY).first() or _measure(workspace, calendar, agreed)
    with clock.as_of(calendar.back(8, 5)):
        clause = contracts.add_clause(
            by=BOARD,
            measure=measure,
            organisation="XIC",
            contract=Contract.objects.get(key=ROYAL),
            wording=CLAUSE,
            place="reporting-requirement",
            why_differs="A contract has to say how many, so that everybody can see whether it is kept.",
            key=KEY,
        )
    with clock.as_of(calendar.back(8, 21)):
        endorse(clause, refused=False)
        sign(clause)
    _months(workspace, calendar, clause)


def _measure(workspace: Workspace, calendar: Calendar, agreed: Agreed) -> MeasureRecord:
    told = [(f"{calendar.back(back):%Y-%m}", *rung(calendar, back)) for back in range(33, 9, -1)]
    months = [{"month": month, "numerator": of, "denominator": out_of} for month, of, out_of in told]
    body = {
        "wording": SENTENCE,
        "definition": {
            "reported by the provider": {
                "numerator": "People, or their carers, who were rung within two days",
                "denominator": "people who went home from Ward 7 after a fall",
                "months": months,
            }
        },
        "period": "month",
        "threshold": {"at least": "80 %"},
        "why": "Whoever is rung can ask who is coming.",
        "area": "Experience",
        "type": "process",
        "source and owner": "The ward’s list of calls; the ward manager",
        "collection": "Counted from the list at the end of each month. No new collection.",
        "basis": "Ten points below the year before",
        "agreed by": "The panel “Home after a fall”",
        "review": "Each March, before the contract is signed again",
    }
    return measures.draft(
        by=BOARD,
        workspace=workspace,
        scope=Scope.owner(),
        panel=agreed.panel,
        body=body,
        rests_on=[str(agreed.need), str(agreed.decision)],
        key=KEY,
    )


def _months(workspace: Workspace, calendar: Calendar, clause: Clause) -> None:
    nell = Person.objects.filter(handle="nell").first()
    for back in range(7, 1, -1):
        with clock.as_of(calendar.back(back - 1, 5)):
            numerator, denominator = rung(calendar, back)
            made = results.report(
                by=nell or BOARD,
                workspace=workspace,
                clause=clause,
                organisation="XWR",
                period=f"{calendar.back(back):%Y-%m}",
                numerator=numerator,
                denominator=denominator,
            )
            results.show_now(by=nell or BOARD, result=made, organisation="XWR")

"""Two clauses whose results would together leave two people: one by quarter of everybody, one by month of carers."""

from goldthread.commitments import rules
from goldthread.workspace import MonthCount, Workspace, measure_from, release_of
from tests.builders import round as made
from tests.builders.evidence import keep


FIRST = rules.first_period(made.STARTS, 3)
"""The first quarter of the builder's contract; it is over."""
MONTHS = [rules.after(FIRST, n) for n in range(3)]


def workspace(folder):
    """Twenty carers a month, and two patients in the last month of the quarter.

    How these two are numbered decides how shared figures are rounded: that of the last month proves nobody beside its
    carers.
    """
    return next(one for n in range(40) if _may_tell(one := _told_by(folder / str(n), 800_000 + 100 * n)))


def _told_by(folder, first):
    held = Workspace(folder)
    made.tell(held)
    day = rules.first_day(MONTHS[-1]).replace(day=9)
    two = {"date": day, "role": "patient", "organisation": "XWR", "extra": ((made.QUESTION, "Yes"),)}
    keep(held.store, [{"n": first + n} | two for n in range(2)])
    return held


def _may_tell(held):
    measure = measure_from(made.body(cut={"organisation": "XWR", "role": "carer"}) | {"key": "m"})
    return not held.measures.tells_of_few(release_of(measure, MonthCount(MONTHS[-1], 15, 20)), ())


def clauses(held, *, apart=False):
    """The same measure of everybody by quarter, and of carers by month, that all have signed.

    Takes: whether they are of two panels and contracts, rather than of one.
    """
    panel = made.panel("test")
    everybody = made.clause(held, "test", panel, [], body=made.body(cut={}, period="quarter"))
    other, contract = (made.panel("test"), None) if apart else (panel, everybody.contract)
    carers = made.clause(held, "test", other, [], contract=contract)
    for one in (everybody, carers):
        made.endorse(one)
        made.sign(one)
    return everybody, carers

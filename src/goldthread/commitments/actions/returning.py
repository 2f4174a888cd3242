"""Writes: a whole return, row by row; each row is reported, known already, or set aside with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import measuring, outcomes, periods
from goldthread.commitments.actions import results
from goldthread.commitments.models import Clause, ClauseResult
from goldthread.commitments.returns import ReturnRow
from goldthread.vocabulary import PlainError


@dataclass(frozen=True)
class ReturnAccount:
    """What came of a return: rows read = reported + corrected + known already + set aside."""

    rows_read: int
    reported: int
    corrected: int
    known: int
    set_aside: tuple[tuple[int, str], ...]

    def as_dict(self) -> dict[str, object]:
        """The account for a program."""
        return {
            "rows_read": self.rows_read,
            "reported": self.reported,
            "corrected": self.corrected,
            "known": self.known,
            "set_aside": [{"row": row, "reason": reason} for row, reason in self.set_aside],
        }


@transaction.atomic
def take(*, by: object, workspace: WorkspaceLike, organisation: str, rows: Sequence[ReturnRow]) -> ReturnAccount:
    """Keep every row of a provider's return that can be kept. Sent again, it changes nothing.

    A row for a clause of somebody else is set aside like one for no clause at all. One for a period that somebody else
    reported is refused, whether or not it says the same.
    """
    clauses = _clauses(organisation)
    done = {"reported": 0, "corrected": 0, "known": 0}
    aside: list[tuple[int, str]] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        wrong = row.wrong or _refused(row, clauses, seen)
        if not wrong:
            seen.add((row.clause, row.month))
            came, wrong = _keep(by, workspace, organisation, clauses[row.clause], row)
            if came:
                done[came] += 1
        if wrong:
            aside.append((row.number, wrong))
    made = ReturnAccount(len(rows), done["reported"], done["corrected"], done["known"], tuple(aside))
    auditing.record(
        by=by, what="return taken", about=f"organisation:{organisation}", rows=len(rows), set_aside=len(aside)
    )
    return made


def _clauses(organisation: str) -> dict[str, Clause]:
    held = Clause.objects.filter(ended_on=None, contract__parties__organisation=organisation)
    some = held.select_related("contract", "measure").prefetch_related("contract__parties")
    return {one.key: one for one in some if organisation in measuring.reporters(one)}


def _refused(row: ReturnRow, clauses: dict[str, Clause], seen: set[tuple[str, str]]) -> str:
    if row.clause not in clauses:
        return "There is no clause of that name that you report."
    if (row.clause, row.month) in seen:
        return "This month is in the file twice. The first row was used."
    if not periods.of_clause(clauses[row.clause]).is_in_force:
        return "This clause is not signed by every party yet."
    return ""


def _keep(by: object, workspace: WorkspaceLike, organisation: str, clause: Clause, row: ReturnRow) -> tuple[str, str]:
    """What came of one row: reported, corrected or known; or why it was refused."""
    before = clause.results.filter(period=row.month).last()
    if before and organisation in outcomes.replying(before) and _is_same(before, row):
        return "known", ""
    try:
        with transaction.atomic():
            results.report(
                by=by,
                workspace=workspace,
                clause=clause,
                organisation=organisation,
                period=row.month,
                numerator=row.numerator,
                denominator=row.denominator,
                comment=row.comment,
                why=row.why,
            )
    except PlainError as error:
        return "", str(error)
    return "corrected" if before else "reported", ""


def _is_same(before: ClauseResult, row: ReturnRow) -> bool:
    held = (before.numerator, before.denominator, before.comment)
    return held == (row.numerator, row.denominator, row.comment or before.comment)

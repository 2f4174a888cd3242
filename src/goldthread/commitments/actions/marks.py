"""Writes: what happened to a measure's charts, and groups that are compared; what was taken back stays on record."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.commitments import measuring, rules
from goldthread.commitments.models import ChartMark, ComparedGroups, MeasureRecord
from goldthread.partnership import rules as texts
from goldthread.vocabulary import WrongUsage


LIMITS, COLLECTION = "limits", "collection"


@transaction.atomic
def rebase(*, by: object, measure: MeasureRecord, month: str, what: str) -> ChartMark:
    """Let a measure's charts have new limits from a month on, with the cause; of a quarterly measure from a quarter on.

    Raises: WrongUsage without a cause, for a month that no period begins with or that is to come, or twice for one.
    """
    held = _held(measure)
    day = rules.first_day(rules.check_month(month))
    quarterly = measuring.defined(measuring.newest_version(held)).period == "quarter"
    if quarterly and rules.quarter_of(month) != month:
        raise WrongUsage("No quarter begins in that month.", "Choose January, April, July or October.")
    if held.marks.filter(kind=LIMITS, on=day, removed_at=None).exists():
        raise WrongUsage("New limits begin in that month already.", "Remove these first.")
    return _keep(by, held, LIMITS, day, what, missing="Write what changed.")


@transaction.atomic
def change_collection(*, by: object, measure: MeasureRecord, on: date, what: str) -> ChartMark:
    """Keep that what a measure counts is collected in another way since a day. Raises WrongUsage: a day to come."""
    return _keep(by, _held(measure), COLLECTION, on, what, missing="Write what changed in how it is collected.")


def _held(measure: MeasureRecord) -> MeasureRecord:
    return MeasureRecord.objects.select_for_update().get(pk=measure.pk)


@transaction.atomic
def _keep(by: object, measure: MeasureRecord, kind: str, on: date, what: str, *, missing: str) -> ChartMark:
    if not date(2000, 1, 1) <= on <= clock.today():
        raise WrongUsage("That day cannot be right.", "Enter a day up to today.")
    made = ChartMark.objects.create(
        measure=measure, kind=kind, on=on, what=texts.checked(what, "cause", 200, missing=missing), by=str(by)
    )
    auditing.record(by=by, what=f"chart marked: {kind}", about=str(measure), on=on.isoformat())
    return made


@transaction.atomic
def unmark(*, by: object, mark: ChartMark) -> ChartMark:
    """Take a mark off a measure's charts. Raises WrongUsage twice."""
    held = ChartMark.objects.select_for_update().select_related("measure").get(pk=mark.pk)
    if held.removed_at:
        raise WrongUsage("This is not on the charts any more.")
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])
    auditing.record(by=by, what="chart mark removed", about=str(held.measure), on=held.on.isoformat())
    return held


@transaction.atomic
def compare(
    *,
    by: object,
    measure: MeasureRecord,
    question: str,
    yes: Sequence[str],
    no: Sequence[str],
    first: str,
    second: str,
    why: str,
) -> ComparedGroups:
    """Compare how two groups answer one question, next to a measure. Raises WrongUsage for one group twice."""
    groups = dict(rules.GROUPS)
    if first == second or not {first, second} <= set(groups):
        raise WrongUsage("Those are not two groups.", "Choose two of staff, carers and patients.")
    if not yes or not no or set(yes) & set(no):
        raise WrongUsage("An answer means yes or no.", "Tick at least one answer for each, and none for both.")
    made = ComparedGroups.objects.create(
        measure=_held(measure),
        question=question,
        yes=list(yes),
        no=list(no),
        first=first,
        second=second,
        why=texts.checked(why, "reason", 300, missing="Write why they are compared."),
        by=str(by),
    )
    auditing.record(by=by, what="groups compared", about=str(measure), groups=f"{first}, {second}")
    return made


@transaction.atomic
def stop_comparing(*, by: object, gap: ComparedGroups) -> ComparedGroups:
    """Take a comparison off a measure's page. Raises WrongUsage twice."""
    held = ComparedGroups.objects.select_for_update().select_related("measure").get(pk=gap.pk)
    if held.ended:
        raise WrongUsage("These groups are not compared any more.")
    held.ended = clock.now()
    held.save(update_fields=["ended"])
    auditing.record(by=by, what="comparison removed", about=str(held.measure))
    return held

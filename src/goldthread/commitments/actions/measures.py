"""Writes: a measure, from the patients' sentence to its retirement."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import rules
from goldthread.commitments.models import MeasureRecord, MeasureVersion
from goldthread.partnership import rules as texts
from goldthread.partnership.keys import key_for
from goldthread.partnership.models import PatientPanel
from goldthread.thread import actions as thread
from goldthread.thread.queries import passages_of
from goldthread.vocabulary import Scope, WrongUsage
from goldthread.vocabulary.measures import ReportedCounts
from goldthread.workspace import measure_from


FEW = ("no denominator", "no baseline", "too few")
"""Reasons that rest on counts: which of them it is, is told to readers of the words alone."""
REPORTED = "reported by the provider"
"""The definition of a measure that its provider reports, as a measure's file names it."""
MEANING = ("wording", "definition", "cut", "period", "threshold")
"""What a measure asks for. Where none of it changes, what it rests on need not be looked at again."""
RETIRED = "This measure is retired."
CHANGED = "Someone else changed this measure meanwhile. Read it again, then make your change."


@transaction.atomic
def draft(
    *,
    by: object,
    workspace: WorkspaceLike,
    scope: Scope,
    panel: PatientPanel,
    body: Mapping[str, object],
    rests_on: Sequence[str] = (),
    organisations: Sequence[str] = (),
    key: str = "",
    on: date | None = None,
) -> MeasureRecord:
    """Draft a measure: the patients' sentence and what is counted, in the form of a measure's file.

    Takes: the scope of whoever drafts it, whose counts say whether it can be agreed (decision 0043); references of the
    needs and decisions that it answers; the words that these needs rest on give it theirs.
    Raises: BadDefinition for a body that does not say what it must, NotFound for a need that there is none of,
    WrongUsage for a reported month that is not over.
    """
    record = MeasureRecord.objects.create(
        key=key or key_for(MeasureRecord),
        panel=panel,
        organisations=sorted(set(organisations or panel.organisations)),
        by=str(by),
        on=on or clock.today(),
    )
    thread.take_over(by=by, kind="measure", key=record.key)
    _keep(by, workspace, scope, record, body, why="")
    for reference in rests_on:
        thread.link(by=by, upper=reference, lower=str(record))
    for token in passages_of(*(one for one in rests_on if one.startswith("need:"))):
        thread.link(by=by, upper=f"passage:{token}", lower=str(record), kind="gave its words to")
    auditing.record(by=by, what="measure drafted", about=str(record), panel=str(panel))
    return record


@transaction.atomic
def change(
    *,
    by: object,
    workspace: WorkspaceLike,
    scope: Scope,
    measure: MeasureRecord,
    based_on: int,
    body: Mapping[str, object],
    why: str,
) -> MeasureVersion:
    """Change a measure: the next version. Clauses on it are to be checked again.

    Takes: the scope of whoever changes it, as `draft`.
    Raises: BadDefinition, WrongUsage where it is retired, nothing changes, or somebody else changed it meanwhile.
    """
    record = MeasureRecord.objects.select_for_update().get(pk=measure.pk)
    newest = newest_of(record)
    if record.retired_on:
        raise WrongUsage(RETIRED)
    if newest.number != based_on:
        raise WrongUsage(CHANGED)
    why = texts.checked(why, "reason", 300, missing="Write why the measure changes.")
    if dict(body) == newest.body:
        raise WrongUsage("That is how the measure is defined already.")
    made = _keep(by, workspace, scope, record, body, why=why)
    if all(body.get(name) == newest.body.get(name) for name in MEANING):
        thread.keep_up(reference=str(record), before=str(newest.number))
    auditing.record(by=by, what="measure changed", about=str(made))
    return made


@transaction.atomic
def give_months(
    *,
    by: object,
    workspace: WorkspaceLike,
    scope: Scope,
    measure: MeasureRecord,
    based_on: int,
    months: Sequence[Mapping[str, object]],
) -> MeasureVersion:
    """Add months that a provider has from before to a measure that it reports: the next version, tested on them.

    Takes: months as `defining.months` gives them. Those that are there stay as they are.
    Raises: WrongUsage without months, for one that is not over, comes twice or is there already, for a measure that is
    counted here; as `change`.
    """
    body = newest_of(measure).body
    held = dict(body["definition"]).get(REPORTED)
    if held is None:
        raise WrongUsage("This measure is counted from what people say.", "Nobody reports it.")
    if not months:
        raise WrongUsage("There are no months.", "Enter at least one, or choose a file.")
    known = {str(one["month"]) for one in held["months"]}
    for one in months:
        month = rules.check_month(str(one["month"]))
        if month in known:
            raise WrongUsage(f"{rules.named(month)} is there already.", "Leave it out.")
        _check_over(month)
        known.add(month)
    every = sorted([*held["months"], *months], key=lambda one: str(one["month"]))
    body = {**body, "definition": {REPORTED: {**held, "months": every}}}
    why = f"{len(months)} earlier {'month' if len(months) == 1 else 'months'} added by the provider."
    return change(by=by, workspace=workspace, scope=scope, measure=measure, based_on=based_on, body=body, why=why)


def _check_over(month: str) -> None:
    if rules.first_day(rules.after(month, 1)) > clock.today():
        raise WrongUsage(f"{rules.named(month)} is not over yet.", "Leave it out.")


@transaction.atomic
def retire(*, by: object, measure: MeasureRecord, why: str) -> MeasureRecord:
    """Retire a measure. Clauses on it read *Check again* until they end. Raises WrongUsage: no reason, or twice."""
    record = MeasureRecord.objects.select_for_update().get(pk=measure.pk)
    if record.retired_on:
        raise WrongUsage(RETIRED)
    record.retired_because = texts.checked(why, "reason", 300, missing="Write why the measure is retired.")
    record.retired_on = clock.today()
    record.save(update_fields=["retired_on", "retired_because"])
    auditing.record(by=by, what="measure retired", about=str(record))
    return record


def newest_of(measure: MeasureRecord) -> MeasureVersion:
    """The newest version of a measure."""
    newest = measure.versions.last()
    assert newest is not None
    return newest


def _keep(
    by: object, workspace: WorkspaceLike, scope: Scope, record: MeasureRecord, body: Mapping[str, object], why: str
) -> MeasureVersion:
    """The next version. *Agreed* is kept only where nothing stands in its way; otherwise it is watched.

    Everybody who sees a measure sees which of them it is, so it must tell whoever chose what is counted no more than
    their own scope does.
    """
    kept = {name: value for name, value in body.items() if name not in ("key", "standing")}
    measure = measure_from({**kept, "key": record.key, "standing": "agreed"})
    if isinstance(measure.definition, ReportedCounts):
        for one in measure.definition.months:
            _check_over(one.month)
    checked = workspace.measures.check(measure, scope, today=clock.today())
    return MeasureVersion.objects.create(
        measure=record,
        number=record.versions.count() + 1,
        wording=measure.wording,
        body=kept,
        standing="watched" if checked.refused else "agreed",
        rehearsal={
            "sentence": workspace.measures.sentence(measure),
            "few": any(one.code in FEW for one in checked.refused),
        },
        why=why,
        by=str(by),
    )

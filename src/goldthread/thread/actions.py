"""Writes: quoting words, putting placeholders, linking; keyword-only, one transaction, one audit event each."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.accounts.models import Person
from goldthread.accounts.registry.references import is_held, is_owned
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.thread import references, rules
from goldthread.thread.models import Link, Placeholder, QuotedPassage, Teller, Unlinked, token
from goldthread.vocabulary import NotFound, Scope, WrongUsage


@transaction.atomic
def quote(
    *, by: object, workspace: WorkspaceLike, scope: Scope, feedback: str, start: int = 0, end: int | None = None
) -> QuotedPassage:
    """Let the thread rest on words that whoever asks may read; the same words are quoted once.

    Raises: NotFound for words that the scope may not read, WrongUsage for no words.
    """
    cited = workspace.words.cite(feedback, start, end, scope=scope)
    told = workspace.words.passage(cited.id, scope=scope)
    held, fresh = QuotedPassage.objects.get_or_create(
        feedback=cited.id,
        start=cited.start,
        end=cited.end,
        defaults={
            "respondent": told.respondent,
            "words": cited.passage,
            "hash": cited.hash,
            "batch": cited.batch,
            "organisation": told.organisation,
            "role": told.role,
            "told_on": told.date,
            "by": str(by),
        },
    )
    if fresh:
        auditing.record(by=by, what="words quoted", about=str(held))
    return held


@transaction.atomic
def put_placeholder(
    *, by: object, kind: str, wording: str, on: date, organisations: Sequence[str], key: str = ""
) -> Placeholder:
    """Put a placeholder where a room is still missing; under a key that exists already, that one is given unchanged.

    Raises: WrongUsage for a kind that has no placeholders, for no wording, or for nobody whom it concerns.
    """
    if kind not in rules.PLACEHOLDER_KINDS or is_owned(kind):
        raise WrongUsage(
            f"A placeholder cannot stand for a {kind}.", f"It stands for one of {', '.join(rules.PLACEHOLDER_KINDS)}."
        )
    if not organisations:
        raise WrongUsage("Nobody is named whom this concerns.", "Choose at least one organisation.")
    wording = rules.check_wording(wording)
    held, fresh = Placeholder.objects.get_or_create(
        kind=kind,
        key=key or token(),
        defaults={"wording": wording, "on": on, "organisations": sorted(set(organisations)), "by": str(by)},
    )
    if fresh:
        auditing.record(by=by, what=f"{kind} put on the thread", about=str(held))
    return held


@transaction.atomic
def put_date(
    *, by: object, kind: str, wording: str, on: date, organisations: Sequence[str], key: str = ""
) -> Placeholder:
    """Put a contract meeting or a contract's close where a room is still missing; a known key moves to the day.

    Raises: WrongUsage for another kind, for no wording, or for nobody whom it concerns.
    """
    if kind not in rules.DATE_KINDS:
        raise WrongUsage("That is no kind of date.", "Choose a contract meeting or a contract's close.")
    if not organisations:
        raise WrongUsage("Nobody is named whom this concerns.", "Choose at least one organisation.")
    wording = rules.check_wording(wording)
    said = {"wording": wording, "on": on, "organisations": sorted(set(organisations))}
    if key and (same := Placeholder.objects.filter(kind=kind, key=key, **said).first()):
        return same
    held, _ = Placeholder.objects.update_or_create(kind=kind, key=key or token(), defaults=said | {"by": str(by)})
    auditing.record(by=by, what="date put down", about=str(held))
    return held


@transaction.atomic
def drop_date(*, by: object, key: str, kind: str, scope: Scope) -> None:
    """Take a date away. Raises NotFound where there is none that concerns whoever asks."""
    held = Placeholder.objects.filter(kind=kind, key=key).first() if kind in rules.DATE_KINDS else None
    if held is None or not rules.concerns(scope, held.organisations):
        raise NotFound("There is no such date, or it is not yours.")
    auditing.record(by=by, what="date taken away", about=str(held))
    held.delete()


@transaction.atomic
def link(*, by: object, upper: str, lower: str, kind: str = "") -> Link:
    """Link something to what came of it; the same link is made once.

    Takes: references; without a type, the usual one between the two kinds.
    Raises: WrongUsage for a link that cannot be, NotFound for an end that this app should hold and does not.
    """
    above, below = references.read(upper), references.read(lower)
    kind = kind or rules.usual_link(above.kind, below.kind)
    rules.check_link(kind, above, below)
    for end in (above, below):
        _check_is_held(end)
    made, fresh = Link.objects.get_or_create(
        kind=kind,
        upper=above.plain,
        lower=below.plain,
        defaults={"upper_version": above.version, "lower_version": below.version, "by": str(by)},
    )
    if fresh:
        auditing.record(by=by, what="linked", about=below.plain, to=above.plain, type=kind)
    return made


def _check_is_held(end: references.Reference) -> None:
    if not is_held(end.kind, end.id):
        raise NotFound(f"There is no {end.kind} called {end.id} on the thread.")


@transaction.atomic
def unlink(*, by: object, upper: str, lower: str, kind: str, why: str) -> Unlinked:
    """Take a link away, and keep who did it, when and why. Raises NotFound for none, WrongUsage for no reason."""
    why = rules.check_reason(why)
    gone, _ = Link.objects.filter(kind=kind, upper=upper, lower=lower).delete()
    if not gone:
        raise NotFound("There is no such link.")
    auditing.record(by=by, what="link taken away", about=lower, to=upper, type=kind)
    return Unlinked.objects.create(kind=kind, upper=upper, lower=lower, by=str(by), why=why)


@transaction.atomic
def know_teller(*, by: object, person: Person, respondent: str) -> None:
    """Note that somebody who signs in told us these words themselves."""
    _, fresh = Teller.objects.get_or_create(person=person, respondent=respondent)
    if fresh:
        auditing.record(by=by, what="teller known", about=str(person))

"""Writes: quoting words, linking, checking links again; keyword-only, one transaction, one audit event each."""

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.accounts.actions import fold_log
from goldthread.accounts.models import Person
from goldthread.accounts.registry.references import is_held, versions
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.thread import references, rules, showing
from goldthread.thread.models import AcceptedGap, Link, LinkReview, Placeholder, QuotedPassage, Teller, Unlinked
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
def drop_date(*, by: object, key: str, kind: str, scope: Scope) -> None:
    """Take a date away from before contracts had a room. Raises NotFound where none concerns whoever asks."""
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
    now = versions([above.plain, below.plain])
    made, fresh = Link.objects.get_or_create(
        kind=kind,
        upper=above.plain,
        lower=below.plain,
        defaults={"upper_version": now[above.plain], "lower_version": now[below.plain], "by": str(by)},
    )
    if fresh:
        auditing.record(by=by, what="linked", about=below.plain, to=above.plain, type=kind)
    return made


def _check_is_held(end: references.Reference) -> None:
    if not is_held(end.kind, end.id):
        raise NotFound(f"There is no {end.kind} called {end.id} on the thread.")


@transaction.atomic
def take_over(*, by: object, kind: str, key: str) -> bool:
    """Let a room's own object take the place of a placeholder; links lead to it under the same reference."""
    gone, _ = Placeholder.objects.filter(kind=kind, key=key).delete()
    if gone:
        auditing.record(by=by, what="placeholder taken over", about=f"{kind}:{key}")
    return bool(gone)


@transaction.atomic
def pass_on(*, by: object, upper: str, to: str) -> int:
    """Let what came of one thing come of another one too, which took its place; gives how many links that made."""
    made = 0
    for one in Link.objects.filter(upper=upper):
        link(by=by, upper=to, lower=one.lower, kind=one.kind)
        made += 1
    return made


@transaction.atomic
def quote_again(*, by: object, workspace: WorkspaceLike, scope: Scope, token: str) -> QuotedPassage:
    """Quote a passage as its words are now, after they were corrected; every link from it is to be checked.

    Raises: NotFound for words that the scope may not read any more.
    """
    held = QuotedPassage.objects.select_for_update().filter(token=token, withdrawn=False).first()
    if held is None:
        raise NotFound("There are no such words.")
    now = workspace.words.cite(held.feedback, held.start, held.end, scope=scope)
    if now.hash != held.hash:
        held.words, held.hash, held.revision = now.passage, now.hash, held.revision + 1
        held.save(update_fields=["words", "hash", "revision"])
        auditing.record(by=by, what="words quoted again", about=str(held))
    return held


def empty_changed_copies(*, by: object, workspace: WorkspaceLike) -> int:
    """Empty the copies of words that are others by now: more may have been removed from their answers. Gives how many.

    They are shown to nobody, and are filled when somebody quotes them again. Harmless to repeat.
    """
    with transaction.atomic():
        gone = showing.changed_copies(workspace)
        for one in gone:
            one.words = ""
            one.save(update_fields=["words"])
            auditing.record(by=by, what="copy of changed words emptied", about=str(one))
    if gone:
        fold_log()
    return len(gone)


@transaction.atomic
def say_it_holds(*, by: object, upper: str, lower: str, kind: str, seen: tuple[str, str], why: str = "") -> LinkReview:
    """Say that a link still holds after one of its ends changed.

    Takes: the versions of both ends that whoever says so has looked at.
    Raises: NotFound for no such link, WrongUsage where an end changed again meanwhile or its words are withdrawn.
    """
    held = Link.objects.select_for_update().filter(kind=kind, upper=upper, lower=lower).first()
    if held is None:
        raise NotFound("There is no such link.")
    now = versions([upper, lower])
    if seen != (now[upper], now[lower]):
        raise WrongUsage("One end changed again meanwhile.", "Compare them again.")
    why = " ".join(why.replace("\x00", "").split())[: rules.LONGEST_REASON]
    held.upper_version, held.lower_version = seen
    held.save(update_fields=["upper_version", "lower_version"])
    auditing.record(by=by, what="link checked again", about=lower, to=upper, type=kind)
    return LinkReview.objects.create(
        kind=kind, upper=upper, upper_version=seen[0], lower=lower, lower_version=seen[1], by=str(by), why=why
    )


@transaction.atomic
def keep_up(*, reference: str, before: str) -> None:
    """Let the links of something stand where only facts about it were filled in.

    Takes: the version before that. Links that were to be checked again by then still are.
    """
    now = versions([reference])[reference]
    Link.objects.filter(lower=reference, lower_version=before).update(lower_version=now)
    Link.objects.filter(upper=reference, upper_version=before).update(upper_version=now)


@transaction.atomic
def accept_gap(*, by: object, reference: str, side: str, why: str) -> AcceptedGap:
    """Accept that a link is missing, with the reason. Raises WrongUsage, NotFound."""
    asked, why = references.read(reference), rules.check_reason(why)
    if side not in rules.SIDES:
        raise WrongUsage("That is no side of the thread.")
    _check_is_held(asked)
    made, _ = AcceptedGap.objects.update_or_create(
        reference=asked.plain, side=side, defaults={"why": why, "by": str(by)}
    )
    auditing.record(by=by, what="missing link accepted", about=asked.plain, side=side)
    return made


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

"""Writes: the last day of a vote, and a vote that is closed and is asked again."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.partnership.actions import deciding
from goldthread.partnership.citing import FindingAsked
from goldthread.partnership.models import Decision
from goldthread.thread.models import Link
from goldthread.vocabulary import WrongUsage


@transaction.atomic
def set_last_day(*, by: object, decision: Decision, closes_on: date) -> Decision:
    """Set the last day of a ballot, tomorrow or later. Once it is open, a day that members were told stays.

    Raises: WrongUsage for an earlier day, a show of hands, a vote that is closed, or an open one that has a last day.
    """
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.closed_at:
        raise WrongUsage(deciding.CLOSED)
    if held.method != "ballot":
        raise WrongUsage("This panel votes by a show of hands.", "The hands are counted in the room.")
    if held.opened_at and held.closes_on:
        raise WrongUsage("Members were told the last day of this vote.", "It cannot be changed while the vote is open.")
    if closes_on <= clock.today():
        raise WrongUsage("Members need time to vote.", "Enter tomorrow or a later day.")
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    auditing.record(by=by, what="last day to vote set", about=str(held), on=closes_on.isoformat())
    return held


@transaction.atomic
def ask_again(
    *, by: object, decision: Decision, options: Sequence[str] = (), closes_on: date | None = None
) -> Decision:
    """Put a vote that is closed to its panel again, with what it rests on. What was decided stands until then.

    Takes: what can be chosen this time, or the options before.
    Raises: WrongUsage where it is open, or was asked again already; as `deciding.propose`.
    """
    held = Decision.objects.select_for_update().select_related("panel").get(pk=decision.pk)
    if not held.closed_at:
        raise WrongUsage("The vote is not closed yet.", "Close it first.")
    if Decision.objects.filter(asks_again=held).exists():
        raise WrongUsage("This was asked again already.")
    made = deciding.propose(
        by=by,
        panel=held.panel,
        title=held.title,
        options=options or [one.wording for one in held.options.all()],
        rests_on=list(Link.objects.filter(lower=str(held)).order_by("id").values_list("upper", flat=True)),
        organisations=held.organisations,
        closes_on=closes_on,
    )
    for one in held.findings.all():
        deciding.cite(by=by, decision=made, finding=FindingAsked(one.page, one.asked, one.search))
    made.asks_again = held
    made.save(update_fields=["asks_again"])
    auditing.record(by=by, what="vote asked again", about=str(made), before=str(held))
    return made

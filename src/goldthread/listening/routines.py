"""What the review queue does by the clock: it emails whoever is on call when urgent answers came in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldthread.accounts import opened
from goldthread.accounts.acting import again
from goldthread.accounts.outgoing_mail import tell
from goldthread.accounts.rules import Permission
from goldthread.listening.models import OnCall


URGENT_MAIL = "urgent concern"


def alert_on_call() -> int:
    """Email everyone on call about urgent answers that came in since they were last told; gives how many mails.

    Harmless to repeat: what somebody was told of is noted in the same transaction as the mail.
    """
    return sum(_alert(one.pk) for one in OnCall.objects.all())


@transaction.atomic
def _alert(key: int) -> int:
    held = OnCall.objects.select_for_update().select_related("person").filter(pk=key).first()
    if held is None:
        return 0
    acting = again(str(held.person), held.right_id)
    if not acting.may(Permission.SAFEGUARD):
        return 0
    urgent = opened.workspace().concerns.urgent(acting.scope(use="safeguarding"))
    came = [_moment(since) for since in urgent]
    fresh = sum(one > held.told for one in came)
    held.told = max((held.told, *came))
    held.save(update_fields=["told"])
    if fresh:
        tell(by="worker", person=held.person, kind=URGENT_MAIL, rows=fresh)
    return int(bool(fresh))


def _moment(since: str) -> datetime:
    made = datetime.fromisoformat(since)
    return made if made.tzinfo else timezone.make_aware(made)

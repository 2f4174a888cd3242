"""What is done by the clock: results are counted, late ones are asked for, re-checks are answered."""

from goldthread.accounts import outgoing_mail
from goldthread.accounts.models import OutgoingMail
from goldthread.accounts.opened import workspace
from goldthread.commitments import periods, rules
from goldthread.commitments.actions import results, telling


BY = "goldthread"


def results_of_today() -> int:
    """Count what is over, and ask for what is late, once for each period."""
    made = results.compute_all(by=BY, workspace=workspace())
    results.surface()
    for late in periods.late_reports():
        for person in telling.quality_leads(late.organisation):
            about, day = f"clause:{late.clause.pk}", rules.first_day(late.period)
            if not _was_told(person.pk, about, day.isoformat()):
                outgoing_mail.tell(by=BY, person=person, kind="result late", about=about, period=day)
    return made


def _was_told(person: int, about: str, period: str) -> bool:
    held = OutgoingMail.objects.filter(person_id=person, kind="result late", about=about)
    return any(row.facts.get("period") == period for row in held)

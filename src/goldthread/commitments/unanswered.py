"""Reads: clauses that wait for a panel's answer, which are to be answered before the panel ends."""

from django.db.models import Q
from django.urls import reverse

from goldthread.commitments import standings
from goldthread.commitments.models import Clause
from goldthread.partnership.ending import StillOpen
from goldthread.partnership.models import PatientPanel


def waiting_for(panel: PatientPanel) -> list[StillOpen]:
    """Clauses that a panel has not answered as they are worded now."""
    held = Clause.objects.filter(
        Q(answering=None, measure__panel=panel) | Q(answering=panel), ended_on=None
    ).select_related("contract", "measure__panel", "answering")
    some = list(held.prefetch_related("contract__parties", "wordings").order_by("id"))
    found = standings.of_all(some)
    waits = [one for one in some if found[one.pk].state in ("draft", "asked", "check again")]
    return [
        StillOpen("Clause", list(one.wordings.all())[-1].wording, reverse("clause", args=[one.key])) for one in waits
    ]

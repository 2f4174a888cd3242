"""A clause that is about to change, locked with what it stands on, so that two people who change it take turns."""

from goldthread.commitments.models import Clause


WITH = ("contract", "measure", "measure__panel")


def locked(clause: Clause) -> Clause:
    """A clause as it is now, with its contract, its measure and its panels. Needs a transaction.

    PostgreSQL locks nothing that may be absent, as the panel is that answers in place of one that ended.
    """
    held = Clause.objects.select_for_update(of=("self", *WITH)).select_related(*WITH, "answering")
    return held.get(pk=clause.pk)

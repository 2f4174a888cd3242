"""What is about to change, locked with what it stands on, so that two who change it take turns."""

from django.db import connection

from goldthread.commitments.models import Clause, Contract


WITH = ("contract", "measure", "measure__panel")


def locked(clause: Clause) -> Clause:
    """A clause as it is now, with its contract, its measure and its panels. Needs a transaction.

    PostgreSQL locks nothing that may be absent, as the panel is that answers in place of one that ended.
    """
    held = Clause.objects.select_for_update(of=("self", *WITH)).select_related(*WITH, "answering")
    return held.get(pk=clause.pk)


def locked_contract(contract: Contract) -> Contract:
    """A contract as it is now. Needs a transaction."""
    return Contract.objects.select_for_update().get(pk=contract.pk)


def release_in_turn() -> None:
    """Until the transaction is over, nobody else releases a result: each is asked about next to all before it.

    SQLite writes one transaction at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7003)")

"""The site's SQLite database keeps sums of its tables (workspace/row_seals), by every connection that Django opens."""

from collections.abc import Sequence

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from goldthread.workspace import row_seals


def seal(sender: object, using: str = "default", **_: object) -> None:
    """Seal the tables of a database once they are as this version wants them."""
    if connections[using].vendor == "sqlite":
        with transaction.atomic(using=using):
            row_seals.seal(connections[using].connection)


def unseal(sender: object, using: str = "default", plan: Sequence[object] = (), **_: object) -> None:
    """Let migrations change tables: they are sealed again afterwards, as they are then."""
    if plan and connections[using].vendor == "sqlite":
        with transaction.atomic(using=using):
            row_seals.unseal(connections[using].connection)


def let_write(sender: object, connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give a new connection what sealed tables call."""
    if connection.vendor == "sqlite":
        row_seals.register(connection.connection)


def connect() -> None:
    """Listen to Django; harmless to repeat."""
    connection_created.connect(let_write, dispatch_uid="goldthread.accounts.let_write")
    pre_migrate.connect(unseal, dispatch_uid="goldthread.accounts.unseal")
    post_migrate.connect(seal, dispatch_uid="goldthread.accounts.seal")

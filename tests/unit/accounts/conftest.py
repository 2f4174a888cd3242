"""A small care system in a transaction of its own: nothing of it is left afterwards."""

from types import SimpleNamespace

import django
import pytest


django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from goldthread.accounts.acting import Acting  # noqa: E402
from goldthread.accounts.directory import organisations, people  # noqa: E402
from goldthread.accounts.directory.posts import Post  # noqa: E402
from goldthread.accounts.models import Person  # noqa: E402
from goldthread.accounts.rules import HeldRight, Role  # noqa: E402


@pytest.fixture(scope="session")
def database():
    call_command("migrate", verbosity=0, interactive=False)


@pytest.fixture
def system(database):
    """A commissioner with two trusts, another commissioner with its own, and somebody in each."""
    with transaction.atomic():
        board = organisations.add(by="test", code="TIC", name="Test Board", kind="commissioner")
        other = organisations.add(by="test", code="TOC", name="Other Board", kind="commissioner")
        made = SimpleNamespace(board=board, other=other)
        made.royal = organisations.add(by="test", code="TRH", name="Royal Hospital", commissioner=board)
        made.home = organisations.add(by="test", code="THC", name="Home Care", commissioner=board)
        made.far = organisations.add(by="test", code="TFA", name="Far Away", commissioner=other)
        for handle, place, role in (
            ("t.ada", made.royal, Role.ADMINISTRATOR),
            ("t.bo", board, Role.ADMINISTRATOR),
            ("t.cy", made.royal, Role.ANALYST),
            ("t.di", made.home, Role.ANALYST),
            ("t.ed", made.far, Role.ANALYST),
        ):
            people.join(by="test", handle=handle, name=handle.title(), post=Post(place, role))
        yield made
        transaction.set_rollback(True)


def acting(handle: str, place, role: Role = Role.ADMINISTRATOR):
    """Somebody as a session acts, under one right."""
    commissioned = tuple(place.commissions.order_by("code").values_list("code", flat=True))
    held = HeldRight(role=role, organisation=place.code, member=place.member, commissions=commissioned)
    return Acting(person=Person.objects.get(handle=handle), right=held)


@pytest.fixture
def django_asked():
    """Every question that the database is asked within a block."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)

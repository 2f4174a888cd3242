"""A file that was looked at is kept under the right that it was sent under, however late that is."""

from datetime import date, timedelta

import pytest

from goldthread.accounts import outbox
from goldthread.accounts.acting import acting
from goldthread.accounts.models import AuditEvent, Delivery, Person
from goldthread.listening import actions
from goldthread.vocabulary import NotFound
from tests.builders.files import HEADER, answers, separated


FILE = separated([HEADER, *answers(6)]).replace("XAA", "XWR").encode()


@pytest.fixture
def ben(people):
    """Ben as the database has him now, with his right as it was again afterwards."""
    held = Person.objects.get(handle="ben")
    right = held.rights.get()
    yield held
    right.save()


@pytest.fixture
def agreed(workspace, ben, monkeypatch):
    """What Ben wants kept, as a kill leaves it: agreed and audited, and not brought in yet."""
    token = workspace.uploads.hold("cards.csv", [FILE])
    with monkeypatch.context() as patch:
        patch.setattr(workspace, "delivering", lambda lane: 1 / 0)
        with pytest.raises(outbox.Waits):
            actions.keep_upload(by=acting(ben), workspace=workspace, token=token, issuer="XWR")
    yield Delivery.objects.get(key=f"import:{token}"), token
    Delivery.objects.all().delete()


def test_it_is_brought_in_later_under_the_same_right(workspace, came, ben, agreed):
    row, _ = agreed
    outbox.deliver_waiting(workspace, at_once=True)
    assert came() == 6 and not Delivery.objects.filter(pk=row.pk).exists()
    events = AuditEvent.objects.filter(about=f"batch:{row.payload['batch']}").order_by("id")
    right = f"right:{ben.rights.get().pk}"
    assert [(one.what, one.right) for one in events] == [("file to be imported", right), ("file imported", right)]


def test_it_is_not_brought_in_once_that_right_has_ended(workspace, came, ben, agreed):
    row, token = agreed
    ben.rights.update(until=date.today() - timedelta(days=1))
    outbox.deliver_waiting(workspace, at_once=True)
    assert came() == 0 and not Delivery.objects.filter(pk=row.pk).exists()
    with pytest.raises(NotFound):
        workspace.uploads.label(token)
    assert AuditEvent.objects.get(what="file imported", about=f"batch:{row.payload['batch']}").detail["refused"] is True

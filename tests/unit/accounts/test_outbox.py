"""What is put into the outbox: with its transaction or not at all, in order, once, and never in the way of others."""

from dataclasses import replace

import pytest

from goldthread.vocabulary import PlainError, SharingAgreement
from goldthread.workspace import Workspace
from tests.builders.site import cast


cast()

from django.db import transaction  # noqa: E402

from goldthread.accounts import outbox  # noqa: E402
from goldthread.accounts.models import Delivery, Person  # noqa: E402
from goldthread.accounts.registry import deliveries  # noqa: E402
from goldthread.accounts.registry.entries import NotRegistered  # noqa: E402


AGREED = SharingAgreement(
    provider="XWR", reader="XIC", controller="XWR", agreement="a-1", dpia="d-1", since="2024-01-01"
)


@pytest.fixture
def workspace(tmp_path):
    Delivery.objects.all().delete()
    yield Workspace(tmp_path / "workspace")
    Delivery.objects.all().delete()


@pytest.fixture
def made(monkeypatch):
    """A kind of delivery of the test's own: what was made, in order; a payload that says so fails."""
    done: list[str] = []

    def deliver(workspace, by, payload):
        if payload.get("fails"):
            raise payload_error(payload["fails"])
        done.append(payload["n"])
        if payload.get("more"):
            with transaction.atomic():
                outbox.put(by=by, kind="test", key=payload["more"], payload={"n": "inner"}, workspace=workspace)
        return payload["n"]

    deliveries.register(kind="test", deliver=deliver)
    yield done
    deliveries.KINDS.drop("test")


def payload_error(name: str) -> Exception:
    secret = "words that someone told us"
    return {"plain": PlainError("The store is being moved.", "Wait."), "odd": ValueError(secret)}[name]


def put(workspace, key, **payload):
    with transaction.atomic():
        return outbox.put(by="test", kind="test", key=key, payload=payload, workspace=workspace)


def test_it_is_put_within_a_transaction_and_goes_with_it(workspace, made):
    with pytest.raises(RuntimeError, match="within the transaction"):
        outbox.put(by="test", kind="test", key="a", payload={"n": "1"}, workspace=workspace)
    with pytest.raises(PlainError), transaction.atomic():
        outbox.put(by="test", kind="test", key="a", payload={"n": "1"}, workspace=workspace)
        raise PlainError("No.")
    assert made == [] and not Delivery.objects.exists()


@pytest.mark.parametrize("kind", ["nobody registered this", "", "Terms"])
def test_an_unknown_kind_is_refused(workspace, kind):
    with pytest.raises(NotRegistered), transaction.atomic():
        outbox.put(by="test", kind=kind, payload={}, workspace=workspace)


def test_it_is_delivered_after_the_commit_and_leaves_no_row(workspace, made):
    with transaction.atomic():
        posted = outbox.put(by="test", kind="test", key="a", payload={"n": "1"}, workspace=workspace)
        assert made == [] and not posted.delivered
    assert made == ["1"] and posted.delivered and posted.outcome == "1"
    assert not Delivery.objects.exists()


def test_a_noun_is_published_once_and_again_only_where_it_differs(workspace):
    for noun, lines in ((AGREED, 1), (AGREED, 1), (replace(AGREED, dpia="d-2"), 2), (AGREED, 3)):
        with transaction.atomic():
            outbox.publish(by="test", noun=noun, workspace=workspace)
        assert workspace.published.agreements() == (noun,)
        assert len([one for one in workspace.imports.batches() if one.what == "publication"]) == lines


def test_a_failure_keeps_its_reason_waits_and_holds_up_its_own_key_alone(workspace, made):
    first = put(workspace, "a", n="1", fails="plain")
    with pytest.raises(outbox.Waits, match="The store is being moved"):
        first.check()
    later, other = put(workspace, "a", n="2"), put(workspace, "b", n="3")
    assert made == ["3"] and other.delivered and not later.delivered
    assert later.failed == "The store is being moved. Wait."
    waits = outbox.waiting()
    assert [(one.payload["n"], one.failed) for one in waits] == [("1", "The store is being moved. Wait."), ("2", "")]
    assert not outbox.is_due() and outbox.deliver_waiting(workspace) == 0, "tried again only when it is due"
    Delivery.objects.filter(pk=waits[0].pk).update(payload={"n": "1"})
    assert outbox.deliver_waiting(workspace, at_once=True) == 2
    assert made == ["3", "1", "2"], "in the order in which they were put"


def test_an_error_of_ours_is_kept_without_its_text(workspace, made, caplog):
    posted = put(workspace, "a", n="1", fails="odd")
    assert posted.failed == outbox.waiting()[0].failed == "Something went wrong on our side (ValueError)."
    assert "told us" not in caplog.text and "ValueError" in caplog.text


def test_each_failure_waits_longer_up_to_an_hour(workspace, made):
    put(workspace, "a", n="1", fails="plain")
    waits = []
    for _ in range(12):
        row = outbox.waiting()[0]
        before = row.due
        Delivery.objects.update(due=row.at)
        outbox.deliver_waiting(workspace)
        row = outbox.waiting()[0]
        waits.append((row.due - row.at).total_seconds())
        assert row.due > before or waits[-1] > 3590
    assert waits == sorted(waits) and 3599 <= waits[-1] < 3700 and outbox.waiting()[0].tries == 13


def test_what_a_delivery_puts_is_delivered_after_it_even_in_the_same_lane(workspace, made):
    put(workspace, "a", n="outer", more="a")
    assert made == ["outer", "inner"] and not Delivery.objects.exists()


def test_a_workspace_that_cannot_be_locked_keeps_everything(workspace, made, monkeypatch):
    def broken(self, lane):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Workspace, "delivering", broken)
    posted = put(workspace, "a", n="1")
    assert posted.failed == "The workspace cannot be written: No space left on device." and made == []
    monkeypatch.undo()
    assert outbox.deliver_waiting(workspace, at_once=True) == 1 and made == ["1"]


def test_the_worker_delivers_what_waits_when_it_starts(workspace, made, monkeypatch):
    from goldthread.accounts import opened
    from goldthread.listening import worker

    put(workspace, "a", n="1", fails="plain")
    Delivery.objects.update(payload={"n": "1"})
    monkeypatch.setattr(opened, "workspace", lambda: workspace)
    worker.work(workspace.folder, once=True)
    assert made == ["1"] and not Delivery.objects.exists()


def test_whoever_asked_sees_on_their_home_page_what_could_not_be_delivered_and_why(workspace, made):
    from django.test import Client

    def home(handle):
        browser = Client()
        assert browser.post(f"/who/{handle}/").status_code == 302
        return browser.get("/home/").content.decode()

    with transaction.atomic():
        outbox.put(
            by=Person.objects.get(handle="cath"), kind="test", key="a", payload={"fails": "plain"}, workspace=workspace
        )
    page = home("cath")
    assert "1 change you made is not in the figures yet" in page and "The store is being moved. Wait." in page
    assert "not in the figures yet" not in home("ben")
    Delivery.objects.all().delete()
    assert "not in the figures yet" not in home("cath")

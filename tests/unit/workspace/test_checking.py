"""Whether the store is whole: what is wrong is named, and nothing is changed by looking."""

import pytest

from goldthread.evidence.tables import Tables
from goldthread.workspace.checking import verify
from tests.builders.evidence import keep


@pytest.fixture
def held(workspace):
    keep(workspace.store, [{"n": n} for n in range(3)])
    return workspace


def spoilt(held, **account):
    usual = {"rows_read": 3, "kept": 3, "duplicates": 0, "set_aside": 0, "reasons": {}}
    with held.store.importing():
        writing = held.store.writing()
        writing.finish(by="test", file="made.csv", kind="x", account=usual | account)
    return writing.batch


def test_a_sound_store_is_whole_and_says_what_was_checked(held):
    before = held.store.version
    found = held.maintenance.verify()
    assert found.whole and found.wrong == []
    assert "1 batches balance." in found.checked
    assert any(one.startswith("3 answers can be read") for one in found.checked)
    assert held.store.version == before


def test_an_empty_workspace_is_whole(workspace):
    assert workspace.maintenance.verify().whole


@pytest.mark.parametrize(
    "account",
    [{"rows_read": 4}, {"kept": 2}, {"duplicates": 1}, {"set_aside": 1, "rows_read": 4}, {"reasons": {"date": 1}}],
)
def test_an_account_that_does_not_balance_is_named_by_its_batch(held, account):
    batch = spoilt(held, **account)
    found = held.maintenance.verify()
    assert not found.whole
    assert found.wrong == [f"The account of batch {batch} does not balance."]


def test_rows_of_an_import_that_never_ended_are_counted_until_the_next_import(held):
    rows = Tables(held.store.folder).read("feedback").slice(0, 1)
    at = rows.schema.get_field_index("batch")
    with held.store.importing():
        writing = held.store.writing()
        writing.begin()
        writing.add("feedback", rows.set_column(at, rows.schema.field(at), [[writing.batch]]))
    found = verify(held.store, held.folder, held.uploads, held.searches)
    assert found.wrong == ["1 unfinished imports left rows; the next import removes them."]
    with held.store.importing():
        assert held.store.clear_dead_batches() == [writing.batch]
    assert verify(held.store, held.folder, held.uploads, held.searches).whole

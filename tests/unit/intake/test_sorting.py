"""Each row's fate, against what the store holds: new, a duplicate, a newer version, withdrawn, or unusable."""

import pytest

from goldthread.evidence import feedback_rows
from goldthread.intake.identify import Identifier
from goldthread.intake.row_outcomes import RowSorter
from goldthread.intake.working import work
from tests.builders.evidence import KEY, keep, store
from tests.builders.raw import answer, figure, row


KIND = "friends_and_family"


@pytest.fixture
def held(tmp_path):
    return store(tmp_path)


def sort(held, *rows, batch="b" * 16, **issuers):
    return RowSorter(held, KIND, batch).chunk(rows, Identifier(KEY, KIND, **issuers).chunk(rows))


def bring_in(held, *rows):
    """Keep what sorting says is new, as an import does; gives the batch."""
    with held.importing():
        writing = held.writing()
        chunk = sort(held, *rows, batch=writing.batch)
        writing.supersede([(key, older) for _, key, older in chunk.supersede])
        writing.add("feedback", work(chunk.work).rows)
        told = {"rows_read": len(rows), "kept": len(chunk.fresh), "duplicates": chunk.duplicates, "set_aside": 0}
        writing.finish(by="test", file="made.csv", kind=KIND, account=told | {"reasons": {}})
    return writing.batch


def test_new_rows_are_to_be_worked_on_with_their_batch_and_number(held):
    chunk = sort(held, row(2, answer("Kind.", external_id="C1")), row(3, answer("Late.", external_id="C2")))
    assert [(raw.text, identity.row, identity.batch, identity.kind) for raw, identity in chunk.work] == [
        ("Kind.", 2, "b" * 16, KIND),
        ("Late.", 3, "b" * 16, KIND),
    ]
    assert sorted(chunk.fresh) == [2, 3]
    assert (chunk.duplicates, chunk.aside, chunk.supersede) == (0, [], [])


def test_the_supplier_s_reference_goes_with_its_answer(held):
    chunk = sort(held, row(2, answer("Kind.", external_id="C1")), row(3, answer("Late.")))
    assert [(number, own) for number, _, own in chunk.references] == [(2, "C1"), (3, "")]
    assert [key for _, key, _ in chunk.references] == [identity.id for _, identity in chunk.work]


def test_the_same_row_again_is_a_duplicate_that_rests_on_the_first_batch(held):
    batch = bring_in(held, row(2, answer("Kind.", external_id="C1")))
    chunk = sort(held, row(2, answer("Kind.", external_id="C1")))
    assert (chunk.duplicates, chunk.work, chunk.rested_on) == (1, [], [batch])


def test_the_same_row_twice_in_a_file_is_one_and_a_duplicate(held):
    chunk = sort(held, row(2, answer("Kind.", external_id="C1")), row(3, answer("Kind.", external_id="C1")))
    assert (sorted(chunk.fresh), chunk.duplicates, chunk.rested_on) == ([2], 1, [])


def test_other_words_under_a_known_reference_replace_the_older_ones(held):
    batch = bring_in(held, row(2, answer("Kind.", external_id="C1")))
    chunk = sort(held, row(9, answer("Kind, and quick.", external_id="C1")))
    ((_, identity),) = chunk.work
    assert chunk.supersede == [(9, identity.id, batch)]
    assert chunk.replacing == {9}


def test_whoever_withdrew_is_not_taken_in_again(held, tmp_path):
    bring_in(held, row(2, answer("Kind.", external_id="C1", respondent_id="P1")))
    person = Identifier(KEY, KIND).chunk([row(2, answer(external_id="C1", respondent_id="P1"))])[0][0].respondent
    assert held.withdraw(person, tmp_path).left_in == ()
    again = row(2, answer("Kind.", external_id="C1", respondent_id="P1"))
    new_words = row(3, answer("Something else.", external_id="C7", respondent_id="P1"))
    other = row(4, answer("Late.", external_id="C2", respondent_id="P2"))
    chunk = sort(held, again, new_words, other)
    assert [(one.number, reason) for one, reason in chunk.aside] == [(2, "withdrawn"), (3, "withdrawn")]
    assert sorted(chunk.fresh) == [4]


def test_a_row_keeps_its_other_answers_where_one_was_withdrawn(held):
    pieces = (
        answer("Kind.", external_id="C1", respondent_id="P1"),
        answer("Late.", external_id="C2", respondent_id="P2"),
    )
    first, second = Identifier(KEY, KIND).chunk([row(2, *pieces)])[0]
    held.keep_withdrawn(frozenset({KEY.remember(first.id)}))
    chunk = sort(held, row(2, *pieces))
    assert [identity.id for _, identity in chunk.work] == [second.id]
    assert chunk.aside == []


def test_rows_that_cannot_be_used_are_set_aside_with_their_reason(held):
    chunk = sort(held, row(2, answer(), reason="date"), row(3))
    assert [(one.number, reason) for one, reason in chunk.aside] == [(2, "date"), (3, "nothing in it")]
    assert chunk.work == []


def test_an_answer_without_an_organisation_is_the_issuer_s(held):
    chunk = sort(held, row(2, answer("Kind.", organisation="")), given_issuer="XGI")
    ((raw, identity),) = chunk.work
    assert (raw.organisation, identity.issuer) == ("XGI", "XGI")


def test_a_row_of_figures_is_kept_apart_from_words(held):
    chunk = sort(held, row(2, figure(93.0), figure(5.0, measure="FFT negative")))
    assert [piece.piece.value for piece in chunk.figures] == [93.0, 5.0]
    assert (chunk.work, sorted(chunk.fresh)) == ([], [2])


def test_another_kind_of_source_does_not_know_this_one_s_rows(held):
    keep(held, [{"n": 1}], file="made.csv")
    piece = answer("Kind.", external_id="C1")
    bring_in(held, row(2, piece))
    chunk = RowSorter(held, "complaints", "c" * 16).chunk(
        [row(2, piece)], Identifier(KEY, "complaints").chunk([row(2, piece)])
    )
    assert sorted(chunk.fresh) == [2]


def test_nothing_comes_of_no_rows(held):
    chunk = sort(held)
    assert (chunk.work, chunk.figures, chunk.duplicates, chunk.aside) == ([], [], 0, [])
    assert work(chunk.work).rows.schema == feedback_rows([], [], "").schema


SUPPLIER = {"profile_issuer": "SUP"}
TOLD = {"external_id": "C1", "respondent_id": "P1"}


def came_before(held, piece, **how):
    """Keep a piece as it was kept before ids held the owner; gives it as it is known today."""
    ((known,),) = Identifier(KEY, KIND, **SUPPLIER).chunk([row(2, piece)])
    kept = {"id": known.older_id, "respondent": known.older_respondent, "fingerprint": known.fingerprint}
    keep(held, [kept | {"issuer": "SUP", "organisation": piece.organisation} | how], file="older.csv")
    return known


def test_a_row_that_came_before_ids_held_the_owner_is_a_duplicate_today(held):
    came_before(held, answer("Kind.", **TOLD))
    chunk = sort(held, row(2, answer("Kind.", **TOLD)), **SUPPLIER)
    assert (chunk.duplicates, chunk.work) == (1, [])


def test_a_changed_row_replaces_what_came_before_ids_held_the_owner(held):
    known = came_before(held, answer("Kind.", **TOLD))
    chunk = sort(held, row(2, answer("Kind, and quick.", **TOLD)), **SUPPLIER)
    assert [(key, chunk.replacing) for _, key, _ in chunk.supersede] == [(known.older_id, {2})]


def test_another_organisation_s_row_of_the_same_reference_is_new_and_leaves_the_older_one(held):
    known = came_before(held, answer("Kind.", **TOLD))
    chunk = sort(held, row(2, answer("Forged.", organisation="XTC", **TOLD)), **SUPPLIER)
    ((_, identity),) = chunk.work
    assert chunk.supersede == []
    assert identity.id != known.older_id and identity.respondent != known.older_respondent


def test_somebody_known_from_before_is_one_person_with_what_they_tell_today(held):
    known = came_before(held, answer("Kind.", **TOLD))
    chunk = sort(held, row(3, answer("Late.", external_id="C7", respondent_id="P1")), **SUPPLIER)
    assert [identity.respondent for _, identity in chunk.work] == [known.older_respondent]


def test_whoever_withdrew_before_ids_held_the_owner_is_not_taken_in_again(held):
    known = came_before(held, answer("Kind.", **TOLD))
    held.keep_withdrawn(frozenset({KEY.remember(known.older_respondent)}))
    chunk = sort(held, row(3, answer("Late.", external_id="C7", respondent_id="P1")), **SUPPLIER)
    assert [reason for _, reason in chunk.aside] == ["withdrawn"]

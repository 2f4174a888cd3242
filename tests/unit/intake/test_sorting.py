"""Each row's fate, against what the store holds: new, a duplicate, a newer version, withdrawn, or unusable."""

import pytest

from goldthread.evidence import feedback_rows
from goldthread.intake.identify import Identifier
from goldthread.intake.sorting import Sorter
from goldthread.intake.working import work
from tests.builders.evidence import KEY, keep, store
from tests.builders.raw import answer, figure, row


KIND = "friends_and_family"


@pytest.fixture
def held(tmp_path):
    return store(tmp_path)


def sort(held, *rows, batch="b" * 16, **issuers):
    return Sorter(held, KIND, batch).portion(rows, Identifier(KEY, KIND, **issuers).portion(rows))


def bring_in(held, *rows):
    """Keep what sorting says is new, as an import does; gives the batch."""
    with held.importing():
        writing = held.writing()
        portion = sort(held, *rows, batch=writing.batch)
        writing.supersede([(key, older) for _, key, older in portion.supersede])
        writing.add("feedback", work(portion.work).rows)
        told = {"rows_read": len(rows), "kept": len(portion.fresh), "duplicates": portion.duplicates, "set_aside": 0}
        writing.finish(by="test", file="made.csv", kind=KIND, account=told | {"reasons": {}})
    return writing.batch


def test_new_rows_are_to_be_worked_on_with_their_batch_and_number(held):
    portion = sort(held, row(2, answer("Kind.", external_id="C1")), row(3, answer("Late.", external_id="C2")))
    assert [(raw.text, identity.row, identity.batch, identity.kind) for raw, identity in portion.work] == [
        ("Kind.", 2, "b" * 16, KIND),
        ("Late.", 3, "b" * 16, KIND),
    ]
    assert sorted(portion.fresh) == [2, 3]
    assert (portion.duplicates, portion.aside, portion.supersede) == (0, [], [])


def test_the_supplier_s_reference_goes_with_its_answer(held):
    portion = sort(held, row(2, answer("Kind.", external_id="C1")), row(3, answer("Late.")))
    assert [(number, own) for number, _, own in portion.references] == [(2, "C1"), (3, "")]
    assert [key for _, key, _ in portion.references] == [identity.id for _, identity in portion.work]


def test_the_same_row_again_is_a_duplicate_that_rests_on_the_first_batch(held):
    batch = bring_in(held, row(2, answer("Kind.", external_id="C1")))
    portion = sort(held, row(2, answer("Kind.", external_id="C1")))
    assert (portion.duplicates, portion.work, portion.rested_on) == (1, [], [batch])


def test_the_same_row_twice_in_a_file_is_one_and_a_duplicate(held):
    portion = sort(held, row(2, answer("Kind.", external_id="C1")), row(3, answer("Kind.", external_id="C1")))
    assert (sorted(portion.fresh), portion.duplicates, portion.rested_on) == ([2], 1, [])


def test_other_words_under_a_known_reference_replace_the_older_ones(held):
    batch = bring_in(held, row(2, answer("Kind.", external_id="C1")))
    portion = sort(held, row(9, answer("Kind, and quick.", external_id="C1")))
    ((_, identity),) = portion.work
    assert portion.supersede == [(9, identity.id, batch)]
    assert portion.replacing == {9}


def test_whoever_withdrew_is_not_taken_in_again(held, tmp_path):
    bring_in(held, row(2, answer("Kind.", external_id="C1", respondent_id="P1")))
    person = Identifier(KEY, KIND).portion([row(2, answer(external_id="C1", respondent_id="P1"))])[0][0].respondent
    assert held.withdraw(person, tmp_path).left_in == ()
    again = row(2, answer("Kind.", external_id="C1", respondent_id="P1"))
    new_words = row(3, answer("Something else.", external_id="C7", respondent_id="P1"))
    other = row(4, answer("Late.", external_id="C2", respondent_id="P2"))
    portion = sort(held, again, new_words, other)
    assert [(one.number, reason) for one, reason in portion.aside] == [(2, "withdrawn"), (3, "withdrawn")]
    assert sorted(portion.fresh) == [4]


def test_a_row_keeps_its_other_answers_where_one_was_withdrawn(held):
    pieces = (
        answer("Kind.", external_id="C1", respondent_id="P1"),
        answer("Late.", external_id="C2", respondent_id="P2"),
    )
    first, second = Identifier(KEY, KIND).portion([row(2, *pieces)])[0]
    held.keep_withdrawn(frozenset({KEY.remember(first.id)}))
    portion = sort(held, row(2, *pieces))
    assert [identity.id for _, identity in portion.work] == [second.id]
    assert portion.aside == []


def test_rows_that_cannot_be_used_are_set_aside_with_their_reason(held):
    portion = sort(held, row(2, answer(), reason="date"), row(3))
    assert [(one.number, reason) for one, reason in portion.aside] == [(2, "date"), (3, "nothing in it")]
    assert portion.work == []


def test_an_answer_without_an_organisation_is_the_issuer_s(held):
    portion = sort(held, row(2, answer("Kind.", organisation="")), given_issuer="XGI")
    ((raw, identity),) = portion.work
    assert (raw.organisation, identity.issuer) == ("XGI", "XGI")


def test_a_row_of_figures_is_kept_apart_from_words(held):
    portion = sort(held, row(2, figure(93.0), figure(5.0, measure="FFT negative")))
    assert [piece.piece.value for piece in portion.figures] == [93.0, 5.0]
    assert (portion.work, sorted(portion.fresh)) == ([], [2])


def test_another_kind_of_source_does_not_know_this_one_s_rows(held):
    keep(held, [{"n": 1}], file="made.csv")
    piece = answer("Kind.", external_id="C1")
    bring_in(held, row(2, piece))
    portion = Sorter(held, "complaints", "c" * 16).portion(
        [row(2, piece)], Identifier(KEY, "complaints").portion([row(2, piece)])
    )
    assert sorted(portion.fresh) == [2]


def test_nothing_comes_of_no_rows(held):
    portion = sort(held)
    assert (portion.work, portion.figures, portion.duplicates, portion.aside) == ([], [], 0, [])
    assert work(portion.work).rows.schema == feedback_rows([], [], "").schema


SUPPLIER = {"profile_issuer": "SUP"}
TOLD = {"external_id": "C1", "respondent_id": "P1"}


def came_before(held, piece, **how):
    """Keep a piece as it was kept before ids held the owner; gives it as it is known today."""
    ((known,),) = Identifier(KEY, KIND, **SUPPLIER).portion([row(2, piece)])
    kept = {"id": known.older_id, "respondent": known.older_respondent, "fingerprint": known.fingerprint}
    keep(held, [kept | {"issuer": "SUP", "organisation": piece.organisation} | how], file="older.csv")
    return known


def test_a_row_that_came_before_ids_held_the_owner_is_a_duplicate_today(held):
    came_before(held, answer("Kind.", **TOLD))
    portion = sort(held, row(2, answer("Kind.", **TOLD)), **SUPPLIER)
    assert (portion.duplicates, portion.work) == (1, [])


def test_a_changed_row_replaces_what_came_before_ids_held_the_owner(held):
    known = came_before(held, answer("Kind.", **TOLD))
    portion = sort(held, row(2, answer("Kind, and quick.", **TOLD)), **SUPPLIER)
    assert [(key, portion.replacing) for _, key, _ in portion.supersede] == [(known.older_id, {2})]


def test_another_organisation_s_row_of_the_same_reference_is_new_and_leaves_the_older_one(held):
    known = came_before(held, answer("Kind.", **TOLD))
    portion = sort(held, row(2, answer("Forged.", organisation="XTC", **TOLD)), **SUPPLIER)
    ((_, identity),) = portion.work
    assert portion.supersede == []
    assert identity.id != known.older_id and identity.respondent != known.older_respondent


def test_somebody_known_from_before_is_one_person_with_what_they_tell_today(held):
    known = came_before(held, answer("Kind.", **TOLD))
    portion = sort(held, row(3, answer("Late.", external_id="C7", respondent_id="P1")), **SUPPLIER)
    assert [identity.respondent for _, identity in portion.work] == [known.older_respondent]


def test_whoever_withdrew_before_ids_held_the_owner_is_not_taken_in_again(held):
    known = came_before(held, answer("Kind.", **TOLD))
    held.keep_withdrawn(frozenset({KEY.remember(known.older_respondent)}))
    portion = sort(held, row(3, answer("Late.", external_id="C7", respondent_id="P1")), **SUPPLIER)
    assert [reason for _, reason in portion.aside] == ["withdrawn"]

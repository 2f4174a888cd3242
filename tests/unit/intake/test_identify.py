"""Ids from raw values (CONTRACTS §2): the same row is known again, and two rows are never taken for one."""

import pytest

from goldthread.evidence import Key
from goldthread.intake.identify import Identifier
from tests.builders.evidence import KEY
from tests.builders.raw import answer, figure, row


def identified(*chunks, kind="comment_table", key=KEY, **issuers):
    """What each piece of some chunks of one file is known by, in order."""
    identifier = Identifier(key, kind, **issuers)
    return [piece for chunk in chunks for of_row in identifier.chunk(chunk) for piece in of_row]


def only(*pieces, **how):
    (found,) = identified([row(1, *pieces)], **how)
    return found


def test_ids_are_opaque_and_the_same_each_time():
    piece = answer(external_id="C1", respondent_id="P1")
    first, again = only(piece), only(piece)
    assert first == again
    assert len(first.id) == len(first.respondent) == 32 and len(first.fingerprint) == 16
    assert first.fresh
    assert first.issuer == "XWR"


@pytest.mark.parametrize(
    "other",
    [
        {"external_id": "C2"},
        {"organisation": "XTC"},
        {"question": "What could be better?"},
    ],
)
def test_another_reference_organisation_or_question_is_another_answer(other):
    usual = {"external_id": "C1"}
    assert only(answer(**usual)).id != only(answer(**(usual | other))).id


def test_other_words_under_the_same_reference_are_the_same_answer_in_a_newer_version():
    older, newer = only(answer("Kind.", external_id="C1")), only(answer("Kind, and quick.", external_id="C1"))
    assert older.id == newer.id
    assert older.respondent == newer.respondent
    assert older.fingerprint != newer.fingerprint


@pytest.mark.parametrize("changed", [{"score": "1"}, {"service": "ED"}, {"about": (("age", "75-84"),)}, {"date": None}])
def test_whatever_is_kept_of_an_answer_is_part_of_its_fingerprint(changed):
    plain = answer(external_id="C1")
    assert only(plain).fingerprint != only(answer(external_id="C1", **changed)).fingerprint


def test_blanks_in_a_question_do_not_tell_answers_apart():
    spaced = answer(external_id="C1", question="  What \n was   good? ")
    assert only(spaced).id == only(answer(external_id="C1")).id


def test_another_kind_of_source_and_another_key_give_other_ids():
    piece = answer(external_id="C1")
    assert len({only(piece).id, only(piece, kind="complaints").id, only(piece, key=Key(bytes(32))).id}) == 3


def test_parts_of_an_id_cannot_be_shifted_into_each_other():
    assert only(answer(external_id="1", question="1 2")).id != only(answer(external_id="1 1", question="2")).id


def test_the_issuer_is_the_profile_s_then_the_row_s_own_then_the_one_named():
    assert only(answer(external_id="C1"), profile_issuer="XPR", given_issuer="XGI").issuer == "XPR"
    assert only(answer(external_id="C1"), given_issuer="XGI").issuer == "XWR"
    nameless = answer(external_id="C1", organisation="")
    assert only(nameless, given_issuer="XGI").issuer == "XGI"
    assert only(nameless).issuer == ""


def test_one_person_s_answers_have_one_respondent_and_two_ids():
    first, second = identified(
        [
            row(1, answer("Kind.", external_id="C1", respondent_id="P1")),
            row(2, answer("Late.", external_id="C2", respondent_id="P1")),
        ]
    )
    assert first.respondent == second.respondent
    assert first.id != second.id


def test_a_person_of_one_issuer_is_nobody_of_another():
    told = {"external_id": "C1", "respondent_id": "P1"}
    assert only(answer(**told)).respondent != only(answer(**told, organisation="XTC")).respondent


def test_a_row_without_a_reference_is_known_by_all_its_cells():
    first, again, other = identified([row(1, answer("Kind."))], [row(2, answer("Kind."))], [row(3, answer("Late."))])
    assert len({first.id, again.id, other.id}) == 3, "two people may say the same: both count"
    assert first.fresh and again.fresh and other.fresh
    assert identified([row(9, answer("Kind."))])[0].id == first.id, "whatever its place in another file"


def test_equal_rows_without_a_reference_are_counted_up_in_the_same_way_in_every_file():
    once = identified([row(n, answer("Kind.")) for n in range(1, 5)])
    in_portions = identified(*[[row(n, answer("Kind."))] for n in range(1, 5)])
    assert [piece.id for piece in once] == [piece.id for piece in in_portions]
    assert len({piece.id for piece in once}) == 4


def test_answers_of_one_row_without_a_reference_are_apart_and_of_one_person():
    good, better = identified([row(1, answer("Kind."), answer("Late.", question_type="could_improve"))])
    assert good.id != better.id
    assert good.respondent == better.respondent
    assert good.fingerprint != better.fingerprint


def test_the_same_reference_with_the_same_content_is_fresh_once():
    piece = answer(external_id="C1")
    for chunks in ([[row(1, piece), row(2, piece)]], [[row(1, piece)], [row(2, piece)]]):
        first, again = identified(*chunks)
        assert (first.fresh, again.fresh) == (True, False)
        assert first.id == again.id


def test_the_same_reference_with_other_content_in_one_file_is_another_occurrence():
    rows = [row(n, answer(text, external_id="C1")) for n, text in enumerate(("Kind.", "Late.", "Kind.", "Late."), 1)]
    for chunks in ([rows], [[one] for one in rows]):
        found = identified(*chunks)
        assert [piece.fresh for piece in found] == [True, True, False, False]
        assert found[0].id == found[2].id != found[1].id == found[3].id


def test_a_figure_is_known_by_its_names_and_changes_by_its_value():
    may, corrected, june = (
        only(figure(93.0)),
        only(figure(91.0)),
        only(figure(93.0, period_start=None, period_end=None)),
    )
    assert may.id == corrected.id != june.id
    assert may.fingerprint != corrected.fingerprint
    assert may.respondent == ""


def test_a_hidden_figure_is_not_a_figure_of_nought():
    assert only(figure(None, marker="*")).fingerprint != only(figure(0.0)).fingerprint


def test_a_row_that_cannot_be_used_gets_no_ids():
    identifier = Identifier(KEY, "comment_table")
    assert identifier.chunk([row(1, answer(), reason="date"), row(2)]) == [[], []]


def test_letters_that_are_none_do_no_harm():
    odd = answer("\ud800 half a letter", external_id="\udfff")
    assert only(odd) == only(odd)


def test_one_supplier_s_ids_of_two_organisations_never_meet():
    told = {"external_id": "C1", "respondent_id": "P1"}
    for given in (told, {"external_id": "C1"}, {}):
        one, other = (
            only(answer(**given), profile_issuer="SUP"),
            only(answer(**given, organisation="XTC"), profile_issuer="SUP"),
        )
        assert one.id != other.id
        assert one.respondent != other.respondent


def test_an_id_of_a_supplier_says_what_it_was_before_ids_held_the_owner():
    told = {"external_id": "C1", "respondent_id": "P1"}
    nameless = only(answer(**told, organisation=""), profile_issuer="SUP")
    named = only(answer(**told), profile_issuer="SUP")
    assert (named.older_id, named.older_respondent) == (nameless.id, nameless.respondent)
    assert (nameless.older_id, nameless.older_respondent) == ("", "")
    later = identified([row(1, answer(**told)), row(2, answer("Late.", **told))], profile_issuer="SUP")[1]
    nobodys = told | {"organisation": ""}
    plain = identified([row(1, answer(**nobodys)), row(2, answer("Late.", **nobodys))], profile_issuer="SUP")[1]
    assert later.older_id == plain.id, "also where it comes twice"


def test_ids_of_rows_that_name_their_issuer_are_as_they_always_were():
    told = {"external_id": "C1", "respondent_id": "P1"}
    usual = only(answer(**told))
    assert usual.id == KEY.identify("comment_table", "XWR", "id", "C1", "What was good?", "0")
    assert usual.respondent == KEY.identify("comment_table", "XWR", "person", "P1")
    assert (usual.older_id, usual.older_respondent) == ("", "")

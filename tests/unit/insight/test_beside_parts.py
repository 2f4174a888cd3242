"""A contract's result next to what readers have of its parts: their own exactly, shared figures, earlier results."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from goldthread.insight.measures import MonthCount, measure_from, release_of, tells_of_few
from goldthread.vocabulary import Cut, Scope, SharingAgreement
from tests.builders.evidence import keep, store


QUESTION = "Did you know?"
ANSWERS = {"share answering yes": {"question": QUESTION, "yes": ["Yes", "Mostly"], "no": "No"}}
UP, DOWN = 0, 2**32 - 1
"""Keys of people: figures of those who all have the first are rounded up; with one who has the second, down."""


class Told:
    """Answers that a store holds, and the results that were made of them."""

    def __init__(self, folder):
        self.store, self.pieces, self.numbers = store(folder), [], count(1)

    def add(self, people, answer="Yes", *, at="XWR A", role="patient", month=5, who="", key=UP):
        """So many people gave an answer; `who` names them, to have them answer again."""
        organisation, service = at.split()
        for n in range(people):
            number = next(self.numbers)
            person = sum(map(ord, who)) * 1_000 + n if who else 10**9 + number
            self.pieces.append(
                {
                    "n": number,
                    "organisation": organisation,
                    "service": service,
                    "role": role,
                    "extra": ((QUESTION, answer),),
                    "date": date(2026, month, 3),
                    "respondent": f"{key if n == 0 else 0:08x}{person:056x}",
                }
            )
        return self

    def release(self, yes, of, *, month="2026-05", period="month", **cut):
        measure = measure_from({"wording": "w", "definition": ANSWERS, "cut": cut, "period": period}, "k")
        return release_of(measure, MonthCount(month, yes, of))

    def tells(self, made, *earlier):
        if self.pieces:
            keep(self.store, self.pieces)
            self.pieces = []
        return tells_of_few(self.store, Scope.owner(), made, earlier)


@pytest.fixture
def told(tmp_path):
    return Told(tmp_path)


def test_nothing_is_asked_of_who_is_not_there(told):
    told.add(8).add(9, "No", role="carer")
    assert not told.tells(told.release(8, 17))


@pytest.mark.parametrize(("people", "wanted"), [(2, True), (0, True), (5, False)])
def test_an_organisation_cannot_take_its_own_answers_off_a_result_of_two(told, people, wanted):
    """Nobody is treated as a few are: else that a result is told would say that it is nobody."""
    told.add(20).add(20, at="XWR B").add(12, "No").add(30, at="XWC C").add(people, "No", at="XWC C")
    assert told.tells(told.release(70, 82 + people)) is wanted


def test_an_organisation_that_gave_neither_answer_is_no_part_of_a_result(told):
    told.add(20).add(20, "No").add(30, "Not sure", at="XWC C")
    assert not told.tells(told.release(20, 40))


def test_a_ward_cannot_take_its_own_answers_off_its_trusts(told):
    told.add(21).add(3, at="XWR B")
    assert told.tells(told.release(24, 24))


@pytest.mark.parametrize(("wards", "wanted"), [("AB", True), ("ABC", False)])
def test_nor_a_manager_of_two_wards_theirs(told, wards, wanted):
    for ward in wards:
        told.add(7, at=f"XWR {ward}")
    assert told.add(3, at="XWR Z").tells(told.release(7 * len(wards) + 3, 7 * len(wards) + 3)) is wanted


def test_a_few_people_who_answered_in_several_services_are_a_few(told):
    told.add(40)
    for ward in "BCDE":
        told.add(2, at=f"XWR {ward}", who="often")
    assert told.tells(told.release(42, 42))


def test_a_few_people_who_gave_two_answers_of_one_side_are_a_few(told):
    told.add(40).add(3, at="XWR B", who="twice").add(3, "Mostly", at="XWR B", who="twice")
    assert told.tells(told.release(46, 46))


def test_a_few_people_who_answered_in_several_months_are_a_few(told):
    for month in (4, 5, 6):
        told.add(20, month=month).add(3, at="XWR B", month=month, who="monthly")
    assert told.tells(told.release(69, 69, month="2026-04", period="quarter"))


def test_people_who_answered_on_the_reader_s_own_ward_too_are_taken_off_with_it(told):
    """A figure counts them once: what is left of it are the two who answered elsewhere alone."""
    told.add(40, who="both").add(7, at="XWR B", who="both").add(2, at="XWR B")
    assert told.tells(told.release(42, 42))


# -- two results, one within the other


@pytest.mark.parametrize("last", ["everybody", "patients"])
@pytest.mark.parametrize(("where", "people", "wanted"), [("XTC C", 3, True), ("XWR B", 3, True), ("XTC C", 9, False)])
def test_nor_can_they_take_their_own_off_what_two_results_leave(told, last, where, people, wanted):
    """Carers of another organisation, or of another ward: everybody less patients, less one's own carers."""
    told.add(32).add(32, at=where).add(14, role="carer").add(people, at=where, role="carer")
    made = {"patients": told.release(64, 64, role="patient"), "everybody": told.release(78 + people, 78 + people)}
    assert told.tells(made.pop(last), *made.values()) is wanted


def test_nor_off_a_quarter_less_two_of_its_months(told):
    for month in (4, 5, 6):
        told.add(30, month=month)
    told.add(30, at="XTC C", month=4).add(30, at="XTC C", month=5).add(3, at="XTC C", month=6)
    quarter = told.release(153, 153, month="2026-04", period="quarter")
    months = [told.release(60, 60, month=f"2026-0{month}") for month in (4, 5)]
    assert told.tells(quarter, *months)
    assert told.tells(months[1], quarter, months[0])


def test_who_was_told_before_is_told_again(told):
    told.add(24).add(2, role="carer")
    made = told.release(24, 24, role="patient")
    assert not told.tells(made, made)


# -- shared figures of parts, of siblings and of wholes


@pytest.mark.parametrize(("key", "wanted"), [(UP, True), (DOWN, False)])
def test_an_exact_part_of_a_shared_whole_does_not_leave_a_few(told, key, wanted):
    """Thirteen people are shown as 15, so 11 at least: less ten patients, somebody is left. As 10 they may be ten."""
    told.add(10).add(3, role="carer", key=key)
    assert told.tells(told.release(10, 10, role="patient")) is wanted


def test_nor_of_a_shared_whole_of_its_service_or_with_its_theme(told):
    told.add(10).add(3, role="carer").add(40, at="XWR B").add(40, at="XWR B", role="carer")
    for one in told.pieces[:13]:
        one["themes"] = ["food"]
    assert told.tells(told.release(10, 10, role="patient", service="A"))
    assert told.tells(replace(told.release(10, 10), cut=Cut(roles=("patient",), themes=("food",))))


@pytest.mark.parametrize(("key", "wanted"), [(UP, True), (DOWN, False)])
def test_nor_of_a_shared_whole_of_the_other_ward_to_who_knows_one(told, key, wanted):
    """Patients of both wards less her own are 187: the other ward's everybody is shown as 195, so four are carers."""
    told.add(39).add(187, at="XWR B").add(4, at="XWR B", role="carer", key=key)
    assert told.tells(told.release(226, 226, role="patient")) is wanted


@pytest.mark.parametrize(("key", "wanted"), [(DOWN, True), (UP, False)])
def test_nor_how_many_they_are_whom_a_reader_knows_to_be_somebody(told, key, wanted):
    """Five carers less her own two are three at least; the other ward's everybody is shown as 10, so three at most."""
    told.add(11).add(3, role="carer", key=key).add(19, at="XWR B").add(2, at="XWR B", role="carer", key=DOWN)
    assert told.tells(told.release(30, 30, role="patient")) is wanted


@pytest.mark.parametrize(("key", "wanted"), [(DOWN, True), (UP, False)])
def test_what_two_results_leave_does_not_tell_of_a_part_next_to_a_shared_one(told, key, wanted):
    """Everybody less patients are 16: carers are shown as 10, so two at least are staff."""
    told.add(22).add(12, role="carer", key=key).add(4, role="staff")
    everybody, patients = told.release(38, 38), told.release(22, 22, role="patient")
    assert told.tells(everybody, patients) is wanted


@pytest.mark.parametrize(("key", "wanted"), [(DOWN, True), (UP, False)])
def test_one_s_own_off_a_result_does_not_tell_of_a_part_next_to_a_shared_one(told, key, wanted):
    told.add(42).add(13, at="XTC C", key=key).add(4, at="XTC D").add(30, at="XWR B").add(30, at="XWR E")
    assert told.tells(told.release(119, 119)) is wanted


# -- labels that an agreement withholds


@pytest.mark.parametrize(("withholds", "wanted"), [({"role"}, True), ({"team"}, False), (set(), False)])
def test_a_role_that_is_withheld_is_not_told_by_a_result_of_the_others(told, withholds, wanted):
    """Who reads the words of an organisation without roles has its exact count."""
    told.add(22).add(4, role="staff", key=DOWN)
    agreed = SharingAgreement(
        provider="XWR",
        reader="XIC",
        controller="XWR",
        agreement="a",
        dpia="d",
        since="2024-01-01",
        withholds=frozenset(withholds),
    )
    told.store.publish(agreed)
    assert told.tells(told.release(22, 22, role="patient")) is wanted

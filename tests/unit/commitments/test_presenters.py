"""What pages say of clauses, wordings and months: plain functions, each with what it must not say."""

import pytest

from goldthread.commitments import returns, rules
from goldthread.commitments.presenters import clauses, wording
from goldthread.partnership import rules as panel_rules
from goldthread.vocabulary import UnreadableFile


QUORUM = panel_rules.Quorum(5, 50)


def said(parts, mark):
    return [one.text.strip() for one in parts if one.mark == mark]


def test_the_words_that_changed_are_marked_and_nothing_is_lost():
    before, now = "They know who is coming.", "They are given a leaflet about who is coming."
    found = wording.compare(before, now)
    assert (said(found.before, "gone"), said(found.now, "new")) == (["know"], ["are given a leaflet about"])
    assert "".join(one.text for one in found.before) == before
    assert "".join(one.text for one in found.now) == now
    assert found.differs and not wording.compare(before, before).differs


def test_a_word_in_capitals_is_no_other_word():
    assert not wording.compare("We know.", "we KNOW.").differs


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "5 more members of “P” must answer, 3 of them patients or carers."),
        ([("clinician", True)] * 4, "4 more members of “P” must answer, all patients or carers."),
        ([("patient", True)] * 4, "1 more member of “P” must answer."),
        ([("patient", True)] * 2 + [("clinician", True)] * 3, "1 more patient or carer of “P” must answer."),
    ],
)
def test_how_many_still_lack_for_a_quorum_is_said(given, expected):
    answers = panel_rules.answers(QUORUM, given)
    assert clauses.missing(answers, "P") == expected
    more = [("patient", True)] * max(answers.members_missing, answers.own_missing)
    assert panel_rules.answers(QUORUM, [*given, *more]).has_quorum, "so many are enough"


def test_a_period_is_named_by_its_months():
    assert rules.named("2026-05") == "May 2026"
    assert rules.named("2026-04", "quarter") == "April to June 2026"
    assert rules.named("2026-11", "quarter") == "November 2026 to January 2027"


HEAD = "clause,month,numerator,denominator,comment,why\n"


@pytest.mark.parametrize("month", ["2026-05", "May-26", "May 2026", "01/05/2026", "2026-05-01", "2026-05-01 00:00:00"])
def test_a_month_is_read_as_spreadsheets_write_it(month):
    (row,) = returns.read(f"{HEAD}knowing,{month},4,9,,\n".encode())
    assert (row.month, row.wrong) == ("2026-05", "")


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (",2026-05,4,9", "No clause"),
        ("knowing,Whitsun,4,9", "month cannot be read"),
        ("knowing,2026-13,4,9", "month cannot be read"),
        ("knowing,2026-05,four,9", "numerator is not a whole number"),
        ("knowing,2026-05,4.5,9", "numerator is not a whole number"),
        ("knowing,2026-05,-4,9", "numerator is not a whole number"),
        ("knowing,2026-05,4,", "no denominator"),
        (f"knowing,2026-05,4,9,{'long ' * 200}", "too long"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells, wrong):
    (row,) = returns.read((HEAD + cells).encode())
    assert wrong in row.wrong


def test_a_return_is_read_with_semicolons_blank_lines_and_thousands():
    text = "\ufeffClause;Month;Numerator;Denominator\n\nknowing;2026-05;1,204;2,000.0\n;;;\n"
    (row,) = returns.read(text.encode("utf-8"))
    assert (row.number, row.numerator, row.denominator) == (3, 1204, 2000)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"a,b\x00c\n", b"name,age\nx,1\n", b"x" * 1_000_001])
def test_what_is_no_return_is_refused_in_a_sentence(content):
    with pytest.raises(UnreadableFile) as told:
        returns.read(content)
    assert str(told.value).endswith((".", "”."))

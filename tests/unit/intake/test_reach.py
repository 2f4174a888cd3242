"""An upload brings only rows of the organisations of the acting right, and learns nothing of others'."""

import pytest

from goldthread.intake import ImportOptions, gather, look_over
from goldthread.intake.reach import ELSEWHERE, ImportReach
from goldthread.vocabulary import Directory
from goldthread.vocabulary.directory import ListedOrganisation
from tests.builders.evidence import store
from tests.builders.files import HEADER, answers, text_file
from tests.builders.raw import answer, figure, row


DIRECTORY = Directory(
    organisations=(
        ListedOrganisation(code="XWR", name="Wenbrook Royal Hospital", aliases=("Royal",)),
        ListedOrganisation(code="XTC", name="Tarrowdale Community Services"),
    )
)


def within(*rows, codes=("XWR",), issuer="XWR"):
    return ImportReach(frozenset(codes), DIRECTORY, issuer).of(rows)


@pytest.mark.parametrize("said", ["XWR", "xwr", "Royal", "Wenbrook Royal Hospital", "wenbrook-royal hospital ", ""])
def test_a_row_of_one_s_own_organisation_stays_as_it_is_by_whatever_it_is_called(said):
    made = row(2, answer(organisation=said))
    assert within(made) == [made]


@pytest.mark.parametrize("said", ["XTC", "Tarrowdale Community Services", "A place that nobody knows", "XWRX"])
def test_a_row_of_another_or_of_one_that_nobody_knows_is_set_aside(said):
    (found,) = within(row(2, answer(organisation=said)))
    assert (found.pieces, found.reason, found.cells) == ((), ELSEWHERE, row(2, answer()).cells)


def test_figures_are_held_to_the_same_by_code_or_by_name_alone():
    for theirs in (
        figure(organisation="XTC"),
        figure(organisation="", organisation_name="Tarrowdale Community Services"),
    ):
        assert within(row(2, theirs))[0].reason == ELSEWHERE
    assert not within(row(2, figure(organisation="XWR")))[0].reason


def test_of_a_row_with_pieces_of_two_only_one_s_own_stay():
    own, theirs = answer("Kind."), answer("Late.", organisation="XTC")
    (found,) = within(row(2, own, theirs))
    assert (found.pieces, found.reason) == ((own,), "")


def test_rows_that_could_not_be_used_keep_their_own_reason():
    assert [one.reason for one in within(row(2, reason="date"), row(3))] == ["date", ""]


def test_whoever_holds_the_folder_may_bring_everybody_s():
    rows = [row(2, answer(organisation="XTC")), row(3, answer(organisation="Nobody"))]
    assert ImportReach(None, DIRECTORY).of(rows) == rows


def test_nobody_in_reach_is_not_everybody():
    assert within(row(2, answer()), codes=())[0].reason == ELSEWHERE


def of_trust(code, rows):
    return [[*one[:2], code, *one[3:]] for one in rows]


def numbers(account):
    return account.rows_read, account.kept, account.replaced, account.duplicates, account.reasons


def test_another_s_upload_neither_replaces_nor_adds_and_no_preview_tells_what_is_held(tmp_path):
    held = store(tmp_path / "held")
    theirs = answers(6)
    (first,) = gather(
        held, [text_file(tmp_path, [HEADER, *theirs])], ImportOptions(issuer="XAA", organisations=frozenset({"XAA"}))
    )
    assert numbers(first) == (6, 6, 0, 0, {})
    before = held.counts()["digest"]
    forged = [[*one[:-1], f"Forged {n}: this ward is dangerous."] for n, one in enumerate(theirs)]
    new = answers(6, first=90)
    asked = ImportOptions(issuer="XBB", organisations=frozenset({"XBB"}), mend_dir=tmp_path / "mend")
    for rows in (theirs, forged, new):
        path = text_file(tmp_path, [HEADER, *rows], name="probe.csv")
        assert numbers(look_over(held, path, asked).account) == (6, 0, 0, 0, {ELSEWHERE: 6}), "held or not, one answer"
        (account,) = gather(held, [path], asked)
        assert numbers(account) == (6, 0, 0, 0, {ELSEWHERE: 6}) and account.balances
        assert held.counts()["digest"] == before
    own = text_file(tmp_path, [HEADER, *of_trust("XBB", forged)], name="own.csv")
    (account,) = gather(held, [own], asked)
    assert numbers(account) == (6, 6, 0, 0, {}), "the same references of another trust are other people's"
    assert held.counts()["feedback"] == 12


def test_a_file_of_two_organisations_keeps_one_s_own_and_says_what_was_left(tmp_path):
    held = store(tmp_path / "held")
    path = text_file(tmp_path, [HEADER, *answers(4), *of_trust("XBB", answers(2))])
    asked = ImportOptions(issuer="XBB", organisations=frozenset({"XBB"}), mend_dir=tmp_path / "mend")
    (account,) = gather(held, [path], asked)
    assert numbers(account) == (6, 2, 0, 0, {ELSEWHERE: 4})
    (line,) = held.lines().standing
    assert (account.placed, account.left) == ({"XBB": 2}, {"XAA": 4}) == (line.account["placed"], line.account["left"])
    assert line.account["organisations"] == ["XBB"], "the account is one's own to see"

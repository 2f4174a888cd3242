"""A person's words are withdrawn, and nothing of them is left anywhere in the workspace, however deep one looks."""

import pytest

from goldthread.vocabulary import Cut, NotFound
from goldthread.workspace.naming import SeveralMeant
from tests.flow.traces import traces


HERS = "XWR W7 77"
WORDS = ("The quince marmalade arrived upside down", "Nobody unbolted the conservatory before supper")
OTHERS = [
    (f"XWR W7 {n} - Q{q}", ("what_good", "could_improve")[q - 1], f"The ward was calm on morning {n} part {q}.")
    for n in range(100, 140)
    for q in (1, 2)
]
ROWS = [(f"{HERS} - Q1", "what_good", WORDS[0] + "."), (f"{HERS} - Q2", "could_improve", WORDS[1] + "."), *OTHERS]


@pytest.fixture
def told(workspace, comments):
    (account,) = workspace.imports.gather([comments("told.csv", ROWS)])
    assert (account.error, account.kept) == ("", len(ROWS))
    return workspace, account


def hers(workspace):
    return [one for one in workspace.words.passages(limit=500).items if any(words in one.text for words in WORDS)]


def test_the_search_itself_finds_what_is_there(told):
    workspace, _ = told
    found = hers(workspace)
    assert len(found) == 2
    assert traces(workspace.folder, list(WORDS))
    assert traces(workspace.folder, [one.id for one in found])
    assert traces(workspace.folder, [found[0].respondent])


@pytest.mark.parametrize("by_reference", [False, True])
def test_nothing_of_her_is_left(told, comments, by_reference):
    workspace, account = told
    found = hers(workspace)
    wanted = [*WORDS, *(one.id for one in found), found[0].respondent, HERS]
    assert {one.respondent for one in found} == {found[0].respondent}
    if by_reference:
        workspace.withdrawals.withdraw(source=account.source, external_id=f"{HERS} - Q2")
    else:
        workspace.withdrawals.withdraw(respondent=f"respondent:{found[0].respondent}")
    assert traces(workspace.folder, wanted) == []
    assert workspace.words.passages(limit=500).total == len(OTHERS)
    assert workspace.imports.counts()["feedback"] == len(OTHERS)
    for one in found:
        with pytest.raises(NotFound):
            workspace.words.passage(one.id)


def test_a_saved_search_that_repeats_her_words_goes_too(told):
    workspace, _ = told
    workspace.searches.keep("Hers", f'"{WORDS[0]}"', Cut())
    workspace.searches.keep("Calm mornings", "calm morning", Cut())
    done = workspace.withdrawals.withdraw(respondent=f"respondent:{hers(workspace)[0].respondent}")
    assert done.left_in == ()
    assert [one.name for one in workspace.searches.all()] == ["Calm mornings"]
    assert traces(workspace.folder, list(WORDS)) == []


def test_she_does_not_come_back_with_the_next_import(told, comments):
    workspace, account = told
    workspace.withdrawals.withdraw(source=account.source, external_id=f"{HERS} - Q1")
    (again,) = workspace.imports.gather([comments("told.csv", ROWS)])
    assert again.reasons == {"withdrawn": 2}
    assert again.balances
    assert traces(workspace.folder, [*WORDS]) == []


def test_all_versions_go(told, comments):
    workspace, account = told
    changed = [(ROWS[0][0], ROWS[0][1], "A walnut dresser fell down the stairs.")]
    (later,) = workspace.imports.gather([comments("later.csv", changed)])
    assert later.replaced == 1
    workspace.withdrawals.withdraw(source=account.source, external_id=ROWS[0][0])
    assert traces(workspace.folder, [*WORDS, "walnut dresser"]) == []
    workspace.imports.undo(later.batch)
    assert not hers(workspace)
    assert traces(workspace.folder, [*WORDS, "walnut dresser"]) == []


def test_others_stay_as_they_were(told):
    workspace, account = told
    before = {one.id: one.text for one in workspace.words.passages(limit=500).items}
    gone = {one.id for one in hers(workspace)}
    workspace.withdrawals.withdraw(source=account.source, external_id=f"{HERS} - Q1")
    after = {one.id: one.text for one in workspace.words.passages(cut=Cut(), limit=500).items}
    assert after == {id_: text for id_, text in before.items() if id_ not in gone}


def test_nobody_can_be_withdrawn_who_is_not_there(told):
    workspace, account = told
    with pytest.raises(NotFound):
        workspace.withdrawals.withdraw(source=account.source, external_id="XWR W7 99999 - Q1")


def test_a_reference_that_two_organisations_use_erases_nobody_until_it_is_said_whose(workspace, comments):
    for trust in ("XWR", "XTC"):
        row = (f"17 - Q{1}", "what_good", f"The answer of seventeen at {trust} about tea.")
        (account,) = workspace.imports.gather([comments(f"{trust}.csv", [row], trust=trust)])
        assert account.kept == 1
    before = workspace.imports.counts()
    with pytest.raises(SeveralMeant) as refused:
        workspace.withdrawals.withdraw(source=account.source, external_id="17 - Q1")
    assert refused.value.choices == ("--issuer XTC", "--issuer XWR") and "Nothing was erased" in str(refused.value)
    assert workspace.imports.counts() == before
    assert workspace.withdrawals.withdraw(source=account.source, external_id="17 - Q1", issuer="XTC").answers == 1
    assert [one.text for one in workspace.words.passages().items] == ["The answer of seventeen at XWR about tea."]
    with pytest.raises(NotFound):
        workspace.withdrawals.withdraw(source=account.source, external_id="17 - Q1", issuer="XTC")


def test_people_of_one_issuer_with_one_reference_are_told_apart_by_who_they_are():
    said = SeveralMeant({"a" * 32: "XWR", "b" * 32: "XWR", "c" * 32: ""})
    assert said.choices == tuple(f"--respondent respondent:{one * 32}" for one in "cab")

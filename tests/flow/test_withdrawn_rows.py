"""Rows of somebody who has withdrawn are in no file of the workspace, and copies outside it are named."""

import csv
from dataclasses import replace

import pytest

from goldthread.intake.mend import MEND
from goldthread.vocabulary import NotFound, PathwayMap, SharingAgreement
from goldthread.workspace import Workspace
from tests.flow.traces import traces


SAID = "The heron on the canal was quizzical about my plastered elbow and I laughed."
CANAL = "heron on the canal"
SIX = "the heron on the canal was"
BAD = "The zephyrlike kindness of the porter with the green lanyard."
HEADER = "id,respondent id,date,organisation,service,question,comment\n"
ROW = "{},{},{},RXX,Ward A,What was good?,{}\n"
HERS = ROW.format("x1", "PERSONX", "2026-11-05", SAID)
HERS_BAD = ROW.format("x2", "PERSONX", "99/99/2026", BAD)
HERS_RAGGED = ROW.format("x3", "PERSONX", "2026-11-05", "She said, all of it, marmalade, in commas")
OTHERS = "".join(ROW.format(f"o{n}", f"p{n}", f"2026-11-{n:02}", f"The tea was warm, said number {n}") for n in (1, 2))
OTHERS = OTHERS.replace("The tea was warm, said", "The tea was warm said")
OTHER_BAD = ROW.format("o9", "p9", "99/99/2026", "Nobody said when the bus would come")


def table(path, *rows):
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def reading(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def hers(workspace):
    return next(one.respondent for one in workspace.words.passages(limit=50).items if "quizzical" in one.text)


@pytest.fixture
def told(workspace, tmp_path):
    (account,) = workspace.imports.gather([table(tmp_path / "november.csv", HERS, HERS_BAD, OTHERS, OTHER_BAD)])
    assert (account.kept, account.reasons) == (3, {"date": 2})
    return workspace


def test_bringing_a_file_in_again_copies_no_withdrawn_row_into_a_file_of_rows_to_mend(told, tmp_path):
    before = tmp_path / f"november.csv{MEND}"
    assert "zephyrlike" in before.read_text("utf-8-sig")
    done = told.withdrawals.withdraw(respondent=hers(told))
    assert done.left_in == () and done.elsewhere == (f"rows to fix: {before}",)
    before.unlink()
    (again,) = told.imports.gather([table(tmp_path / "again.csv", HERS, HERS_BAD, HERS_RAGGED, OTHERS, OTHER_BAD)])
    assert again.reasons == {"withdrawn": 3, "date": 1} and again.balances
    assert [row[0] for row in reading(tmp_path / f"again.csv{MEND}")[1:]] == ["o9"]
    assert told.withdrawals.withdraw(respondent="f" * 32).elsewhere == (
        f"rows to fix: {tmp_path / f'again.csv{MEND}'}",
    )


def upload(workspace, path):
    return workspace.uploads.hold(path.name, [path.read_bytes()])


def test_rows_to_mend_that_wait_lose_hers_and_keep_others(told, tmp_path):
    token = upload(told, table(tmp_path / "sent.csv", HERS_BAD, HERS_RAGGED, OTHER_BAD))
    account = told.imports.gather_upload(token, issuer="RXX")
    assert "zephyrlike" in told.uploads.mend(account.set_aside_file)
    only = told.imports.gather_upload(upload(told, table(tmp_path / "only.csv", OTHERS, HERS_BAD)), issuer="RXX")
    told.withdrawals.withdraw(respondent=hers(told))
    rows = list(csv.reader(told.uploads.mend(account.set_aside_file).splitlines()))
    assert rows[0][0] == "id" and [row[0] for row in rows[1:]] == ["o9"]
    with pytest.raises(NotFound):
        told.uploads.mend(only.set_aside_file)


def test_rows_to_mend_of_an_older_goldthread_go_whole(told, tmp_path):
    (tmp_path / "old.csv").write_text("id\nx2\n")
    path = told.folder / "uploads" / "mend-ab.sealed"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(told.store.key.seal("id\nx2\n"))
    assert told.uploads.mend("ab") == "id\nx2\n"
    told.withdrawals.withdraw(respondent=hers(told))
    assert not path.exists()


def test_an_upload_that_waits_with_her_rows_is_destroyed_and_others_wait_on(told, tmp_path):
    mine = upload(told, table(tmp_path / "mine.csv", OTHERS, HERS_BAD))
    other = upload(told, table(tmp_path / "other.csv", OTHERS, OTHER_BAD))
    assert told.imports.look_at_upload(other, issuer="RXX").account.rows_read == 3
    told.withdrawals.withdraw(respondent=hers(told))
    assert told.uploads.label(other) == "other.csv"
    with pytest.raises(NotFound):
        told.uploads.label(mine)


OWN_HEADS = "date,Kto,organisation,service,question,comment\n"
"""Columns of which software does not know who a row is of; somebody says that it is in the second."""
OWN = "{}/11/2026,{},RXX,Ward A,What was good?,{}\n"


def said_of_columns(workspace, token):
    """What somebody says of the columns of a waiting file, once it was looked at."""
    workspace.imports.look_at_upload(token, issuer="RXX", unsure_waits=True)
    held = workspace.imports.columns_of_upload(token)
    uses = [replace(one, use="respondent_id") if one.heading == "Kto" else one for one in held]
    return workspace.imports.read_upload_as(token, uses, issuer="RXX")


@pytest.mark.parametrize("how", ["said of it", "said of files like it", "said of files like it, and not looked at"])
def test_an_upload_is_read_as_somebody_said_when_its_rows_are_looked_for(workspace, tmp_path, how):
    """Her other answers wait in a second file, in other words: only its columns tell that they are hers."""

    def sent(name, *rows):
        made = tmp_path / name
        made.write_text(OWN_HEADS + "".join(OWN.format(n + 13, *row) for n, row in enumerate(rows)))
        return upload(workspace, made)

    others = [(f"p{n}", f"The tea was warm said number {n} of many") for n in range(6)]
    first = sent("first.csv", ("PERSONX", SAID), *others)
    profile = said_of_columns(workspace, first)
    workspace.imports.gather_upload(first, issuer="RXX")
    second, third = sent("second.csv", ("PERSONX", BAD), *others), sent("third.csv", *others)
    if how == "said of it":
        for token in (second, third):
            said_of_columns(workspace, token)
    else:
        workspace.published.publish(profile)
        if how == "said of files like it":
            for token in (second, third):
                workspace.imports.look_at_upload(token, issuer="RXX")
    workspace.withdrawals.withdraw(respondent=hers(workspace))
    assert workspace.uploads.label(third) == "third.csv"
    with pytest.raises(NotFound):
        workspace.uploads.label(second)


def test_what_was_said_of_columns_goes_where_a_heading_repeats_her_words(told, tmp_path):
    """A row of hers was pasted over the headings of a file."""
    row = "h{0},1{0}/11/2026,RXX,Ward A,What was good?,The tea was warm said number {0} of many,x\n"
    rows = "".join(row.format(n) for n in range(8))
    sent = tmp_path / "pasted.csv"
    sent.write_text(f"id,date,organisation,service,question,comment,{SAID}\n{rows}")
    token = upload(told, sent)
    told.imports.look_at_upload(token, issuer="RXX")
    uses = told.imports.columns_of_upload(token)
    assert SAID in {one.heading for one in uses}
    told.published.publish(told.imports.read_upload_as(token, uses, issuer="RXX"))
    assert traces(told.folder / "evidence" / "published", [CANAL])
    done = told.withdrawals.withdraw(respondent=hers(told))
    assert done.left_in == () and traces(told.folder, [CANAL]) == []
    assert told.imports.look_at_upload(upload(told, sent), issuer="RXX").account.rows_read == 8


def test_back_ups_are_named_for_as_long_as_they_are_there(told, tmp_path):
    archive = told.maintenance.backup(tmp_path / "back.tar.gz")
    (tmp_path / f"november.csv{MEND}").unlink()
    assert told.withdrawals.withdraw(respondent=hers(told)).elsewhere == (f"back-up: {archive}",)
    archive.unlink()
    assert told.withdrawals.withdraw(respondent="f" * 32).elsewhere == ()


def journey(title, about, version=1):
    return PathwayMap(key="way", version=version, title=title, about=about, members=(), touchpoints=())


def test_copies_in_what_was_published_are_emptied_dropped_or_named_until_published_anew(told):
    for version in (1, 2):
        told.published.publish(journey("Home", f"They said {SIX} there.", version))
    told.published.publish(journey(f"Of {SIX}", "Plain.", 3))
    told.published.publish(
        SharingAgreement(
            provider="RXX", reader="QQQ", controller="RXX", agreement=f"About {SIX}", dpia="d", since="2024-01-01"
        )
    )
    who, newest = hers(told), told.version
    done = told.withdrawals.withdraw(respondent=who)
    places = (f"published.PathwayMap:{newest - 1}:title", f"published.SharingAgreement:{newest}:agreement")
    assert done.left_in == places and not done.answers == 0
    assert told.withdrawals.withdraw(respondent=who).left_in == places, "every time, until someone has dealt with it"
    assert Workspace(told.folder).published.pathways()["way"].about == "Plain."
    told.published.publish(journey("Home", "Plain.", 4))
    assert told.withdrawals.withdraw(respondent=who).left_in == places[1:]
    told.published.publish(
        SharingAgreement(provider="RXX", reader="QQQ", controller="RXX", agreement="a", dpia="d", since="2024-01-01")
    )
    assert told.withdrawals.withdraw(respondent=who).left_in == ()
    assert traces(told.folder, [SIX, SIX.capitalize()]) == []
    assert told.maintenance.verify().whole


def test_a_file_s_name_that_repeats_her_words_is_forgotten(told, tmp_path):
    name = f"{SIX} quizzical.csv"
    told.imports.gather([table(tmp_path / name, ROW.format("o5", "p5", "2026-11-05", "Warm tea"))])
    assert any(SIX in line.file for line in told.imports.batches())
    told.withdrawals.withdraw(respondent=hers(told))
    assert not any(SIX in line.file for line in told.imports.batches()) and told.maintenance.verify().whole


def test_a_second_withdrawal_by_a_reference_that_is_erased_says_that_copies_wait(told):
    told.published.publish(journey(f"Of {SIX}", "Plain."))
    assert told.withdrawals.withdraw(source="comment_table", external_id="x1").left_in
    with pytest.raises(NotFound, match="still wait in 1 places: see `goldthread copies`"):
        told.withdrawals.withdraw(source="comment_table", external_id="x1")

"""What is stored is redacted and coded again by today's versions: all at once, and never less redacted than before."""

import json
import pkgutil
import random

import pytest

from goldthread import coding
from goldthread.deidentify import Redactor
from goldthread.evidence import StoreDamaged, locks
from goldthread.vocabulary import THEMES, Code, Scope, WorkspaceProblem
from goldthread.workspace import Workspace
from goldthread.workspace import restore as bring_back
from tests.builders import damage
from tests.builders.renewing import EarlierCoder, EarlierRedactor, earlier
from tests.builders.scopes import reviewing
from tests.flow.traces import traces


MISSED = "Nurse Brenda was kind on the marzipan ward and called me back on 07700 900123."
PLAIN = "The tea was hot on day {} and nobody rushed me."
ROWS = [
    ("XWR W7 1 - Q1", "what_good", MISSED),
    *[(f"XWR W7 {n} - Q1", "what_good", PLAIN.format(n)) for n in range(2, 11)],
]
DANGER = "Nurse Brenda knows that I want to kill myself and the tea was cold."
SAFEGUARDING = reviewing("XWR")


@pytest.fixture
def held(workspace, comments):
    """Words that an earlier redactor and an earlier coder brought in, of two years."""
    with earlier(EarlierRedactor(["STAFF_NAME", "NAME"]), EarlierCoder()):
        workspace.imports.gather([comments("first.csv", ROWS)])
        later = [(f"XWR W7 {n} - Q1", "what_good", PLAIN.format(n)) for n in range(20, 26)]
        workspace.imports.gather([comments("later.csv", later, date="2030-07-14")])
    assert word_of(workspace).text == "Nurse Brenda was kind on the marzipan ward and called me back on [PHONE]."
    return workspace


def word_of(workspace, words="marzipan"):
    (found,) = (one for one in workspace.words.passages(limit=200).items if words in one.text)
    return found


def told(workspace):
    """All that can be read of every answer, without its place in the store."""
    found = workspace.words.passages(limit=200).items
    return sorted((one.id, one.text, one.removed, one.redactor, one.coder, one.codes) for one in found)


def lines(workspace):
    return [line.what for line in workspace.store.lines().all]


def test_older_answers_are_redacted_and_coded_again_and_a_second_run_changes_nothing(held):
    before = word_of(held)
    done = held.imports.renew()
    after = word_of(held)
    assert after.text == "Nurse [NAME] was kind on the marzipan ward and called me back on [PHONE]."
    assert [after.text[one.start : one.end] for one in after.removed] == ["[NAME]", "[PHONE]"]
    assert (after.id, after.batch, after.date, after.score, after.row) == (
        before.id,
        before.batch,
        before.date,
        before.score,
        before.row,
    )
    assert (after.redactor, after.coder) == (Redactor.version, "fast/3")
    assert EarlierCoder.theme not in {code.label for code in after.codes if code.framework == THEMES}
    assert (done.changed, done.looked_at, done.renewed, done.left_alone) == (True, 16, 16, 0)
    assert (done.more_redacted, done.removed, done.not_renewed) == (1, {"STAFF_NAME": 1}, {})
    assert done.sentiment > 0 and done.themes > 0
    assert lines(held)[-1] == "coding" and held.maintenance.verify().whole
    assert traces(held.folder, ["Brenda"]) == []
    now = told(held), lines(held), held.store.version
    again = held.imports.renew()
    assert (again.changed, again.renewed, again.left_alone) == (False, 0, 16)
    assert (told(held), lines(held), held.store.version) == now
    assert not (held.store.folder / "renewing").exists()


def test_it_comes_to_what_an_import_would_give_today(held, comments, tmp_path):
    held.imports.renew()
    other = Workspace(tmp_path / "other")
    other.imports.gather([tmp_path / "first.csv", tmp_path / "later.csv"])
    plain = [
        sorted((one.text, one.redactor, one.coder, one.codes) for one in some.words.passages(limit=200).items)
        for some in (held, other)
    ]
    assert plain[0] == plain[1]
    assert held.imports.counts()["digest"] == other.imports.counts()["digest"]


def test_whoever_reads_meanwhile_sees_the_new_as_soon_as_it_counts(held):
    reader = Workspace(held.folder)
    before, themes = told(reader), reader.findings.themes().rows
    held.imports.renew()
    assert told(reader) == told(held) != before
    assert reader.findings.themes().rows == held.findings.themes().rows != themes
    assert reader.words.search("Brenda").items == ()


def test_files_that_come_again_are_duplicates(held, tmp_path):
    held.imports.renew()
    (account,) = held.imports.gather([tmp_path / "first.csv"])
    assert (account.kept, account.duplicates) == (0, len(ROWS))


def test_peoples_marks_outlive_it_and_win(held):
    id_ = word_of(held).id
    held.words.mark(
        [
            (id_, Code(THEMES, EarlierCoder.theme, "person:ben", 1.0, "agreed")),
            (id_, Code(THEMES, "Staff manner & personal attributes", "person:ben", 1.0, "rejected")),
        ]
    )
    held.imports.renew()
    assert "Staff manner & personal attributes" in {
        code.label for code in word_of(held).codes if code.by == "fast/3"
    }, "the coder does suggest it"
    counted = {row["theme"]: row["n"] for row in held.findings.themes().rows}
    assert counted[EarlierCoder.theme] == 1 and "Staff manner & personal attributes" not in counted


def test_a_citation_of_changed_words_no_longer_stands(held):
    id_ = word_of(held).id
    changed, same = held.words.cite(id_, 0, 12), held.words.cite(word_of(held, "on day 3 ").id, 0, 12)
    held.imports.renew()
    assert not held.store.still_stands(Scope.owner(), changed)
    assert held.store.still_stands(Scope.owner(), same)


def test_removed_words_cannot_be_searched_for(held):
    assert len(held.words.search("Brenda").items) == 1
    held.imports.renew()
    assert held.words.search("Brenda").items == ()
    assert len(held.words.search("marzipan").items) == 1
    manifest = held.store.folder / "search" / "manifest.json"
    built = manifest.read_bytes()
    held.store.index()
    held.store.refresh()
    assert manifest.read_bytes() == built, "the index is built once"


def test_figures_from_summaries_and_from_rows_agree(held):
    held.store.worth_summing = 1
    held.store.refresh()
    assert held.store.is_summed()
    before = held.findings.themes().rows
    held.imports.renew()
    assert held.store.is_summed()
    summed = held.findings.themes().rows
    held.store.uses_rollups = False
    held.store.forget_answers(cuts=True)
    assert held.findings.themes().rows == summed != before


def test_a_replaced_answer_comes_back_redacted_when_the_newer_is_undone(held, comments):
    (newer,) = held.imports.gather([comments("newer.csv", [(ROWS[0][0], "what_good", "The marzipan was gone.")])])
    assert newer.replaced == 1
    held.imports.renew()
    held.imports.undo(newer.batch)
    assert word_of(held).text.startswith("Nurse [NAME] was kind")
    assert traces(held.folder, ["Brenda"]) == []


def test_concerns_follow_their_words_and_stay_reviewed(workspace, comments):
    rows = [("XWR W7 1 - Q1", "what_good", DANGER), ("XWR W7 2 - Q1", "what_good", f"{DANGER} Truly.")]
    with earlier(EarlierRedactor(["STAFF_NAME", "NAME"]), EarlierCoder()):
        workspace.imports.gather([comments("told.csv", rows)])
    before = {one.passage.id: one for one in workspace.concerns.queue(SAFEGUARDING).items}
    closed = workspace.concerns.queue(SAFEGUARDING).items[0].passage.id
    workspace.concerns.decide(closed, SAFEGUARDING, by="person:hana")
    workspace.imports.renew()
    (waits,) = workspace.concerns.queue(SAFEGUARDING).items
    (looked,) = workspace.concerns.queue(SAFEGUARDING, decided=True).items
    assert looked.passage.id == closed != waits.passage.id
    for one in (waits, looked):
        assert "[NAME]" in one.passage.text and ("Someone may be in danger", "kill myself") in one.why
        assert one.probability >= before[one.passage.id].probability
    assert workspace.concerns.look_again() == (2, 0)


PLANNED = "goldthread.evidence.renewing.applying.CommitProperties"
COMMITTED = "goldthread.evidence.renewing.applying.write_entry"
KILLS = (
    "goldthread.evidence.renewing.staging.write_deltalake",
    "goldthread.evidence.renewing.staging.checksum_of",
    "goldthread.evidence.renewing.staging.write_sealed",
    "goldthread.evidence.renewing.applying.write_sealed",
    "os.rename",
    PLANNED,
    "goldthread.evidence.integrity.checksums.Checksums.note",
    "goldthread.evidence.renewing.applying.merged",
    "goldthread.evidence.tables.Tables.replace",
    COMMITTED,
    "goldthread.evidence.tables.Tables.forget",
    "goldthread.evidence.renewing.staging.Staging.drop",
)


class Killed(KeyboardInterrupt):
    pass


def killed(workspace, monkeypatch, step, after=0):
    """Renews, and is killed where a step is taken for the n-th time."""
    left = [after]

    def end(*given, **named):
        if left[0]:
            left[0] -= 1
            return kept(*given, **named)
        raise Killed

    with monkeypatch.context() as patch:
        kept = pkgutil.resolve_name(step)
        patch.setattr(step, end)
        with pytest.raises(Killed):
            workspace.imports.renew()


@pytest.mark.parametrize("step", KILLS)
def test_a_kill_at_any_step_shows_the_old_or_the_new_and_is_made_good(held, tmp_path, monkeypatch, step):
    before = told(held)
    killed(held, monkeypatch, step)
    seen = Workspace(held.folder)
    shown = told(seen)
    old, new = shown == before, all(one[3] == Redactor.version for one in shown)
    assert old or new, "readers see the one or the other"
    seen.imports.renew()
    assert word_of(seen).text.startswith("Nurse [NAME]")
    assert lines(seen).count("coding") == 1
    assert [one[3] for one in told(seen)] == [Redactor.version] * 16
    assert seen.maintenance.verify().whole and seen.maintenance.verify().wrong == []
    assert traces(seen.folder, ["Brenda"]) == [] and not (seen.store.folder / "renewing").exists()
    assert not seen.imports.renew().changed and seen.imports.counts()["feedback"] == 16


def test_it_goes_on_where_it_was_killed(held, monkeypatch):
    killed(held, monkeypatch, "goldthread.evidence.renewing.staging.write_sealed", after=1)
    made = []
    kept = coding.Coder.code
    monkeypatch.setattr(coding.Coder, "code", lambda self, answers: made.extend(answers) or kept(self, answers))
    assert held.imports.renew().renewed == 16
    assert 0 < len(made) < 16


def test_an_import_after_a_kill_makes_it_count(held, comments, monkeypatch):
    killed(held, monkeypatch, COMMITTED)
    held.imports.gather([comments("third.csv", [("XWR W7 99 - Q1", "what_good", "The soup was fine today.")])])
    assert lines(held)[-2:] == ["coding", "import"]
    assert word_of(held).text.startswith("Nurse [NAME]") and held.maintenance.verify().whole


def test_files_that_were_joined_meanwhile_are_made_again(held, comments, monkeypatch):
    with earlier(EarlierRedactor(["STAFF_NAME", "NAME"]), EarlierCoder()):
        held.imports.gather([comments("third.csv", [("XWR W7 99 - Q1", "what_good", "Nurse Brenda brought soup.")])])
    killed(held, monkeypatch, PLANNED)
    held.store.compact()
    assert held.imports.renew().renewed == 17
    assert traces(held.folder, ["Brenda"]) == [] and held.maintenance.verify().whole


def test_files_that_are_joined_while_they_are_read_are_read_to_their_end(held, comments, monkeypatch):
    with earlier(EarlierRedactor(["STAFF_NAME", "NAME"]), EarlierCoder()):
        held.imports.gather([comments("third.csv", [("XWR W7 99 - Q1", "what_good", "Nurse Brenda brought soup.")])])
    kept, joined = coding.Coder.code, list[int]()

    def code(self, answers):
        if not joined:
            joined.append(held.store.small_files())
            held.store.compact()
        return kept(self, answers)

    monkeypatch.setattr(coding.Coder, "code", code)
    assert held.imports.renew().renewed == 17
    assert held.store.small_files() < joined[0]
    assert traces(held.folder, ["Brenda"]) == [] and held.maintenance.verify().whole


def test_an_import_comes_between_two_files(held, comments, monkeypatch):
    more = comments("third.csv", [("XWR W7 99 - Q1", "what_good", "The soup was fine today.")])
    monkeypatch.setattr("goldthread.evidence.store.renewal.time.sleep", lambda _: held.imports.gather([more]))
    done = held.imports.renew()
    assert (done.renewed, done.left_alone) == (16, 1)
    assert held.imports.counts()["feedback"] == 17 and held.maintenance.verify().whole


def test_whoever_withdraws_meanwhile_stays_withdrawn(held, monkeypatch):
    killed(held, monkeypatch, "goldthread.evidence.renewing.staging.write_sealed", after=1)
    hers = word_of(held)
    erased = held.withdrawals.withdraw(respondent=f"respondent:{hers.respondent}")
    assert (erased.answers, erased.left_in) == (1, ())
    assert traces(held.folder, ["marzipan", hers.id]) == []
    held.imports.renew()
    assert traces(held.folder, ["marzipan", hers.id]) == [] and held.imports.counts()["feedback"] == 15


def test_a_withdrawal_afterwards_finds_everything(held):
    held.imports.renew()
    hers = word_of(held)
    assert held.withdrawals.withdraw(respondent=f"respondent:{hers.respondent}").left_in == ()
    assert traces(held.folder, ["marzipan", hers.id]) == []


def test_two_at_once_are_refused_in_a_sentence(held):
    with locks.held(held.store.folder / "locks", "renew", alone=True), pytest.raises(WorkspaceProblem, match="already"):
        held.imports.renew()


def test_a_damaged_file_is_said_in_a_sentence_and_nothing_is_written(held):
    damage.turn(damage.data_of(held.folder, "feedback"), random.Random(1), [])
    opened = Workspace(held.folder)
    with pytest.raises(StoreDamaged, match="goldthread verify"):
        opened.imports.renew()
    assert lines(opened)[-1] == "import"


@pytest.mark.parametrize("file", ["concerned.parquet", "part-*.parquet", "plan.json", "unit.json"])
def test_a_damaged_file_of_those_that_wait_is_made_again(held, monkeypatch, file):
    killed(held, monkeypatch, "os.rename")
    waits = next((held.store.folder / "renewing").rglob(file))
    waits.write_bytes(waits.read_bytes()[:-9])
    held.imports.renew()
    assert word_of(held).text.startswith("Nurse [NAME]") and held.maintenance.verify().whole
    assert lines(held).count("coding") == 1


def test_a_back_up_and_its_restore_hold_what_is_there_now(held, tmp_path):
    held.imports.renew()
    then = told(held)
    held.maintenance.backup(tmp_path / "back.tar.gz")
    bring_back(tmp_path / "back.tar.gz", held.folder, replace=True)
    assert told(Workspace(held.folder)) == then


@pytest.mark.parametrize("step", ["os.rename", PLANNED, COMMITTED])
def test_a_back_up_of_a_renewal_that_was_killed_is_whole_when_it_comes_back(held, tmp_path, monkeypatch, step):
    killed(held, monkeypatch, step)
    held.maintenance.backup(tmp_path / "back.tar.gz")
    bring_back(tmp_path / "back.tar.gz", held.folder, replace=True)
    again = Workspace(held.folder)
    again.imports.renew()
    assert lines(again).count("coding") == 1 and again.maintenance.verify().whole
    assert word_of(again).text.startswith("Nurse [NAME]")


def test_the_command_says_what_changed_and_what_could_not(held, comments, capsys):
    from goldthread.cli.commands import app

    with earlier(EarlierRedactor([], version="redactor/99999"), EarlierCoder("fast/99999")):
        held.imports.gather([comments("newer.csv", [("XWR W7 99 - Q1", "what_good", "The soup was fine today.")])])
    command = ["renew", "--workspace", str(held.folder)]
    assert app(command, standalone_mode=False) == 1
    said = capsys.readouterr().out
    assert "17 answers checked: 16 redacted or coded again, 0 up to date already." in said
    assert "1 answers have more of their words removed: 1 STAFF_NAME." in said
    assert "1 could not be done again. A newer version of Goldthread redacted or coded them." in said
    assert app([*command, "--json"], standalone_mode=False) == 1
    figures = json.loads(capsys.readouterr().out)
    assert (figures["changed"], figures["left_alone"], figures["not_renewed"]) == (False, 16, {"newer": 1})
    assert "marzipan" not in said

import pyarrow.parquet as pq
import pytest

from goldthread.evidence import feedback_rows, leftovers
from goldthread.vocabulary import NotFound, Scope
from tests.builders.evidence import KEY, feedback, keep, store


OWNER = Scope.owner()


def test_nothing_shows_until_the_line_stands(tmp_path):
    made = store(tmp_path)
    with made.importing():
        writing = made.writing()
        writing.add("feedback", feedback_rows([feedback(n=1, batch=writing.batch)], [()], ""))
        assert made.counts()["feedback"] == 0
        account = {"rows_read": 1, "kept": 1, "duplicates": 0, "set_aside": 0, "reasons": {}}
        writing.finish(by="t", file="f", kind="k", account=account)
    assert made.counts()["feedback"] == 1


def test_what_a_killed_import_left_is_removed_by_the_next(tmp_path):
    made = store(tmp_path)
    keep(made, [{"n": 1}])
    dead = made.writing()
    dead.add("feedback", feedback_rows([feedback(n=9, batch=dead.batch)], [()], ""))
    assert made.batches_without_a_line() == [dead.batch]
    with made.importing():
        assert made.clear_dead_batches() == [dead.batch]
    assert made.batches_without_a_line() == []
    assert made.counts()["feedback"] == 1


def test_only_deidentified_feedback_is_kept():
    class Raw:
        text = "Mr Bloggs"

    with pytest.raises(TypeError, match="de-identified"):
        feedback_rows([Raw()], [()], "")


def test_a_newer_version_replaces_and_undo_brings_the_older_back(tmp_path):
    made = store(tmp_path)
    key = KEY.identify("id", "1")
    first = keep(made, [{"n": 1, "text": "first words"}])
    second = keep(made, [{"n": 1, "text": "second words"}], supersede=[(key, first)])
    third = keep(made, [{"n": 1, "text": "third words"}], supersede=[(key, second)])
    text = lambda: [item.text for item in made.ask(OWNER, "words").items]  # noqa: E731
    assert text() == ["third words"]
    made.undo(second)
    assert text() == ["third words"]
    made.undo(third)
    assert text() == ["first words"]
    with pytest.raises(NotFound):
        made.undo(third)


def test_undo_names_files_whose_duplicates_rested_on_it(tmp_path):
    made = store(tmp_path)
    first = keep(made, [{"n": 1}], file="first.csv")
    with made.importing():
        writing = made.writing()
        account = {"rows_read": 1, "kept": 0, "duplicates": 1, "set_aside": 0, "reasons": {}, "rested_on": {first: 1}}
        writing.finish(by="t", file="second.csv", kind="k", account=account)
    assert made.undo(first).rested_on_it == ("second.csv",)


def test_the_digest_is_of_contents_alone(tmp_path):
    one, two = store(tmp_path / "one"), store(tmp_path / "two")
    keep(one, [{"n": 1}, {"n": 2, "text": "Other words here."}])
    keep(two, [{"n": 8, "text": "Other words here."}])
    assert one.counts()["digest"] != two.counts()["digest"]
    keep(two, [{"n": 7}])
    assert one.counts()["digest"] == two.counts()["digest"]


def test_withdrawing_leaves_nothing_and_is_harmless_to_repeat(tmp_path):
    made = store(tmp_path)
    person = KEY.identify("person", "secret")
    words = "An unmistakable sentence about a tangerine umbrella."
    keep(made, [{"n": 1, "respondent": person, "text": words}, {"n": 2}])
    keep(made, [{"n": 3, "respondent": person, "text": "Nothing"}, {"n": 4, "text": "Nothing"}])
    done = made.withdraw(person, tmp_path)
    assert (done.answers, done.left_in) == (2, ())
    assert list(leftovers(tmp_path, [words, person, KEY.identify("id", "1")])) == []
    assert made.counts()["feedback"] == 2
    assert KEY.remember(person) in made.withdrawn()
    assert made.withdraw(person, tmp_path).answers == 0


def test_the_scan_finds_what_is_hidden_in_parquet_json_and_sqlite(tmp_path):
    import sqlite3

    import pyarrow as pa

    pq.write_table(pa.table({"a": [["needle one"]]}), tmp_path / "a.parquet", compression="zstd")
    (tmp_path / "b.json").write_text('{"x": "needle\\u0020one"}')
    with sqlite3.connect(tmp_path / "c.sqlite3") as db:
        db.execute("create table t (x text)")
        db.execute("insert into t values ('a needle one here')")
    db.close()
    assert list(leftovers(tmp_path, ["needle one"])) == ["a.parquet", "b.json", "c.sqlite3"]


def test_no_statistics_of_words_or_personal_values_are_kept(tmp_path):
    made = store(tmp_path)
    keep(made, [{"n": 1, "text": "A tangerine umbrella.", "about": (("age", "75-84"),)}])
    logs = "".join(path.read_text() for path in (tmp_path / "evidence/feedback/_delta_log").glob("*.json"))
    assert "tangerine" not in logs and "75-84" not in logs


def test_a_reference_opens_only_with_the_key(tmp_path):
    made = store(tmp_path)
    keep(made, [{"n": 1}])
    assert made.reference(KEY.identify("id", "1")) == "ref 1"
    assert made.reference("0" * 32) is None


def test_compaction_changes_nothing_that_anyone_sees(tmp_path):
    made = store(tmp_path)
    for n in range(4):
        keep(made, [{"n": n}])
    before = made.counts()
    made.compact()
    assert made.counts() == before
    assert made.small_files() == 1


def test_short_words_that_others_say_too_are_no_trace_of_who_withdrew(tmp_path):
    held = store(tmp_path)
    keep(held, [{"text": "All fine"}, {"text": "All fine, thank you, and the porter was kind"}, {"text": "Mine alone"}])
    whose = {item.text: item.respondent for item in held.ask(Scope.owner(), "words").items}
    assert held.told_by(whose["All fine"]) == []
    assert held.told_by(whose["Mine alone"]) == ["Mine alone"]
    assert held.withdraw(whose["All fine"], tmp_path).left_in == ()
    assert held.withdraw(whose["Mine alone"], tmp_path).left_in == ()

"""`goldthread import --dry-run`: what each column is used for and what would be kept, while nothing is."""

import json

from tests.unit.cli.test_command_line import HEADER, ROWS, file, run


__all__ = ["file", "run"]


def test_a_dry_run_gives_what_would_become_of_a_file_and_keeps_nothing(run, file):
    run("init")
    done = run("import", file, "--issuer", "XWR", "--dry-run", "--json")
    (seen,) = json.loads(done.stdout)["files"]
    assert (done.returncode, seen["rows_read"], seen["kept"], seen["error"]) == (0, 2, 2, None)
    assert [(one["heading"], one["use"], one["filled"], one["rows"]) for one in seen["columns"]] == [
        ("Date", "date", 2, 2),
        ("Ward", "team", 2, 2),
        ("What was good?", "what_good", 2, 2),
        ("What could be better?", "could_improve", 1, 2),
    ]
    assert seen["found"]["words"] == {"percent": 100, "rows": 2, "of": 2}
    assert seen["found"]["score"] == {"percent": 0, "rows": 0, "of": 2}
    assert seen["found"]["kind"]["percent"] >= 90
    assert json.loads(run("show", "counts", "--json").stdout)["feedback"] == 0


def test_a_dry_run_says_it_in_sentences_what_is_lost_first(run, tmp_path):
    run("init")
    (tmp_path / "undated.csv").write_text(
        HEADER.replace("Date", "Seen") + ROWS.replace("/05/2026", ""), encoding="utf-8"
    )
    done = run("import", "undated.csv", "--dry-run")
    lines = done.stdout.splitlines()
    assert lines[1].strip() == "No column says when an answer was given, so answers have no date."
    assert "  Words: 100% (2 of 2 rows)" in lines and "  Date: 0% (0 of 2 rows)" in lines
    assert any(line.split() == ["Ward", "Ward", "or", "team", "2", "of", "2"] for line in lines)
    assert "Nothing was kept." in lines[-1]


def test_a_dry_run_fails_where_the_import_would(run, file, tmp_path):
    run("init")
    (tmp_path / "empty.csv").write_bytes(b"")
    done = run("import", "empty.csv", file, "--dry-run", "--json")
    empty, good = json.loads(done.stdout)["files"]
    assert done.returncode == 1 and empty["error"].startswith("The file is empty") and good["kept"] == 2
    assert run("import", file, "--dry-run", "--workspace", str(tmp_path / "none")).returncode == 1
    assert not (tmp_path / "none").exists()


def test_a_dry_run_says_how_people_on_the_site_will_see_the_rows(run, file):
    run("init")
    told = run("import", file, "--dry-run").stdout
    assert "--issuer" in told and "Undo" not in told


def test_a_folder_without_files_is_not_passed_over_in_silence(run, tmp_path):
    (tmp_path / "exports").mkdir()
    run("init")
    for more in ((), ("--dry-run",)):
        done = run("import", "exports", *more)
        assert done.returncode == 2 and "no files to import in exports" in done.stderr
        empty = run("import", "exports", "--json", *more)
        assert (empty.returncode, json.loads(empty.stdout)) == (0, {"files": []})


def test_a_command_says_what_a_column_is_used_for(run, file):
    run("init")
    command = ("import", file, "--issuer", "XWR", "--column", "ward=Service or department")
    (seen,) = json.loads(run(*command, "--dry-run", "--json").stdout)["files"]
    assert {one["heading"]: one["use"] for one in seen["columns"]}["Ward"] == "service"
    assert run(*command).returncode == 0
    taken = run("import", file, "--column", "Ward=date", "--dry-run", "--json")
    (seen,) = json.loads(taken.stdout)["files"]
    assert {one["heading"]: one["use"] for one in seen["columns"]}["Date"] == "ignore"
    for wrong in (("--column", "Ward"), ("--column", "Ward=garden"), ("--column", "Ward=team", "--profile", "p.yaml")):
        assert run("import", file, *wrong).returncode == 2
    assert "no column “Bay”" in run("import", file, "--column", "Bay=team").stdout


def test_a_table_without_words_is_said_to_be_no_feedback_and_none_of_its_rows_are_counted(run, tmp_path):
    run("init")
    rota = "".join(f"Nurse {n},{'EN'[n % 2]},{12 - n % 3}\n" for n in range(9))
    (tmp_path / "rota.csv").write_text(f"Name,Shift,Hours\n{rota}", encoding="utf-8")
    done = run("import", "rota.csv", "--dry-run")
    assert "This table does not look like patient feedback" in done.stdout
    assert "0 of 0" not in done.stdout

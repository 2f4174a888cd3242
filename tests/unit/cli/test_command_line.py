"""The command line as programs and people meet it: exit codes, JSON shapes, UTF-8, nothing but sentences."""

import contextlib
import json
import os
import socket
import subprocess
import sys

import openpyxl
import pytest


HEADER = "Date,Ward,What was good?,What could be better?\n"
ROWS = "13/05/2026,Ward 7,The nurses were kind,Less waiting\n14/05/2026,Ward 7,Café staff were cheerful – naïve me,\n"


@pytest.fixture
def run(tmp_path):
    def command(*words, **environment):
        return subprocess.run(
            [sys.executable, "-m", "goldthread.cli", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            env=os.environ | {"GOLDTHREAD_WORKSPACE": str(tmp_path / "workspace")} | environment,
        )

    return command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ward.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_an_import_gives_one_account_for_every_file_named_or_found_in_order(run, file, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.csv").write_bytes(b"")
    (folder / "a.csv").write_text(HEADER + "15/05/2026,Ward 8,Gentle hands,\n", encoding="utf-8")
    (folder / ".hidden.csv").write_text(HEADER + ROWS)
    (folder / "x.goldthread-mend.csv").write_text(HEADER + ROWS)
    done = run("import", "missing.csv", folder, file, "--issuer", "XWR", "--json")
    files = json.loads(done.stdout)["files"]
    assert done.returncode == 1
    assert [entry["file"].rpartition("/")[2] for entry in files] == ["missing.csv", "a.csv", "b.csv", "ward.csv"]
    assert [bool(entry["error"]) for entry in files] == [True, False, True, False]
    assert set(files[0]) >= {
        "file",
        "batch",
        "source",
        "rows_read",
        "kept",
        "replaced",
        "duplicates",
        "set_aside",
        "reasons",
        "set_aside_file",
        "error",
    }
    for entry in files:
        assert entry["rows_read"] == entry["kept"] + entry["duplicates"] + entry["set_aside"]
        assert sum(entry["reasons"].values()) == entry["set_aside"]


@pytest.mark.parametrize(("allow", "status"), [("100%", 0), ("0", 1), ("1", 0), ("20%", 1), ("50%", 0)])
def test_more_rows_to_mend_than_allowed_is_exit_1(run, tmp_path, allow, status):
    (tmp_path / "in.csv").write_text(HEADER + ROWS + "99/99/2026,Ward 7,Something,\n", encoding="utf-8")
    assert run("import", "in.csv", "--issuer", "XWR", "--allow", allow).returncode == status


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("import", "x.csv", "--allow", "many"), "not a number of rows"),
        (("show", "themes", "--since", "May"), "not a day"),
        (("show", "themes", "--since", "2026-05-02", "--until", "2026-05-01"), "Change them round"),
        (("show", "nonsense"), "No such command"),
        (("batches", "undo"), "Missing argument"),
        (("show", "words", "--pathway", "p", "--touchpoint", "a", "--touchpoint", "b"), "Give --touchpoint once"),
        (("show", "words", "--touchpoint", "going_home"), "access, booking"),
        (("show", "themes", "--theme", "Parkin"), "Did you mean “Parking”"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_sentence(run, words, says):
    done = run(*words)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr and done.stdout == ""


def test_a_missing_workspace_is_exit_1_and_says_what_to_do(run):
    done = run("show", "counts", "--json")
    assert done.returncode == 1 and "goldthread init" in done.stderr and done.stdout == ""


@pytest.mark.parametrize(("more", "do"), [((), "goldthread init"), (("--demo",), "goldthread demo --workspace")])
def test_a_site_without_a_workspace_does_not_start(run, tmp_path, more, do):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    done = run("serve", "--port", port, *more)
    assert done.returncode == 1 and do in done.stderr and "Traceback" not in done.stderr
    assert "Goldthread is at" not in done.stdout
    assert not list(tmp_path.glob("**/site.sqlite3"))


def test_counts_have_their_stable_shape_and_the_account_adds_up(run, file):
    assert run("import", file, "--issuer", "XWR").returncode == 0
    held = json.loads(run("show", "counts", "--json").stdout)
    assert set(held) >= {
        "rows",
        "feedback",
        "with_words",
        "measurements",
        "checks",
        "sources",
        "store_version",
        "digest",
    }
    assert (held["rows"], held["with_words"]) == (2, 3)
    assert run("import", file, "--issuer", "XWR").returncode == 0
    again = json.loads(run("show", "counts", "--json").stdout)
    assert (again["feedback"], again["digest"]) == (held["feedback"], held["digest"])


def test_words_come_out_as_utf_8_whatever_the_locale(run, file):
    run("import", file, "--issuer", "XWR")
    done = run("show", "words", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and "Café staff were cheerful – naïve me" in done.stdout


def test_an_archive_and_a_workspace_are_replaced_only_if_so_said(run, file, tmp_path):
    run("import", file, "--issuer", "XWR")
    assert run("backup", "saved.tar.gz").returncode == 0
    for words, says in (
        (("backup", "saved.tar.gz"), "exists already. Name another file, or replace it with `--replace`."),
        (("restore", "saved.tar.gz"), "something in"),
    ):
        refused = run(*words)
        assert refused.returncode == 1 and says in refused.stderr and "Traceback" not in refused.stderr
        assert run(*words, "--replace").returncode == 0
    told = run("restore", "saved.tar.gz", "--replace").stdout
    assert f"{tmp_path / 'workspace'}.before-restore-2" in told and "remove it" in told
    assert json.loads(run("show", "counts", "--json").stdout)["feedback"] == 4


def test_a_batch_is_undone_whole(run, file):
    run("import", file, "--issuer", "XWR")
    batch = json.loads(run("batches", "--json").stdout)["batches"][0]["batch"]
    assert run("batches", "undo", batch).returncode == 0
    assert json.loads(run("show", "counts", "--json").stdout)["feedback"] == 0
    assert run("batches", "undo", batch).returncode == 1


@pytest.mark.parametrize("ending", ["csv", "json", "html"])
@pytest.mark.parametrize("answer", ["counts", "themes", "trend", "journey", "words"])
def test_answers_are_written_as_files(run, file, tmp_path, answer, ending):
    run("import", file, "--issuer", "XWR")
    done = run("show", answer, "--out", f"out.{ending}")
    assert done.returncode == 0 and done.stdout == ""
    text = (tmp_path / f"out.{ending}").read_text(encoding="utf-8-sig")
    assert {"csv": ",", "json": "{", "html": "<table>"}[ending] in text


def test_an_answer_is_a_workbook_without_formulas(run, tmp_path):
    rows = "".join(f"1{n}/05/2026,=Ward {n % 2},The nurses were kind,Less waiting\n" for n in range(3, 9))
    (tmp_path / "in.csv").write_text(HEADER + rows, encoding="utf-8")
    run("import", "in.csv", "--issuer", "XWR")
    for answer in ("counts", "themes", "trend", "journey", "words"):
        done = run("show", answer, "--out", "out.xlsx")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        about, figures = openpyxl.load_workbook(tmp_path / "out.xlsx")
        cells = [cell for row in figures.iter_rows() for cell in row]
        assert len(cells) > 3 and about["A2"].value and "f" not in {cell.data_type for cell in cells}
    assert figures["A2"].value.startswith("feedback:")


def test_a_file_is_for_everybody_or_says_for_whom(run, tmp_path):
    rows = "".join(f"1{n % 9}/05/2026,Ward 7,The nurses were kind,Less waiting\n" for n in range(7))
    (tmp_path / "in.csv").write_text(HEADER + rows, encoding="utf-8")
    run("import", "in.csv", "--issuer", "XWR")
    on_screen = {row["theme"]: row["n"] for row in json.loads(run("show", "themes", "--json").stdout)["rows"]}
    assert any(n % 5 for n in on_screen.values())
    run("show", "themes", "--out", "all.json")
    shared = json.loads((tmp_path / "all.json").read_text())
    assert shared["for"] == "everyone" and {row["n"] for row in shared["rows"]} <= {None, 5, 10, 15}
    mine, mark = "Ward 7", "Ward 7, not to be passed on"
    for ending in ("json", "csv", "xlsx", "html"):
        assert run("show", "themes", "--out", f"mine.{ending}", "--exact-for", mine).returncode == 0
    exact = json.loads((tmp_path / "mine.json").read_text())
    assert exact["for"] == mark and {row["theme"]: row["n"] for row in exact["rows"]} == on_screen
    lines = (tmp_path / "mine.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith(",for") and all(line.endswith(f'"{mark}"') for line in lines[1:])
    assert "Exact figures, for Ward 7: not to be passed on." in (tmp_path / "mine.html").read_text()
    book = openpyxl.load_workbook(tmp_path / "mine.xlsx")
    assert all("Ward 7" in sheet.oddHeader.left.text for sheet in book)
    run("show", "words", "--out", "words.csv")
    assert "not to be passed on" in (tmp_path / "words.csv").read_text(encoding="utf-8-sig").splitlines()[1]


def test_a_file_for_everybody_is_refused_cuts_that_would_tell_of_somebody(run, file):
    run("import", file, "--issuer", "XWR")
    days = ("--since", "2026-05-03", "--until", "2026-05-09")
    refused = run("show", "themes", *days, "--out", "out.csv")
    assert refused.returncode == 1 and "one calendar month" in refused.stderr and "--exact-for" in refused.stderr
    assert run("show", "themes", *days, "--out", "out.csv", "--exact-for", "us").returncode == 0
    alone = run("show", "themes", "--exact-for", "us")
    assert alone.returncode == 2 and "--out" in alone.stderr


@pytest.mark.parametrize("place", ["nowhere/out.xlsx", "nowhere/out.csv", "nowhere/out.html"])
def test_a_place_that_cannot_be_written_is_a_sentence(run, file, place):
    run("import", file, "--issuer", "XWR")
    done = run("show", "themes", "--out", place)
    assert done.returncode == 1 and "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_a_worker_with_nothing_to_do_ends_when_asked_to(run):
    run("init")
    done = run("worker", "--once")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "words",
    ["show signals", "show equity", "sustainability score FILE"],
)
def test_what_is_not_built_yet_says_so(run, words):
    done = run(*words.split())
    assert (done.returncode, done.stdout) == (2, "") and "is not built yet" in done.stderr


def test_an_ending_that_we_do_not_write_is_refused_with_a_sentence(run, file):
    run("import", file, "--issuer", "XWR")
    done = run("show", "themes", "--out", "out.docx")
    assert done.returncode == 2 and "does not write .docx yet" in done.stderr


def test_every_command_leaves_tidily_time_after_time(run, file):
    run("import", file, "--issuer", "XWR")
    assert {run("batches").returncode for _ in range(4)} == {0}


def on_a_screen(tmp_path, *words):
    """What a command prints where its output is a terminal."""
    ours, theirs = os.openpty()
    env = os.environ | {"GOLDTHREAD_WORKSPACE": str(tmp_path / "workspace")}
    command = [sys.executable, "-m", "goldthread.cli", *words]
    with subprocess.Popen(command, env=env, cwd=tmp_path, stdout=theirs, stdin=subprocess.DEVNULL) as made:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # Linux ends a terminal whose other side is closed with an error
            while some := os.read(ours, 65536):
                said += some
        os.close(ours)
    assert made.returncode == 0
    return said.decode().splitlines()


def test_nothing_that_a_command_prints_takes_more_than_a_screen_and_nothing_is_cut_elsewhere(run, file, tmp_path):
    run("import", file, "--issuer", "XWR")
    for words in (("batches",), ("show", "themes"), ("show", "trend"), ("show", "journey"), ("show", "counts")):
        assert max(len(line) for line in on_a_screen(tmp_path, *words)) <= 80, words
    assert any("…" in line for line in on_a_screen(tmp_path, "show", "themes"))
    assert "…" not in run("show", "themes").stdout


def test_help_is_there_at_once_without_the_engines(run):
    code = "import sys, goldthread.cli.commands; print([m for m in ('duckdb', 'ibis', 'django') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

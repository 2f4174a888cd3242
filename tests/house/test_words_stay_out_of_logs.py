"""No line of any log, and nothing printed beside the result, holds a word that somebody told us."""

import logging
import os
import subprocess
import sys

from goldthread.workspace import open as open_workspace


TOLD = "Marmalade quoins vexed the unhurried orthoptist"
HEADER = "Date,Ward,What was good?,What could be better?\n"


def written(tmp_path):
    good = tmp_path / "good.csv"
    good.write_text(HEADER + f"13/05/2026,Ward 7,{TOLD},Less waiting\n99/99/2026,Ward 7,{TOLD},\n", encoding="utf-8")
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(b"PK\x03\x04" + TOLD.encode())
    return [good, torn]


def test_no_feedback_in_any_log_line_of_an_import(tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    files = written(tmp_path)
    workspace = open_workspace(tmp_path / "workspace")
    accounts = workspace.imports.gather(files, issuer="XWR")
    assert accounts[0].kept == 1 and accounts[1].error
    workspace.words.passages()
    printed = "".join(capfd.readouterr())
    said = [record.getMessage() for record in caplog.records] + [printed, *(repr(account) for account in accounts)]
    assert not [line for line in said if "Marmalade" in line or "orthoptist" in line]


def test_an_import_prints_accounts_and_never_words(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "goldthread.cli",
            "import",
            *map(str, written(tmp_path)),
            "--issuer",
            "XWR",
            "--workspace",
            str(tmp_path / "workspace"),
        ],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"LC_ALL": "C"},
    )
    assert done.returncode == 1
    assert "1 kept" in done.stdout and "Refused" in done.stdout
    assert "Marmalade" not in done.stdout + done.stderr

"""Every command has help, stands in the docs, and never asks anything."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer


ROOT = Path(__file__).parents[2]


def commands() -> list[str]:
    from goldthread.cli.commands import app

    def names(group, before: str) -> list[str]:
        if hasattr(group, "commands"):
            own = [] if before == "" else [before]
            return own + [n for key, one in group.commands.items() for n in names(one, f"{before} {key}".strip())]
        return [before]

    return names(typer.main.get_command(app), "")


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_and_stands_in_the_docs(command):
    done = subprocess.run(
        [sys.executable, "-m", "goldthread.cli", *command.split(), "--help"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 3
    assert f"goldthread {command}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def documented() -> set[str]:
    """The commands that docs/commands.md names: of “goldthread show search WORDS” it is show search."""
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    found = re.findall(r"`goldthread((?: [a-z][a-z-]*)+)", told)
    return {named.strip() for named in found}


def test_every_command_in_the_docs_is_there():
    named = documented()
    assert named and named - set(commands()) == set()


def test_wrong_usage_exits_with_2_and_no_traceback():
    done = subprocess.run(
        [sys.executable, "-m", "goldthread.cli", "withdraw"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "Say who withdraws" in done.stderr


BLOCKER = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("django is not part of the base install")
sys.meta_path.insert(0, Block())
from goldthread.cli import main
main()
"""


def test_the_base_install_runs_the_stream_without_django(tmp_path):
    (tmp_path / "in.csv").write_text(
        "Date,Ward,What was good?,What could be better?\n13/05/2026,Ward 7,The nurses were kind,Less waiting\n"
    )
    (tmp_path / "in.jsonl").write_text('{"id": "1", "text": "Ring me on 07700 900123"}\n')
    (tmp_path / "code.csv").write_text("id,text\n1,The nurses were kind\n")
    runs = [
        ["import", str(tmp_path / "in.csv"), "--issuer", "XWR", "--workspace", str(tmp_path / "ws"), "--json"],
        ["show", "counts", "--workspace", str(tmp_path / "ws"), "--json"],
        ["show", "journey", "--workspace", str(tmp_path / "ws"), "--json"],
        ["redact", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")],
        ["code", str(tmp_path / "code.csv"), "--out", str(tmp_path / "coded.csv")],
    ]
    for run in runs:
        done = subprocess.run([sys.executable, "-c", BLOCKER, *run], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert "07700" not in (tmp_path / "out.jsonl").read_text()

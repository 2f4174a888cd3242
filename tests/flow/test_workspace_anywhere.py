"""A workspace may be in any folder: with blanks, apostrophes, accents and signs in its path, or a very long one."""

import contextlib
import shlex
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from goldthread import cli


FILE = "Date,Ward,FFT answer,What was good?\n" + "".join(
    f"{13 + n}/05/2026,Ash Ward,Good,The nurses on the ward helped me {n}\n" for n in range(8)
)


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(tmp_path / "O’Hara's kéys" / "key one"))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["goldthread", *map(str, words)])
        code = cli.run()
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


PLACES = ["O'Brien Ward – é 100% #1 (new)? a+b & c=d/my work", "/".join(["a very long name of a folder " * 4] * 6)]


@pytest.mark.parametrize("place", PLACES, ids=["signs", "long"])
def test_every_command_works_in_a_folder_of_any_name(tmp_path, run, place):
    held, file, back = tmp_path / place.strip(), tmp_path / "fi le's é.csv", tmp_path / "b ack'up é.tar"
    file.write_text(FILE)
    restored = held.parent / "re st'ored é"
    for words in (
        ("init",),
        ("import", file),
        ("show", "words"),
        ("show", "themes"),
        ("show", "counts"),
        ("show", "trend"),
        ("show", "search", "nurses"),
        ("show", "themes", "--out", tmp_path / "th e'mes.xlsx"),
        ("verify",),
        ("batches",),
        ("backup", back),
    ):
        code, said = run(*words, "--workspace", held)
        assert code == 0, (words, said)
    assert run("restore", back, "--workspace", restored)[0] == 0
    assert "helped me 3" in run("show", "words", "--workspace", restored)[1]
    assert run("verify", "--workspace", restored)[0] == 0


@pytest.mark.parametrize("name", ["a%20b", "ward [7]", "all*"])
def test_a_name_that_the_tables_cannot_have_is_refused_in_a_sentence(tmp_path, run, name):
    code, said = run("init", "--workspace", tmp_path / name)
    assert code != 0 and "Name another folder" in said and not (tmp_path / name).exists()


def test_a_folder_that_nothing_can_be_written_to_is_refused_in_a_sentence(tmp_path, run):
    (tmp_path / "file").write_text("not a folder")
    code, said = run("init", "--workspace", tmp_path / "file" / "work")
    assert code != 0 and "cannot be made" in said


def test_a_path_that_is_too_long_for_the_sites_database_is_refused_in_a_sentence(tmp_path):
    command = [sys.executable, "-m", "goldthread.cli", "people", "list", "--workspace", tmp_path / PLACES[1]]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "too long for the site's database" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", [PLACES[0], "/".join(["a long name of a folder"] * 14)], ids=["signs", "long"])
def test_a_demo_is_built_and_served_in_a_folder_of_any_name_by_the_command_that_it_prints(tmp_path, place):
    held = tmp_path / place
    command = [sys.executable, "-m", "goldthread.cli"]
    built = subprocess.run(
        [*command, "demo", "--pieces", "200", "--workspace", held], capture_output=True, encoding="utf-8", check=False
    )
    assert built.returncode == 0, built.stderr
    printed = shlex.split(built.stdout.partition("See it with: goldthread ")[2])
    assert printed[-1] == str(held)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with (
        log.open("w") as out,
        subprocess.Popen([*command, *printed, "--port", str(port)], stdout=out, stderr=out) as site,
    ):
        try:
            assert answers(f"http://127.0.0.1:{port}/"), log.read_text()
        finally:
            site.terminate()


def answers(address, seconds=60):
    """Whether an address answers within a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as page:  # noqa: S310  # our own
            return page.status == 200
        time.sleep(0.5)
    return False

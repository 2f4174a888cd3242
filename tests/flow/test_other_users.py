"""A folder that is somebody else's, or whose parent cannot be written to: a sentence, and nothing is changed."""

import os
import shutil
import subprocess
import sys

import pytest


ROW = "Date,Ward,FFT answer,What was good?\n13/05/2026,Ash Ward,Good,The nurses on the ward helped me\n"
SETPRIV = shutil.which("setpriv")
ROOT = os.geteuid() == 0
NOBODY = 65534
needs_a_plain_user = pytest.mark.skipif(ROOT and SETPRIV is None, reason="root may do everything, and cannot stop here")
needs_two_users = pytest.mark.skipif(not ROOT or SETPRIV is None, reason="only root can make another person's folder")


@pytest.fixture
def run(tmp_path):
    """Runs a command as somebody whom permissions bind: root without its privileges is one too."""
    plain = [SETPRIV, "--inh-caps=-all", "--bounding-set=-all"] if ROOT and SETPRIV else []
    env = os.environ | {"GOLDTHREAD_KEY_FILE": str(tmp_path / "key")}

    def command(*words, bound=True):
        return subprocess.run(
            [*(plain if bound else []), sys.executable, "-m", "goldthread.cli", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=120,
            env=env,
        )

    return command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cards.csv"
    path.write_text(ROW)
    return path


def refused(done):
    assert done.returncode != 0, done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    return done.stderr + done.stdout


def given(folder, *, mode):
    """Give a folder to another person, open to everybody as far as its mode says."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
        path.chmod(mode if path.is_dir() else mode & 0o666)


@needs_a_plain_user
@pytest.mark.parametrize("words", ["init", "import cards.csv", "demo --pieces 200"])
def test_a_parent_that_cannot_be_written_to_is_said(run, file, tmp_path, words):
    parent = tmp_path / "parent"
    parent.mkdir(mode=0o555)
    assert "Permission denied" in refused(run(*words.split(), "--workspace", parent / "work"))
    assert list(parent.iterdir()) == []


@needs_two_users
@pytest.mark.parametrize("words", ["show words", "import cards.csv", "serve", "people list", "verify"])
def test_a_folder_that_another_person_keeps_to_themselves_is_not_readable(run, file, tmp_path, words):
    assert run("init", "--workspace", tmp_path / "theirs", bound=False).returncode == 0
    given(tmp_path / "theirs", mode=0o700)
    assert "is not readable" in refused(run(*words.split(), "--workspace", tmp_path / "theirs"))


@needs_two_users
def test_a_folder_that_may_be_read_is_read_and_not_written_to(run, file, tmp_path):
    theirs = tmp_path / "theirs"
    assert run("import", file, "--workspace", theirs, bound=False).returncode == 0
    given(theirs, mode=0o755)
    before = sorted((path, path.stat().st_mtime_ns) for path in theirs.rglob("*") if path.is_file())
    shown = run("show", "words", "--workspace", theirs)
    assert shown.returncode == 0 and "helped me" in shown.stdout
    assert "cannot be written" in refused(run("import", file, "--workspace", theirs))
    assert "Permission denied" in refused(run("serve", "--workspace", theirs))
    assert sorted((path, path.stat().st_mtime_ns) for path in theirs.rglob("*") if path.is_file()) == before


@needs_two_users
def test_another_persons_key_is_not_missing_but_closed(run, file, tmp_path):
    assert run("import", file, "--workspace", tmp_path / "work", bound=False).returncode == 0
    os.chown(tmp_path / "key", NOBODY, NOBODY)
    assert "may not read the key" in refused(run("show", "words", "--workspace", tmp_path / "work"))

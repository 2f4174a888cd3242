"""Without Django, scikit-learn and setuptools the stream runs, and training says what it needs.

`scripts/base` shows the same in a fresh environment; here what is installed is hidden, so that it takes seconds.
"""

import subprocess
import sys

import pytest


HIDDEN = """
import sys
from importlib.abc import MetaPathFinder

class Hidden(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "sklearn", "joblib", "setuptools", "pkg_resources"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hidden())
from goldthread.cli import main
sys.argv = ["goldthread", *sys.argv[1:]]
main()
"""
FEEDBACK = "Date,Ward,What was good?,What could be better?\n13/05/2026,Ward 7,The nurses were kind,I do not feel safe\n"
LABELLED = "comment_id,text,labels\n" + "".join(
    f"P{n} - Q1,The nurses were kind {n},Staff manner & personal attributes\n" for n in range(12)
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("base")
    (folder / "in.csv").write_text(FEEDBACK)
    (folder / "code.csv").write_text("id,text\n1,The nurses were kind\n")
    (folder / "in.jsonl").write_text('{"id": "1", "text": "Ring me on 07700 900123"}\n')
    (folder / "labelled.csv").write_text(LABELLED)
    return folder


def goldthread(place, *arguments):
    done = [sys.executable, "-c", HIDDEN, *arguments]
    return subprocess.run(done, cwd=place, capture_output=True, text=True, timeout=120)


def test_importing_showing_coding_and_redacting_need_neither_django_nor_scikit_learn(place):
    for arguments in (
        ("import", "in.csv", "--issuer", "XWR", "--workspace", "ws", "--json"),
        ("show", "themes", "--workspace", "ws", "--json"),
        ("code", "code.csv", "--out", "coded.csv"),
        ("concerns", "code.csv", "--out", "ranked.csv"),
        ("redact", "in.jsonl", "--out", "out.jsonl"),
        ("renew", "--workspace", "ws", "--json"),
    ):
        done = goldthread(place, *arguments)
        assert done.returncode == 0, (arguments, done.stderr)
    assert "Staff manner" in (place / "coded.csv").read_text()
    assert "[PHONE]" in (place / "out.jsonl").read_text()


@pytest.mark.parametrize(
    "more", [("train", "labelled.csv", "--out", "made"), ("evaluate", "labelled.csv", "--folds", "5")]
)
def test_training_says_what_to_install(place, more):
    done = goldthread(place, *more)
    assert done.returncode == 1 and "goldthread[train]" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and not (place / "made").exists()

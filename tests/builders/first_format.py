"""Makes the workspace of format 1 that is kept in tests/samples, with the code that wrote that format.

    git worktree add /tmp/first f45c803 && cd /tmp/first && scripts/environment dev
    .venv/bin/python REPOSITORY/tests/builders/first_format.py REPOSITORY/tests/samples

All text is invented: the demo's own files, and the rows below. They go through the real importer; then a batch is
undone, a person withdraws, people mark codes, a pathway and an agreement are published, cells and the index are built.
Beside the archive stand its key and, as JSON, what this code answers: at once, and after an import of the same files,
an undo and a withdrawal, each on a copy.
"""

import json
import os
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any


sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["GOLDTHREAD_WORKERS"] = "1"

from goldthread import demo  # noqa: E402
from goldthread.demo.shapes.comments import BETTER, GOOD, HEADER, write_rows  # noqa: E402
from goldthread.vocabulary import THEMES, Code, Scope, SharingAgreement  # noqa: E402
from goldthread.workspace import Workspace  # noqa: E402
from tests.builders.answers import PATHWAY, answers  # noqa: E402


NAME = "workspace-format-1"
USUAL = {
    "trust": "XWR",
    "organisation_name": "Wenbrook Royal Hospital",
    "date": "2031-07-14",
    "service": "Ward 7 - Older People",
    "team": "Bay A",
    "fft_score": "2",
    "role": "Patient",
    "channel": "Card",
    "age_band": "75-84",
}
ROWS = {
    "cards": [
        ("C1 - Q1", GOOD, "what_good", "The staff on the ward were so kind to my mother."),
        ("C1 - Q2", BETTER, "could_improve", "The discharge letter came three weeks late."),
        ("C2 - Q1", GOOD, "what_good", "Nurse Margaret Oldfield sat with me all night."),
        (
            "C3 - Q2",
            BETTER,
            "could_improve",
            "I was given double my insulin dose and nobody noticed until I passed out.",
        ),
        ("C4 - Q2", BETTER, "could_improve", "Nobody told us when the physiotherapist would come to the house."),
    ],
    "cards-again": [("C1 - Q2", BETTER, "could_improve", "The discharge letter came four weeks late, not three.")],
    "cards-mistaken": [("C9 - Q1", GOOD, "what_good", "These cards are of another ward and were sent by mistake.")],
    "cards-last": [
        ("C4 - Q1", GOOD, "what_good", "The physiotherapist was patient with me."),
        ("C5 - Q2", BETTER, "could_improve", "I waited two hours for my tablets before I could go home."),
    ],
}
WITHDRAWS, LEAVES_LATER = "C2 - Q1", "C4 - Q1"


def main(target: Path) -> None:
    """Make archive, key and answers."""
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        os.environ["GOLDTHREAD_KEY_FILE"] = str(here / "key")
        files = write_files(here / "files")
        opened = Workspace(here / "workspace")
        fill(opened, files)
        target.mkdir(exist_ok=True)
        shutil.copy(here / "key", target / f"{NAME}.key")
        with tarfile.open(target / f"{NAME}.tar.gz", "w:gz", compresslevel=9) as archive:
            for name in ("workspace", "files"):
                archive.add(here / name, arcname=name, filter=lambda entry: None if "/spill" in entry.name else entry)
        shutil.copytree(here / "workspace", here / "copy")
        found = {"answers": answers(indexed(Workspace(here / "copy")))}
        for name, change in CHANGES.items():
            shutil.rmtree(here / "copy")
            shutil.copytree(here / "workspace", here / "copy")
            found[name] = change(Workspace(here / "copy"), here / "files")
        told = json.dumps(found, separators=(",", ":"), sort_keys=True)
        (target / f"{NAME}.json").write_text(told + "\n", encoding="utf-8")


def write_files(folder: Path) -> list[Path]:
    """The demo's files, few answers each, and the rows above."""
    made = demo.generate(folder, today=date(2031, 11, 19), pieces=160)
    for name, rows in ROWS.items():
        told = [
            USUAL | {"comment_id": key, "question": asked, "question_type": kind, "text": words}
            for key, asked, kind, words in rows
        ]
        made.append(write_rows(folder / f"{name}.csv", [tuple(row[column] for column in HEADER) for row in told]))
    return made


def fill(opened: Workspace, files: list[Path]) -> None:
    """Everything that a workspace goes through."""
    accounts = {Path(one.file).stem: one for one in opened.imports.gather(files)}
    opened.imports.undo(accounts["cards-mistaken"].batch)
    opened.withdrawals.withdraw(source="friends_and_family", external_id=WITHDRAWS)
    opened.published.pathway(PATHWAY)
    opened.published.publish(
        SharingAgreement(
            provider="XWR",
            reader="QWE",
            controller="Wenbrook",
            agreement="A1",
            dpia="D1",
            since="2025-01-01",
        )
    )
    some = opened.store.ask(Scope.owner(), "words", limit=8).items
    opened.words.mark([(one.id, Code(THEMES, "Environment", "ben", 1.0, "agreed")) for one in some[:3]])
    suggested = [(one.id, code.label) for one in some for code in one.codes if code.framework == THEMES]
    opened.words.mark([(key, Code(THEMES, label, "ben", 1.0, "rejected")) for key, label in suggested[:2]])
    indexed(opened)


def indexed(opened: Workspace) -> Workspace:
    """The workspace with its cells and its index, however few answers it holds."""
    opened.store.worth_summing = 0
    opened.store.refresh()
    opened.store.index()
    return opened


def import_again(opened: Workspace, files: Path) -> Any:
    """The accounts of the same files, brought in once more."""
    counted = ("rows_read", "kept", "replaced", "duplicates", "set_aside", "reasons", "source")
    told = opened.imports.gather([path for path in sorted(files.iterdir()) if ".goldthread-" not in path.name])
    by_file = {Path(one.file).name: {name: getattr(one, name) for name in counted} for one in told}
    return {"accounts": by_file, "counts": opened.imports.counts()}


def undo(opened: Workspace, files: Path) -> Any:
    """What is left without the batch that replaced a row."""
    batch = next(line.batch for line in opened.imports.batches() if line.file == "cards-again.csv")
    done = opened.imports.undo(batch)
    return {"rows": done.rows, "restored": done.restored, "counts": opened.imports.counts()}


def withdraw(opened: Workspace, files: Path) -> Any:
    """What is left without one person."""
    done = opened.withdrawals.withdraw(source="friends_and_family", external_id=LEAVES_LATER)
    return {"answers": done.answers, "left_in": list(done.left_in), "counts": opened.imports.counts()}


CHANGES: dict[str, Callable[[Workspace, Path], Any]] = {
    "import again": import_again,
    "undo": undo,
    "withdraw": withdraw,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())

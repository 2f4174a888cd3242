"""Goldthread with one more column of feedback, as somebody would add it: three files under src, and nothing else.

The source tree is laid out anew, all of it links to the true files but the three that are edited.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from goldthread.workspace.formats import FORMAT


ROOT = Path(__file__).parents[2]
NAME, HEADING = "interpreter", "Interpreter language"
NEXT = FORMAT + 1
DECLARED = f'''    {NAME}: Annotated[
        str,
        told(redacted="label", since={NEXT}, counted=True, split=True, rollup="dimension", indexed="{NAME}"),
    ] = ""
'''
NEXT_CLASS = "\n\n@dataclass(frozen=True, slots=True, kw_only=True)\nclass Told(Readable):"
"""What follows the last field of `Readable`, whichever that is."""
EDITS = {
    "vocabulary/feedback.py": (NEXT_CLASS, DECLARED + NEXT_CLASS),
    "sources/headers.yaml": ("comment_id: [", f"{NAME}: [{HEADING.lower()}, interpreter]\ncomment_id: ["),
    "web/templates/understand/comment.html": (
        '  {"key": {"text": "Score, as given"}',
        (
            f'  {{"key": {{"text": "Interpreter"}}, "value": {{"text": passage.{NAME} or "none"}}}},\n'
            '  {"key": {"text": "Score, as given"}'
        ),
    ),
}


def source_with_it(folder: Path) -> Path:
    """The source folder of a Goldthread that has the column."""
    package = folder / "src" / "goldthread"
    shutil.copytree(
        ROOT / "src" / "goldthread", package, copy_function=os.symlink, ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("definitions", "docs", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    for name, (before, after) in EDITS.items():
        text = (ROOT / "src" / "goldthread" / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{name} has changed: say anew where the column is added"
        (package / name).unlink()
        (package / name).write_text(text.replace(before, after), encoding="utf-8")
    return folder / "src"


def run(source: Path, script: str, *given: object) -> str:
    """What a script prints that runs in that Goldthread."""
    path = os.pathsep.join([str(source), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, given)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout

"""How many files it takes to add a filter, a column of feedback, and an app: three worked examples, added and tried.

    python benchmarks/joints.py [filter] [column] [app] [--house] [--json]

The examples are those that the tests use (`tests/builders/another_*.py`, `tests/samples/example_room/`). Each is added
to a copy of this checkout, by anchors that later additions do not move; its probe, in a process of its own, then shows
over HTTP and from the command line that it works, and must fail on a copy without it. Counts files under `src` that are
changed, without migrations; of an app, those outside its own folder. `--house` runs the house tests in the changed copy
too. Ends with 1 where a count passes its limit or a probe fails.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parents[1]
PROBES = ROOT / "benchmarks" / "joints"
sys.path.insert(0, str(ROOT))
from tests.builders import another_column, another_filter, another_room  # noqa: E402


Edit = Callable[[str], str]


@dataclass(frozen=True)
class Joint:
    """One thing to add: what it is called, how many files it may touch, and the folder of its own, if it has one."""

    name: str
    limit: int
    edits: Mapping[str, Edit]
    folder: str = ""
    before: int = 0


class CannotBeTried(SystemExit):
    """An addition does not fit the code any more, or its probe holds without it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", choices=[*(one.name for one in JOINTS), []], help="which to try; all")
    parser.add_argument("--house", action="store_true", help="run the house tests with each")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = [tried(one, house=asked.house) for one in JOINTS if not asked.only or one.name in asked.only]
    print(json.dumps(found, indent=2) if asked.json else said(found))
    sys.exit(not all(one["holds"] for one in found))


def tried(joint: Joint, *, house: bool = False) -> dict[str, Any]:
    """One joint: the files that it changes, and what its probe showed with it and without it."""
    files = files_of(joint)
    with tempfile.TemporaryDirectory(prefix="joint-") as made:
        copy = Path(made).resolve()
        copied(copy)
        if probed(joint, copy).returncode == 0:
            raise CannotBeTried(f"The probe of the {joint.name} holds without it added: it shows nothing.")
        apply(joint, copy)
        shown = probed(joint, copy)
        kept = house_tests(copy) if house and not shown.returncode else None
    works = shown.returncode == 0 and (kept is None or kept.returncode == 0)
    failed = "" if works else (kept or shown).stdout[-3_000:] + (kept or shown).stderr[-3_000:]
    return {
        "joint": joint.name,
        "files": files,
        "limit": joint.limit,
        "before": joint.before,
        "shows": shown.stdout.splitlines() if works else [],
        "failed": failed,
        "holds": works and len(files) <= joint.limit,
    }


def apply(joint: Joint, copy: Path) -> None:
    """Write into a copy what the joint adds. Raises CannotBeTried."""
    for name, text in edited(joint).items():
        (copy / name).write_text(text, encoding="utf-8")
    if joint.folder:
        another_room.bring(copy)


def edited(joint: Joint) -> dict[str, str]:
    """The files that a joint changes, as they are with it. Raises CannotBeTried."""
    return {name: edit((ROOT / name).read_text(encoding="utf-8")) for name, edit in joint.edits.items()}


def replacing(before: str, after: str) -> Edit:
    """An edit by an anchor: a text that is there once, whatever stands around it."""

    def edit(text: str) -> str:
        if text.count(before) != 1:
            raise CannotBeTried(f"“{before.strip()}” is not there once: say where it is added now.")
        return text.replace(before, after)

    return edit


def files_of(joint: Joint) -> list[str]:
    """The files that count."""
    return [name for name in joint.edits if counts(name, joint)]


def counts(name: str, joint: Joint) -> bool:
    """Whether a file counts: what is executed and not a migration, and is outside an app's own folder."""
    inside = bool(joint.folder) and name.startswith(joint.folder)
    return name.startswith("src/") and "/migrations/" not in name and not inside


def copied(copy: Path) -> None:
    """This checkout's files as they are now, in a repository of their own: what git ignores stays behind."""
    names = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    git("init", "-q", cwd=copy)
    git("add", "-A", cwd=copy)


def probed(joint: Joint, copy: Path) -> subprocess.CompletedProcess[str]:
    """Run the joint's probe on the copy, in a workspace of its own."""
    site = Path(tempfile.mkdtemp(prefix="site-", dir=copy))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDTHREAD_", "DJANGO_"))}
    ours = {
        "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{PROBES}",
        "GOLDTHREAD_WORKSPACE": str(site / "workspace"),
        "GOLDTHREAD_DEMO": "1",
        "GOLDTHREAD_WORKERS": "1",
        "XDG_CONFIG_HOME": str(site / "keys"),
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }
    command = [sys.executable, "-P", "-W", "ignore", str(PROBES / joint.name / "probe.py")]
    return subprocess.run(command, cwd=copy, env=kept | ours, capture_output=True, text=True, check=False)


def house_tests(copy: Path) -> subprocess.CompletedProcess[str]:
    """Run the house tests of the copy over the copy; but not the one that adds these, since one is in."""
    left = "--ignore=tests/house/test_joints.py"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", left, "tests/house"]
    env = os.environ | {"PYTHONPATH": str(copy / "src")}
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)


def git(*words: str, cwd: Path) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBeTried(f"git {words[0]}: {done.stderr}")
    return done.stdout


def said(found: list[dict[str, Any]]) -> str:
    """The figures in words."""
    lines = []
    for one in found:
        own = " outside its own folder" if one["joint"] == "app" else ""
        limits = f"at most {one['limit']}; {one['before']} at f45c803"
        lines.append(f"{one['joint']}: {len(one['files'])} files under src{own} ({limits})")
        lines += [f"    {name}" for name in one["files"]]
        lines += [f"  {line}" for line in one["shows"]] or ["  It does not work:", one["failed"]]
    return "\n".join(lines)


def _in_source(edits: Mapping[str, tuple[str, str]]) -> dict[str, Edit]:
    return {f"src/goldthread/{name}": replacing(*both) for name, both in edits.items()}


NEXT_ROW = "| `goldthread backup FILE` |"
ROW = "| `goldthread examples` | examples |\n| `goldthread examples list` | lists them |\n"
JOINTS = (
    Joint("filter", 3, edits=_in_source(another_filter.EDITS), before=11),
    Joint("column", 3, edits=_in_source(another_column.EDITS), before=12),
    Joint(
        "app",
        1,
        folder=f"{another_room.FOLDER.as_posix()}/",
        before=14,
        edits={
            another_room.LIST.as_posix(): another_room.listed,
            "docs/commands.md": replacing(NEXT_ROW, ROW + NEXT_ROW),
        },
    ),
)


if __name__ == "__main__":
    main()

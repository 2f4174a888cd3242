"""How many files it takes to add a filter, a column of feedback, and an app: three patches, applied and tried.

    python benchmarks/joints.py [filter] [column] [app] [--house] [--json]

Each patch under `benchmarks/joints/` was written as DEVELOPERS.md says. It is applied to a copy of this checkout; its
probe, in a process of its own, then shows over HTTP and from the command line that what was added works, and must fail
on a copy without the patch. Counts files under `src` that a patch touches, without migrations; of an app, those outside
its own folder. `--house` runs the house tests in the patched copy too. Ends with 1 where a count passes its limit or a
probe fails.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parents[1]
PATCHES = ROOT / "benchmarks" / "joints"


@dataclass(frozen=True)
class Joint:
    """One thing to add: what it is called, how many files it may touch, and the folder of its own, if it has one."""

    name: str
    limit: int
    folder: str = ""
    before: int = 0


JOINTS = (
    Joint("filter", 3, before=11),
    Joint("column", 3, before=12),
    Joint("app", 1, folder="src/goldthread/garden/", before=14),
)


class CannotBeTried(SystemExit):
    """A patch does not fit the code any more, or its probe holds without it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", choices=[*(one.name for one in JOINTS), []], help="which to try; all")
    parser.add_argument("--house", action="store_true", help="run the house tests with each patch")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = [tried(one, house=asked.house) for one in JOINTS if not asked.only or one.name in asked.only]
    print(json.dumps(found, indent=2) if asked.json else said(found))
    sys.exit(not all(one["holds"] for one in found))


def tried(joint: Joint, *, house: bool = False) -> dict[str, Any]:
    """One joint: the files that its patch touches, and what its probe showed with it and without it."""
    files = files_of(joint)
    with tempfile.TemporaryDirectory(prefix="joint-") as made:
        copy = Path(made).resolve()
        copied(copy)
        if probed(joint, copy).returncode == 0:
            raise CannotBeTried(f"The probe of the {joint.name} holds without its patch: it shows nothing.")
        apply(patch_of(joint), copy)
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


def apply(patch: Path, copy: Path, *more: str) -> None:
    """Apply a patch; one line of what stands around each change must be as it was. Raises CannotBeTried."""
    git("apply", "-C1", "--whitespace=nowarn", *more, str(patch), cwd=copy)


def patch_of(joint: Joint) -> Path:
    return PATCHES / joint.name / "added.patch"


def files_of(joint: Joint) -> list[str]:
    """The files that count."""
    return [name for name in touched(patch_of(joint)) if counts(name, joint)]


def touched(patch: Path) -> list[str]:
    """The files that a patch changes, adds or removes."""
    return [line.split("\t")[2] for line in git("apply", "--numstat", str(patch), cwd=ROOT).splitlines()]


def counts(name: str, joint: Joint) -> bool:
    """Whether a file counts: what is executed and not a migration, and lies outside an app's own folder."""
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
        "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{PATCHES}",
        "GOLDTHREAD_WORKSPACE": str(site / "workspace"),
        "GOLDTHREAD_DEMO": "1",
        "GOLDTHREAD_WORKERS": "1",
        "XDG_CONFIG_HOME": str(site / "keys"),
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }
    command = [sys.executable, "-P", "-W", "ignore", str(PATCHES / joint.name / "probe.py")]
    return subprocess.run(command, cwd=copy, env=kept | ours, capture_output=True, text=True, check=False)


def house_tests(copy: Path) -> subprocess.CompletedProcess[str]:
    """Run the house tests of the copy over the copy; but not the one that these patches fit, since one is in."""
    left = "--ignore=tests/house/test_joints.py"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", left, "tests/house"]
    env = os.environ | {"PYTHONPATH": str(copy / "src")}
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)


def git(*words: str, cwd: Path) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBeTried(f"The patch does not fit this code: write it again as DEVELOPERS.md says.\n{done.stderr}")
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


if __name__ == "__main__":
    main()

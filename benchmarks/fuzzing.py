"""Damaged, cut, spliced and mislabelled copies of files through the readers and through intake.

    python benchmarks/fuzzing.py [N] [--seed 1] [--intake 40] [--json]

Every input is recognised and read to its end; every 40th goes the whole way in as well, into one workspace. A failure
is a traceback other than a plain error, an account that does not balance, a row without its reason, or an input that
takes more than 20 seconds of processor time. Copies of the shared real files are used where they are there, never kept.
Prints how many inputs of which fate, and each failure with the seed that makes it again; leaves with 1 on any.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from goldthread import sources  # noqa: E402
from goldthread.vocabulary import PlainError  # noqa: E402
from tests.builders import files  # noqa: E402


SHARED = Path(os.environ.get("GOLDTHREAD_SHARED", ROOT.parent / "shared")) / "data" / "real"
LARGEST, SLOWEST, INTAKE = 48_000, 20.0, 40
ENDINGS = (".csv", ".xlsx", ".xls", ".ods", ".json", ".tsv", ".txt", ".xml", ".zip", "", ".CSV", ".parquet")
ODD = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b'""',
    b"\r",
    b"\n\n",
    b",,,,",
    b"\xc3",
    b"\xed\xa0\x80",
    b"=1+1",
    b"\t",
    b"99999999999999999999",
    b"-0",
    b"1e309",
    b"31/02/2024",
    b"\xe2\x80\xae",
    b"{",
    b"]",
    b"<",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--intake", type=int, default=INTAKE, help="every how many go the whole way in")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("GOLDTHREAD_WORKERS", "1")
    with tempfile.TemporaryDirectory(prefix="fuzzing-") as folder:
        os.environ.setdefault("GOLDTHREAD_KEY_FILE", f"{folder}/key")
        found = run(asked.count, asked.seed, Path(folder), every=asked.intake)
    print(json.dumps(found, indent=2) if asked.json else said(found))
    sys.exit(1 if found["failures"] else 0)


def run(count: int, seed: int, folder: Path, *, every: int = INTAKE) -> dict[str, Any]:
    """Feed `count` inputs, and say what came of them."""
    whole = originals(folder)
    fates: Counter[str] = Counter()
    failures: list[dict[str, Any]] = []
    workspace = opened(folder / "workspace") if every else None
    began = time.process_time()
    for n in range(count):
        chance = random.Random(f"{seed}/{n}")
        path = damaged(whole, chance, folder)
        spent = time.process_time()
        try:
            fates[read(path)] += 1
            if workspace and n % every == 0:
                fates[taken_in(workspace, path)] += 1
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            failures.append({"input": f"{seed}/{n}", "error": f"{type(error).__name__}: {error}"[:200], "at": place})
        if time.process_time() - spent > SLOWEST:
            failures.append({"input": f"{seed}/{n}", "error": "slow", "at": path.name})
        for left in folder.glob(f"{path.name}*"):
            left.unlink()
    return {
        "inputs": count,
        "originals": len(whole),
        "fates": dict(fates),
        "failures": failures,
        "cpu_s": round(time.process_time() - began, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def opened(folder: Path) -> Any:
    from goldthread.workspace import Workspace

    return Workspace(folder)


def read(path: Path) -> str:
    """Recognise and read to the end. Gives the fate; raises what must never be raised."""
    try:
        reading = sources.read(path)
    except PlainError as error:
        assert str(error).strip(), "a refusal without a sentence"
        return f"refused: {type(error).__name__}"
    try:
        for row in reading.rows():
            assert row.reason or row.pieces, "a row came to nothing without a reason"
    except PlainError as error:
        return f"broken off: {type(error).__name__}"
    return f"read: {reading.kind}"


def taken_in(workspace: Any, path: Path) -> str:
    """The whole way in: the account balances, whatever the file."""
    (account,) = workspace.imports.gather([path])
    assert account.rows_read == account.kept + account.duplicates + account.set_aside, "the account does not balance"
    assert sum(account.reasons.values()) == account.set_aside, "reasons do not sum"
    assert account.error or account.batch or not account.rows_read
    return "whole way: refused" if account.error else "whole way: taken in"


# -- inputs


def originals(folder: Path) -> list[tuple[str, bytes]]:
    """Invented files of every shape, and the beginnings of the real ones where they are there."""
    made = folder / "originals"
    made.mkdir(exist_ok=True)
    rows = [files.HEADER, *files.answers(24)]
    paths = [
        files.text_file(made, rows),
        files.text_file(made, rows, name="semicolons.csv", separator=";"),
        files.text_file(made, rows, name="old.csv", encoding="cp1252"),
        files.text_file(made, rows, name="wide.txt", separator="\t", encoding="utf-16"),
        files.workbook(made, {"Data": rows}),
        files.open_document(made, rows),
        files.json_file(made, [dict(zip(files.HEADER, row, strict=True)) for row in rows[1:]]),
        files.archive(made, ("a.txt",)),
    ]
    whole = [(path.name, path.read_bytes()) for path in paths]
    real = sorted(path for path in SHARED.rglob("*") if path.is_file()) if SHARED.is_dir() else []
    return whole + [(path.name, _beginning(path)) for path in real if path.suffix not in (".md", ".txt")]


def _beginning(path: Path) -> bytes:
    packed = path.suffix.lower() in (".xlsx", ".xls", ".ods", ".zip")
    with path.open("rb") as file:
        held = file.read(LARGEST * 2 if packed else LARGEST)
    return held if packed or len(held) < LARGEST else held[: held.rfind(b"\n") + 1] or held


def damaged(whole: list[tuple[str, bytes]], chance: random.Random, folder: Path) -> Path:
    """One file with one to four things wrong with it."""
    name, content = chance.choice(whole)
    if chance.random() < 0.5 and b"\n" in content:  # most often few rows: that is where readers decide
        content = content[: content.find(b"\n", min(len(content) - 1, chance.randrange(200, 8_000))) + 1] or content
    for _ in range(chance.randrange(1, 5)):
        content = chance.choice(HARMS)(content, chance, whole)
    stem, _, ending = name.rpartition(".")
    ending = chance.choice(ENDINGS) if chance.random() < 0.2 else f".{ending}"
    path = folder / f"input{ending}"
    path.write_bytes(content[: 4 * LARGEST])
    return path


Harm = Callable[[bytes, random.Random, list[tuple[str, bytes]]], bytes]


def cut(content: bytes, chance: random.Random, _: Any) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def flip(content: bytes, chance: random.Random, _: Any) -> bytes:
    made = bytearray(content)
    for _n in range(chance.randrange(1, 24) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def lose(content: bytes, chance: random.Random, _: Any) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.randrange(1, 400) :]


def repeat(content: bytes, chance: random.Random, _: Any) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[max(0, at - chance.randrange(1, 600)) : at] * chance.randrange(1, 4) + content[at:]


def splice(content: bytes, chance: random.Random, whole: list[tuple[str, bytes]]) -> bytes:
    other = chance.choice(whole)[1]
    at, from_ = chance.randrange(len(content) + 1), chance.randrange(len(other) + 1)
    return content[:at] + other[from_ : from_ + 5_000]


def insert(content: bytes, chance: random.Random, _: Any) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(ODD) * chance.choice((1, 1, 1, 3, 200)) + content[at:]


def swap(content: bytes, chance: random.Random, _: Any) -> bytes:
    before, after = chance.sample([b",", b";", b"\t", b"|", b'"', b"\n", b"/", b"-", b"2024"], 2)
    return content.replace(before, after, chance.choice((1, 5, -1)))


def empty(content: bytes, chance: random.Random, _: Any) -> bytes:
    lines = content.split(b"\n")
    for _n in range(min(3, len(lines))):
        lines[chance.randrange(len(lines))] = chance.choice((b"", b",,,", b"Total,1,2,3", lines[0]))
    return b"\n".join(lines)


HARMS: list[Harm] = [cut, flip, lose, repeat, splice, insert, swap, empty]


def said(found: dict[str, Any]) -> str:
    """The counts in words."""
    lines = [f"  {fate:<34} {count:>8,}" for fate, count in sorted(found["fates"].items())]
    head = (
        f"{found['inputs']:,} inputs from {found['originals']} files: {len(found['failures'])} failures; "
        f"{found['cpu_s']} s of processor time, at most {found['peak_mb']} MB"
    )
    broken = [f"  FAILED {one['input']}: {one['error']} at {one['at']}" for one in found["failures"][:40]]
    return "\n".join([head, *lines, *broken])


def inputs(count: int, seed: int, folder: Path) -> Iterator[Path]:
    """The same inputs, one after another, for a test or to look at one again."""
    whole = originals(folder)
    for n in range(count):
        yield damaged(whole, random.Random(f"{seed}/{n}"), folder)


if __name__ == "__main__":
    main()

"""A workspace with something of everything in it, and damages of every kind, chosen at random from a seed."""

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldthread.evidence import cache_checksums
from goldthread.vocabulary import EVERYTHING, THEMES, Code, PlainError, Terms
from goldthread.workspace import Workspace, demo_mark, row_seals
from goldthread.workspace.folder import read_settings
from goldthread.workspace.saved import SearchFiles
from tests.builders.files import HEADER, answers, separated, text_file


PASSED_OVER = {"locks", "spill", "journal"}
"""Nothing stands in these that could be lost."""
TURNED = 64
ENDINGS = ("", "-wal", "-shm")
"""A database of SQLite, its log, and the index of that."""
Harm = Callable[[Path, random.Random, list[Path]], None]


def build(folder: Path) -> Path:
    """A workspace with imports, an undo, marks, a publication, caches, an upload, a saved search and a database."""
    made = Workspace(folder / "ws")
    made.store.worth_summing = 0
    for n in range(3):
        made.imports.gather(text_file(folder, [HEADER, *answers(60, first=1 + 100 * n)], name=f"cards-{n}.csv"))
    made.imports.gather(text_file(folder, [HEADER, *answers(8, first=900)], name="mistaken.csv"))
    made.imports.undo(made.imports.batches()[0].batch)
    made.imports.gather(text_file(folder, [HEADER, *answers(60, first=1_000)], name="cards-last.csv"))
    first = made.words.passages(limit=1).items[0].id
    made.words.mark([(first, Code(THEMES, "Staff manner & personal attributes", "ann", 1.0, "agreed"))])
    made.published.publish(Terms(made_by="panel:1", made_on="2031-05-01"))
    made.store.refresh()
    made.store.index()
    made.uploads.hold("waits.csv", [separated([HEADER, *answers(50)]).encode()])
    made.searches.keep("tea", "tea", EVERYTHING)
    database(made.folder / "site.sqlite3")
    (made.folder / demo_mark.BEGUN).touch()
    demo_mark.write(made.folder, demo_mark.Begun(date(2031, 5, 1), seed=1, pieces=2_000, built=True))
    assert made.maintenance.verify().whole, made.maintenance.verify().wrong
    return made.folder


def database(path: Path) -> None:
    """A database as a site that was killed leaves it, with a log of changes that are not in the file yet."""
    source = path.with_name("other.sqlite3")
    connection = sqlite3.connect(source)
    connection.execute("pragma journal_mode=wal")
    row_seals.register(connection)
    connection.execute("create table people (id integer primary key, name text not null unique, at text)")
    row_seals.seal(connection)
    connection.executemany("insert into people(name, at) values (?, ?)", _people(600))
    connection.commit()
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.executemany("insert into people(name, at) values (?, ?)", _people(200, "later"))
    connection.commit()
    for ending in ENDINGS:
        shutil.copy(f"{source}{ending}", f"{path}{ending}")
    connection.close()
    source.unlink()


def _people(count: int, what: str = "person") -> list[tuple[str, str]]:
    return [(f"The {what} of number {n:05}", f"2031-05-{1 + n % 28:02}T12:00:00") for n in range(count)]


def told(path: Path) -> list[object] | None:
    """Everything that a database says, or None where it cannot be read: of a copy, since opening one ends its log."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            if Path(f"{path}{ending}").exists():
                shutil.copy(f"{path}{ending}", folder)
        try:
            connection = sqlite3.connect(Path(folder, path.name))
            return [row for row in connection.execute("select * from people order by id")]
        except (sqlite3.Error, UnicodeDecodeError):
            return None


def data_of(folder: Path, table: str) -> Path:
    """A file of a table that holds rows of it."""
    found = sorted((folder / "evidence" / table).rglob("*.parquet"))
    return next(path for path in found if "_delta_log" not in path.parts)


def turn(path: Path, chance: random.Random, others: list[Path]) -> None:
    held = bytearray(path.read_bytes())
    at = chance.randrange(max(1, len(held) - TURNED + 1))
    for place in range(at, min(len(held), at + TURNED)):
        held[place] ^= 0xFF
    path.write_bytes(held)


def turn_a_bit(path: Path, chance: random.Random, others: list[Path]) -> None:
    held = bytearray(path.read_bytes())
    held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    path.write_bytes(held)


def cut(path: Path, chance: random.Random, others: list[Path]) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def take_away(path: Path, chance: random.Random, others: list[Path]) -> None:
    path.unlink()


def exchange(path: Path, chance: random.Random, others: list[Path]) -> None:
    """Put the content of another file there, of the same kind where there is one."""
    alike = [one for one in others if one.suffix == path.suffix and one.read_bytes() != path.read_bytes()]
    shutil.copy(chance.choice(alike or [one for one in others if one != path]), path)


def put_in(path: Path, chance: random.Random, others: list[Path]) -> None:
    """Put a copy of a file of a table into it under another name."""
    shutil.copy(path, path.with_name(f"part-{chance.randrange(10**9)}{path.suffix}"))


def no_log(path: Path, chance: random.Random, others: list[Path]) -> None:
    shutil.rmtree(_table(path) / "_delta_log")


def no_newest(path: Path, chance: random.Random, others: list[Path]) -> None:
    max((_table(path) / "_delta_log").glob("*.json")).unlink()


def no_table(path: Path, chance: random.Random, others: list[Path]) -> None:
    shutil.rmtree(_table(path))


def _table(path: Path) -> Path:
    parts = path.parts
    return Path(*parts[: parts.index("evidence") + 2])


ANYWHERE: tuple[Harm, ...] = (turn, turn, turn, turn_a_bit, cut, take_away, exchange)
OF_TABLES: tuple[Harm, ...] = (put_in, no_log, no_newest, no_table)
CACHES = ("summaries", "search")


@dataclass(frozen=True)
class Done:
    """One damage: what was done to which file, what `verify` said, and how it ended otherwise."""

    what: str
    file: str
    said: tuple[str, ...]
    nothing_lost: bool = False


def damage(whole: Path, copy: Path, seed: int) -> Done:
    """Copy a workspace, damage it by the seed, look, and give what was said. Raises what is no PlainError."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)
    chance = random.Random(seed)
    path, harm = chosen(copy, chance)
    name = path.relative_to(copy).as_posix()
    harm(path, chance, files(copy))
    cache_checksums.forget()
    lost = not _is_small(name) or small(copy) != small(whole)
    return Done(harm.__name__, name, looked(copy), nothing_lost=not lost)


def _is_small(name: str) -> bool:
    return name.startswith(("site", "searches/")) or name == "goldthread.yaml"


def small(folder: Path) -> object:
    """What the database, the settings and the saved searches say; None where one cannot be read."""
    try:
        said = told(folder / "site.sqlite3")
        return said and (said, read_settings(folder), SearchFiles(folder).all())
    except (PlainError, ValueError, KeyError):
        return None


def chosen(folder: Path, chance: random.Random) -> tuple[Path, Harm]:
    """A file, every one as likely, and what is done to it."""
    path = chance.choice(files(folder))
    parts = path.relative_to(folder).parts
    table = parts[0] == "evidence" and parts[1] not in (*CACHES, "checksums")
    harms = ANYWHERE + OF_TABLES if table else ANYWHERE
    if parts[0] == "uploads" or parts[1:2] == CACHES[:1] or parts[1:2] == CACHES[1:]:
        harms = tuple(one for one in harms if one is not take_away)  # a day may be over, and a cache may be dropped
    return path, chance.choice(harms)


def files(folder: Path) -> list[Path]:
    """Every file of a workspace that could be damaged, empty ones aside."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    return [path for path in found if not PASSED_OVER & set(path.relative_to(folder).parts) and _is_kept(path)]


def _is_kept(path: Path) -> bool:
    """Not what is hidden, nor the index of a database's log, which SQLite makes anew whenever nobody has it open."""
    return (path.name[0] != "." or path.name == ".checksums") and not path.name.endswith("-shm")


def looked(folder: Path) -> tuple[str, ...]:
    """What is said of a workspace by whoever opens and verifies it."""
    try:
        return tuple(Workspace(folder, make=False).maintenance.verify().wrong)
    except PlainError as error:
        return (str(error),)

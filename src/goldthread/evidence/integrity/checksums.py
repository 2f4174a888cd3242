"""The checksum of every file of every table, in a manifest for each table, and a log of manifests that is a chain.

A data file is never changed once it is written, so only new ones are read. A manifest is written after each commit,
within the lock under which the commit was made. Each line of the log holds the sum of a manifest and of the line
before; the newest is the *head*. Lines of the store and events of the audit hold the head of their time, so that a
store that was put back, or changed together with its manifests, is noticed too (decision 0028).

While a table is changed a mark stands beside its manifest. Where a kill leaves one, files that nobody has noted yet are
work that was stopped, and no damage.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import pyarrow.parquet as pq
from deltalake import DeltaTable

from goldthread.evidence import locks
from goldthread.evidence.data_files import data_files
from goldthread.evidence.integrity.errors import StoreDamaged


CHUNK = 1 << 20
BATCH = {
    "feedback": "batch",
    "measurements": "batch",
    "references": "batch",
    "concerned": "batch",
    "superseded": "by_batch",
}
"""Tables whose rows are of a batch, and the column that says of which."""
Entry = dict[str, str]
"""One line of the log, or what was read of a file: what its parts are is looked at when they are used."""
LOST = "The checksums of the store are damaged; what people told us is not."
RENEW = "Look at everything and write them again with `goldthread verify --renew`."


@dataclass(frozen=True)
class FileEntry:
    """How a file was written; `rows` counts its rows by batch, "" where its table has none."""

    size: int
    sum: str
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ChecksumManifest:
    """The files of one table at one version of it: data by their path in the table, and the entries of its log."""

    table: str
    version: int
    data: dict[str, FileEntry] = field(default_factory=dict)
    log: dict[str, FileEntry] = field(default_factory=dict)

    @property
    def sum(self) -> str:
        """The sum of the manifest itself."""
        return _digest(json.dumps(asdict(self), sort_keys=True))


class Checksums:
    """The manifests and the log of one store."""

    def __init__(self, folder: Path) -> None:
        self._store = folder
        self.folder = folder / "checksums"
        self._read: dict[str, tuple[tuple[int, int], ChecksumManifest]] = {}

    # -- reading

    def manifest(self, table: str) -> ChecksumManifest | None:
        """What is known of a table, None where nothing was noted yet. Raises StoreDamaged where it cannot be read."""
        path = self._path(table)
        try:
            told = path.stat()
            state = told.st_mtime_ns, told.st_ino
            held = self._read.get(table)
            if held is None or held[0] != state:
                held = self._read[table] = (state, _manifest(path.read_bytes()))
            return held[1]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise StoreDamaged(LOST, RENEW) from None

    def are_kept(self) -> bool:
        """Whether checksums are kept of this store at all: not before its workspace has format 3."""
        return (self.folder / "log.jsonl").exists()

    def lines(self) -> list[Entry]:
        """Every whole line of the log, oldest first. Raises StoreDamaged where one is not in its place."""
        found, before = list[Entry](), ""
        for raw in _whole_lines(self.folder / "log.jsonl"):
            line = _line(raw)
            if line["before"] != before or line["head"] != _head_of(line):
                raise StoreDamaged(LOST, RENEW)
            before = line["head"]
            found.append(line)
        return found

    def head(self) -> str:
        """The newest head; "" where there is none. Raises StoreDamaged."""
        raw = _last_line(self.folder / "log.jsonl")
        return str(_line(raw)["head"]) if raw else ""

    def is_changing(self, table: str) -> bool:
        """Whether a change of the table is under way, or was killed."""
        return any(self.folder.glob(f".changing-{table}-*"))

    # -- writing

    @contextmanager
    def changing(self, table: str) -> Iterator[None]:
        """Change a table in the block, then note its files; the caller holds the lock that the change needs."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark = self.folder / f".changing-{table}-{secrets.token_hex(4)}"
        mark.touch(mode=0o600)
        yield
        self.note(table)
        mark.unlink(missing_ok=True)

    def settle(self, table: str) -> None:
        """Nothing is left of changes that were killed: files that no row needs have gone; the lock is held alone."""
        for mark in self.folder.glob(f".changing-{table}-*"):
            mark.unlink(missing_ok=True)

    def note(self, table: str) -> None:
        """Write down the files that a table has now; only new ones are read."""
        with self._alone():
            held = self.manifest(table) or ChecksumManifest(table, -1)
            made = self._seen(table, held)
            if made.version < held.version:
                raise lost_entry(table)
            if made == held:
                return
            self._add("table", table=table, version=str(made.version), sum=made.sum)
            part = self._path(table).with_suffix(".part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
                json.dump(asdict(made), out)
            part.replace(self._path(table))

    def note_event(self, what: str) -> None:
        """Write down that the store was brought back from a back-up, or its checksums renewed."""
        with self._alone():
            self._add(what)

    def drop(self) -> None:
        """Forget everything, before it is noted anew; the log begins again."""
        with self._alone():
            for path in self.folder.glob("*"):
                path.unlink(missing_ok=True)
            self._read.clear()

    def _seen(self, table: str, held: ChecksumManifest) -> ChecksumManifest:
        folder = self._store / table
        delta = DeltaTable(str(folder))
        active = data_files(delta, folder)
        data = {}
        for path in active:
            name = path.relative_to(folder).as_posix()
            data[name] = held.data.get(name) or _file(path, BATCH.get(table, ""))
        log = {}
        for path in sorted(log_files(folder)):
            known = held.log.get(path.name) if path.name != "_last_checkpoint" else None  # that one is written anew
            log[path.name] = known or FileEntry(path.stat().st_size, checksum_of(path))
        return ChecksumManifest(table, delta.version(), data, log)

    def _add(self, what: str, **more: str) -> None:
        """Add a line to the log; a line that a kill has cut short gives way."""
        path = self.folder / "log.jsonl"
        line = {"what": what, "at": datetime.now(UTC).isoformat(timespec="seconds"), **more, "before": self.head()}
        line["head"] = _head_of(line)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as out:
            out.truncate(_end_of_whole(out))
            out.seek(0, os.SEEK_END)
            out.write(json.dumps(line, sort_keys=True).encode() + b"\n")

    def _path(self, table: str) -> Path:
        return self.folder / f"{table}.json"

    def _alone(self) -> AbstractContextManager[None]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return locks.held(self._store / "locks", "checksums", alone=True)


def lost_entry(table: str) -> StoreDamaged:
    """What to say where the newest entries of a table's log are not there."""
    return StoreDamaged(f"The newest entries of the log of the table {table} are gone.")


def checksum_of(path: Path) -> str:
    """The checksum of a file (BLAKE2b, 128 bits). Raises OSError."""
    made = blake2b(digest_size=16)
    with path.open("rb") as held:
        while chunk := held.read(CHUNK):
            made.update(chunk)
    return made.hexdigest()


def log_files(folder: Path) -> Iterator[Path]:
    """The entries and checkpoints of a table's log; what is being written is passed over."""
    for path in (folder / "_delta_log").glob("*"):
        if path.is_file() and not path.name.startswith((".", "_commit")) and not path.name.endswith(".tmp"):
            yield path


def _file(path: Path, column: str) -> FileEntry:
    with pq.ParquetFile(path) as file:
        if column:
            counted = file.read(columns=[column])[column].value_counts().to_pylist()
            rows = {str(one["values"]): int(one["counts"]) for one in counted}
        else:
            rows = {"": file.metadata.num_rows}
    return FileEntry(path.stat().st_size, checksum_of(path), rows)


def _manifest(told: bytes) -> ChecksumManifest:
    held = json.loads(told.decode("utf-8"))
    data, log = ({name: FileEntry(**one) for name, one in held[part].items()} for part in ("data", "log"))
    return ChecksumManifest(held["table"], held["version"], data, log)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _head_of(line: Entry) -> str:
    return _digest(json.dumps({name: value for name, value in line.items() if name != "head"}, sort_keys=True))


def _line(raw: bytes) -> Entry:
    try:
        line: Entry = json.loads(raw.decode("utf-8"))
        return line if {"what", "at", "before", "head"} <= set(line) else _no_line()
    except (ValueError, TypeError):
        return _no_line()


def _no_line() -> Entry:
    raise StoreDamaged(LOST, RENEW)


def _whole_lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as held:
            yield from (raw for raw in held if raw.endswith(b"\n"))


def _last_line(path: Path, back: int = 4096) -> bytes:
    """The last whole line; lines are a few hundred bytes."""
    if not path.exists():
        return b""
    with path.open("rb") as held:
        size = held.seek(0, os.SEEK_END)
        held.seek(max(0, size - back))
        lines = held.read().split(b"\n")[:-1]
    return lines[-1] if lines else b""


def _end_of_whole(held: BinaryIO) -> int:
    size = held.seek(0, os.SEEK_END)
    held.seek(max(0, size - 4096))
    tail = held.read()
    return size - (len(tail) - tail.rfind(b"\n") - 1)

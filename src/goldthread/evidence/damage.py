"""What is damaged in a store: every file against its checksum, every row that can be read against its account.

Each finding is a sentence that says what is lost, and how to get it back. Nothing is changed by looking.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq
from deltalake import DeltaTable

from goldthread.evidence.batches import LogEntry, StoreLog
from goldthread.evidence.data_files import data_files
from goldthread.evidence.integrity.checksums import (
    BATCH,
    LOST,
    RENEW,
    ChecksumManifest,
    Entry,
    FileEntry,
    checksum_of,
    log_files,
)
from goldthread.evidence.integrity.errors import StoreDamaged
from goldthread.evidence.shapes import SCHEMAS
from goldthread.evidence.tables import Tables


HOLDS = {
    "feedback": "answers",
    "measurements": "figures",
    "references": "suppliers' references of answers",
    "concerned": "concerns that wait for review",
    "superseded": "notes of which answer a newer one replaces",
    "batches": "the list of what was imported, undone and withdrawn",
    "withdrawn": "the list of who has withdrawn",
    "marks": "people's corrections of codes",
    "published": "pathways, agreements and data promises",
}
"""What is lost with a table, in words."""
COUNTED = ("feedback", "measurements", "references")
"""Tables whose rows an import's account says the number of."""
RESTORE = "Restore a back-up that was made after that (`goldthread restore ARCHIVE`), or "
AGAIN = "restore an older one and import those files again."
OLDER = "Restore the newest back-up (`goldthread restore ARCHIVE`), and import again what came after it."
TRIES, BETWEEN = 5, 0.1
PUT_IN = "It is not read. Move it out of the workspace."


@dataclass
class DamageReport:
    """What was looked at, in sentences, and what is wrong; `rows` counts by table and batch what could be read."""

    checked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    files: int = 0
    rows: dict[str, Counter[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


class Checking:
    """One look at everything that a store keeps, table by table."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._sums = tables.checksums
        self._names: dict[str, str] = {}
        self.found = DamageReport()

    def run(self, lines: Callable[[], StoreLog]) -> DamageReport:
        """Look at all of it. Takes: how to read the lines of the store, which may be damaged themselves."""
        held = self._lines(lines)
        self._names = {line.batch: f"{line.file} ({line.at[:10]})" for line in held.all if line.what == "import"}
        self._log(held)
        for name in SCHEMAS:
            self._table(name)
        self._accounts(held)
        self.found.checked.append(
            f"{self.found.files:,} files of the store have their checksum; every column was read."
        )
        return self.found

    def _lines(self, lines: Callable[[], StoreLog]) -> StoreLog:
        try:
            return lines()
        except Exception:  # whatever an engine makes of damaged files
            return StoreLog(())  # said below, where the table itself is looked at

    # -- the log of checksums

    def _log(self, lines: StoreLog) -> None:
        """The log is a chain; each line of the store names a head of it."""
        if not self._sums.are_kept():
            self.found.wrong.append(f"{LOST} {RENEW}")
            return
        try:
            log = self._sums.lines()
        except StoreDamaged as error:
            self.found.wrong.append(str(error))
            return
        heads = {line["head"] for line in log} | {""}
        anew = max((line["at"] for line in log if line["what"] == "renewed"), default="")
        for line in lines.all:
            told = line.account.get("checksums")
            if told is not None and told not in heads and line.at > anew:
                self.found.wrong.append(
                    f"The log of checksums does not hold what the line of version {line.version} names: the store "
                    f"or its log was exchanged. {OLDER}"
                )
                return
        newest = log[-1]["head"][:16] if log else "none yet"
        self.found.checked.append(f"The log of checksums has {len(log):,} lines; the newest is {newest}.")
        self._manifests(log)

    def _manifests(self, log: list[Entry]) -> None:
        """Each manifest is the one that the log names last; where a kill came between both, the one before."""
        named: dict[str, list[str]] = {}
        for line in log:
            if line["what"] == "table":
                named.setdefault(line["table"], []).append(line["sum"])
        for name, sums in named.items():
            try:
                held = self._sums.manifest(name)
            except StoreDamaged as error:
                self._say_once(str(error))
                continue
            last = sums[-2:] if self._sums.is_changing(name) else sums[-1:]
            if held is None or held.sum not in last:
                self._say_once(f"{LOST} {RENEW}")

    def _say_once(self, sentence: str) -> None:
        if sentence not in self.found.wrong:
            self.found.wrong.append(sentence)

    # -- one table

    def _table(self, name: str) -> None:
        noted = self._noted(name)
        folder = self._tables.path(name)
        if not any(log_files(folder)):
            if noted or any(folder.rglob("*.parquet")):
                self._gone(name, "The log", noted)
            elif self._sums.are_kept():
                self._gone(name, "Everything", noted)
            return
        loose, noted, table = self._settled(name, folder)
        if table is None:
            return
        active = set(data_files(table, folder))
        if noted:
            self._versions(name, noted, table, loose)
            self._entries(name, noted, folder, loose)
        for path in sorted(active):
            self._file(name, path, folder, noted, loose)
        known = {folder / one for one in noted.data} if noted else set()
        self._put_in(name, folder, active | known, loose)

    def _noted(self, name: str) -> ChecksumManifest | None:
        try:
            return self._sums.manifest(name)
        except StoreDamaged:
            return None  # said already

    def _settled(self, name: str, folder: Path) -> tuple[bool, ChecksumManifest | None, DeltaTable | None]:
        """Whether the table is being changed, what is noted of it, and itself: together, though others may append."""
        for _ in range(TRIES):
            loose, noted = self._sums.is_changing(name), self._noted(name)
            table = self._opened(name, folder)
            if loose or table is None or noted is None or table.version() == noted.version:
                break
            time.sleep(BETWEEN)
        return loose, noted, table

    def _opened(self, name: str, folder: Path) -> DeltaTable | None:
        try:
            return DeltaTable(str(folder))
        except BaseException as error:  # a panic of the engine is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            self._lost(name, f"The log of the table {name} is damaged, so that none of its files can be told.", {})
            return None

    def _gone(self, name: str, what: str, noted: ChecksumManifest | None) -> None:
        lost = Counter[str]()
        for one in noted.data.values() if noted else ():
            lost.update(one.rows)
        self._lost(name, f"{what} of the table {name} is gone.", lost)

    def _versions(self, name: str, noted: ChecksumManifest, table: DeltaTable, loose: bool) -> None:
        if table.version() < noted.version:
            now = set(data_files(table, self._tables.path(name)))
            lost = Counter[str]()
            for file, one in noted.data.items():
                if self._tables.path(name) / file not in now:
                    lost.update(one.rows)
            self._lost(name, f"The newest entries of the log of the table {name} are gone.", lost)
        elif table.version() > noted.version and not loose:
            self._lost(name, f"The log of the table {name} has entries that nobody wrote here.", {})

    def _entries(self, name: str, noted: ChecksumManifest, folder: Path, loose: bool) -> None:
        there = {path.name: path for path in log_files(folder)}
        for entry, one in noted.log.items():
            path = there.get(entry)
            if path is None and name in self.found.broken:
                continue  # the newest entries are gone: said already
            if path is None and not loose:
                self._lost(name, f"The entry {entry} of the log of the table {name} is gone.", {})
            elif path is not None and not (loose and entry == "_last_checkpoint") and not self._matches(path, one):
                self._lost(name, f"The entry {entry} of the log of the table {name} is not as it was written.", {})
        strange = [entry for entry in there if entry not in noted.log]
        if strange and not loose:
            self.found.wrong.append(f"{strange[0]} in the log of the table {name} was put in from elsewhere. {PUT_IN}")

    def _matches(self, path: Path, known: FileEntry) -> bool:
        self.found.files += 1
        try:
            return path.stat().st_size == known.size and checksum_of(path) == known.sum
        except OSError:
            return False

    def _file(self, name: str, path: Path, folder: Path, noted: ChecksumManifest | None, loose: bool) -> None:
        """One data file: there, as it was written, and every column of it can be read."""
        known = noted.data.get(path.relative_to(folder).as_posix()) if noted else None
        rows = known.rows if known else {}
        if not path.exists():
            self._lost(name, f"{_place(path, folder)} is gone.", rows)
        elif known and not self._matches(path, known):
            self._lost(name, f"{_place(path, folder)} is not as it was written.", rows)
        elif noted and not known and not loose:
            self._lost(name, f"{_place(path, folder)} was put in from elsewhere.", {})
        else:
            self._read(name, path, folder, rows)

    def _read(self, name: str, path: Path, folder: Path, rows: dict[str, int]) -> None:
        held, column = self.found.rows.setdefault(name, Counter()), BATCH.get(name, "")
        try:
            with pq.ParquetFile(path) as file:
                for number in range(file.num_row_groups):
                    group = file.read_row_group(number)
                    group.validate(full=True)
                    if column:
                        for one in group[column].value_counts().to_pylist():
                            held[str(one["values"])] += int(one["counts"])
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            self._lost(name, f"{_place(path, folder)} cannot be read.", rows)

    def _put_in(self, name: str, folder: Path, active: set[Path], loose: bool) -> None:
        strays = [path for path in _below(folder) if path not in active]
        if strays and loose:
            self.found.checked.append(f"{len(strays)} files of the table {name} are left of work that was stopped.")
        elif strays:
            self.found.wrong.append(f"{_place(strays[0], folder)} was put in from elsewhere. {PUT_IN}")

    def _lost(self, name: str, what: str, rows: dict[str, int]) -> None:
        """Say what is lost with it, of which files, and what to do."""
        self.found.broken.add(name)
        named = {self._names[batch]: count for batch, count in sorted(rows.items()) if batch in self._names and count}
        held = f"It held {HOLDS[name]}."
        remedy = OLDER
        if named:
            some = [f"{count:,} of {file}" for file, count in list(named.items())[:5]]
            more = f" and of {len(named) - 5} more files" if len(named) > 5 else ""
            held = f"It held {sum(named.values()):,} {HOLDS[name]}: {', '.join(some)}{more}."
            remedy = f"{RESTORE}{AGAIN}"
        self.found.wrong.append(f"{what} {held} {remedy}")

    # -- accounts

    def _accounts(self, lines: StoreLog) -> None:
        """What each import says that it kept, against the rows that could be read."""
        for line in lines.standing:
            self._account(line, left=any(one.what == "withdrawal" and one.version > line.version for one in lines.all))
        self.found.checked.append(f"{len(lines.standing):,} accounts were compared with the rows that are there.")

    def _account(self, line: LogEntry, *, left: bool) -> None:
        """Takes: whether somebody has withdrawn since, so that fewer rows may be there."""
        told = line.account.get("held")
        for name in COUNTED:
            if name in self.found.broken:
                continue  # said already, with what is lost
            there = self.found.rows.get(name, Counter())[line.batch]
            if told is None:
                continue
            wanted = int(told.get(name, 0))
            if there > wanted or (there < wanted and not left):
                self.found.wrong.append(
                    f"The account of {line.file} ({line.at[:10]}, batch {line.batch}) says {wanted:,} {HOLDS[name]}, "
                    f"and {there:,} are there. {RESTORE}undo this import and import the file again."
                )
        if told is None and not left and "feedback" not in self.found.broken:
            self._older_account(line)

    def _older_account(self, line: LogEntry) -> None:
        """Of an import from before accounts said how many rows they keep: at least one for each kept row."""
        kept = int(line.account.get("kept", 0))
        there = sum(self.found.rows.get(name, Counter())[line.batch] for name in ("feedback", "measurements"))
        if there < kept and "measurements" not in self.found.broken:
            self.found.wrong.append(
                f"The account of {line.file} ({line.at[:10]}, batch {line.batch}) says {kept:,} rows were kept, and "
                f"{there:,} are there. {RESTORE}undo this import and import the file again."
            )


def _below(folder: Path) -> Iterator[Path]:
    """Every file of a table that is no part of its log."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "_delta_log" not in path.relative_to(folder).parts:
            yield path


def _place(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"

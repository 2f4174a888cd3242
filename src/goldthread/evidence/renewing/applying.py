"""Letting what was made again count: all files in one commit, then the line of the log, then nothing left of the old.

Every step does what is missing and may be repeated: after a kill, whoever writes to the store next carries it out.
"""

import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable
from deltalake.transaction import AddAction, RemoveAction, Transaction

from goldthread.evidence.batches import read_log, write_entry
from goldthread.evidence.cache_checksums import Damaged, is_whole, read_sealed, write_sealed
from goldthread.evidence.renewing.concerns import merged
from goldthread.evidence.renewing.staging import CONCERNS, PARTITION, PLAN, AddedFile, RenewedFile, Staging
from goldthread.evidence.rollups import Rollups
from goldthread.evidence.search import Index
from goldthread.evidence.shapes import PARTITIONED
from goldthread.evidence.tables import Tables
from goldthread.evidence.unwritable import writing_to


@dataclass(frozen=True, kw_only=True)
class RenewalPlan:
    """What is to be done: files of the table to remove, files to add, and the checksum of each unit's concerns."""

    renewal: str
    by: str
    removes: tuple[str, ...]
    adds: tuple[AddedFile, ...]
    concerns: dict[str, str]
    account: dict[str, object]


class Applying:
    """The last step of a renewal; the caller holds the import lock."""

    def __init__(self, tables: Tables, rollups: Rollups, index: Index) -> None:
        self._tables, self._rollups, self._index = tables, rollups, index
        self._staging = Staging(tables)
        self._plan = self._staging.folder / PLAN

    def begin(self, files: Sequence[RenewedFile], account: dict[str, object], *, by: str) -> bool:
        """Write down what is to be done with these files, and do it; False where the table has changed since."""
        changed = [one for one in files if one.added]
        plan = RenewalPlan(
            renewal=secrets.token_hex(8),
            by=by,
            removes=tuple(one.source for one in changed),
            adds=tuple(added for one in changed for added in one.added),
            concerns={self._staging.unit(one.source).name: one.concerns for one in changed},
            account=account,
        )
        with writing_to(self._tables.folder):
            write_sealed(self._plan, asdict(plan))
        return self.finish()

    def finish(self) -> bool:
        """Carry out what was planned; False where nothing was, or where the table has changed since."""
        plan = self._planned()
        if plan is None:
            return False
        with self._rollups.away(), self._index.away():  # neither counts nor words of before may be found
            with self._tables.alone():
                if not self._exchange(plan):
                    self._plan.unlink(missing_ok=True)
                    self._tables.forget("feedback")
                    return False
                self._replace_concerns(plan)
            self._write_line(plan)
        with self._tables.alone():
            self._tables.forget("feedback")
        self._staging.drop()
        return True

    def _planned(self) -> RenewalPlan | None:
        try:
            held = read_sealed(self._plan)
            if held is None:
                return None
            adds = tuple(AddedFile(**one) for one in held.pop("adds"))
            return RenewalPlan(**held, adds=adds)
        except (Damaged, KeyError, TypeError):
            self._staging.drop()  # nothing of it counts yet, or all of it does: what is left is made again
            return None

    def _exchange(self, plan: RenewalPlan) -> bool:
        """Put the new files in the place of the old ones, in one commit; whether that is done, now or before."""
        table = self._tables.delta("feedback")
        if table.transaction_version(plan.renewal):
            return True
        held = {one["path"]: one for one in pa.table(table.get_add_actions(flatten=False)).to_pylist()}
        if not held.keys() >= set(plan.removes):
            return False
        with self._tables.changing("feedback"):
            if not self._all_are_whole(plan):
                return False
            for one in plan.adds:
                self._put(one)
            removes = [_remove(path, held[path]["size_bytes"], held[path]["partition"]) for path in plan.removes]
            _commit(table, [*removes, *map(_add, plan.adds)], plan.renewal)
        return True

    def _all_are_whole(self, plan: RenewalPlan) -> bool:
        """Whether every file is there as it was written; units of others are dropped, so that they are made again."""
        wrong = {self._staging.folder / unit for unit, known in plan.concerns.items() if not self._has(unit, known)}
        wrong |= {self._tables.folder / one.unit for one in plan.adds if not any(is_whole(*at) for at in self._at(one))}
        for unit in wrong:
            shutil.rmtree(unit, ignore_errors=True)
        return not wrong

    def _has(self, unit: str, known: str) -> bool:
        return is_whole(self._staging.folder / unit / CONCERNS, known)

    def _at(self, one: AddedFile) -> tuple[tuple[Path, str], tuple[Path, str]]:
        """Where a file may be, before and after it was moved, each with its checksum."""
        return (self._tables.folder / one.waits, one.sum), (self._tables.path("feedback") / one.path, one.sum)

    def _put(self, one: AddedFile) -> None:
        """Move a file into the table's folder, where it is not there yet."""
        (waits, _), (there, _) = self._at(one)
        with writing_to(self._tables.folder):
            there.parent.mkdir(parents=True, exist_ok=True)
            if waits.exists():
                waits.rename(there)

    def _replace_concerns(self, plan: RenewalPlan) -> None:
        files = {self._staging.folder / unit / CONCERNS: known for unit, known in plan.concerns.items()}
        held = self._tables.read("concerned")
        now = merged(held, (pq.read_table(path) for path, known in files.items() if is_whole(path, known)))
        if now is not held:
            self._tables.replace("concerned", now)

    def _write_line(self, plan: RenewalPlan) -> None:
        if not any(line.account.get("renewal") == plan.renewal for line in read_log(self._tables).all):
            account = plan.account | {"renewal": plan.renewal}
            write_entry(self._tables, what="coding", by=plan.by, account=account)


def _remove(path: str, size: int, partition: dict[str, str]) -> RemoveAction:
    now = time.time_ns() // 1_000_000
    return RemoveAction(path=path, data_change=True, deletion_timestamp=now, size=size, partition_values=partition)


def _add(one: AddedFile) -> AddAction:
    return AddAction(one.path, one.size, {PARTITION: one.partition}, one.modified, True, one.stats)


def _commit(table: DeltaTable, actions: list[AddAction | RemoveAction], renewal: str) -> None:
    table.create_write_transaction(
        actions,
        "append",
        table.schema(),
        PARTITIONED["feedback"],
        commit_properties=CommitProperties(app_transactions=[Transaction(renewal, 1)]),
    )

"""What counting needs of every answer, held in memory where there are not too many; where there are few, all of it.

It can be lost at any time: it is read from the tables, whose files it follows one by one.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np

from goldthread.evidence.batches import StoreLog
from goldthread.evidence.columns import names
from goldthread.evidence.copied import RowCopy
from goldthread.evidence.engine import Engine, schema_of
from goldthread.evidence.in_full import InFull
from goldthread.evidence.scanning import quoted
from goldthread.evidence.tables import Tables


FEW = 50_000
"""So few are read at once; more only when they are asked about again: one question alone, files answer sooner."""
ASKED_AGAIN = 3
FEW_ENOUGH_TO_HOLD_WHOLE = 200_000
"""Of so few, words and all else that is shown are held too: some 50 MB for each hundred thousand."""
LONG_ENOUGH, SHORT_ENOUGH = 40, 320
"""Letters of an answer that people read."""
PLAIN = names(lambda column: column.counted)
LIES = ("lies_in", "lies_at")
HELD = ""
"""Stands for the file of rows that are in memory: these are numbered, and `Copy.lying` knows where each lies now."""
NARROW = ", ".join(
    (
        *PLAIN,
        "hash(respondent) as respondent",
        f"coalesce(length(text) between {LONG_ENOUGH} and {SHORT_ENOUGH}, false) as telling",
    )
)
NARROW_SCHEMA = ibis.schema(
    {name: schema_of("feedback")[name] for name in (*PLAIN, *LIES)} | {"respondent": "uint64", "telling": "boolean"}
)


@dataclass(frozen=True)
class Laid:
    """The narrow rows as one question finds them.

    `alone` are rows of standing batches that no mark and no newer version speaks of; `others` are all other rows.
    None where there are none such. `places` are the organisations of all of them, None where that is not known.
    """

    state: Hashable
    alone: ir.Table | None
    others: ir.Table | None
    places: frozenset[str | None] | None = None


class AtHand:
    """The narrow rows of one store; `most` is how many are held in memory at most."""

    most = 0

    def __init__(self, tables: Tables, engine: Engine) -> None:
        self._tables, self._engine = tables, engine
        self._narrow = RowCopy(engine, "held.answers", f"{NARROW}, false as touched")
        self._whole = InFull(engine, self._narrow)
        self._told_apart: Hashable = None
        self._others = False
        self._asked = 0

    def lay(self, lines: StoreLog) -> Laid:
        """The narrow rows as the tables stand now, from memory or from the files."""
        with self._engine.turn():
            files = tuple(self._tables.files("feedback"))
            if not self._is_worth_it(lines):
                self._engine.table("feedback")
                columns = f"{NARROW}, {', '.join(LIES)}"
                rows = self._engine.view("narrow", files, f"select {columns} from feedback", NARROW_SCHEMA)
                return Laid(("files", files), None, rows)
            self._narrow.follow(files)
            self._tell_apart(lines)
            alone, others = (self._view(name, test) for name, test in (("alone", "not touched"), ("others", "touched")))
            places = self._engine.places.once("held", self._narrow.changes, self._places)
            return Laid(("held", self._told_apart), alone, others if self._others else None, places)

    def _view(self, name: str, test: str) -> ir.Table:
        sql = f"select *, '{HELD}' as lies_in, number as lies_at from held.answers where {test}"
        return self._engine.view(name, "held", sql, NARROW_SCHEMA)

    def _places(self) -> frozenset[str | None]:
        found = self._engine.numbers("select distinct organisation from held.answers")
        return frozenset(row["organisation"] for row in found)

    def whole(self, lines: StoreLog, places: Sequence[tuple[str, int]]) -> list[dict[str, object]] | None:
        """Whole answers that are held, in no order; None where there are too many to hold them.

        Takes: the file that each lies in, and the row in it, as the narrow rows say it.
        Raises: FileNotFoundError where one went meanwhile: then the question is asked again.
        """
        with self._engine.turn():
            if lines.kept > min(self.most, FEW_ENOUGH_TO_HOLD_WHOLE) or any(file != HELD for file, _ in places):
                self._whole.clear()
                return None
            return self._whole.of([number for _, number in places])

    def in_full(self) -> frozenset[str]:
        """The ids of answers that are held whole at this moment."""
        with self._engine.turn():
            return self._whole.ids()

    def lying(self, places: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
        """For each file of the tables the rows of it that are meant. Raises FileNotFoundError as `whole` does."""
        numbers = np.array([row for file, row in places if file == HELD], np.int64)
        found = {file: at.tolist() for file, _, at in self._narrow.lying.where(numbers)}
        for file, row in places:
            if file != HELD:
                found.setdefault(file, []).append(row)
        return found

    def _is_worth_it(self, lines: StoreLog) -> bool:
        if lines.kept > self.most:
            return False
        self._asked += 1
        return lines.kept <= FEW or self._asked >= ASKED_AGAIN

    def _tell_apart(self, lines: StoreLog) -> None:
        """Say of each row whether more than itself decides what holds of it: marks, newer versions, its batch."""
        about = [tuple(self._tables.files(name)) for name in ("marks", "superseded")]
        state = (self._narrow.changes, *about, lines.standing_ids)
        if state == self._told_apart:
            return
        for name in ("marks", "superseded"):
            self._engine.table(name)
        standing = ", ".join(map(quoted, sorted(lines.standing_ids))) or "''"
        touched = (
            f"(batch not in (select unnest([{standing}])) or id in (select id from marks) "
            "or id in (select id from superseded))"
        )
        self._engine.run(f"update held.answers set touched = not touched where touched <> {touched}")
        self._others = bool(self._engine.numbers("select count(*) as n from held.answers where touched")[0]["n"])
        self._told_apart = state

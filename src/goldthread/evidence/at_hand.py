"""What counting needs of every answer, held in memory where there are not too many; where there are few, all of it.

It can be lost at any time: it is read from the tables, whose files it follows one by one.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.batches import Lines
from goldthread.evidence.engine import Engine, quoted, schema_of
from goldthread.evidence.shapes import SHOWN
from goldthread.evidence.tables import Tables


FEW = 50_000
"""So few are read at once; more only when they are asked about again: one question alone, files answer sooner."""
ASKED_AGAIN = 3
FEW_ENOUGH_TO_HOLD_WHOLE = 200_000
"""Of so few, words and all else that is shown are held too: some 50 MB for each hundred thousand."""
LONG_ENOUGH, SHORT_ENOUGH = 40, 320
"""Letters of an answer that people read."""
PLAIN = (
    "id", "batch", "person_key", "kind", "organisation", "service", "team", "date", "role", "channel", "question_type",
    "answered", "score", "scale", "themes", "sentiment", "feelings", "touchpoints", "about", "extra", "lies_in",
    "lies_at",
)  # fmt: skip
NARROW = ", ".join((
    *PLAIN, "hash(respondent) as respondent",
    f"coalesce(length(text) between {LONG_ENOUGH} and {SHORT_ENOUGH}, false) as telling",
))  # fmt: skip
NARROW_SCHEMA = ibis.schema(
    {name: schema_of("feedback")[name] for name in PLAIN} | {"respondent": "uint64", "telling": "boolean"}
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


class Copy:
    """Some columns of all answers as a table in memory, which follows the files that they lie in."""

    def __init__(self, engine: Engine, name: str, columns: str) -> None:
        self._engine, self._name, self._columns = engine, name, columns
        self.files: tuple[str, ...] | None = None

    def follow(self, files: tuple[str, ...]) -> None:
        """Let go of files that went, as compaction and erasure make them go, and read those that came."""
        if self.files == files:
            return
        run, source = self._engine.run, self._engine.source
        if self.files is None:
            run(f"create table {self._name} as select {self._columns} from ({source('feedback', ())}) limit 0")
            self.files = ()
        gone = [quoted(file) for file in self.files if file not in files]
        if gone:
            run(f"delete from {self._name} where lies_in in ({', '.join(gone)})")
            self.files = tuple(file for file in self.files if file in files)
        for file in (one for one in files if one not in self.files):
            run(f"insert into {self._name} select {self._columns} from ({source('feedback', (file,))})")
            self.files = (*self.files, file)
            run("checkpoint held")  # it is this that makes them small: a tenth of what they take before
        self.files = files


class AtHand:
    """The narrow rows of one store; `most` is how many are held in memory at most."""

    most = 0

    def __init__(self, tables: Tables, engine: Engine) -> None:
        self._tables, self._engine = tables, engine
        self._narrow = Copy(engine, "held.answers", f"{NARROW}, false as touched")
        self._whole: dict[str, pa.Table] = {}
        self._told_apart: Hashable = None
        self._others = False
        self._asked = 0

    def lay(self, lines: Lines) -> Laid:
        """The narrow rows as the tables stand now, from memory or from the files."""
        with self._engine.turn():
            files = tuple(self._tables.files("feedback"))
            if not self._is_worth_it(lines):
                self._engine.table("feedback")
                rows = self._engine.view("narrow", files, f"select {NARROW} from feedback", NARROW_SCHEMA)
                return Laid(("files", files), None, rows)
            self._narrow.follow(files)
            self._tell_apart(files, lines)
            alone = self._engine.view("alone", "held", "from held.answers where not touched", NARROW_SCHEMA)
            others = self._engine.view("others", "held", "from held.answers where touched", NARROW_SCHEMA)
            some = others if self._others else None
            places = self._engine.once("held places", files, self._places)
            return Laid(("held", self._told_apart, self._others), alone, some, places)

    def _places(self) -> frozenset[str | None]:
        found = self._engine.numbers("select distinct organisation from held.answers")
        return frozenset(row["organisation"] for row in found)

    def whole(self, lines: Lines, lying: Mapping[str, Sequence[int]]) -> list[dict[str, Any]] | None:
        """Whole answers by where they lie, or None where there are too many to hold them."""
        with self._engine.turn():
            if self._narrow.files is None or lines.kept > min(self.most, FEW_ENOUGH_TO_HOLD_WHOLE):
                self._whole.clear()
                return None
            files = self._tables.files("feedback")
            held = {file: self._whole[file] for file in files if file in self._whole}
            new = {file: self._read(file) for file in files if file not in held}
            self._whole = held | new
            if not lying.keys() <= self._whole.keys():
                raise FileNotFoundError("Answers were moved while they were looked for.")
            return [row for file, places in lying.items() for row in self._whole[file].take(list(places)).to_pylist()]

    def _read(self, file: str) -> pa.Table:
        return self._engine.arrow(f"select {', '.join(SHOWN)} from ({self._engine.source('feedback', (file,))})")

    def _is_worth_it(self, lines: Lines) -> bool:
        if lines.kept > self.most:
            return False
        self._asked += 1
        return lines.kept <= FEW or self._asked >= ASKED_AGAIN

    def _tell_apart(self, files: tuple[str, ...], lines: Lines) -> None:
        """Say of each row whether more than itself decides what holds of it: marks, newer versions, its batch."""
        about = [tuple(self._tables.files(name)) for name in ("marks", "superseded")]
        state = (files, *about, lines.standing_ids)
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

"""What counting needs of every answer, held in memory where there are not too many: no words, people as numbers.

It can be lost at any time: it is read from the tables, whose files it follows one by one.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from goldthread.evidence.batches import Lines
from goldthread.evidence.engine import Engine, quoted, schema_of
from goldthread.evidence.tables import Tables


FEW = 50_000
"""So few are read at once; more only when they are asked about again: one question alone, files answer sooner."""
ASKED_AGAIN = 3
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


class AtHand:
    """The narrow rows of one store; `most` is how many are held in memory at most."""

    most = 0

    def __init__(self, tables: Tables, engine: Engine) -> None:
        self._tables, self._engine = tables, engine
        self._files: tuple[str, ...] | None = None
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
            self._follow(files)
            self._tell_apart(lines)
            alone = self._engine.view("alone", "held", "from held.answers where not touched", NARROW_SCHEMA)
            others = self._engine.view("others", "held", "from held.answers where touched", NARROW_SCHEMA)
            some = others if self._others else None
            return Laid(
                ("held", files, self._others), alone, some, self._engine.once("held places", files, self._places)
            )

    def _places(self) -> frozenset[str | None]:
        found = self._engine.numbers("select distinct organisation from held.answers")
        return frozenset(row["organisation"] for row in found)

    def _is_worth_it(self, lines: Lines) -> bool:
        count = sum(line.account.get("kept", 0) for line in lines.standing)
        if count > self.most:
            return False
        self._asked += 1
        return count <= FEW or self._asked >= ASKED_AGAIN

    def _follow(self, files: tuple[str, ...]) -> None:
        """Let go of files that went, as compaction and erasure make them go, and read those that came."""
        if self._files == files:
            return
        run, source = self._engine.run, self._engine.source
        if self._files is None:
            nothing = f"select {NARROW}, false as touched from ({source('feedback', ())}) limit 0"
            run(f"create or replace table held.answers as {nothing}")
            self._files = ()
        self._told_apart = None
        gone = [quoted(file) for file in self._files if file not in files]
        if gone:
            run(f"delete from held.answers where lies_in in ({', '.join(gone)})")
            self._files = tuple(file for file in self._files if file in files)
        for file in (one for one in files if one not in self._files):
            run(f"insert into held.answers select {NARROW}, false from ({source('feedback', (file,))})")
            self._files = (*self._files, file)
            run("checkpoint held")  # it is this that makes them small: a tenth of what they take before
        self._files = files

    def _tell_apart(self, lines: Lines) -> None:
        """Say of each row whether more than itself decides what holds of it: marks, newer versions, its batch."""
        about = [tuple(self._tables.files(name)) for name in ("marks", "superseded")]
        state = (self._files, *about, lines.standing_ids)
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

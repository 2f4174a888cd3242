"""The evidence store: keep, ask, cite, undo, withdraw. Callers see nouns; tables and engine stay inside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from goldthread.evidence import erasing, forgetting, locks
from goldthread.evidence.answer_cache import AnswerCache
from goldthread.evidence.at_hand import AtHand
from goldthread.evidence.batches import LogEntry, StoreLog, read_log, write_entry
from goldthread.evidence.cache_checksums import Damaged
from goldthread.evidence.counts import counts, standing_figures
from goldthread.evidence.damage import Checking, DamageReport
from goldthread.evidence.engine import Engine
from goldthread.evidence.in_memory import InMemory, in_memory
from goldthread.evidence.key import Key
from goldthread.evidence.known import Aliases, HeldIds
from goldthread.evidence.looking_again import Find, look_again
from goldthread.evidence.marks import add_marks, is_marked
from goldthread.evidence.names import speakable, speakable_cut
from goldthread.evidence.published import Published, publish
from goldthread.evidence.questions import QUESTIONS
from goldthread.evidence.questions.summing import summed
from goldthread.evidence.repeating import CopyFinder
from goldthread.evidence.rollups import Rollups
from goldthread.evidence.search import Index
from goldthread.evidence.shapes import SCHEMAS
from goldthread.evidence.tables import Tables
from goldthread.evidence.undoing import Undone, undo
from goldthread.evidence.unwritable import left_for_later
from goldthread.evidence.view import View
from goldthread.evidence.writing import Writing, clear_dead_batches
from goldthread.vocabulary import (
    EVERYTHING,
    Citation,
    Code,
    Cut,
    Directory,
    NotFound,
    Passage,
    Passages,
    PathwayMap,
    RawCells,
    Scope,
    SharingAgreement,
    Table,
    Terms,
    WrongUsage,
)


First = Callable[[list[str], frozenset[str], Sequence[str]], None]
SEARCHES = ("search", "similar")
AT_ONCE = 50
"""Sentences that are looked for among everybody's in one pass."""
FEW_TO_INDEX = 30_000
"""So few answers are put into the index when an import ends."""
FEW_TO_WAIT_FOR = 3_000
"""So few are put into it while somebody waits for what they look for: what else is missing, the answer says."""
FEW_TO_SUM = 300_000
"""Damaged rollups of so few answers are made anew while somebody waits for a figure."""


class Store:
    """One workspace's evidence.

    `worth_summing` is how many answers make it worth keeping summaries: fewer are counted one by one at once.
    `uses_rollups` turns them off where False: every figure is counted row by row, as their slow twin does it.
    `most_at_hand` is of how many answers what counting needs is held in memory, some 50 MB for a million.

    Takes: the folder of the tables, and the workspace's key.
    """

    worth_summing = 20_000
    uses_rollups = True
    most_at_hand = 2_000_000

    def __init__(self, folder: Path, key: Key) -> None:
        self.folder = folder
        self.key = key
        self._tables = Tables(folder)
        self.checksums = self._tables.checksums
        self._engine = Engine(self._tables)
        self._at_hand = AtHand(self._tables, self._engine)
        self._answers = AnswerCache()
        self._coders: tuple[int, tuple[str, ...]] = (-1, ())
        self._rollups = Rollups(self._tables)
        self._index = Index(self._tables)

    def prepare(self) -> None:
        """Make every table, so that a workspace can be read where it may not be written."""
        self._tables.make()

    @contextmanager
    def migrating(self, patience: float) -> Iterator[None]:
        """The locks under which tables are changed: no import is under way, and nothing is appended.

        Raises: WorkspaceProblem where another process holds one for longer than `patience` seconds.
        """
        with (
            locks.held(self.folder / "locks", "import", alone=True, patience=patience),
            locks.held(self.folder / "locks", "store", alone=True, patience=patience),
        ):
            yield

    def conform(self) -> None:
        """Make missing tables, and give all of them the columns that are declared; the caller is `migrating`."""
        self._tables.make()
        for name in SCHEMAS:
            self._tables.conform(name)

    def note_checksums(self) -> None:
        """Note the checksum of every file of every table that has none yet; the caller is `migrating`."""
        for name in SCHEMAS:
            self._tables.delta(name)
            self._tables.checksums.note(name)

    def look_for_damage(self) -> DamageReport:
        """Compare every file with its checksum, read every column, and compare every account with its rows."""
        with self._tables.quiet():
            return Checking(self._tables).run(lambda: read_log(self._tables))

    def damaged_caches(self) -> list[str]:
        """What is kept for speed and is not as it was written, by name."""
        rollups = self._rollups.manifest() is None and self._rollups.damaged
        found = {"counts": rollups, "the search index": self._index.is_damaged()}
        return [name for name, is_damaged in found.items() if is_damaged]

    def misfits(self) -> tuple[list[str], list[str]]:
        """Columns that tables lack, and columns that they hold and nobody declares; each as table.column."""
        lacking = [f"{name}.{one}" for name in SCHEMAS for one in self._tables.missing(name)]
        return lacking, [f"{name}.{one}" for name in SCHEMAS for one in self._tables.undeclared(name)]

    # -- asking

    def ask(self, scope: Scope, question: str, cut: Cut = EVERYTHING, **how: Any) -> Table | RawCells | Passages:
        """Answer a named question about a cut of the evidence.

        Takes: who asks; the question's name; the cut; and what the question itself wants to know.
        Gives: a raw Table (disclosure is insight's work) or Passages that this scope may read. The data promises in
        force are read from the store here: nobody can leave them out.
        Raises: WrongUsage for a question that does not exist, NotFound for an unknown pathway.
        """
        if question not in QUESTIONS:
            raise WrongUsage(f"Evidence does not answer “{question}”.", f"It answers {', '.join(sorted(QUESTIONS))}.")
        cut, how = speakable_cut(cut), {name: speakable(value) for name, value in sorted(how.items())}
        return self._engine.again(lambda: self._asked(scope, question, cut, how))

    def _asked(self, scope: Scope, question: str, cut: Cut, how: dict[str, Any]) -> Table | RawCells | Passages:
        view = self.view(scope, cut)
        if question in SEARCHES and self._behind(view):
            return self._answered(view, question, how)
        self._renew()
        asked = (question, scope, cut, tuple(how.items()))
        try:
            at = view.version, view.published.version
            return self._answers.get(at, asked, lambda: self._answered(view, question, how))
        except Damaged:  # left out by now: what it held is put in again, or said to be missing
            self._behind(view)
            return self._answered(view, question, how)

    def _answered(self, view: View, question: str, how: dict[str, Any]) -> Table | RawCells | Passages:
        how = dict(how)
        if (as_of := how.pop("as_of", None)) is not None:
            view = replace(view, as_of=as_of)
        with self._engine.turn():  # what is seen must not change under a question: another's rows might come into it
            return QUESTIONS[question].ask(view, how)

    def _behind(self, view: View) -> bool:
        """Whether the index lacks answers, after few were put in: then what is found is not remembered."""
        if 0 < self._index.behind(view.lines) <= FEW_TO_WAIT_FOR:
            with left_for_later():
                self._index.refresh()
        return self._index.behind(view.lines) > 0

    def _renew(self) -> None:
        """Make damaged rollups anew at once where that is a matter of moments; else the worker does, or an import."""
        if self.uses_rollups and self._rollups.damaged and self.lines().kept <= FEW_TO_SUM:
            self.refresh()

    def is_damaged(self) -> bool:
        """Whether what is kept for speed is not as it was written, and waits to be made anew."""
        return (self._rollups.manifest() is None and self._rollups.damaged) or self._index.is_damaged()

    def view(self, scope: Scope, cut: Cut = EVERYTHING) -> View:
        """What a scope sees of a cut, for the questions of this room."""
        self._at_hand.most = self.most_at_hand
        rollups = self._rollups if self.uses_rollups else None
        return View(self._tables, self._engine, self._at_hand, scope, cut, rollups, self._index)

    def is_summed(self) -> bool:
        """Whether figures come from rollups now; else, as after an import that no refresh followed, from rows."""
        return summed(self.view(Scope.owner()), ("all",)) is not None

    def in_memory(self) -> InMemory:
        """What this process holds of the store for speed."""
        return in_memory(self._engine, self._at_hand)

    def forget_answers(self, *, cuts: bool = False) -> None:
        """Work the next answers out, as if nobody had asked before. Takes: whether cuts asked of are dropped too."""
        self._answers.clear()
        if cuts:
            self._engine.forget_cuts()

    def counts(self) -> dict[str, Any]:
        """The account of the whole store; for whoever holds the folder."""
        return counts(self.view(Scope.owner()))

    def close(self) -> int:
        """Mark what shared figures are of from now on, until the month ends; gives the store's version."""
        with left_for_later():
            return write_entry(self._tables, what="close")
        return self.version

    def lines(self) -> StoreLog:
        """Every line of the `batches` table."""
        return read_log(self._tables)

    @property
    def version(self) -> int:
        """The store's version."""
        return self.lines().version

    def coders(self) -> tuple[str, ...]:
        """Versions of the coders whose marks lie beside the words."""
        version = self.version
        if version != self._coders[0]:
            rows = self._engine.table("feedback").select("coder").distinct()
            found = self._engine.answer(lambda: rows)["coder"].to_pylist()
            self._coders = (version, tuple(sorted(one for one in found if one)))
        return self._coders[1]

    def cite(self, scope: Scope, id: str, start: int = 0, end: int | None = None) -> Citation:  # noqa: A002
        """Point at words that this scope may read. Raises NotFound for others, WrongUsage for no words."""
        found = self.ask(scope, "feedback", id=id)
        items: tuple[Passage, ...] = found.items if isinstance(found, Passages) else ()
        if not items:
            raise NotFound("There are no such words, or you may not read them.")
        words = items[0].text[start:end]
        if not words.strip():
            raise WrongUsage("A citation must hold at least one word.")
        return Citation(
            id=id,
            batch=items[0].batch,
            start=start,
            end=start + len(words),
            passage=words,
            hash=self.key.hash_words(words),
        )

    def still_stands(self, scope: Scope, citation: Citation) -> bool:
        """Whether the cited words are there as they were cited."""
        try:
            now = self.cite(scope, citation.id, citation.start, citation.end)
        except (NotFound, WrongUsage):
            return False
        return now.hash == citation.hash

    # -- agreements

    def publish(self, noun: object, *, by: str = "owner") -> int:
        """Make a noun of what people agreed hold from now on.

        Raises: WrongUsage for a kind that nobody registered, NewerNoun for one whose newest cannot be read here.
        """
        return publish(self._tables, noun, by=by)

    def published(self, kind: str) -> dict[str, Any]:
        """The nouns of a registered kind that hold now, by key, but for those that this version cannot read."""
        return Published(self._tables).of(kind)

    def unread(self, kind: str) -> frozenset[str]:
        """Keys of nouns of a kind that a newer version published and this one cannot read."""
        return frozenset(Published(self._tables).unread(kind))

    def check_known(self, kind: str, key: str) -> None:
        """Raises NewerNoun where the newest noun of this key cannot be read whole here."""
        Published(self._tables).check_known(kind, key)

    def terms(self) -> Terms:
        """The data promises in force."""
        return Published(self._tables).terms()

    def pathways(self, version: int | None = None) -> dict[str, PathwayMap]:
        """Published pathways by key, as they hold or as they held at a version; a newer one is as it was first."""
        return Published(self._tables).pathways(version)

    def directory(self) -> Directory:
        """The organisations and what files call them."""
        return Published(self._tables).directory()

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements in force."""
        return Published(self._tables).agreements()

    def mark(self, marks: Iterable[tuple[str, Code]]) -> int:
        """Append people's marks."""
        return add_marks(self._tables, marks)

    def is_marked(self, id: str, *, by: str, since: str) -> bool:  # noqa: A002
        """Whether somebody has put a mark on an answer since a moment (ISO, with its offset)."""
        return is_marked(self._tables, id, by=by, since=datetime.fromisoformat(since))

    # -- keeping

    def importing(self, patience: float | None = None) -> AbstractContextManager[None]:
        """The lock of bringing files in: two would miss each other's rows. WorkspaceProblem once `patience` is over."""
        return locks.held(self.folder / "locks", "import", alone=True, patience=patience)

    def delivering(self, lane: int) -> AbstractContextManager[None]:
        """The lock under which what was agreed elsewhere is written here, in order, one process at a time."""
        return locks.held(self.folder / "locks", f"deliver-{lane}", alone=True)

    def clear_dead_batches(self) -> list[str]:
        """Remove what killed imports left; the caller holds the import lock."""
        return clear_dead_batches(self._tables)

    def writing(self, batch: str = "") -> Writing:
        """A new batch, under a name of its own where one is given; the caller holds the import lock."""
        return Writing(self._tables, batch)

    def known(self, kind: str) -> HeldIds:
        """The feedback that is held of one kind of source. Raises StoreDamaged: damaged ids would let rows in twice."""
        self._tables.check_files("feedback")
        rows = self.view(Scope.owner()).standing()
        rows = rows.filter(rows.kind == kind)
        return HeldIds(self._engine.answer(lambda: rows.select("id", "fingerprint", "batch")))

    def aliases(self, kind: str) -> Aliases:
        """What came in before ids held the owner, of one kind of source whose issuer supplies several organisations."""
        older = sorted(line.batch for line in self.lines().standing if not line.account.get("ids_hold_owner"))
        rows = self.view(Scope.owner()).standing()
        rows = rows.filter(rows.kind == kind, rows.batch.isin(older), rows.issuer != rows.organisation)
        return Aliases(self._engine.answer(lambda: rows.select("id", "respondent", "organisation")))

    def known_figures(self, kind: str) -> HeldIds:
        """The figures that are held of one kind of source. Raises StoreDamaged."""
        self._tables.check_files("measurements")
        rows = standing_figures(self.view(Scope.owner()))
        rows = rows.filter(rows.kind == kind)
        return HeldIds(self._engine.answer(lambda: rows.select("id", "fingerprint", "batch")))

    def withdrawn(self) -> frozenset[str]:
        """Keyed hashes of withdrawn ids."""
        return frozenset(self._tables.read("withdrawn")["mark"].to_pylist())

    def reference(self, id: str) -> str | None:  # noqa: A002
        """The supplier's own row reference, for the safeguarding right alone; the caller audits the reading."""
        rows = self._engine.table("references")
        found = self._engine.answer(lambda: rows.filter(rows.id == id).limit(1)).to_pylist()
        return self.key.unseal(found[0]["sealed"]) if found else None

    def small_files(self) -> int:
        """How many files the feedback lies in."""
        return len(self._tables.files("feedback"))

    def batches_without_a_line(self) -> list[str]:
        """Batches that left rows and never ended."""
        rows = self._engine.table("feedback").select("batch").distinct()
        held = {row["batch"] for row in self._engine.answer(lambda: rows).to_pylist()}
        return sorted(held - {line.batch for line in self.lines().standing})

    def respondents(self) -> list[str]:
        """Everyone of whom something is held, as opaque ids."""
        rows = self._engine.table("feedback").select("respondent").distinct()
        return [str(one) for one in self._engine.answer(lambda: rows)["respondent"].to_pylist()]

    def respondents_of(self, kind: str, external_id: str, issuer: str = "") -> dict[str, str]:
        """Whom a supplier's row reference stands for, each with who issued it: issuers number their rows by themselves.

        Sealed references are opened one by one.
        """
        ids = []
        for some in self._tables.read("references").select(["id", "sealed"]).to_batches(max_chunksize=10_000):
            pairs = zip(some["id"].to_pylist(), some["sealed"].to_pylist(), strict=True)
            ids += [one for one, sealed in pairs if self.key.unseal(sealed) == external_id]
        rows = self._engine.table("feedback")
        of_it = rows.filter(rows.id.isin(ids), rows.kind == speakable(kind)).select("respondent", "issuer").distinct()
        found = self._engine.answer(lambda: of_it).to_pylist() if ids else []
        return {one["respondent"]: one["issuer"] for one in found if issuer in ("", one["issuer"])}

    def keep_withdrawn(self, marks: frozenset[str]) -> None:
        """Take over the list of withdrawals of another copy of this store."""
        erasing.keep_marks(self._tables, marks)

    def compact(self) -> None:
        """Join the small files that imports leave; writes no line, and may be left for later."""
        with left_for_later(), self._tables.alone():
            for name in ("feedback", "measurements", "references", "concerned", "batches"):
                if len(self._tables.files(name)) > 1:
                    self._tables.compact(name)
                    self._tables.forget(name)

    def refresh(self) -> None:
        """Bring what is kept for speed up to the store's version: writes no line, and may be left out.

        A small store needs no summaries; few new answers go into the index, many wait for `index`.
        """
        with left_for_later():
            if self.lines().kept >= self.worth_summing:
                self._rollups.refresh()
            if 0 < self._index.behind(self.lines()) <= FEW_TO_INDEX and self._index.segments().batches:
                self._index.refresh()

    def index(self) -> None:
        """Put every answer that is not there yet into the index; a million take about a minute."""
        with left_for_later():
            if self._index.behind(self.lines()) or self._index.gone(self.lines()):
                self._index.refresh()

    def look_again(self, find: Find, *, by: str = "owner") -> tuple[int, int]:
        """Look for concerns in all words that are held; gives answers read, and those with more to see."""
        with self.importing():
            self.clear_dead_batches()
            return look_again(self._tables, self._engine, find, by=by)

    # -- taking back

    def undo(self, batch: str, *, by: str = "owner") -> Undone:
        """Take a whole batch back. Raises NotFound for one that does not stand."""
        with self.importing():
            self.clear_dead_batches()
            return undo(self._tables, batch, by=by)

    def withdraw(self, respondent: str, workspace: Path, *, first: First | None = None) -> erasing.Erased:
        """Erase everything one person told us, all versions, and see that nothing is left.

        Harmless to repeat: after a kill, the same call finishes the work.

        Takes: who withdraws; the workspace; what to do first, while the words still can be looked for: it is given
        the words, keyed hashes of the ids, and places of copies in what was published that cannot be taken out.
        """
        with self.importing():
            self.clear_dead_batches()
            held = self._held_of(respondent)
            ids = sorted({row["id"] for row in held})
            words = self.told_by(respondent)
            marks = erasing.remember(self._tables, self.key, [respondent, *ids])
            told = CopyFinder(words)
            places = forgetting.forget_published(self._tables, told)
            forgetting.forget_file_names(self._tables, told)
            if first:
                first(words, marks, places)
            self._rollups.part_with(respondent)
            self._index.part_with(ids)
            erasing.erase(self._tables, ids)
            self._rollups.forget(respondent)
            done = erasing.finish(self._tables, workspace, respondent=respondent, ids=ids, words=words)
            self._rollups.stand(done.store_version)
            if self._index.segments().waiting:
                self._index.refresh()
            return done

    def forget_older(self, version: int) -> bool:
        """Drop a published version that another has replaced; False where it is the one that holds."""
        return forgetting.forget_older(self._tables, version)

    def issuers(self) -> frozenset[str]:
        """Whoever issued what is held."""
        rows = self._engine.table("feedback").select("issuer").distinct()
        return frozenset(self._engine.answer(lambda: rows)["issuer"].to_pylist())

    def told_by(self, respondent: str) -> list[str]:
        """What one person told us that no answer of anybody else holds, for their withdrawal alone."""
        return self._theirs_alone(respondent, sorted({row["text"] for row in self._held_of(respondent) if row["text"]}))

    def _held_of(self, respondent: str) -> list[dict[str, Any]]:
        rows = self._engine.table("feedback")
        of_them = rows.filter(rows.respondent == speakable(respondent)).select("id", "text")
        found: list[dict[str, object]] = self._engine.answer(lambda: of_them).to_pylist()
        return found

    def _theirs_alone(self, respondent: str, words: list[str]) -> list[str]:
        """Of some words those that nobody else's answer holds, not even among others."""
        kept: list[str] = []
        for at in range(0, len(words), AT_ONCE):
            some = words[at : at + AT_ONCE]
            rows = self._engine.table("feedback")
            others = rows.filter((rows.respondent != respondent) & rows.text.notnull())
            shared = self._engine.answer(partial(_held_by, others, some)).to_pylist()[0]
            kept += [one for n, one in enumerate(some) if not shared[str(n)]]
        return kept

    def note(self, *, what: str, by: str, account: dict[str, object]) -> int:
        """Write a line of its own kind."""
        return write_entry(self._tables, what=what, by=by, account=account)


def _held_by(rows: ir.Table, words: list[str]) -> ir.Table:
    """One row that says of each sentence whether any of the rows holds it."""
    return rows.aggregate(**{str(n): rows.text.contains(one).any() for n, one in enumerate(words)})


__all__ = ["LogEntry", "Store"]

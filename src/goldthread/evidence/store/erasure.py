"""Erasing what a person told us, and finding whom a reference stands for."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from goldthread.evidence import erasing, forgetting
from goldthread.evidence.names import speakable
from goldthread.evidence.repeating import CopyFinder
from goldthread.evidence.store.handles import StoreHandles


First = Callable[[list[str], frozenset[str], Sequence[str]], None]
AT_ONCE = 50
"""Sentences that are looked for among everybody's in one pass."""


class StoreErasure(StoreHandles):
    """The withdrawals of one store."""

    def withdrawn(self) -> frozenset[str]:
        """Keyed hashes of withdrawn ids."""
        return frozenset(self._tables.read("withdrawn")["mark"].to_pylist())

    def reference(self, id: str) -> str | None:  # noqa: A002
        """The supplier's own row reference, for the safeguarding right alone; the caller audits the reading."""
        rows = self._engine.table("references")
        found = self._engine.answer(lambda: rows.filter(rows.id == id).limit(1)).to_pylist()
        return self.key.unseal(found[0]["sealed"]) if found else None

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

    def withdraw(self, respondent: str, workspace: Path, *, first: First | None = None) -> erasing.Erased:
        """Erase everything one person told us, all versions, and see that nothing is left.

        Harmless to repeat: after a kill, the same call finishes the work.

        Takes: who withdraws; the workspace; what to do first, while the words still can be looked for: it is given
        the words, keyed hashes of the ids, and places of copies in what was published that cannot be taken out.
        """
        with self.importing():
            self.clear_dead_batches()
            self.forget_renewal()
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


def _held_by(rows: ir.Table, words: list[str]) -> ir.Table:
    """One row that says of each sentence whether any of the rows holds it."""
    return rows.aggregate(**{str(n): rows.text.contains(one).any() for n, one in enumerate(words)})

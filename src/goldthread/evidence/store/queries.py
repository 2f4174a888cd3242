"""Asking the store: named questions about a cut, each answer remembered for as long as the store stands."""

from dataclasses import replace
from typing import Any

from goldthread.evidence.batches import write_entry
from goldthread.evidence.cache_checksums import Damaged
from goldthread.evidence.counts import counts
from goldthread.evidence.names import speakable, speakable_cut
from goldthread.evidence.questions import QUESTIONS
from goldthread.evidence.store.maintenance import StoreMaintenance
from goldthread.evidence.unwritable import left_for_later
from goldthread.evidence.view import View
from goldthread.vocabulary import (
    EVERYTHING,
    Citation,
    Cut,
    NotFound,
    Passage,
    Passages,
    RawCells,
    Scope,
    Table,
    WrongUsage,
)


SEARCHES = ("search", "similar")
FEW_TO_WAIT_FOR = 3_000
"""So few are put into it while somebody waits for what they look for: what else is missing, the answer says."""
FEW_TO_SUM = 300_000
"""Damaged rollups of so few answers are made anew while somebody waits for a figure."""


class StoreQueries(StoreMaintenance):
    """The questions that one store answers."""

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
        if not QUESTIONS[question].remembered:
            return self._answered(view, question, how)
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

    def counts(self) -> dict[str, Any]:
        """The account of the whole store; for whoever holds the folder."""
        return counts(self.view(Scope.owner()))

    def close(self) -> int:
        """Mark what shared figures are of from now on, until the month ends; gives the store's version."""
        with left_for_later():
            return write_entry(self._tables, what="close")
        return self.version

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
        return self.cited(items[0], start, end)

    def cited(self, told: Passage, start: int = 0, end: int | None = None) -> Citation:
        """Point at words of an answer that somebody read. Raises WrongUsage for no words."""
        words = told.text[start:end]
        if not words.strip():
            raise WrongUsage("A citation must hold at least one word.")
        return Citation(
            id=told.id,
            batch=told.batch,
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

    def issuers(self) -> frozenset[str]:
        """Whoever issued what is held."""
        rows = self._engine.table("feedback").select("issuer").distinct()
        return frozenset(self._engine.answer(lambda: rows)["issuer"].to_pylist())

    def respondents(self) -> list[str]:
        """Everyone of whom something is held, as opaque ids."""
        rows = self._engine.table("feedback").select("respondent").distinct()
        return [str(one) for one in self._engine.answer(lambda: rows)["respondent"].to_pylist()]

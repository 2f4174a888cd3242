"""`ws.findings`: disclosed figures of a cut, as insight gives them.

Where `scope` is left out, the owner of the folder asks: everything is in reach, and figures are exact.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from goldthread import insight
from goldthread.evidence import Store
from goldthread.vocabulary import EVERYTHING, Cut, PathwayMap, Scope, Table
from goldthread.workspace.published import PublishedNouns


class Findings:
    """Figures of one workspace. Each raises NotShared where shared figures are not given for a cut."""

    def __init__(self, store: Store, published: PublishedNouns) -> None:
        self._store, self._published = store, published

    def themes(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """Themes with their sentiment, split by any of month, organisation and service."""
        return insight.themes(self._store, scope or Scope.owner(), cut, by=tuple(by))

    def sentiment(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """How people feel overall: positive, neutral or mixed, negative."""
        return insight.sentiment(self._store, scope or Scope.owner(), cut, by=tuple(by))

    def volumes(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """How many answers, split as asked."""
        return insight.volumes(self._store, scope or Scope.owner(), cut, by=tuple(by))

    def trend(self, scope: Scope | None = None, cut: Cut = EVERYTHING, **how: Any) -> Any:
        """Month by month."""
        return insight.trend(self._store, scope or Scope.owner(), cut, **how)

    def journey(self, scope: Scope | None = None, pathway: str = "", cut: Cut = EVERYTHING) -> Any:
        """Feelings at each point of the journey; without a pathway, the 14 kinds in order."""
        return insight.journey(self._store, scope or Scope.owner(), self._pathway(pathway), cut)

    def layers(self, scope: Scope | None = None, pathway: str = "", cut: Cut = EVERYTHING) -> insight.Layered:
        """The journey with patients, carers and staff apart, and where they disagree."""
        return insight.layered(self._store, scope or Scope.owner(), self._pathway(pathway), cut)

    def brief(
        self,
        scope: Scope | None = None,
        pathway: str = "",
        cut: Cut = EVERYTHING,
        *,
        on: date | None = None,
        names: dict[str, str] | None = None,
    ) -> insight.Brief:
        """What is already known about a pathway, a moment, a group and a period."""
        return insight.brief(self._store, scope or Scope.owner(), self._pathway(pathway), cut, on=on, names=names)

    def is_exact(self, scope: Scope, cut: Cut = EVERYTHING) -> bool:
        """Whether a scope may read every word of a cut, and so gets exact figures of it; others get shared ones."""
        return insight.is_exact(self._store, scope, cut)

    def check_known(self, scope: Scope | None = None, cut: Cut = EVERYTHING) -> None:
        """Let a cut pass that somebody named where each of its values is known to them. Raises NotFound."""
        if cut.pathway:
            self._published.pathway(cut.pathway)
        insight.check_known(self._store, scope or Scope.owner(), cut)

    def why_not_shared(self, cut: Cut = EVERYTHING, labelled: int = 0) -> str:
        """Why figures that anybody may see are not given for a cut, in a sentence; "" where they are."""
        return insight.why_not_shared(cut, labelled)

    def _pathway(self, key: str) -> PathwayMap | None:
        return self._published.pathway(key) if key else None

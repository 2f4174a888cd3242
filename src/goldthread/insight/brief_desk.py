"""What lies on the desk of whoever makes a brief: what it is about, and the tables that its parts share."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.layers import Layered, layered
from goldthread.insight.replies import Answers, replies
from goldthread.insight.sections import Heard
from goldthread.insight.themes import sentiment, themes
from goldthread.insight.trend import volumes
from goldthread.vocabulary import (
    Cut,
    NotShared,
    PathwayMap,
    Scope,
    Table,
)


@dataclass(kw_only=True)
class Desk:
    """What a brief is about, and what several of its parts look at; each is asked for once."""

    store: Store
    scope: Scope
    pathway: PathwayMap | None
    cut: Cut
    names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def journey(self) -> Layered:
        """The journey in layers, over all its moments and all groups."""
        return layered(self.store, self.scope, self.pathway, replace(self.cut, touchpoint="", roles=()))

    @cached_property
    def sentiment(self) -> Table:
        """How people feel overall."""
        return sentiment(self.store, self.scope, self.cut)

    @cached_property
    def themes(self) -> Table:
        """What people speak of."""
        return themes(self.store, self.scope, self.cut)

    @cached_property
    def answers(self) -> int | None:
        """Answers with words; None where too few to show."""
        return self.sentiment.denominator

    @cached_property
    def asked(self) -> Table | None:
        """Closed questions of surveys that people answered beside their words; None for a cut that is not shared."""
        try:
            return asking.disclosed(self.store, self.scope, "asked", self.cut, words_only=False)
        except NotShared:
            return None

    @cached_property
    def replied(self) -> Answers:
        """What people answered to closed questions, as far as it may be told. Raises: NotShared."""
        return replies(self.store, self.scope, self.cut)

    @property
    def surveys(self) -> int:
        """How many organisations asked closed questions, as far as it may be told."""
        counted = {row["organisation"] for row in self.asked.rows if row["n"]} if self.asked else set()
        if self.asked and self.asked.asked["exact"]:
            return len(counted)
        try:
            return len(counted | {organisation for organisation, _ in self.replied})
        except NotShared:
            return len(counted)

    @cached_property
    def is_exact(self) -> bool:
        """Whether this scope may read all the words that the brief is about, and so gets exact figures."""
        return asking.is_exact(self.store, self.scope, self.cut)

    @cached_property
    def suggestions(self) -> int:
        """Answers to questions that ask for suggestions; 0 where figures are shared, which know no kind of question."""
        if not self.is_exact:
            return 0
        kinds = self.counted("question_type").rows
        return sum(row["n"] or 0 for row in kinds if row["question_type"] == "suggestion")

    def counted(self, *by: str) -> Table:
        """Disclosed answers with words, split."""
        return volumes(self.store, self.scope, self.cut, by=by, words_only=True)

    def heard(self, by: str, *expected: str) -> Heard:
        """Disclosed answers by one thing, for what is missing in them."""
        table = self.counted(by)
        rows = tuple((str(row[by]), row["n"]) for row in table.rows)
        missing = 0 if asking.is_exact(self.store, self.scope, self.cut, (by,)) else None
        name = by.partition(":")[2] or by
        return Heard(name=name, rows=rows, expected=expected, missing=missing, answers=table.denominator)

    def name(self, code: str) -> str:
        """An organisation by its name, where one is known."""
        return self.names.get(code, code) or "organisation not given"

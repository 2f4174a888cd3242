"""Whose feedback is whose: the store keeps what files say, and the directory in force says which code that is.

Placing happens when a question is asked, never on the way in: an alias that is added later holds for what came in
before, one that was wrong leaves nothing behind, and no id, fingerprint or issuer depends on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import ibis.expr.types as ir

from goldthread.evidence.scanning import quoted
from goldthread.vocabulary import Directory, Membership, PathwayMap, Touchpoint


Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Placing:
    """What the files that are held call organisations: `codes` by what is said, where that is not the code itself."""

    codes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _said(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for said, code in self.codes.items():
            found.setdefault(code, set()).add(said)
        return {code: frozenset(said) for code, said in found.items()}

    def said(self, codes: Iterable[str]) -> frozenset[str]:
        """Everything that the files call these organisations; what is said of another is never among it."""
        every = frozenset(codes)
        return every.difference(self.codes).union(*(self._said.get(code, frozenset()) for code in every))

    def chosen(self, names: Iterable[str]) -> frozenset[str]:
        """Everything that the files call the organisations of these names, of which any may be given: for choosing."""
        return self.said({self.codes.get(one, one) for one in names})

    def pathway(self, pathway: PathwayMap) -> PathwayMap:
        """The same pathway, its services in what files say."""
        if not self.codes:
            return pathway
        members = (replace(one, organisation=said) for one in pathway.members for said in self._sorted(one))
        points = tuple(self._point(one) for one in pathway.touchpoints)
        return replace(pathway, members=tuple(members), touchpoints=points)

    def _sorted(self, member: Membership) -> list[str]:
        return sorted(self.said((member.organisation,)))

    def _point(self, point: Touchpoint) -> Touchpoint:
        return replace(point, services=tuple(self.pairs(point.services)))

    def pairs(self, pairs: Pairs) -> list[tuple[str, str]]:
        """The same (organisation, service) pairs, in what files say."""
        return [(said, service) for code, service in pairs for said in sorted(self.said((code,)))]

    def coded(self, rows: ir.Table) -> ir.Table:
        """The rows with the code in place of what the file says."""
        if not self.codes or "organisation" not in rows.columns:
            return rows
        return rows.mutate(organisation=rows.organisation.cases(*self.codes.items(), else_=rows.organisation))

    def sql(self, column: str) -> str:
        """The same in SQL, for one column."""
        if not self.codes:
            return column
        cases = " ".join(f"when {quoted(said)} then {quoted(code)}" for said, code in self.codes.items())
        return f"case {column} {cases} else {column} end"

    def code(self, said: str) -> str:
        """The code of what is said."""
        return self.codes.get(said, said)


AS_SAID = Placing()


def placing(said: Iterable[str | None], directory: Directory) -> Placing:
    """How a directory places what files say."""
    codes = {one: directory.code_of(one) for one in said if one}
    return Placing({one: code for one, code in sorted(codes.items()) if code != one})

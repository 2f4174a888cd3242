"""What was found of one table while its profile is made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile


ANSWERS = ("words", "what_good", "could_improve")
PLACES = {"team", "service", "organisation", "organisation_name", "site"}
COMPLAINT = re.compile(r"\b(complain\w*|concerns?|pals)\b", re.I)


@dataclass
class TableFindings:
    """What was found of one table while its profile is made."""

    head: Head
    profile: Profile
    score: float = 0.35
    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    signs: int = 0
    not_voice: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str, sign: bool = False) -> None:
        """Count a reason for or against; a sign is one that shows that the table is about care."""
        self.score += points
        self.reasons.append(reason)
        self.signs += sign

    def take(self, means: str, heading: str) -> None:
        """Let a column that was kept beside the answers, or left out, mean something after all."""
        self.profile.columns[means] = heading
        for other in (self.profile.extra, self.profile.ignore):
            if heading in other:
                other.remove(heading)

    def values(self, heading: str) -> list[str]:
        """What stands in a column of the head."""
        return self.head.column(self.head.header.index(heading))


def quoted(names: Iterable[str]) -> str:
    """Names of columns or sheets in a sentence."""
    return ", ".join(f"“{name}”" for name in names)

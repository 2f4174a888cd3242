"""References: kind:id, or kind:id@version. What they stand for is known by whoever owns it."""

import re
from dataclasses import dataclass

from goldthread.vocabulary import WrongUsage


STAGES = ("passage", "finding", "need", "decision", "change", "measure", "clause", "result")
"""What a thread runs through, in order: a link leads from an earlier one to a later one."""
KINDS = (*STAGES, "feedback", "pathway", "touchpoint", "initiative")
_FORM = re.compile(r"([a-z]+):([a-z0-9][a-z0-9._-]{0,119})(?:@([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What something is called wherever it is pointed at."""

    kind: str
    id: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f"@{self.version}" if self.version else "")

    @property
    def plain(self) -> str:
        """The reference without its version: links hold for every version."""
        return f"{self.kind}:{self.id}"


def read(text: str) -> Reference:
    """A reference from its text. Raises WrongUsage for what is none."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise WrongUsage(
            "That is not a reference.", "Write it as kind:id, such as clause:first-call, or kind:id@version."
        )
    if found[1] not in KINDS:
        raise WrongUsage(f"Nothing on the thread is called {found[1]}.", f"Kinds are {', '.join(KINDS)}.")
    return Reference(found[1], found[2], found[3] or "")

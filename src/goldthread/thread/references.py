"""References: kind:id, or kind:id@version. What they stand for is known by the app that registered the kind."""

import re
from dataclasses import dataclass

from goldthread.accounts.registry.references import kinds
from goldthread.vocabulary import WrongUsage


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
    if found[1] not in kinds():
        raise WrongUsage(f"Nothing on the thread is called {found[1]}.", f"Kinds are {', '.join(kinds())}.")
    return Reference(found[1], found[2], found[3] or "")

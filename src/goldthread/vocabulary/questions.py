"""What a question is asked about: one cut of the evidence, in plain terms."""

from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which feedback a question is about. Empty means any; several values of one field mean any of them.

    `since` and `until` are inclusive. `labels` are theme labels, `touchpoints` kinds of touchpoint, `sentiments`
    "1" to "5"; `pathway` is a pathway's key and `touchpoint` the key of one of its named points.
    """

    since: date | None = None
    until: date | None = None
    organisations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    question_types: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sentiments: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    pathway: str = ""
    touchpoint: str = ""
    batch: str = ""

    @property
    def is_everything(self) -> bool:
        """True where nothing was narrowed."""
        return all(getattr(self, f.name) == f.default for f in fields(self))


EVERYTHING = Cut()

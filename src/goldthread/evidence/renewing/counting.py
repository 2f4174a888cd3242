"""What a renewal did, in numbers."""

from collections import Counter
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, kw_only=True)
class Renewed:
    """What became of every stored answer: `looked_at` = `left_alone` + `renewed` + `not_renewed`.

    An answer that a later file replaced is stored too, and counts. `more_redacted` answers lost more of their words,
    `removed` says how many pieces by type; of `other_columns`, more was removed from a team, a place or the like.
    `themes`, `feelings`, `sentiment` and `touchpoints` count answers whose suggestions of that kind are others now;
    `to_review` answers with a concern that was not known. `not_renewed` gives reasons. `changed` is whether anything
    was written.
    """

    changed: bool
    redactor: str
    coder: str
    looked_at: int = 0
    left_alone: int = 0
    renewed: int = 0
    more_redacted: int = 0
    removed: dict[str, int] = field(default_factory=dict)
    other_columns: int = 0
    themes: int = 0
    feelings: int = 0
    sentiment: int = 0
    touchpoints: int = 0
    to_review: int = 0
    not_renewed: dict[str, int] = field(default_factory=dict)
    store_version: int = 0


PLAIN = (
    "looked_at",
    "left_alone",
    "renewed",
    "more_redacted",
    "other_columns",
    "themes",
    "feelings",
    "sentiment",
    "touchpoints",
    "to_review",
)
REMOVED, NOT_RENEWED = "removed ", "not renewed "
NEWER = "newer"
"""The reason of an answer that a newer version of Goldthread redacted or coded."""


def renewed_of(counts: Counter[str], *, redactor: str, coder: str, changed: bool) -> Renewed:
    """The counts as a result: numbers, types and reasons, no words."""
    return Renewed(
        changed=changed,
        redactor=redactor,
        coder=coder,
        removed=_below(counts, REMOVED),
        not_renewed=_below(counts, NOT_RENEWED),
        **{name: counts[name] for name in PLAIN},
    )


def account_of(done: Renewed) -> dict[str, object]:
    """A result as the store log keeps it."""
    return {name: value for name, value in asdict(done).items() if name not in ("changed", "store_version")}


def _below(counts: Counter[str], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): n for name, n in sorted(counts.items()) if name.startswith(prefix) and n}

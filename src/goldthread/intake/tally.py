"""The account of one file as it grows."""

from collections import Counter
from dataclasses import dataclass, field

from goldthread.vocabulary import Account


MOST_NAMES, LONGEST_NAME = 50, 100


@dataclass
class Tally:
    """Every row of a file falls into exactly one of kept, duplicates and set aside."""

    read: int = 0
    kept: int = 0
    replaced: int = 0
    concerned: int = 0
    duplicates: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    rested_on: Counter[str] = field(default_factory=Counter)
    organisations: set[str] = field(default_factory=set)
    issuer: str = ""
    placed: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    """Rows that an earlier import had set aside, by its batch, as a file of rows to mend says it."""

    @property
    def set_aside(self) -> int:
        """Rows to mend."""
        return self.reasons.total()

    def account(self, *, file: str, batch: str, source: str, mend: str, notes: tuple[str, ...]) -> Account:
        """The account as people and `--json` see it."""
        return Account(
            file=file,
            batch=batch,
            source=source,
            rows_read=self.read,
            kept=self.kept,
            replaced=self.replaced,
            duplicates=self.duplicates,
            set_aside=self.set_aside,
            reasons=dict(sorted(self.reasons.items())),
            set_aside_file=mend,
            notes=notes,
            concerned=self.concerned,
            placed=_names(self.placed),
            left=_names(self.left),
        )

    def line(self) -> dict[str, object]:
        """The account as the store's line keeps it: numbers and reasons, no words."""
        return {
            "rows_read": self.read,
            "kept": self.kept,
            "replaced": self.replaced,
            "duplicates": self.duplicates,
            "set_aside": self.set_aside,
            "concerned": self.concerned,
            "reasons": dict(self.reasons),
            "rested_on": dict(self.rested_on),
            "organisations": sorted(self.organisations)[:1000],
            "issuer": self.issuer,
            "ids_hold_owner": True,
            "placed": _names(self.placed),
            "left": _names(self.left),
            "mended": _names(self.mended),
        }


def _names(rows: Counter[str]) -> dict[str, int]:
    """Rows by what a file calls an organisation, most rows first; what is too long for a name is not listed."""
    return {said: n for said, n in rows.most_common(MOST_NAMES) if len(said) <= LONGEST_NAME}

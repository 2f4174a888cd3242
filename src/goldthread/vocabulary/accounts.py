"""The account of an import: every row of every file is accounted for, once."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of one file (CONTRACTS §1): rows_read = kept + duplicates + set_aside, reasons sum to set_aside.

    A refused file has all counts 0 and an `error`. `notes` are plain sentences for people (date order and its
    proofs, sheets passed over). `batch` is empty where nothing was kept. `concerned` counts answers in a review queue
    of the usual length. `placed` and `left`: rows by what the file calls the organisation that they are placed at, and
    by the names of others, whose rows an upload leaves out; names that are too many or too long are not listed.
    """

    file: str
    batch: str = ""
    source: str = ""
    rows_read: int = 0
    kept: int = 0
    replaced: int = 0
    concerned: int = 0
    duplicates: int = 0
    set_aside: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    set_aside_file: str = ""
    error: str = ""
    notes: tuple[str, ...] = ()
    placed: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def balances(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows_read == self.kept + self.duplicates + self.set_aside and (
            sum(self.reasons.values()) == self.set_aside
        )

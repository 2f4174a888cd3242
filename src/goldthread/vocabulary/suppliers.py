"""What an organisation said of a supplier's columns, for every file that has the same ones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SupplierProfile:
    """How files of one supplier are read for one organisation.

    `columns` is the fingerprint of the headings by which such a file is known, `profile` the profile as YAML. It is ""
    where a heading repeated what somebody told who has withdrawn since: then nothing is known of such files any more.
    """

    organisation: str
    columns: str
    profile: str

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.organisation}/{self.columns}"


__all__ = ["SupplierProfile"]

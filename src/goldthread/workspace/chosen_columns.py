"""How a file's columns are read, where somebody said so: for its import, for files like it, or in a command."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from goldthread.evidence import Store
from goldthread.intake import (
    COLUMN_USES,
    ChosenProfile,
    ColumnUse,
    changed_profile,
    columns_in,
    mended_batch,
    same_columns,
)
from goldthread.vocabulary import SupplierProfile, WrongUsage
from goldthread.workspace.uploads import Uploads


AS_ITS_IMPORT = "Its columns are read as in the file whose rows these are."
AS_REMEMBERED = "Its columns are read as someone chose for files with the same columns."
AS_ASKED = "Its columns are read as the command says."
LEFT_OUT = "ignore"
MANY = ("words", "what_good", "could_improve", "suggestion", "extra", LEFT_OUT)
"""Uses that several columns may have."""


@dataclass(frozen=True)
class ChosenColumns:
    """What was said of columns, for one organisation (`issuer`, "" for none that is known), and by a command."""

    store: Store
    uploads: Uploads
    issuer: str = ""
    uses: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        """Raises WrongUsage for a use that there is none of."""
        for said in (self.uses or {}).values():
            _use(said)

    def __call__(self, path: Path, suggested: str) -> ChosenProfile | None:
        """The profile by which a file is read, None for the suggested one.

        Raises: WrongUsage for a column or a use that there is none of.
        """
        found = self._as_its_import(path, suggested) or self._as_remembered(suggested)
        if not self.uses:
            return found
        own = _with_uses(found.profile if found else suggested, self.uses)
        return ChosenProfile(own, (*(found.notes if found else ()), AS_ASKED))

    def _as_its_import(self, path: Path, suggested: str) -> ChosenProfile | None:
        """As the import was read whose rows a file of rows to mend holds; None where that is not known any more."""
        batch = mended_batch(path)
        lines = (line for line in self.store.lines().all if batch and line.batch == batch)
        if not any(line.account.get("issuer", "") == self.issuer for line in lines):
            return None
        held = self.uploads.columns_of(batch)
        there = {one.heading for one in columns_in(suggested)}
        if not held or not {one.heading for one in columns_in(held) if one.use != LEFT_OUT} <= there:
            return None
        return ChosenProfile(held, (AS_ITS_IMPORT,))

    def _as_remembered(self, suggested: str) -> ChosenProfile | None:
        """As an organisation said of such columns; where none is named, as the only one that said anything."""
        same, held = same_columns(suggested), self.store.published("SupplierProfile").values()
        found = {
            one.profile
            for one in held
            if isinstance(one, SupplierProfile) and one.columns == same and self.issuer in ("", one.organisation)
        }
        return ChosenProfile(found.pop(), (AS_REMEMBERED,)) if len(found) == 1 and all(found) else None


def _with_uses(profile: str, uses: Mapping[str, str]) -> str:
    """A profile with some columns used otherwise; a column that had such a use alone before is left out."""
    held = columns_in(profile)
    headings = [one.heading for one in held]
    asked = {_heading(name, headings): _use(use) for name, use in uses.items()}
    taken = {use for use in asked.values() if use not in MANY}
    return changed_profile(profile, [_changed(one, asked, taken) for one in held])[0]


def _changed(one: ColumnUse, asked: Mapping[str, str], taken: set[str]) -> ColumnUse:
    return replace(one, use=asked.get(one.heading, LEFT_OUT if one.use in taken else one.use))


def _heading(name: str, headings: list[str]) -> str:
    found = next((one for one in headings if one.casefold() == " ".join(name.split()).casefold()), None)
    if found is None:
        raise WrongUsage(f"The file has no column “{name}”.", f"Its columns are: {', '.join(headings)}.")
    return found


def _use(said: str) -> str:
    wanted = said.strip().casefold()
    found = next((key for key, name in COLUMN_USES.items() if wanted in (key.casefold(), name.casefold())), None)
    if found is None:
        raise WrongUsage(f"A column cannot be used as “{said}”.", f"It may be: {', '.join(COLUMN_USES)}.")
    return found


__all__ = ["ChosenColumns"]

"""Knowing again who has withdrawn, in rows that come in and in files that wait."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from goldthread.evidence import CopyFinder, Store
from goldthread.intake.apart import ReadApart
from goldthread.intake.columns import same_columns
from goldthread.intake.identify import Identifier
from goldthread.sources import NotRecognised
from goldthread.vocabulary import SupplierProfile
from goldthread.vocabulary.raw import RawRow


class Withdrawn:
    """Who has withdrawn, as the rows of one file name them."""

    def __init__(self, store: Store, identifier: Identifier) -> None:
        self._remember, self._identifier = store.key.remember, identifier
        self._gone = store.withdrawn()

    def told(self, row: RawRow) -> bool:
        """Whether somebody who has withdrawn told a row, whether or not it can be used."""
        return bool(self._gone) and not self._gone.isdisjoint(self.marks(row))

    def marks(self, row: RawRow) -> tuple[str, ...]:
        """Keyed hashes of the ids of whoever told a row."""
        return tuple(sorted(self._remember(one) for one in self._identifier.whose(row)))


def holds_any(
    store: Store,
    path: Path,
    given: Path | None,
    *,
    told: CopyFinder,
    issuers: Collection[str],
    remembered: Collection[SupplierProfile] = (),
) -> bool:
    """Whether a file has a row of somebody who has withdrawn, or one that repeats what they told.

    Takes: the file; the profile by which it is to be read, None for what software makes of it; what somebody told who
    withdraws now; who may have issued rows that do not say it; what was said of columns like its own, by which it would
    be read when it is brought in.
    Raises: PlainError where the file cannot be read.
    """
    read = partial(_read, store, path, told=told, issuers=issuers)
    try:
        found, columns = read(given)
        unread = None
    except NotRecognised as error:
        found, columns, unread = False, same_columns(error.profile.as_yaml()), error
    alike = [] if given else [one for one in remembered if one.profile and one.columns == columns]
    if unread and not alike:
        raise unread
    return found or any(read(_beside(path, one))[0] for one in alike)


def _read(
    store: Store, path: Path, profile: Path | None, *, told: CopyFinder, issuers: Collection[str]
) -> tuple[bool, str]:
    """Whether a file that is read by a profile has such a row, and what says that another has the same columns."""
    with ReadApart(path) as apart:
        reading = apart.read(profile=profile)
        first = getattr(reading.profile, "issuer", "") or ""
        known = [
            Withdrawn(store, Identifier(store.key, reading.kind, profile_issuer=first, given_issuer=issuer))
            for issuer in sorted({"", *issuers})
        ]
        found = any(told.repeated_in(*row.cells) or any(one.told(row) for one in known) for row in reading.rows())
        return found, same_columns(reading.profile.as_yaml())


def _beside(path: Path, said: SupplierProfile) -> Path:
    """What was said of columns as a file beside another, which goes with it."""
    target = path.with_name(".remembered.yaml")
    target.write_text(said.profile, encoding="utf-8")
    return target

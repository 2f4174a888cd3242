"""`ws.maintenance`: checks, checksums, back-ups, and what keeps the store quick."""

from contextlib import suppress
from pathlib import Path

from goldthread.evidence import LOST, Store, StoreDamaged
from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace.backups import back_up
from goldthread.workspace.checking import Verified, verify
from goldthread.workspace.elsewhere import BACK_UP, Elsewhere
from goldthread.workspace.folder import ACCOUNTS
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads
from goldthread.workspace.verifying import site_database


MANY_FILES = 48


class Maintenance:
    """Looking after one workspace."""

    def __init__(
        self, folder: Path, store: Store, uploads: Uploads, searches: SearchFiles, elsewhere: Elsewhere
    ) -> None:
        self._folder, self._store, self._elsewhere = folder, store, elsewhere
        self._uploads, self._searches = uploads, searches

    def tidy(self) -> None:
        """Compact small files, and refresh rollups and index, as after an import."""
        tidy(self._store)

    def verify(self) -> Verified:
        """Check that the key fits, every account balances and the store can be read whole."""
        return verify(self._store, self._folder, self._uploads, self._searches)

    def site_is_damaged(self) -> bool:
        """Whether the site's database, where it is a file of this folder, cannot be read whole."""
        return any(site_database(self._folder / ACCOUNTS))

    def renew_checksums(self) -> None:
        """Note the checksum of every file anew. Raises WorkspaceProblem where more than the checksums is wrong."""
        if wrong := [one for one in self.verify().wrong if not one.startswith(LOST)]:
            raise WorkspaceProblem("More is wrong than the checksums alone.", wrong[0])
        with self._store.importing():
            self._store.checksums.drop()
            self._store.note_checksums()
            self._store.checksums.note_event("renewed")

    def checksums_head(self) -> str:
        """What stands for every file of the store as it is now, for the audit. Raises WorkspaceProblem."""
        return self._store.checksums.head()

    def backup(self, target: str | Path, *, replace: bool = False) -> Path:
        """Copy the workspace, without its key, into one archive; one of that name is replaced only if so said."""
        if replace or not Path(target).exists():
            self._elsewhere.note(BACK_UP, Path(target))
        with self._store.importing():
            return back_up(self._folder, Path(target), replace=replace)


def tidy(store: Store) -> None:
    """Join the small files that imports leave, and bring what is kept for speed up to date.

    A damaged store is left as it is: whoever asks it something, or brings something in, is told.
    """
    with suppress(StoreDamaged):
        if store.small_files() > MANY_FILES:
            store.compact()
        store.refresh()

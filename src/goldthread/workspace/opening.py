"""A workspace in use: what it can do, by namespace."""

from contextlib import AbstractContextManager
from pathlib import Path

from goldthread.workspace import demo_mark
from goldthread.workspace.concerns import Concerns
from goldthread.workspace.elsewhere import Elsewhere
from goldthread.workspace.findings import Findings
from goldthread.workspace.folder import Settings, audit_keys_file, open_folder
from goldthread.workspace.imports import Imports
from goldthread.workspace.maintenance import Maintenance
from goldthread.workspace.measures import Measures
from goldthread.workspace.published import PublishedNouns
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads
from goldthread.workspace.withdrawals import Withdrawals
from goldthread.workspace.withdrawn_list import list_file
from goldthread.workspace.words import Words


class Workspace:
    """Everything that one folder of evidence can do: `imports`, `words`, `findings`, `concerns`, `measures`,
    `published`, `withdrawals`, `maintenance`; and what is held in it: `store`, `uploads`, `elsewhere`.
    """

    def __init__(self, folder: str | Path, *, make: bool = True) -> None:
        self.folder = Path(folder).absolute()
        settings, key, self.store = open_folder(self.folder, make=make)
        self.audit_keys = audit_keys_file(settings)
        self.uploads = Uploads(self.folder, key)
        self.elsewhere = Elsewhere(self.folder, key)
        self.searches = SearchFiles(self.folder)
        self.imports = Imports(self.folder, settings, self.store, self.uploads, self.elsewhere)
        self.words = Words(self.store)
        self.published = PublishedNouns(self.store)
        self.findings = Findings(self.store, self.published)
        self.concerns = Concerns(self.store)
        self.measures = Measures(self.store)
        self.withdrawals = Withdrawals(
            self.folder, self.store, self.uploads, self.searches, self.elsewhere, list_file(settings.name)
        )
        self.maintenance = Maintenance(self.folder, self.store, self.uploads, self.searches, self.elsewhere)

    @property
    def settings(self) -> Settings:
        """What the workspace remembers of itself: its name, its coder, its format."""
        return self.imports.settings

    @property
    def is_invented(self) -> bool:
        """Whether a demo made it: nobody and nothing in it is real."""
        return demo_mark.stands(self.folder)

    @property
    def version(self) -> int:
        """The store's version."""
        return self.store.version

    def delivering(self, lane: int) -> AbstractContextManager[None]:
        """The lock under which one process at a time delivers what is for one lane: the order would be lost."""
        return self.store.delivering(lane)


def open(folder: str | Path, *, make: bool = True) -> Workspace:  # noqa: A001  # reads as goldthread.open(folder)
    """Open a workspace folder, or make one."""
    return Workspace(folder, make=make)


__all__ = ["Workspace", "open"]

"""`ws.imports`: bringing files in, taking an import back, and the account of what came in."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from goldthread import coding, intake
from goldthread.evidence import LogEntry, Renewed, Store, Undone
from goldthread.intake import (
    ColumnUse,
    ImportOptions,
    LookedOver,
    NotRecognised,
    Progress,
    TakesLonger,
    changed_profile,
    columns_in,
    look_over,
    preview,
    same_columns,
    warm,
)
from goldthread.vocabulary import Account, PlainError, SupplierProfile, UnreadableFile
from goldthread.workspace.chosen_columns import ChosenColumns
from goldthread.workspace.elsewhere import MEND, Elsewhere
from goldthread.workspace.folder import Settings, keep_settings
from goldthread.workspace.maintenance import tidy
from goldthread.workspace.uploads import Uploads


WORTH_ASKING = 0.3
"""How sure it must be that a table is of feedback before somebody is asked what its columns are."""


class Imports:
    """What comes into one workspace; `settings` says which coder codes it."""

    def __init__(self, folder: Path, settings: Settings, store: Store, uploads: Uploads, elsewhere: Elsewhere) -> None:
        self._folder, self._store, self._uploads, self._elsewhere = folder, store, uploads, elsewhere
        self.settings = settings

    def gather(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        issuer: str = "",
        profile: Path | None = None,
        kind: str = "",
        mend_dir: Path | None = None,
        by: str = "owner",
        progress: Progress | None = None,
        date_order: str = "",
        batch: str = "",
        mended: intake.Mended | None = None,
        organisations: frozenset[str] | None = None,
        count_again: bool = False,
        columns: Mapping[str, str] | None = None,
    ) -> list[Account]:
        """Bring files or folders in through de-identification and coding.

        Takes: `organisations`, the codes that it may touch, None for whoever holds the folder; `count_again`, whether
        a file may come in whose answers are held under other ids; `columns`, the use of some columns by their headings.
        Where neither a profile nor these say how a file is read, it is read as somebody chose for files like it.
        Gives: one account for every file named or found, refused ones too, in the order given.
        """
        named = [paths] if isinstance(paths, str | Path) else list(paths)
        asked = ImportOptions(
            kind=kind,
            issuer=issuer,
            profile=profile,
            mend_dir=mend_dir,
            by=by,
            progress=progress,
            date_order=date_order,
            coder=self.settings.coder,
            batch=batch,
            mended=mended,
            organisations=organisations,
            count_again=count_again,
            choose=ChosenColumns(self._store, self._uploads, issuer, columns),
            read_by=self._uploads.keep_columns,
        )
        accounts = list(intake.gather(self._store, named, asked))
        for path in (one.set_aside_file for one in accounts if one.set_aside_file and mended is None):
            self._elsewhere.note(MEND, Path(path))
        tidy(self._store)
        return accounts

    def preview(
        self,
        paths: Iterable[str | Path],
        *,
        issuer: str = "",
        profile: Path | None = None,
        kind: str = "",
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[LookedOver]:
        """What would become of files or folders if they were brought in now; nothing is kept or written."""
        asked = ImportOptions(
            kind=kind,
            issuer=issuer,
            profile=profile,
            coder=self.settings.coder,
            choose=ChosenColumns(self._store, self._uploads, issuer, columns),
        )
        return preview(self._store, paths, asked)

    def look_at_upload(
        self,
        token: str,
        *,
        issuer: str,
        date_order: str = "",
        progress: Progress | None = None,
        within: float = 0.0,
        unsure_waits: bool = False,
    ) -> LookedOver:
        """What would become of a file that waits among the uploads; nothing is kept, and the file waits on.

        Takes: `issuer`, the organisation for which it was sent: only its rows count, and nothing is said of others';
        `within`, how many seconds somebody waits for it, 0 where nobody does; `unsure_waits`, whether a file that was
        not recognised waits on, so that somebody can say what its columns are.
        Raises: PlainError with the reason where it cannot be read; then the file is destroyed. TakesLonger: it waits.
        """
        warm(self.settings.coder)  # the first look of a process loads models: that is not the file's fault
        until = time.monotonic() + within if within else 0.0
        try:
            with self._uploads.opened(token) as path:
                asked = ImportOptions(
                    issuer=issuer,
                    organisations=frozenset({issuer}),
                    date_order=date_order,
                    mend_dir=path.parent,
                    progress=progress,
                    until=until,
                )
                return self._looked_over(token, path, asked)
        except TakesLonger:
            raise
        except NotRecognised as error:
            if unsure_waits and error.profile.confidence >= WORTH_ASKING:
                raise
            self._uploads.drop(token)
            raise UnreadableFile(error.sentence, error.remedy) from None
        except PlainError:
            self._uploads.drop(token)
            raise

    def _looked_over(self, token: str, path: Path, asked: ImportOptions) -> LookedOver:
        """What is seen of a file by the profile that waits with it, else by the one remembered for its columns."""
        given = self._uploads.profile_beside(token, path)
        unsure: NotRecognised | None = None
        try:
            seen = look_over(self._store, path, replace(asked, profile=given))
            suggested = seen.profile
        except NotRecognised as error:
            unsure, suggested = error, error.profile.as_yaml()
        self._uploads.keep_profile(token, suggested, draft=True)
        chosen = ChosenColumns(self._store, self._uploads, asked.issuer)(path, suggested) if given is None else None
        if chosen is not None:
            self._uploads.keep_profile(token, chosen.profile)
            return self._looked_over(token, path, asked)
        if unsure is not None:
            raise unsure
        return seen

    def columns_of_upload(self, token: str) -> tuple[ColumnUse, ...]:
        """What each column of a waiting file is taken for. Raises NotFound where none waits."""
        held = self._uploads.profile(token, draft=True)
        return columns_in(held) if held else ()

    def read_upload_as(self, token: str, uses: Iterable[ColumnUse], *, issuer: str) -> SupplierProfile:
        """Let a waiting file be read with its columns used as a person says; gives what may be remembered of it.

        Raises: NotFound where none waits, WrongUsage for uses that cannot be.
        """
        suggested = self._uploads.profile(token, draft=True)
        own, others = changed_profile(suggested, uses)
        self._uploads.keep_profile(token, own)
        return SupplierProfile(issuer, same_columns(suggested), others)

    def gather_upload(
        self,
        token: str,
        *,
        issuer: str,
        by: str = "owner",
        date_order: str = "",
        batch: str = "",
        progress: Progress | None = None,
    ) -> Account:
        """Bring a waiting file in; it is destroyed whether or not it could be read, but not where work was stopped.

        Takes: `issuer`, the organisation for which it was sent: rows that name another one are set aside.
        Gives: its account, under the name it came with; `set_aside_file` is the batch whose rows to mend wait.
        """
        try:
            with self._uploads.opened(token) as path:
                account = self.gather(
                    path,
                    issuer=issuer,
                    profile=self._uploads.profile_beside(token, path),
                    by=by,
                    mend_dir=path.parent,
                    date_order=date_order,
                    batch=batch,
                    progress=progress,
                    mended=self._uploads.keep_mend,
                    organisations=frozenset({issuer}),
                    count_again=self._uploads.may_count_again(token),
                )[0]
                mend = account.batch if account.set_aside_file else ""
                profile = "A profile to finish was written"
                error = account.error.partition(profile)[0].strip()
                told = replace(account, file=path.name, set_aside_file=mend, error=error)
        except Exception:
            self._uploads.drop(token)
            raise
        self._uploads.drop(token)
        return told

    def undo(self, batch: str, *, by: str = "owner") -> Undone:
        """Take one import back, whole. Raises NotFound for a batch that does not stand."""
        undone = self._store.undo(batch, by=by)
        tidy(self._store)
        return undone

    def renew(self, *, by: str = "owner", progress: Progress | None = None) -> Renewed:
        """Redact and code again what older versions did, by today's redactor and the coder of this workspace.

        Nothing becomes less redacted; ids, dates, batches and people's marks stay. It goes on where it was stopped.
        Takes: `progress`, told a year and how many of its answers were looked at so far.
        Raises: WorkspaceProblem where another renewal is at work, MissingExtra where the coder is not installed.
        """
        done = intake.renew(self._store, self.settings.coder, by=by, progress=progress)
        if done.changed:
            tidy(self._store)
            self._store.index()
        return done

    def batches(self) -> list[LogEntry]:
        """Every import, undo, withdrawal, publication and renewal, newest first."""
        return list(reversed(self._store.lines().all))

    def counts(self) -> dict[str, Any]:
        """The account of the whole store; never suppressed, never words."""
        return self._store.counts()

    def choose_coder(self, kind: str) -> None:
        """Code what comes in from now on by another coder: fast, accurate or cascade.

        Raises: WrongUsage for a kind there is none of, MissingExtra where its package is not installed.
        """
        coding.open(kind=kind)
        self.settings = keep_settings(self._folder, replace(self.settings, coder=kind))

    def coded_by(self) -> str:
        """The kind of coder whose figures hold for what is here; of several, the least sure one."""
        return coding.kind_of(self._store.coders())

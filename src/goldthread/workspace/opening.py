"""A workspace in use: gather, ask, cite, undo, withdraw."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from goldthread import coding, insight, intake
from goldthread.evidence import LOST, Erased, LogEntry, StoreDamaged, Undone
from goldthread.intake import LookedOver, Progress
from goldthread.vocabulary import (
    EVERYTHING,
    Account,
    Citation,
    Code,
    Cut,
    Directory,
    NotFound,
    Passage,
    Passages,
    PathwayMap,
    Scope,
    SharingAgreement,
    Table,
    Terms,
    WorkspaceProblem,
    WrongUsage,
)
from goldthread.workspace.backups import back_up
from goldthread.workspace.checking import Verified, verify
from goldthread.workspace.elsewhere import BACK_UP, MEND, Elsewhere
from goldthread.workspace.folder import ACCOUNTS, audit_keys_file, keep_settings, open_folder
from goldthread.workspace.naming import SeveralMeant
from goldthread.workspace.places import Places, TextCopy
from goldthread.workspace.saved import SavedSearches
from goldthread.workspace.uploads import Uploads, gather_upload, look_at_upload
from goldthread.workspace.verifying import site_database
from goldthread.workspace.withdrawing import withdraw
from goldthread.workspace.withdrawn_list import list_file


MANY_FILES = 48


class Workspace:
    """Everything that one folder of evidence can do.

    Where `scope` is left out, the owner of the folder asks: everything is in reach, small numbers are still hidden.
    """

    def __init__(self, folder: str | Path, *, make: bool = True) -> None:
        self.folder = Path(folder).absolute()
        self.settings, self._key, self.store = open_folder(self.folder, make=make)
        self.uploads = Uploads(self.folder, self._key)
        self.searches = SavedSearches(self.folder)
        self.places = Places(self.folder)
        self.elsewhere = Elsewhere(self.folder, self._key)
        self.audit_keys = audit_keys_file(self.settings)
        self.withdrawn_list = list_file(self.settings.name)

    def delivering(self, lane: int) -> AbstractContextManager[None]:
        """The lock under which one process at a time delivers what is for one lane: the order would be lost."""
        return self.store.delivering(lane)

    # -- bringing in and taking back

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
    ) -> list[Account]:
        """Bring files or folders in through de-identification and coding.

        Takes: `organisations`, the codes that it may touch; None for whoever holds the folder.
        Gives: one account for every file named or found, refused ones too, in the order given.
        """
        named = [paths] if isinstance(paths, str | Path) else list(paths)
        asked = intake.ImportOptions(
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
        )
        accounts = list(intake.gather(self.store, named, asked))
        for account in accounts:
            if account.set_aside_file and mended is None:
                self.elsewhere.note(MEND, Path(account.set_aside_file))
        self.tidy()
        return accounts

    def look_at_upload(self, token: str, **how: Any) -> LookedOver:
        """What would become of a file that waits among the uploads."""
        return look_at_upload(self, token, **how)

    def gather_upload(self, token: str, **how: Any) -> Account:
        """Bring in a file that waits among the uploads, and destroy it."""
        return gather_upload(self, token, **how)

    def choose_coder(self, kind: str) -> None:
        """Code what comes in from now on by another coder: fast, accurate or cascade.

        Raises: WrongUsage for a kind there is none of, MissingExtra where its package is not installed.
        """
        coding.open(kind=kind)
        self.settings = keep_settings(self.folder, replace(self.settings, coder=kind))

    def coded_by(self) -> str:
        """The kind of coder whose figures hold for what is here; of several, the least sure one."""
        return coding.kind_of(self.store.coders())

    def tidy(self) -> None:
        """Join the small files that imports leave, and bring what is kept for speed up to date.

        A damaged store is left as it is: whoever asks it something, or brings something in, is told.
        """
        with suppress(StoreDamaged):
            if self.store.small_files() > MANY_FILES:
                self.store.compact()
            self.store.refresh()

    @property
    def version(self) -> int:
        """The store's version."""
        return self.store.version

    def batches(self) -> list[LogEntry]:
        """Every import, undo, withdrawal and publication, newest first."""
        return list(reversed(self.store.lines().all))

    def undo(self, batch: str, *, by: str = "owner") -> Undone:
        """Take one import back, whole. Raises NotFound for a batch that does not stand."""
        undone = self.store.undo(batch, by=by)
        self.tidy()
        return undone

    def withdraw(self, *, respondent: str = "", source: str = "", external_id: str = "", issuer: str = "") -> Erased:
        """Erase everything that one person told us, and look whether anything is left.

        Takes: a reference such as respondent:ID; or the source kind with the supplier's own row reference, and who
        issued it where several have such a reference.
        Raises: NotFound when nobody is meant, WrongUsage when several are, or neither way of naming is complete.
        """
        if source and external_id:
            respondent = self.respondent_of(source, external_id, issuer)
        key = respondent.removeprefix("respondent:")
        if len(key) != 32 or not all(c in "0123456789abcdef" for c in key):
            raise WrongUsage("Say who withdraws.", "Give respondent:ID, or --source with --external-id.")
        return withdraw(self, key)

    def keep_places(self, respondent: str, places: Iterable[str]) -> None:
        """Keep places of copies of somebody's words that were not erased, until somebody has dealt with them."""
        self.places.keep(self.mark_of(respondent), places)

    def waiting_places(self) -> list[TextCopy]:
        """Places of copies that nobody has dealt with yet."""
        return self.places.all()

    def settle_place(self, place: str) -> bool:
        """Somebody has dealt with a copy; False where none waits there."""
        return self.places.settle(place)

    def mark_of(self, respondent: str) -> str:
        """What is kept of somebody who withdraws: enough to know them again, not enough to find them."""
        return self.store.key.remember(respondent.removeprefix("respondent:"))

    def respondents(self) -> list[str]:
        """Everyone of whom the evidence holds something, as opaque ids."""
        return self.store.respondents()

    def told_by(self, respondent: str) -> list[str]:
        """What one person told us and nobody else did, for their withdrawal alone."""
        return self.store.told_by(respondent.removeprefix("respondent:"))

    def respondent_of(self, source: str, external_id: str, issuer: str = "") -> str:
        """Who a supplier's row reference stands for. Raises NotFound for nobody, SeveralMeant for more than one."""
        found = self.store.respondents_of(source, external_id, issuer)
        if not found:
            waiting = len(self.places.all())
            raise NotFound(
                f"No feedback of source {source} has that reference.",
                f"Copies of withdrawn words still wait in {waiting} places: see `goldthread copies`."
                if waiting
                else "Check both as the supplier writes them.",
            )
        if len(found) > 1:
            raise SeveralMeant(found)
        return next(iter(found))

    # -- asking

    def counts(self) -> dict[str, Any]:
        """The account of the whole store; never suppressed, never words."""
        return self.store.counts()

    def themes(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """Themes with their sentiment, split by any of month, organisation and service."""
        return insight.themes(self.store, scope or Scope.owner(), cut, by=tuple(by))

    def sentiment(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """How people feel overall: positive, neutral or mixed, negative."""
        return insight.sentiment(self.store, scope or Scope.owner(), cut, by=tuple(by))

    def is_exact(self, scope: Scope, cut: Cut = EVERYTHING) -> bool:
        """Whether a scope may read every word of a cut, and so gets exact figures of it; others get shared ones."""
        return insight.is_exact(self.store, scope, cut)

    def why_not_shared(self, cut: Cut = EVERYTHING, labelled: int = 0) -> str:
        """Why figures that anybody may see are not given for a cut, in a sentence; "" where they are."""
        return insight.why_not_shared(cut, labelled)

    def volumes(self, scope: Scope | None = None, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> Table:
        """How many answers, split as asked."""
        return insight.volumes(self.store, scope or Scope.owner(), cut, by=tuple(by))

    def trend(self, scope: Scope | None = None, cut: Cut = EVERYTHING, **how: Any) -> Any:
        """Month by month."""
        return insight.trend(self.store, scope or Scope.owner(), cut, **how)

    def journey(self, scope: Scope | None = None, pathway: str = "", cut: Cut = EVERYTHING) -> Any:
        """Feelings at each point of the journey; without a pathway, the 14 kinds in order."""
        found = self.pathway(pathway) if pathway else None
        return insight.journey(self.store, scope or Scope.owner(), found, cut)

    def layers(self, scope: Scope | None = None, pathway: str = "", cut: Cut = EVERYTHING) -> insight.Layered:
        """The journey with patients, carers and staff apart, and where they disagree."""
        found = self.pathway(pathway) if pathway else None
        return insight.layered(self.store, scope or Scope.owner(), found, cut)

    def brief(
        self,
        scope: Scope | None = None,
        pathway: str = "",
        cut: Cut = EVERYTHING,
        *,
        on: date | None = None,
        names: dict[str, str] | None = None,
    ) -> insight.Brief:
        """What is already known about a pathway, a moment, a group and a period."""
        found = self.pathway(pathway) if pathway else None
        return insight.brief(self.store, scope or Scope.owner(), found, cut, on=on, names=names)

    def words(
        self, scope: Scope | None = None, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, **how: Any
    ) -> Passages:
        """The words behind a number, where this scope may read them."""
        return insight.words(self.store, scope or Scope.owner(), cut, limit=limit, offset=offset, **how)

    def search(
        self,
        words: str,
        scope: Scope | None = None,
        cut: Cut = EVERYTHING,
        *,
        limit: int = 20,
        offset: int = 0,
        wait: bool = True,
        same: str = "",
    ) -> Passages:
        """Answers that hold these words, newest first, where this scope may read them; each can be cited.

        Takes: words that must all be there, "phrases in quotes", -words that must not; the cut to search in; whether
        to wait until the newest imports are in the index (else a note says what is missing); the id of an answer, to
        see what was folded into it.
        """
        if wait:
            self.store.index()
        return insight.search(self.store, scope or Scope.owner(), words, cut, limit=limit, offset=offset, same=same)

    def places_of(self, words: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words of a search stand in a text: from, to."""
        return insight.places_of(words, text)

    def similar(
        self,
        id: str,  # noqa: A002
        scope: Scope | None = None,
        cut: Cut = EVERYTHING,
        *,
        limit: int = 10,
    ) -> Passages:
        """Answers most like one answer, the closest first. Raises NotFound where this scope may not read that one."""
        self.store.index()
        return insight.similar(self.store, scope or Scope.owner(), id.removeprefix("feedback:"), cut, limit=limit)

    def feedback(self, id: str, scope: Scope | None = None) -> Passage:  # noqa: A002
        """One answer in its context. Raises NotFound where there is none that this scope may read."""
        found = self.store.ask(scope or Scope.owner(), "feedback", id=id.removeprefix("feedback:"))
        if not isinstance(found, Passages) or not found.items:
            raise NotFound("There are no such words, or you may not read them.")
        return found.items[0]

    def cite(self, id: str, start: int = 0, end: int | None = None, scope: Scope | None = None) -> Citation:  # noqa: A002
        """Point at words, so that they can be found again and seen to stand."""
        return self.store.cite(scope or Scope.owner(), id.removeprefix("feedback:"), start, end)

    def concerns(self, scope: Scope, *, decided: bool = False, limit: int = 20, offset: int = 0) -> insight.Queue:
        """Words that wait for a person's eye, longest first, or those looked at. Raises NoRight without the right."""
        return insight.concerns(self.store, scope, decided=decided, limit=limit, offset=offset)

    def look_again(self, *, by: str = "owner") -> tuple[int, int]:
        """Look for concerns in words that came in before, as they would be looked for today.

        Gives: answers read, and answers with a concern that was not known. Nothing found before is taken away.
        """
        return self.store.look_again(coding.concerns_in, by=by)

    def check_concern(self, key: str, scope: Scope, *, action: str = "") -> None:
        """Raises NoRight, NotFound or WrongUsage where this could not be decided."""
        insight.check_concern(self.store, scope, key.removeprefix("feedback:"), action=action)

    def decide_concern(self, key: str, scope: Scope, *, by: str, action: str = "", asked: str = "") -> int:
        """Say that a person has looked, and what was done. Raises NoRight, NotFound, WrongUsage.

        Takes: when it was asked for (ISO), where it may have been done already and must not be done twice.
        """
        id = key.removeprefix("feedback:")  # noqa: A001
        return insight.decide_concern(self.store, scope, id, by=by, action=action, asked=asked)

    def mark(self, marks: Iterable[tuple[str, Code]]) -> int:
        """Append people's marks beside the machine's."""
        version = self.store.mark(marks)
        self.store.refresh()
        return version

    # -- agreements

    def pathways(self) -> dict[str, PathwayMap]:
        """Published pathways, with those of the definitions that nobody has published yet."""
        unread = self.store.unread("PathwayMap")
        defined = {key: one for key, one in insight.defined_pathways().items() if key not in unread}
        return defined | self.store.pathways()

    def pathway(self, key: str) -> PathwayMap:
        """One pathway, published from its definition where nobody has done so. Raises NotFound, NewerNoun."""
        self.store.check_known("PathwayMap", key)
        if key not in self.store.pathways():
            defined = insight.defined_pathways()
            if key not in defined:
                known = ", ".join(sorted(self.pathways())) or "none yet"
                raise NotFound(f"There is no pathway called {key}.", f"Known pathways: {known}.")
            self.store.publish(defined[key])
        return self.store.pathways()[key]

    def publish(self, noun: object, *, by: str = "owner") -> int:
        """Make what people agreed hold for every question from now on. Raises WrongUsage for an unregistered kind."""
        return self.store.publish(noun, by=by)

    def published(self, kind: str) -> dict[str, object]:
        """The nouns of a registered kind that hold now, by key. Raises WrongUsage."""
        return self.store.published(kind)

    def terms(self) -> Terms:
        """The data promises in force."""
        return self.store.terms()

    def directory(self) -> Directory:
        """The organisations and what files call them; empty until the site has published any."""
        return self.store.directory()

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements in force."""
        return self.store.agreements()

    # -- looking after it

    def verify(self) -> Verified:
        """Check that the key fits, every account balances and the store can be read whole."""
        return verify(self.store, self.folder, self.uploads, self.searches)

    def site_is_damaged(self) -> bool:
        """Whether the site's database, where it is a file of this folder, cannot be read whole."""
        return any(site_database(self.folder / ACCOUNTS))

    def renew_checksums(self) -> None:
        """Note the checksum of every file anew. Raises WorkspaceProblem where more than the checksums is wrong."""
        if wrong := [one for one in self.verify().wrong if not one.startswith(LOST)]:
            raise WorkspaceProblem("More is wrong than the checksums alone.", wrong[0])
        with self.store.importing():
            self.store.checksums.drop()
            self.store.note_checksums()
            self.store.checksums.note_event("renewed")

    def checksums_head(self) -> str:
        """What stands for every file of the store as it is now, for the audit. Raises WorkspaceProblem."""
        return self.store.checksums.head()

    def backup(self, target: str | Path, *, replace: bool = False) -> Path:
        """Copy the workspace, without its key, into one archive; one of that name is replaced only if so said."""
        if replace or not Path(target).exists():
            self.elsewhere.note(BACK_UP, Path(target))
        with self.store.importing():
            return back_up(self.folder, Path(target), replace=replace)


def open(folder: str | Path, *, make: bool = True) -> Workspace:  # noqa: A001  # reads as goldthread.open(folder)
    """Open a workspace folder, or make one."""
    return Workspace(folder, make=make)


__all__ = ["Workspace", "open"]

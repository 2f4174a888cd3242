"""`ws.withdrawals`: one person's words taken out, and what is kept so that they stay out."""

from collections.abc import Iterable
from pathlib import Path

from goldthread.evidence import Erased, Store
from goldthread.vocabulary import NotFound, WrongUsage
from goldthread.workspace.elsewhere import Elsewhere
from goldthread.workspace.naming import SeveralMeant
from goldthread.workspace.places import Places, TextCopy
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads
from goldthread.workspace.withdrawing import withdraw


class Withdrawals:
    """Withdrawing from one workspace; `list_file` is the list beside the key."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        uploads: Uploads,
        searches: SearchFiles,
        elsewhere: Elsewhere,
        list_file: Path,
    ) -> None:
        self.folder, self.store, self.uploads, self.elsewhere = folder, store, uploads, elsewhere
        self.searches, self.list_file = searches, list_file
        self.places = Places(folder)

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

    def mark_of(self, respondent: str) -> str:
        """What is kept of somebody who withdraws: enough to know them again, not enough to find them."""
        return self.store.key.remember(respondent.removeprefix("respondent:"))

    def respondents(self) -> list[str]:
        """Everyone of whom the evidence holds something, as opaque ids."""
        return self.store.respondents()

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

    def told_by(self, respondent: str) -> list[str]:
        """What one person told us and nobody else did, for their withdrawal alone."""
        return self.store.told_by(respondent.removeprefix("respondent:"))

    def keep_places(self, respondent: str, places: Iterable[str]) -> None:
        """Keep places of copies of somebody's words that were not erased, until somebody has dealt with them."""
        self.places.keep(self.mark_of(respondent), places)

    def follow_places(self, mark: str, places: Iterable[str]) -> None:
        """Keep places of what was made of a waiting copy, but for those that somebody has dealt with already.

        Takes: what is kept of whoever withdrew.
        """
        dealt_with = self.places.dealt_with()
        self.places.keep(mark, [one for one in places if [mark, one] not in dealt_with])

    def waiting_places(self) -> list[TextCopy]:
        """Places of copies that nobody has dealt with yet."""
        return self.places.all()

    def settle_place(self, place: str) -> bool:
        """Somebody has dealt with a copy; False where none waits there."""
        return self.places.settle(place)

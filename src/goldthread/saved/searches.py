"""The folder's owner's searches, as the command line asks for them; importing this needs no Django."""

from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.accounts.terminal import with_site
from goldthread.vocabulary import Cut, NotFound
from goldthread.workspace.saved import NamedSearch, asked_of, cut_asked, not_saved


if TYPE_CHECKING:
    from goldthread.saved.models import SavedSearch

COMMAND_LINE = "command line"


class SiteSearches:
    """The searches that the site of a folder keeps, for its owner: the owner's, and those that people share."""

    def __init__(self, folder: Path) -> None:
        with_site(folder)

    def keep(self, name: str, words: str, cut: Cut) -> NamedSearch:
        """Save under a name; an older search of the owner's of that name is replaced. Raises WrongUsage."""
        from goldthread.saved import actions

        return _of(actions.keep_for_owner(by=COMMAND_LINE, name=name, words=words, asked=asked_of(cut)))

    def named(self, name: str) -> NamedSearch:
        """The owner's search of a name, else the one that somebody shares. Raises NotFound, NewerNoun."""
        from goldthread.saved import queries
        from goldthread.workspace.saved import plain

        found = queries.of_owner(name)
        shared = [one for one in queries.shared() if plain(one.name) == plain(name)]
        if found is None and len(shared) == 1:
            found = shared[0]
        if found is None and shared:
            raise NotFound(
                f"{len(shared)} people share a search called {name}.", "Search for its words, and save them yourself."
            )
        if found is None:
            raise not_saved(name, [one.name for one in queries.owners()])
        return _of(found)


def open_searches(folder: Path) -> SiteSearches:
    """The searches of the site of a folder. Raises PlainError where the site's part is not installed."""
    return SiteSearches(folder)


def _of(held: "SavedSearch") -> NamedSearch:
    return NamedSearch(name=held.name, words=held.words, cut=cut_asked(held.name, held.asked))

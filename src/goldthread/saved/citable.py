"""Saved searches that rooms above may cite, for whoever may repeat them; a site can be without this room."""

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from goldthread.accounts.acting import Acting


@dataclass(frozen=True)
class CitableSearch:
    """A saved search: its token and name, and the filters of the search page that repeats it."""

    token: str
    name: str
    asked: dict[str, str]


def searches(acting: "Acting") -> list[CitableSearch]:
    """One's own searches, and those that colleagues at the same organisation share."""
    from goldthread.saved import queries

    return [CitableSearch(one.token, one.name, {"q": one.words, **one.asked}) for one in queries.seen_by(acting)]

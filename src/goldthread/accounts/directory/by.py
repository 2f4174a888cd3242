"""By whom a change is made: the command line, or a person under the right that they act with."""

from goldthread.accounts.acting import Acting
from goldthread.accounts.directory.rules import EVERYTHING, NOTHING, Reach, reach_of


def reach(by: Acting | str) -> Reach:
    """What this somebody may manage: everything for the command line, which is named by a word; nothing for anything
    but a person under their acting right."""
    if isinstance(by, str):
        return EVERYTHING
    if not isinstance(by, Acting) or by.person is None:
        return NOTHING
    return reach_of(str(by.person), by.right)

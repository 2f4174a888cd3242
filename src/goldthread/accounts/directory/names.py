"""Who may take a name that files use: whoever brought those files in, or their commissioner; else the command line."""

from collections import defaultdict
from collections.abc import Iterable

from goldthread.accounts.directory.rules import Reach
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import calling


MOST_NAMES = 1000
"""How many names the account of an import lists; one that is as long may have used any other name too."""
ANY = "any name"
SHORTEST = 3
Uses = dict[str, frozenset[str]]


def uses(workspace: WorkspaceLike) -> Uses:
    """For what is compared of each name that a file ever used: the organisations that brought those files in.

    "" stands for the command line. Imports that were taken back count too: they may come again.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for line in workspace.imports.batches():
        if line.what == "import":
            said, issuer = line.account.get("organisations", ()), str(line.account.get("issuer", ""))
            for name in said:
                found[calling(name)].add(issuer)
            if len(said) >= MOST_NAMES:
                found[ANY].add(issuer)
    return {name: frozenset(issuers) for name, issuers in found.items()}


def brought_in_by(said: str, used: Uses) -> frozenset[str]:
    """Who brought in the files that use a name; empty while none does."""
    return used.get(calling(said), frozenset()) | used.get(ANY, frozenset())


def may_take(may: Reach, said: str, used: Uses, near: Iterable[str] = ()) -> bool:
    """Whether a name may be taken: every file that uses it came in within reach; one that no file uses begins as a
    name that is theirs already."""
    if may.organisations is None:
        return True
    if issuers := brought_in_by(said, used):
        return issuers <= may.organisations
    begins = tuple(one for one in map(calling, near) if len(one) >= SHORTEST)
    return calling(said).startswith(begins)

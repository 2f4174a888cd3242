"""Whose the rows of a file are: placed at an organisation, another's, or called by a name that nobody has."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from goldthread.vocabulary import Directory


@dataclass(frozen=True)
class Whose:
    """Rows by organisation.

    `here`: by the names of the organisations that they are placed at; `elsewhere`: left out, since the organisation is
    another than the sender's; `nobody`: left out, since nobody is called so; `since`: left out then, and the sender's
    by now. `own`: the organisation that the reader acts for.
    """

    here: tuple[tuple[str, int], ...]
    elsewhere: tuple[tuple[str, int], ...]
    nobody: tuple[tuple[str, int], ...]
    since: tuple[tuple[str, int], ...]
    own: str


def whose(placed: Mapping[str, int], left: Mapping[str, int], directory: Directory, own: str) -> Whose:
    """Whose the rows of a file are, as the directory says today.

    Takes: rows by what the file calls their organisation, those that were taken and those that were left out; and the
    code of the organisation that the reader acts for.
    """
    names = {one.code: f"{one.name} ({one.code})" for one in directory.organisations}
    here: Counter[str] = Counter()
    for said, rows in placed.items():
        here[names.get(directory.code_of(said), said)] += rows
    parts: dict[str, list[tuple[str, int]]] = {"elsewhere": [], "nobody": [], "since": []}
    for said, rows in left.items():
        code = directory.code_of(said)
        parts["since" if code == own else "elsewhere" if code in names else "nobody"].append((said, rows))
    listed = {name: tuple(found) for name, found in parts.items()}
    return Whose(tuple(here.most_common()), **listed, own=names.get(own, own))

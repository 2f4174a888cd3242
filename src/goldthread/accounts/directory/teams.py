"""The teams of a ward team's role: which are known, and whether anything would be seen."""

from collections.abc import Iterable

from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import Organisation, Right
from goldthread.accounts.rules import SYSTEM_WIDE, Role
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import Cut, Scope, WrongUsage


def known(workspace: WorkspaceLike, places: Iterable[Organisation]) -> dict[str, list[str]]:
    """Teams that pathways or roles name, by the code of their organisation, in order.

    What files name is not among them: whoever gives roles reads no feedback.
    """
    codes = {one.code for one in places}
    named = {
        (one.organisation, one.service) for drawn in workspace.published.pathways().values() for one in drawn.members
    }
    given = Right.objects.filter(organisation__code__in=codes, role=Role.WARD.value)
    for code, services in given.values_list("organisation__code", "services"):
        named |= {(code, service) for service in services}
    return {code: found for code in sorted(codes) if (found := sorted({s for c, s in named if c == code and s}))}


def sees_nothing(workspace: WorkspaceLike, post: Post) -> str:
    """Why a role shows nothing, or not all of it, and what to do; empty where it shows all of it.

    Teams are compared letter by letter with the services of files.
    """
    place = post.organisation
    if post.role in SYSTEM_WIDE and not place.commissions.exists():
        return (
            f"{place.name} does not commission any organisation here yet, so a {post.role.value} sees no feedback. "
            f"To add one, run `goldthread organisations change CODE --commissioner {place.code}`."
        )
    if post.role is not Role.WARD:
        return ""
    if not post.services:
        return f"A ward team sees nothing until you name its wards or teams at {place.name}."
    strange = [f"“{team}”" for team in post.services if not _shows(workspace, place, team)]
    if not strange:
        return ""
    which = strange[0] if len(strange) == 1 else f"{', '.join(strange[:-1])} and {strange[-1]}"
    return (
        f"Fewer than 5 people have told us of {which} at {place.name}, or none. If no file names it, the ward team "
        "sees nothing until one does, written the same way: capitals and spaces count."
    )


def _shows(workspace: WorkspaceLike, place: Organisation, team: str) -> bool:
    """Whether a figure is shown of a team to somebody who may not read its words: whoever gives roles may not."""
    codes = frozenset({place.code})
    anybody = Scope(person="nobody", audience="commissioner", organisations=codes, words_from=frozenset())
    try:
        shown = workspace.findings.volumes(scope=anybody, cut=Cut(organisations=(place.code,), services=(team,)))
    except WrongUsage:
        return False
    return any(row["n"] for row in shown.rows)

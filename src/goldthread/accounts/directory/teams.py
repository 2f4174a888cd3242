"""The teams of a ward team's role: which are known, and whether anything would be seen."""

from collections.abc import Iterable

from goldthread.accounts import rules
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import Organisation, Right
from goldthread.accounts.rules import HeldRight, Role
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import Cut, WrongUsage


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
    """Why a ward team's role shows nothing, or not all of it, and what to do; empty where it shows all of it.

    Teams are compared letter by letter with the services of files.
    """
    if post.role is not Role.WARD:
        return ""
    place = post.organisation
    if not post.services:
        return f"A ward team sees nothing until you name its wards or teams at {place.name}."
    strange = [f"“{team}”" for team in post.services if not _is_seen(workspace, place, team)]
    if not strange:
        return ""
    which = strange[0] if len(strange) == 1 else f"{', '.join(strange[:-1])} and {strange[-1]}"
    return (
        f"No file names {which} at {place.name} yet. The ward team sees nothing of it until one does, written the same "
        "way: capitals and spaces count."
    )


def _is_seen(workspace: WorkspaceLike, place: Organisation, team: str) -> bool:
    held = HeldRight(role=Role.WARD, organisation=place.code, member=place.member, services=(team,))
    try:
        seen = workspace.words.passages(scope=rules.scope("nobody", held), cut=Cut(services=(team,)), limit=1)
    except WrongUsage:
        return False
    return bool(seen.total)

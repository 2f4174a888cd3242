"""Who may change a journey: a commissioner of somebody in it. Another board's journey is theirs to change."""

from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import NoRight, PathwayMap


def may_change(by: Acting, pathway: PathwayMap) -> bool:
    """Whether somebody may change a journey: they commission an organisation in it, or nobody of this system is."""
    if not by.may(Permission.EDIT_PATHWAYS):
        return False
    named = {one.organisation for one in pathway.members}
    held = set(Organisation.objects.filter(member=True, code__in=named).values_list("code", flat=True))
    return not held or bool(held & (by.scope().organisations or frozenset()))


def check_may_change(by: Acting, pathway: PathwayMap) -> PathwayMap:
    """The journey. Raises NoRight for whoever may not change it."""
    if not may_change(by, pathway):
        raise NoRight("Only a commissioner of services in this journey can change it.", "Ask someone there.")
    return pathway

"""What a withdrawal takes out of this app: descriptions and reasons, in every version of every pathway."""

from collections.abc import Sequence

from goldthread.pathways.models import PathwayMoment, Version
from goldthread.workspace.repeating import CopyFinder


EMPTIED = ("about", "why")


def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Empty descriptions and reasons that repeat what somebody told. Names stay, and are named. Harmless to repeat."""
    wanted, gone = CopyFinder(told), 0
    if not wanted:
        return 0
    for version in Version.objects.exclude(about="", why=""):
        left = {name: "" for name in EMPTIED if wanted.repeated_in(getattr(version, name))}
        gone += Version.objects.filter(pk=version.pk).update(**left) if left else 0
    for point in PathwayMoment.objects.exclude(about=""):
        if wanted.repeated_in(point.about):
            gone += PathwayMoment.objects.filter(pk=point.pk).update(about="")
    return gone

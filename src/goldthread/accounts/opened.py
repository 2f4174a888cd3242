"""The one workspace of this site and its worker, opened once in each process."""

from functools import cache

from django.conf import settings

from goldthread.workspace import Workspace


@cache
def at(folder: str) -> Workspace:
    """The workspace in a folder."""
    return Workspace(folder)


def workspace() -> Workspace:
    """The site's workspace."""
    return at(str(settings.WORKSPACE))

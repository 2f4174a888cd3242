"""The one workspace of this site and its worker, opened once in each process."""

from functools import cache

from django.conf import settings

from goldthread.workspace import Workspace


@cache
def _at(folder: str) -> Workspace:
    return Workspace(folder)


def workspace() -> Workspace:
    """The site's workspace."""
    return _at(str(settings.WORKSPACE))

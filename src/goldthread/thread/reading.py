"""Whoever looks at a page, as the thread knows them; every room's pages ask here."""

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry.references import Reader
from goldthread.thread.queries import own_words


def reader_of(request: Request) -> Reader:
    """Whoever looks: their scope, the workspace, and whose words are their own."""
    return Reader(workspace=workspace(), scope=request.acting.scope(), own=own_words(request.user))

"""Comments of the Friends and Family Test: a table of comments whose scores stand on one of the test's scales."""

from goldthread.sources.comment_rows import read
from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile
from goldthread.sources.suggesting import suggest


KIND = "friends_and_family"
TITLE = "Friends and Family Test comments"


def recognise(head: Head) -> Profile | None:
    """The profile of a table of comments with FFT scores; None for any other."""
    profile = suggest(head)
    return profile if profile.kind == KIND else None


__all__ = ["KIND", "TITLE", "read", "recognise"]

"""Any table of comments about care whose columns can be told: surveys, comment cards, compliments."""

from goldthread.sources import complaints, emails
from goldthread.sources.comment_rows import read
from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile
from goldthread.sources.suggesting import suggest


KIND = "comment_table"
TITLE = "A table of comments"


def recognise(head: Head) -> Profile | None:
    """The profile of a table of comments, of low confidence where it is hardly one; None for complaints and emails."""
    if complaints.recognise(head) is not None or emails.recognise(head) is not None:
        return None
    profile = suggest(head)
    return profile if profile.kind == KIND else None


__all__ = ["KIND", "TITLE", "read", "recognise"]

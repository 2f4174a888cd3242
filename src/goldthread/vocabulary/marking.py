"""Whom a document is for: everybody, or those who may read the words behind its figures, and then it says so."""

READERS = {
    "own team": "this team",
    "provider": "those at this organisation who may read its words",
    "commissioner": "those who may read these words under an agreement",
    "owner": "the owner of this workspace",
}
EVERYBODY = "everyone"
MOST = 120
"""Letters of a name of readers, so that the mark stands whole in the head of a page."""


def kept_for(disclosed_for: str | None, *, shared: bool, who: str = "") -> str:
    """Who alone a document is for, "" for one that may be passed on.

    Takes: before whom it was disclosed, whether it holds shared figures alone, and a nearer name of its readers.
    """
    audience = (disclosed_for or "").partition(":")[0]
    return "" if shared else " ".join(who.split())[:MOST] or READERS.get(audience, "those who may read these words")


def said(only_for: str) -> str:
    """The mark that stands on each page of a document that may not be passed on."""
    return f"Exact figures, for {only_for}: not to be passed on." if only_for else ""


def field(only_for: str) -> str:
    """The same as one field, for a program."""
    return f"{only_for}, not to be passed on" if only_for else EVERYBODY

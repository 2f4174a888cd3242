"""What examples show on home pages."""

from goldthread.accounts.acting import Acting
from goldthread.example_room import queries


def examples(acting: Acting) -> dict[str, object] | None:
    """The examples that concern somebody; nothing while there is none."""
    held = queries.examples(acting.scope())
    return {"examples": held} if held else None

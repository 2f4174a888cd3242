"""How each app erases what it holds of a respondent; `accounts.actions.withdraw` calls them all."""

from collections.abc import Callable, Sequence

from goldthread.accounts.registry.entries import Entries


Eraser = Callable[[str, Sequence[str]], int]
ERASERS: Entries[Eraser] = Entries("eraser")


def register(app: str, eraser: Eraser) -> None:
    """Register an app's eraser: it takes a respondent's id and what they told, is harmless to repeat, and gives how
    much it erased. What they told is for finding copies that somebody else made of it."""
    ERASERS.add(app, eraser)


def every() -> dict[str, Eraser]:
    """All erasers by app."""
    return ERASERS.all()

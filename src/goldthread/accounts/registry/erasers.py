"""How each app erases what it holds of a respondent; `accounts.actions.withdraw` calls them all."""

from collections.abc import Callable, Collection, Sequence

from goldthread.accounts.registry.entries import Entries


Eraser = Callable[[str, Sequence[str]], int]
Knows = Callable[[], Collection[str]]
ERASERS: Entries[Eraser] = Entries("eraser")
KNOWS: Entries[Knows] = Entries("eraser")


def register(app: str, eraser: Eraser, *, knows: Knows | None = None) -> None:
    """Register an app's eraser: it takes a respondent's id and what they told, is harmless to repeat, and gives how
    much it erased. What they told is for finding copies that somebody else made of it. `knows` gives the ids of
    everyone of whom the app holds something: a restore asks it, to withdraw again whoever has withdrawn."""
    ERASERS.add(app, eraser)
    if knows:
        KNOWS.add(app, knows)


def respondents() -> set[str]:
    """Everyone of whom some app holds something, as opaque ids."""
    return {one for knows in KNOWS.all().values() for one in knows()}


def every() -> dict[str, Eraser]:
    """All erasers by app."""
    return ERASERS.all()

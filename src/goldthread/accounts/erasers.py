"""Each app registers how it erases what it holds of a respondent; `actions.withdraw` calls them all."""

from collections.abc import Callable, Sequence


Eraser = Callable[[str, Sequence[str]], int]
_ERASERS: dict[str, Eraser] = {}


def register(app: str, eraser: Eraser) -> None:
    """Register an app's eraser: it takes a respondent's id and what they told, is harmless to repeat, and gives how
    much it erased. What they told is for finding copies that somebody else made of it."""
    _ERASERS[app] = eraser


def every() -> dict[str, Eraser]:
    """All erasers by app."""
    return dict(_ERASERS)

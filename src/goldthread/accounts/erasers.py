"""Each app registers how it erases what it holds of a respondent; `actions.withdraw` calls them all."""

from collections.abc import Callable


Eraser = Callable[[str], int]
_ERASERS: dict[str, Eraser] = {}


def register(app: str, eraser: Eraser) -> None:
    """Register an app's eraser: it takes a respondent's id, is harmless to repeat, and gives how much it erased."""
    _ERASERS[app] = eraser


def every() -> dict[str, Eraser]:
    """All erasers by app."""
    return dict(_ERASERS)

"""What shared figures list whether or not anything is there: rows that were declared, in declared order."""

from collections.abc import Sequence

from goldthread import coding
from goldthread.vocabulary import Cut, Scope


ROLES = ("patient", "carer", "staff", "unknown")


def rows(scope: Scope, cut: Cut, by: Sequence[str]) -> list[tuple[object, ...]] | None:
    """The rows of a table that is split so; None where nothing declares them: then those that show a figure stand."""
    if tuple(by) == ():
        return [()]
    if tuple(by) == ("role",):
        return [(role,) for role in cut.roles or ROLES]
    if tuple(by) == ("organisation",) and (cut.organisations or scope.organisations):
        return [(one,) for one in sorted(cut.organisations or scope.organisations or ())]
    return None


def themes() -> tuple[str, ...]:
    """Every theme of the framework."""
    return tuple(label for category in coding.framework().categories for label in category.labels)


def points(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Every moment in all and with each feeling, and what speaks of no moment."""
    felt = ("", *(feeling.key for feeling in coding.feelings()))
    return [("", ""), *((key, feeling) for key in keys for feeling in felt)]

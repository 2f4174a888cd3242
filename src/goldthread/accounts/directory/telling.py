"""What came of a change, in a sentence, wherever it was made."""

from datetime import date

from goldthread.accounts.directory.listing import ListedPerson
from goldthread.accounts.models import Right


def role_ended(found: ListedPerson, right: Right, *, on: date | None, ended: bool) -> str:
    """What came of ending one role of a person, with the roles that they still have.

    Takes: the person as listed before; the right; its last day, None for at once; whether anything changed.
    """
    name, post = found.person.name, _post(right)
    if not ended:
        return f"{name} had ended already as {post}."
    still = [_post(one) for one in found.holding if one.pk != right.pk]
    left = f"; still {', '.join(still)}." if still else "."
    to_come = on is not None and on >= date.today()
    return f"{name} is {post} until {on:%-d %B %Y}{left}" if to_come else f"{name} is no longer {post}{left}"


def person_left(name: str, *, on: date | None, ended: bool) -> str:
    """What came of ending somebody, in a sentence."""
    if not ended:
        return f"{name} had ended already."
    to_come = on is not None and on >= date.today()
    return f"{name} can sign in until {on:%-d %B %Y}." if to_come else f"{name} has left and cannot sign in."


def _post(right: Right) -> str:
    return f"{right.role} at {right.organisation.name}"

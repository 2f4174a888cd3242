"""What a session acts as: one right of one person. Permission, scope and audience come from it alone."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goldthread.accounts import queries, rules
from goldthread.accounts.models import Person
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry import permissions
from goldthread.accounts.rules import HeldRight
from goldthread.vocabulary import Scope
from goldthread.vocabulary.scope import Use


CHOSEN = "acting_right"


@dataclass(frozen=True)
class Acting:
    """One person acting under one right, or under none. `several` says that they could choose another right."""

    person: Person | None = None
    right: HeldRight | None = None
    several: bool = False

    def __str__(self) -> str:
        return str(self.person) if self.person else "nobody"

    @property
    def under(self) -> str:
        """The reference of the right, such as right:12, for the audit; "" without one."""
        return f"right:{self.right.key}" if self.right is not None and self.right.key else ""

    @property
    def permissions(self) -> frozenset[str]:
        """What the right allows, those of the apps too; nothing without one."""
        if self.right is None or not self.right.member:
            return frozenset()
        return rules.permissions(self.right) | permissions.granted(self.right.role)

    def may(self, permission: str) -> bool:
        """Whether the right allows something."""
        return permission in self.permissions

    def scope(self, use: Use = "improve care") -> Scope:
        """What may be seen for a use; agreements in force are read from the workspace. Nobody's without a right."""
        if self.person is None or self.right is None:
            return Scope.nobody()
        return rules.scope(str(self.person), self.right, workspace().published.agreements(), use)


NOBODY = Acting()


class Request(HttpRequest):
    """A request as the middleware hands it to a page behind sign-in."""

    acting: Acting
    user: Person


def acting(person: Person, chosen: int | None = None) -> Acting:
    """A person acting under one of their rights.

    Takes: `chosen`, the key of a right. A chosen right that has ended is not replaced by another one: the session
    acts under none until the person chooses again. Without a choice: the only right, none where there are several.
    """
    if not person.is_active:
        return NOBODY
    held = queries.held_by(person)
    right = _chosen(held, chosen) if chosen is not None else _only(held)
    return Acting(person=person, right=right, several=len(held) > 1 or (right is None and bool(held)))


def again(reference: str, key: int | None) -> Acting:
    """A person acting under one of their rights as it is now, for what they asked for earlier; nobody without either.

    Takes: their reference, such as person:…, and the key of the right.
    """
    person = Person.objects.filter(reference=reference.removeprefix("person:")).first()
    return acting(person, key) if person is not None and key is not None else NOBODY


def _chosen(held: list[HeldRight], key: int) -> HeldRight | None:
    return next((one for one in held if one.key == key), None)


def _only(held: list[HeldRight]) -> HeldRight | None:
    return held[0] if len(held) == 1 else None


def usual(held: list[HeldRight]) -> HeldRight | None:
    """The right to sign in with, without asking: the only one, else the one chosen last; None where neither is known.

    It is asked once, as a session begins: afterwards what other sessions choose changes nothing of this one.
    """
    if (only := _only(held)) is not None:
        return only
    return max((one for one in held if one.chosen), key=lambda one: one.chosen, default=None)


def of_request(request: HttpRequest) -> Acting:
    """What a request acts as; nobody for strangers. A session without a choice keeps the only right there is."""
    if not request.user.is_authenticated:
        return NOBODY
    held = acting(request.user, request.session.get(CHOSEN))
    if CHOSEN not in request.session and held.right is not None:
        begin(request.session, held.right)
    return held


def attach(request: HttpRequest) -> None:
    """Set `request.acting`, read once and only where something asks for it."""
    vars(request)["acting"] = SimpleLazyObject(lambda: of_request(request))


def begin(session: SessionBase, right: HeldRight | None) -> None:
    """Let a session act under a right from now on; None: under none, until one is chosen."""
    session.pop(CHOSEN, None)
    if right is not None:
        session[CHOSEN] = right.key


def signed_in(sender: object, request: HttpRequest | None, user: Person, **_: object) -> None:
    """Fix what a new session acts as, so that it does not change when a right is given or chosen elsewhere."""
    if request is not None:
        begin(request.session, usual(queries.held_by(user)))
        attach(request)

"""Who may do what, as plain functions of facts: no database, no request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from goldthread.vocabulary import Scope, SharingAgreement
from goldthread.vocabulary.scope import Audience, Use


class Permission(StrEnum):
    """What a page or an action asks for; views never ask for a role."""

    SEE_FINDINGS = "see findings"
    SEE_WORDS = "see words"
    SEE_IMPORTS = "see imports"
    IMPORT = "import"
    UNDO = "undo an import"
    WITHDRAW = "withdraw someone's words"
    SAFEGUARD = "read comments that need review"
    EDIT_PATHWAYS = "edit journeys"
    LINK = "add to the thread"
    MANAGE_PEOPLE = "manage people"


class Role(StrEnum):
    """What people are; each is a set of permissions."""

    WARD = "ward team"
    ANALYST = "analyst"
    QUALITY = "quality lead"
    COMMISSIONER = "commissioner"
    PARTNER = "patient partner"
    GOVERNANCE = "information governance"
    ADMINISTRATOR = "administrator"


GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.WARD: frozenset({Permission.SEE_FINDINGS, Permission.SEE_WORDS}),
    Role.ANALYST: frozenset(
        {Permission.SEE_FINDINGS, Permission.SEE_WORDS, Permission.SEE_IMPORTS, Permission.IMPORT, Permission.UNDO}
    ),
    Role.QUALITY: frozenset({Permission.SEE_FINDINGS, Permission.SEE_WORDS, Permission.SEE_IMPORTS}),
    Role.COMMISSIONER: frozenset(
        {
            Permission.SEE_FINDINGS,
            Permission.SEE_WORDS,
            Permission.SEE_IMPORTS,
            Permission.EDIT_PATHWAYS,
            Permission.LINK,
        }
    ),
    Role.PARTNER: frozenset({Permission.SEE_FINDINGS}),
    Role.GOVERNANCE: frozenset(
        {
            Permission.SEE_FINDINGS,
            Permission.SEE_WORDS,
            Permission.SEE_IMPORTS,
            Permission.UNDO,
            Permission.WITHDRAW,
            Permission.SAFEGUARD,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE_PEOPLE}),
}
AUDIENCES: Mapping[Role, Audience] = {
    Role.WARD: "own team",
    Role.ANALYST: "provider",
    Role.QUALITY: "provider",
    Role.GOVERNANCE: "provider",
    Role.COMMISSIONER: "commissioner",
    Role.PARTNER: "partner",
}


SYSTEM_WIDE = frozenset({Role.COMMISSIONER, Role.PARTNER})
"""Roles that see what their organisation commissions; all others see their own organisation."""


@dataclass(frozen=True)
class HeldRight:
    """One right as facts: role, organisation, own services, and the codes that the organisation commissions.

    `key` is the right's own number, `chosen` when it was last chosen to act under, "" never; neither grants anything.
    """

    role: Role
    organisation: str
    member: bool
    services: tuple[str, ...] = ()
    commissions: tuple[str, ...] = ()
    key: int = 0
    organisation_name: str = ""
    chosen: str = ""

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_name or self.organisation}"


def permissions(right: HeldRight | None) -> frozenset[str]:
    """What a right allows. None, and a right outside this care system, allow nothing here."""
    return frozenset(GRANTS[right.role]) if right is not None and right.member else frozenset()


def scope(
    person: str, right: HeldRight | None, agreements: Iterable[SharingAgreement] = (), use: Use = "improve care"
) -> Scope:
    """What a person acting under a right may see; nothing without one, nor outside this care system.

    A provider's people see its findings and words. A commissioner's see findings of what it commissions, and words
    only under a sharing agreement, without the labels that it withholds. Patient partners see findings. For
    safeguarding: the words of the right's own organisation, where the right allows to read concerns.
    """
    if right is None or not right.member or Permission.SEE_FINDINGS not in GRANTS[right.role]:
        return Scope.nobody()
    if use == "safeguarding":
        return _safeguarding(person, right)
    seen = frozenset(right.commissions) if right.role in SYSTEM_WIDE else frozenset({right.organisation})
    agreed = [one for one in agreements if one.reader == right.organisation and one.provider in seen]
    shared = frozenset(one.provider for one in agreed)
    read = {Role.COMMISSIONER: shared, Role.PARTNER: frozenset[str]()}.get(right.role, seen)
    return Scope(
        person=person,
        audience=AUDIENCES[right.role],
        organisations=seen,
        words_from=read,
        use=use,
        services=frozenset((right.organisation, service) for service in right.services),
        withheld=frozenset((one.provider, label) for one in agreed for label in one.withholds),
    )


def _safeguarding(person: str, right: HeldRight) -> Scope:
    if Permission.SAFEGUARD not in permissions(right):
        return Scope.nobody()
    own = frozenset({right.organisation})
    return Scope(person=person, audience="provider", organisations=own, words_from=own, use="safeguarding")

"""Who may do what, as plain functions of facts: no database, no request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from goldthread.vocabulary import Scope, SharingAgreement


class Permission(StrEnum):
    """What a page or an action asks for; views never ask for a role."""

    SEE_FINDINGS = "see findings"
    SEE_WORDS = "see words"
    SEE_IMPORTS = "see imports"
    IMPORT = "import"
    UNDO = "undo an import"
    WITHDRAW = "withdraw somebody's words"
    SAFEGUARD = "read what waits for a person's eye"
    EDIT_PATHWAYS = "edit journeys"
    LINK = "add to the thread"


class Role(StrEnum):
    """What people are; each is a set of permissions."""

    WARD = "ward team"
    ANALYST = "analyst"
    COMMISSIONER = "commissioner"
    PARTNER = "patient partner"
    GOVERNANCE = "information governance"


GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.WARD: frozenset({Permission.SEE_FINDINGS, Permission.SEE_WORDS}),
    Role.ANALYST: frozenset(
        {Permission.SEE_FINDINGS, Permission.SEE_WORDS, Permission.SEE_IMPORTS, Permission.IMPORT, Permission.UNDO}
    ),
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
}
AUDIENCES = {
    Role.WARD: "own team", Role.ANALYST: "provider", Role.GOVERNANCE: "provider",
    Role.COMMISSIONER: "commissioner", Role.PARTNER: "partner",
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """One right as facts: role, organisation, own services, and the codes that the organisation commissions."""

    role: Role
    organisation: str
    member: bool
    services: tuple[str, ...] = ()
    commissions: tuple[str, ...] = ()


def permissions(rights: Iterable[Held]) -> frozenset[Permission]:
    """Everything that the rights allow. A right outside this care system allows nothing here."""
    return frozenset(permission for right in rights if right.member for permission in GRANTS[right.role])


def scope(person: str, rights: Iterable[Held], agreements: Iterable[SharingAgreement] = ()) -> Scope:
    """What a person may see: the first right that counts decides the audience; nothing without one.

    A provider's people see its findings and words. A commissioner's see findings of what it commissions, and words
    only under a sharing agreement. Patient partners see findings.
    """
    right = next((right for right in rights if right.member), None)
    if right is None:
        return Scope.nobody()
    system = right.role in (Role.COMMISSIONER, Role.PARTNER)
    seen = frozenset(right.commissions) if system else frozenset({right.organisation})
    shared = frozenset(one.provider for one in agreements if one.reader == right.organisation) & seen
    read = {Role.COMMISSIONER: shared, Role.PARTNER: frozenset[str]()}.get(right.role, seen)
    return Scope(
        person=person,
        audience=AUDIENCES[right.role],  # type: ignore[arg-type]  # the values are audiences
        organisations=seen,
        words_from=read,
        services=frozenset((right.organisation, service) for service in right.services),
    )

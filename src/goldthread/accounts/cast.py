"""The cast of the demo and of the tests: Asha, Ben, Cath, Fay, Hana, and Dai of another trust, who must see nothing."""

from django.conf import settings
from django.db import transaction

from goldthread.accounts import actions
from goldthread.accounts.models import Person
from goldthread.accounts.rules import Role
from goldthread.accounts.workspaces import Workspace
from goldthread.vocabulary import PlainError, SharingAgreement


SYSTEM = "demo"
COMMISSIONER = ("XIC", "Wenbrook and Tarrowdale Integrated Care Board")
PROVIDERS = (
    ("XWR", "Wenbrook Royal Hospital", "provider"), ("XTC", "Tarrowdale Community Services", "provider"),
    ("XWC", "Wenbrook Council", "council"), ("XAM", "Wenbrook Ambulance", "provider"),
)  # fmt: skip
OTHER = ("XOT", "Otherton Trust")
PEOPLE = (
    ("cath", "Cath", "XIC", Role.COMMISSIONER, ()), ("fay", "Fay", "XWR", Role.WARD, ("Ward 7 - Older People",)),
    ("asha", "Asha", "XIC", Role.PARTNER, ()), ("ben", "Ben", "XWR", Role.ANALYST, ()),
    ("hana", "Hana", "XWR", Role.GOVERNANCE, ()), ("dai", "Dai", "XOT", Role.ANALYST, ()),
)  # fmt: skip


@transaction.atomic
def load_cast(*, by: str = SYSTEM, password: str | None = None) -> dict[str, Person]:
    """Make the cast and their organisations; harmless to repeat. Gives them by handle.

    Raises: PlainError outside the demo, so that no real site ever has them.
    """
    if not settings.DEMO:
        raise PlainError("The cast of the demo belongs to the demo alone.", "Add real people instead.")
    board = actions.add_organisation(by=by, code=COMMISSIONER[0], name=COMMISSIONER[1], kind="commissioner")
    places = {COMMISSIONER[0]: board}
    for code, name, kind in PROVIDERS:
        places[code] = actions.add_organisation(by=by, code=code, name=name, kind=kind, commissioner=board)
    places[OTHER[0]] = actions.add_organisation(by=by, code=OTHER[0], name=OTHER[1], member=False)
    people = {}
    for handle, name, code, role, services in PEOPLE:
        person = actions.add_person(by=by, handle=handle, name=name, password=password)
        actions.give_right(by=by, person=person, organisation=places[code], role=role, services=services)
        people[handle] = person
    return people


def share_words(workspace: Workspace) -> None:
    """Publish the invented agreements under which providers' words may be read by the commissioner."""
    held = {(one.provider, one.reader) for one in workspace.agreements()}
    for code, _, _ in PROVIDERS:
        if (code, COMMISSIONER[0]) not in held:
            _agree(workspace, code)


def _agree(workspace: Workspace, code: str) -> None:
    made = SharingAgreement(
        provider=code, reader=COMMISSIONER[0], controller=code, agreement="invented-1", dpia="invented-1",
        since="2024-01-01",
    )  # fmt: skip
    actions.share_words(by=SYSTEM, agreement=made, workspace=workspace)

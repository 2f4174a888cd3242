"""The cast of the demo and of the tests: Asha, Ben, Cath, Fay, Hana, Nell, Owen, and Dai of another trust."""

from typing import Any

from django.conf import settings
from django.db import transaction

from goldthread.accounts import actions
from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.models import Organisation, Person
from goldthread.accounts.rules import Role
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import PlainError, SharingAgreement


SYSTEM = "demo"
COMMISSIONER = ("XIC", "Wenbrook and Tarrowdale Integrated Care Board")
PROVIDERS = (
    ("XWR", "Wenbrook Royal Hospital", "provider"),
    ("XTC", "Tarrowdale Community Services", "provider"),
    ("XWC", "Wenbrook Council", "council"),
    ("XAM", "Wenbrook Ambulance", "provider"),
)
OTHER = ("XOT", "Otherton Trust")
PEOPLE = (
    ("cath", "Cath", "XIC", Role.COMMISSIONER, ()),
    ("fay", "Fay", "XWR", Role.WARD, ("Ward 7 - Older People",)),
    ("asha", "Asha", "XIC", Role.PARTNER, ()),
    ("ben", "Ben", "XWR", Role.ANALYST, ()),
    ("nell", "Nell", "XWR", Role.QUALITY, ()),
    ("owen", "Owen", "XWC", Role.QUALITY, ()),
    ("hana", "Hana", "XWR", Role.GOVERNANCE, ()),
    ("dai", "Dai", "XOT", Role.ANALYST, ()),
)


def _place(by: str, *, code: str, **given: Any) -> Organisation:
    return Organisation.objects.filter(code=code).first() or organisations.add(by=by, code=code, **given)


@transaction.atomic
def load_cast(*, by: str = SYSTEM, password: str | None = None) -> dict[str, Person]:
    """Make the cast and their organisations; harmless to repeat. Gives them by handle.

    Raises: PlainError outside the demo, so that no real site ever has them.
    """
    if not settings.DEMO:
        raise PlainError("The cast of the demo belongs to the demo alone.", "Add real people instead.")
    board = _place(by, code=COMMISSIONER[0], name=COMMISSIONER[1], kind="commissioner")
    places = {COMMISSIONER[0]: board}
    for code, name, kind in PROVIDERS:
        places[code] = _place(by, code=code, name=name, kind=kind, commissioner=board)
    places[OTHER[0]] = _place(by, code=OTHER[0], name=OTHER[1], member=False)
    made = {}
    for handle, name, code, role, services in PEOPLE:
        person = people.named_so(handle) or people.add(by=by, handle=handle, name=name, password=password)
        posts.give(by=by, person=person, post=posts.Post(places[code], role, services))
        made[handle] = person
    return made


def share_words(workspace: WorkspaceLike) -> None:
    """Publish the invented agreements under which providers' words may be read by the commissioner."""
    held = {(one.provider, one.reader) for one in workspace.published.agreements()}
    for code, _, _ in PROVIDERS:
        if (code, COMMISSIONER[0]) not in held:
            _agree(workspace, code)


def _agree(workspace: WorkspaceLike, code: str) -> None:
    made = SharingAgreement(
        provider=code,
        reader=COMMISSIONER[0],
        controller=code,
        agreement="invented-1",
        dpia="invented-1",
        since="2024-01-01",
    )
    actions.share_words(by=SYSTEM, agreement=made, workspace=workspace)

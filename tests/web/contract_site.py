"""A site of contracts for tests of pages: its fixtures, and how its pages are asked for."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import cast as people  # noqa: E402
from goldthread.accounts import clock, opened  # noqa: E402
from goldthread.accounts.directory import people as directory  # noqa: E402
from goldthread.accounts.directory.posts import Post  # noqa: E402
from goldthread.accounts.models import Organisation  # noqa: E402
from goldthread.commitments.models import (  # noqa: E402
    AgreedAction,
    Clause,
    ClauseResult,
    ContractMeeting,
    MeasureRecord,
)
from goldthread.workspace import Workspace  # noqa: E402
from tests.builders import round as made  # noqa: E402
from tests.web.conftest import said  # noqa: E402


@pytest.fixture(autouse=True)
def today():
    """These rounds are of the day that it is, not of the demo's."""
    with clock.as_of(date.today()):
        yield


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A workspace with what carers said and how they answered, and nothing of the demo's."""
    held = Workspace(tmp_path_factory.mktemp("contracts") / "workspace")
    held.audit_keys = opened.workspace().audit_keys  # the database stays the site's
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "at", lambda _: held)
        people.load_cast()  # another file of this process may have emptied the database meanwhile
        people.share_words(held)
        made.tell(held, yes=45, no=15)  # shared figures say nothing of fewer than 50
        yield held


@pytest.fixture
def here(told):
    """The cast alone is in the database, and everything that a test writes is taken back."""
    with made.undone():
        call_command("flush", verbosity=0, interactive=False)
        PEOPLE.update(people.load_cast())
        yield told


def come_in(person) -> Client:
    browser = Client()
    browser.force_login(PEOPLE[person] if isinstance(person, str) else person)
    return browser


@pytest.fixture
def panel(here):
    seats = {"patient": PEOPLE["asha"], "commissioner": PEOPLE["cath"]}
    return made.panel(PEOPLE["cath"], seats)


@pytest.fixture
def need(here, panel):
    return made.need(here, PEOPLE["cath"], panel)


@pytest.fixture
def clause(here, panel, need):
    return made.clause(here, PEOPLE["cath"], panel, [str(need)])


@pytest.fixture
def reported(here, panel, need):
    held = made.clause(here, PEOPLE["cath"], panel, [str(need)], body=made.reported())
    made.endorse(held)
    made.sign(held)
    return held


def joined(handle, code, role):
    return directory.join(by="test", handle=handle, name=handle, post=Post(Organisation.objects.get(code=code), role))


def at(held, *more):
    kinds = {Clause: "clauses", MeasureRecord: "measures", ClauseResult: "results", ContractMeeting: "meetings"}
    kinds[AgreedAction] = "actions"
    return "/".join(["/contracts", kinds[type(held)], held.key, *more]) + "/"


def right(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:400]
    return said(answer)


def walk(browser, start, *steps):
    """Send the steps of a wizard, each where the one before led to; gives the page that checks the answers."""
    address = start
    for typed in steps:
        answer = browser.post(address.partition("?")[0], typed)
        assert answer.status_code == 302, said(answer)
        address = answer.headers["Location"]
    assert address.endswith("/check/"), address
    return address

"""A name of an organisation that is not here yet cannot be claimed by a file that uses it first."""

import pytest

from goldthread.accounts.acting import acting
from goldthread.accounts.directory import names, organisations
from goldthread.accounts.directory.by import reach
from goldthread.accounts.models import Organisation, Person
from goldthread.web.opened import workspace
from tests.web.conftest import said
from tests.web.test_uploads import ben, numbers, send


__all__ = ["ben"]  # the fixture takes back what a test brought in

FUTURE = "Larkfield Community Trust"
FILE = "Comment ID,Date,Organisation,Service,FFT score,What was good?\n" + "".join(
    f"L{at},{13 + at}/06/2031,{FUTURE},Ward 7 - Older People,1,The tea was warm on day {at}\n" for at in range(6)
)


@pytest.fixture
def board(site):
    """An administrator of the commissioner, who may name organisations; gone afterwards."""
    person = Person.objects.create(handle="bo", name="Bo")
    right = person.rights.create(organisation=Organisation.objects.get(code="XIC"), role="administrator")
    yield acting(person, right.pk)
    person.delete()


def test_a_puppet_s_upload_gives_nobody_a_name_that_is_not_theirs(site, ben, board):
    sent = send(ben, FILE.encode())
    page = ben.get(sent.url)
    assert numbers(page) == [6, 0, 0, 6] and "organisation that is not yours" in said(page)
    ben.post(f"{sent.url}keep/")
    assert names.brought_in_by(FUTURE, names.uses(workspace())) == frozenset()
    assert not names.may_take(reach(board), FUTURE, names.uses(workspace()))
    trust = Organisation.objects.get(code="XWR")
    with pytest.raises(organisations.AlreadyCalledSo, match="cannot be taken here"):
        organisations.change(by=board, organisation=trust, aliases=[FUTURE])
    assert not trust.aliases.exists()

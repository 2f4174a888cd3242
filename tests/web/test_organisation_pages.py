"""Organisations and what files call them, on their administrators' pages."""

from datetime import date, timedelta

import pytest

from goldthread.accounts.directory import organisations, people
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import Organisation, Person
from goldthread.accounts.rules import Role
from tests.web.conftest import said, signed_in


YESTERDAY = date.today() - timedelta(days=1)
PASSWORD = "a long sentence of one's own"


def test_a_commissioners_administrator_keeps_the_names_of_its_providers(staff):
    browser = signed_in(staff["p.bo"])
    assert "Tarrowdale Community Services" in said(browser.get("/organisations/"))
    answer = browser.post(
        "/organisations/XTC/",
        {"name": "Tarrowdale Community Services", "kind": "provider", "aliases": "XTC Ward 1\n  \nX.I.C. T.C.S."},
    )
    assert answer.url == "/organisations/"
    assert organisations.named_so("xtc ward-1").code == "XTC" and organisations.named_so("XIC TCS").code == "XTC"
    taken = browser.post(
        "/organisations/XWR/", {"name": "Wenbrook Royal Hospital", "kind": "provider", "aliases": "xic tcs"}
    )
    assert taken.status_code == 400 and 'href="#id_aliases"' in taken.content.decode() and "xic tcs" in said(taken)
    assert browser.get("/organisations/XIC/").status_code == 403
    assert browser.get("/organisations/XOT/").status_code == 404
    squat = browser.post("/organisations/add/", {"code": "PNW", "name": "Practice", "kind": "provider"})
    assert squat.status_code == 400 and "cannot be taken here" in said(squat) and "command line" in said(squat)
    made = browser.post("/organisations/add/", {"code": "XIC-P1", "name": "XIC Practice", "kind": "provider"})
    assert made.url == "/organisations/" and Organisation.objects.get(code="XIC-P1").commissioner.code == "XIC"
    Organisation.objects.get(code="XIC-P1").delete()
    organisations.publish(by="test")


WING = "Trust name,Comment ID,Date,Service,FFT score,What was good?\n" + "".join(
    f"Royal Maternity Wing,M{n},{13 + n}/06/2026,Delivery Suite,1,The midwife held my hand on day {n}\n"
    for n in range(8)
)
WING += "Royal Maternity Wing,M99,notadate,Delivery Suite,1,Ring Margaret Oduya on 07700 900123\n"


@pytest.fixture
def wing(staff, site, tmp_path):
    """A trust's file that names its wing in its own words, brought in on the server; another board with its people."""
    (tmp_path / "maternity.csv").write_text(WING)
    batch = site.imports.gather(tmp_path / "maternity.csv", issuer="XWR")[0].batch
    board = organisations.add(by="test", code="PBB", name="Pea Board", kind="commissioner")
    organisations.add(by="test", code="PPP", name="Pea Provider", commissioner=board)
    for handle, place, role in (("p.zed", "PBB", Role.ADMINISTRATOR), ("p.pup", "PPP", Role.ANALYST)):
        post = Post(Organisation.objects.get(code=place), role)
        people.join(by="test", handle=handle, name=handle, post=post)
    yield batch
    site.imports.undo(batch)
    Person.objects.filter(handle__in=("p.zed", "p.pup")).delete()
    for code in ("PPP", "PBB"):
        Organisation.objects.filter(code=code).delete()
    organisations.publish(by="test")


def test_another_board_neither_sees_nor_takes_what_a_trusts_files_call_it(staff, wing):
    other, own = signed_in(Person.objects.get(handle="p.zed")), signed_in(staff["p.bo"])
    assert "Royal Maternity Wing" not in said(other.get("/organisations/"))
    assert "Royal Maternity Wing" in said(own.get("/organisations/"))
    given = {"code": "PBB1", "name": "PBB Wing", "kind": "provider", "aliases": "Royal Maternity Wing"}
    assert other.post("/organisations/add/", given).status_code == 400
    changed = {"name": "Pea Provider", "kind": "provider", "aliases": "Royal Maternity Wing"}
    assert other.post("/organisations/PPP/", changed).status_code == 400
    assert other.post("/organisations/PPP/", changed | {"aliases": "", "kind": "commissioner"}).status_code == 400
    taken = {"name": "Wenbrook Royal Hospital", "kind": "provider", "aliases": "Royal Maternity Wing"}
    assert own.post("/organisations/XWR/", taken).url == "/organisations/"


def test_an_alias_lets_nobody_mend_or_undo_what_others_brought_in(wing, come_in):
    """Even where the owner of the folder placed a name elsewhere."""
    organisations.change(by="test", organisation=Organisation.objects.get(code="PPP"), aliases=["Royal Maternity Wing"])
    puppet = signed_in(Person.objects.get(handle="p.pup"))
    assert "maternity.csv" not in said(puppet.get("/listen/imports/"))
    page = f"/listen/imports/{wing}/"
    answers = (puppet.get(page), puppet.get(f"{page}rows-to-mend/"), puppet.post(f"{page}undo/"))
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_providers_administrator_sees_its_own_organisation_and_changes_none(staff):
    browser = signed_in(staff["p.ada"])
    page = said(browser.get("/organisations/"))
    assert "Wenbrook Royal Hospital" in page
    assert "Tarrowdale Community" not in page and "Add an organisation" not in page
    assert browser.post("/organisations/XWR/", {"name": "Mine", "kind": "provider"}).status_code == 403
    assert browser.post("/organisations/add/", {"code": "PNW", "name": "P", "kind": "provider"}).status_code == 403

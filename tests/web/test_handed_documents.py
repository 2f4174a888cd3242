"""What is taken away may be passed on, or says on each page whom alone it is for."""

import json
import re
import zipfile
from io import BytesIO

import pytest

from goldthread.web.opened import workspace
from goldthread.web.understand.views import briefs, journeys
from tests.builders import pdf
from tests.web.conftest import WARD, links, said


FALL = "home-after-a-fall"
DOCUMENTS = ("known/brief.docx", "known/brief.pdf", "journey/poster.pdf")
READERS = {"ben": "Wenbrook Royal", "fay": WARD, "cath": "Wenbrook"}
MARK = "Exactfigures,for{}:nottobepassedon."


def text_of(answer):
    """Every word of a document without blanks, page by page for PDF."""
    if answer.content.startswith(b"%PDF"):
        return pdf.pages(answer.content)
    with zipfile.ZipFile(BytesIO(answer.content)) as held:
        parts = [held.read(name).decode() for name in held.namelist() if re.search(r"(document|header\d?)\.xml$", name)]
    return ["".join(re.sub(r"<[^>]+>", " ", "\n".join(parts)).split())]


@pytest.fixture
def made_for(monkeypatch):
    """The scopes that documents were made for, and whether whatever they were given holds shared figures alone."""
    held = []
    for module, name in ((briefs, "brief_word"), (briefs, "brief_pdf"), (journeys, "journey_pdf")):
        make = getattr(module.documents, name)

        def watched(found, *, make=make, **how):
            held.append((found, how["only_for"]))
            return make(found, **how)

        monkeypatch.setattr(module.documents, name, watched)
    return held


def figures(found):
    """Every count in what a document was made of."""
    rows = [row for part in found.sections for row in part.rows()] if hasattr(found, "sections") else found.source.rows
    cells = [cell for row in rows for cell in (row.values() if isinstance(row, dict) else row)]
    return [cell for cell in cells if type(cell) is int and not isinstance(cell, bool)]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("who", READERS)
def test_readers_are_given_what_may_be_passed_on(come_in, made_for, document, who):
    pytest.importorskip("weasyprint")
    answer = come_in(who).get(f"/understand/{document}?pathway={FALL}")
    assert answer.status_code == 200
    ((found, only_for),) = made_for
    assert only_for == ""
    assert (found.sections if hasattr(found, "sections") else found.source.rows) and figures(found)
    assert all(n % 5 == 0 for n in figures(found))
    if hasattr(found, "sections"):
        assert found.shared and not found.section("words").passages
    assert MARK[:16] not in "".join(text_of(answer))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("who", READERS)
def test_exact_ones_say_on_each_page_whom_they_are_for(come_in, made_for, document, who):
    pytest.importorskip("weasyprint")
    narrow = f"&service={WARD}" if who == "fay" else ""
    answer = come_in(who).get(f"/understand/{document}?pathway={FALL}&exact=yes{narrow}")
    ((found, only_for),) = made_for
    assert READERS[who] in only_for
    for page in text_of(answer):
        assert MARK.format(only_for.replace(" ", "")) in page, page[:200]
    assert any(n % 5 for n in figures(found))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nobody_without_the_words_is_given_an_exact_one(come_in, made_for, document):
    pytest.importorskip("weasyprint")
    asha = come_in("asha")
    first, second = (asha.get(f"/understand/{document}?pathway={FALL}{more}") for more in ("", "&exact=yes"))
    (one, _), (other, only_for) = made_for
    assert only_for == "" and figures(one) == figures(other) and all(n % 5 == 0 for n in figures(other))
    assert first.status_code == second.status_code == 200


def test_pages_offer_both_and_say_what_each_is(come_in):
    for page, name in (("known/", "brief.docx"), ("journey/", "poster.pdf")):
        answer = come_in("ben").get(f"/understand/{page}?pathway={FALL}")
        addresses = [one for one in links(answer) if name in one]
        assert [("exact=yes" in one) for one in addresses] == [False, True]
        assert "You can pass it on" in said(answer) and "not to be passed on" in said(answer)
        partner = come_in("asha").get(f"/understand/{page}?pathway={FALL}")
        assert [("exact=yes" in one) for one in links(partner) if name in one] == [False]
        assert "not to be passed on" not in said(partner)


@pytest.mark.parametrize(
    "query",
    [
        f"pathway={FALL}",
        "since=2031-10-03&until=2031-10-09",
        "since=2031-10&until=2031-10&role=carer",
        "role=staff&role=carer",
        "kind=complaints",
        f"pathway={FALL}&point=ward-to-home",
        f"pathway={FALL}&point=ward-to-home&role=carer",
        "theme=Parking",
    ],
)
@pytest.mark.parametrize(("page", "name"), [("known/", "brief.docx"), ("journey/", "poster.pdf")])
def test_what_is_offered_is_what_can_be_had(come_in, monkeypatch, query, page, name):
    """A document for everybody is offered exactly where it can be made; the exact one is always to be had."""
    monkeypatch.setattr(journeys.documents, "journey_pdf", lambda *_, **how: b"%PDF")  # drawn elsewhere in this file
    ben, place = come_in("ben"), "known/brief.docx" if page == "known/" else "journey/poster.pdf"
    answer = ben.get(f"/understand/{page}?{query}")
    if answer.status_code == 400:  # one step of a journey that other organisations share: not Ben's to see exactly
        assert ben.get(f"/understand/{place}?{query}&exact=yes").status_code == 400
        return
    addresses = [one for one in links(answer) if name in one]
    plain = [one for one in addresses if "exact=yes" not in one]
    assert ben.get(f"/understand/{place}?{query}").status_code == (200 if plain else 400)
    assert [ben.get(one).status_code for one in addresses if "exact=yes" in one] == [200]


def test_the_brief_for_a_program_says_whom_it_is_for(come_in):
    address = f"/understand/known/brief.json?pathway={FALL}"
    held = {who: json.loads(come_in(who).get(address).content)["for"] for who in ("asha", "ben")}
    assert held["asha"] == "everyone"
    assert "Wenbrook Royal" in held["ben"] and held["ben"].endswith("not to be passed on")
    assert workspace().findings.brief().as_dict()["for"] == "the owner of this workspace, not to be passed on"

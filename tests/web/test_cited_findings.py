"""Findings that a decision cites: the question is kept, and each reader opens it under their own right."""

import pytest

from goldthread.accounts.acting import acting
from goldthread.partnership import citing, erasing
from goldthread.partnership.actions import deciding
from goldthread.partnership.models import CitedFinding, Decision
from goldthread.vocabulary import WrongUsage
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import links, said


BRIEF = "/understand/known/?pathway=home-after-a-fall&point=ward-to-home&role=carer"


@pytest.fixture
def come_in(site):
    """Signs one of the cast in."""
    return together.signed_in


@pytest.fixture
def decision(site):
    """A decision of a panel on which Asha, Cath and Nell sit, taken back afterwards."""
    with made.undone():
        yield together.proposed(together.panel())


def page_of(decision, rest=""):
    return f"/together/decisions/{decision.key}/{rest}"


def test_a_brief_is_cited_by_its_address_and_shown_with_its_day_and_caveat(come_in, decision):
    cath, page = come_in("cath"), page_of(decision)
    assert page_of(decision, "cite/") in links(cath.get(page))
    assert cath.post(f"{page}cite/", {"link": f"https://goldthread.example{BRIEF}", "search": ""}).status_code == 302
    assert cath.post(f"{page}cite/", {"link": BRIEF, "search": ""}).status_code == 302, "cited once"
    held = CitedFinding.objects.get(decision=decision)
    for handle in ("cath", "asha", "ben"):
        browser = come_in(handle)
        shown = browser.get(page)
        assert "What we already know: Home after a fall, Ward → home, " in said(shown), handle
        assert f"Cited on {held.at:%-d %B %Y}" in said(shown) and "It does not speak for everyone" in said(shown)
        address = next(one for one in links(shown) if one.startswith("/understand/known/")).replace("&amp;", "&")
        assert browser.get(address).status_code == 200


def test_readers_see_their_own_figures_never_those_of_whoever_cited_them(come_in, decision):
    cath = come_in("cath")
    assert cath.post(page_of(decision, "cite/"), {"link": "/understand/themes/?organisation=XWR"}).status_code == 302
    held = CitedFinding.objects.get(decision=decision)
    assert (held.page, held.asked, held.search) == ("themes", {"organisation": ["XWR"]}, ""), "no figure is kept"
    address = next(one.address for one in citing.shown([held], acting(together.person("cath"))))
    exact, shared = (said(come_in(who).get(address)) for who in ("nell", "asha"))
    assert exact != shared, "one may read the words, and counts them; the other gets shared figures"


@pytest.mark.parametrize(
    "address",
    [
        "/home/",
        "/understand/words/",
        "https://example.org/",
        "javascript:alert(1)",
        "nothing",
        "/understand/known/?team=Bay+A",
        "/understand/known/?next=//example.org",
        f"/understand/themes/?theme={'x' * 200}",
    ],
)
def test_what_others_cannot_open_is_not_cited(come_in, decision, address):
    answer = come_in("cath").post(page_of(decision, "cite/"), {"link": address, "search": ""})
    assert answer.status_code == 400 and not CitedFinding.objects.exists()
    with pytest.raises(WrongUsage):
        citing.read(address)


def test_findings_are_cited_as_a_decision_is_proposed_and_until_it_is_closed(come_in, decision):
    cath = come_in("cath")
    step = cath.post("/together/propose-a-decision/", {"panel": decision.panel.key, "title": "What now?"}).url
    step = cath.post(step, {"options": "Knowing\nChange nothing"}).url
    wrong = cath.post(step, {"closes_on": "", "findings": f"{BRIEF}\n/home/"})
    assert wrong.status_code == 400 and "not the address of a finding" in said(wrong)
    check = cath.post(step, {"closes_on": "", "findings": f"{BRIEF}\n/understand/journey/"}).url
    key = cath.post(check).url.split("/")[-2]
    new = Decision.objects.get(key=key)
    assert [one.page for one in new.findings.all()] == ["known", "journey"]
    for handle in ("ben", "fay"):
        assert come_in(handle).post(page_of(new, "cite/"), {"link": BRIEF}).status_code == 403
    assert come_in("dai").post(page_of(new, "cite/"), {"link": BRIEF}).status_code == 403
    closed = together.decided(decision.panel, title="Done?")
    with pytest.raises(WrongUsage, match="closed"):
        deciding.cite(by="test", decision=closed, finding=citing.read(BRIEF))


def test_a_withdrawal_empties_what_repeats_it(decision):
    told = "I sat up all night with nobody to ring about my mother."
    CitedFinding.objects.create(decision=decision, page="themes", asked={"theme": [told]}, by="test")
    assert erasing.erase("somebody", [told]) == 1
    assert CitedFinding.objects.get(decision=decision).asked == {}

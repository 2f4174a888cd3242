"""A panel ends: what is open is listed first, needs are handed on or closed, and its past stays readable."""

from datetime import timedelta

import pytest

from goldthread.accounts import clock
from goldthread.partnership import ending, queries, supporting, waiting
from goldthread.partnership.actions import deciding, needs, panels, releasing
from goldthread.partnership.models import PatientPanel
from goldthread.vocabulary import WrongUsage
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import links, said


WHY = "The ward closed, and the panel did its work."


@pytest.fixture
def come_in(site):
    """Signs one of the cast in."""
    return together.signed_in


@pytest.fixture
def panel(site):
    """A panel on which Asha, Cath and Nell sit, taken back afterwards."""
    with made.undone():
        yield together.panel()


def page_of(panel, rest=""):
    return f"/together/panels/{panel.key}/{rest}"


def sent(**more):
    return {"on": clock.today().isoformat(), "why": WHY} | more


def test_what_waits_for_members_is_listed_and_keeps_a_panel_from_ending(site, come_in, panel):
    need, cath = together.need(site, panel), come_in("cath")
    decision = together.opened(panel, closes_on=clock.today())
    release = together.asked_to_release(site, panel, need)
    clause = made.clause(site, "test", panel, [str(need)])
    page = cath.get(page_of(panel, "end/"))
    for part in (decision.title, "Words for this panel", made.CLAUSE, "Close these first"):
        assert part in said(page)
    assert f"/together/decisions/{decision.key}/" in links(page) and "Why it ends" not in said(page)
    assert cath.post(page_of(panel, "end/"), sent(hand_to="close")).status_code == 400
    with clock.as_of(clock.today() + timedelta(days=1)):
        deciding.leave(by="test", decision=decision, why="Nobody came.")
    assert [one.what for one in ending.still_open(panel)] == ["Words to release", "Clause"]
    made.endorse(clause)
    release.delete()
    assert ending.still_open(panel) == []
    assert cath.post(page_of(panel, "end/"), sent(hand_to="close")).status_code == 302


def test_the_host_alone_ends_a_panel_on_a_day_that_is_over_and_with_a_reason(come_in, panel):
    for handle in ("asha", "nell", "ben"):
        assert come_in(handle).get(page_of(panel, "end/")).status_code == 403
        assert come_in(handle).post(page_of(panel, "end/"), sent()).status_code == 403
    cath = come_in("cath")
    for wrong in (
        {"why": ""},
        {"on": ""},
        {"on": (clock.today() + timedelta(days=1)).isoformat()},
        {"on": "2001-01-01"},
    ):
        assert cath.post(page_of(panel, "end/"), sent() | wrong).status_code == 400, wrong
    assert PatientPanel.objects.get(pk=panel.pk).ended is None
    assert cath.post(page_of(panel, "end/"), sent()).status_code == 302


def test_nothing_happens_on_a_panel_that_ended_and_its_past_is_read(site, come_in, panel):
    need = together.need(site, panel)
    decision = together.decided(panel, rests_on=[str(need)])
    cath, asha = come_in("cath"), come_in("asha")
    assert cath.post(page_of(panel, "end/"), sent(hand_to="close")).status_code == 302
    for browser in (cath, asha, come_in("ben")):
        page = browser.get(page_of(panel))
        assert "This panel ended on" in said(page) and WHY in said(page) and made.WORDING in said(page)
        assert "Knowing comes first" in said(browser.get(f"/together/decisions/{decision.key}/"))
        assert "Closed with its panel" in said(browser.get(f"/together/needs/{need.key}/"))
        assert 'method="post"' not in page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    assert "Member 2" in said(asha.get(page_of(panel))) and "Member 2" in said(cath.get(page_of(panel)))
    assert "Panels that have ended" in said(asha.get("/together/"))
    for rest in ("seats/", "quorum/", "end/"):
        assert cath.get(page_of(panel, rest)).status_code == 403
    seat = together.seat(panel, "asha")
    assert waiting.seats_of(together.person("asha"))[0].panel_id != panel.pk
    with pytest.raises(WrongUsage, match="ended on"):
        needs.write(by="test", panel=panel, wording="More.", passages=[], no_words_because="Said.")
    with pytest.raises(WrongUsage, match="ended on"):
        together.proposed(panel)
    with pytest.raises(WrongUsage, match="ended on"):
        panels.seat(by="test", panel=panel, voice="carer", name="Late")
    with pytest.raises(WrongUsage, match="ended on"):
        releasing.want(by=together.person("asha"), need=need, member=seat)
    with pytest.raises(WrongUsage, match="panel has ended"):
        together.asked_to_release(site, panel, need)
    officer = {"officer": "Pat Doe", "job": "Chief Nurse", "reasons": "No staff."}
    assert come_in("nell").post(f"/together/decisions/{decision.key}/depart/", officer).status_code == 302


def test_open_needs_are_handed_on_and_answered_again_by_the_other_panel(site, come_in, panel):
    need, other = together.need(site, panel), together.panel(title="Night care")
    for member in panel.members.all():
        needs.say(by="test", need=need, member=member, stance="support")
    cath = come_in("cath")
    page = cath.get(page_of(panel, "end/"))
    assert made.WORDING in said(page) and "Hand them on to “Night care”" in said(page)
    assert cath.post(page_of(panel, "end/"), sent()).status_code == 400, "it must be said what happens to them"
    assert cath.post(page_of(panel, "end/"), sent(hand_to=other.key)).status_code == 302
    need.refresh_from_db()
    assert (need.panel, need.state) == (other, "open") and supporting.of(need).said == 0
    asha = come_in("asha")
    shown = said(asha.get(f"/together/needs/{need.key}/"))
    assert "None of the 7 members has answered yet" in shown
    assert (
        "What members of “Home after a fall” said" in shown and "7 of the 7 members who answered supported it" in shown
    )
    assert made.WORDING in said(asha.get(page_of(other)))
    assert asha.post(f"/together/needs/{need.key}/answer/", {"stance": "support", "seen": 1}).status_code == 302
    assert supporting.of(need).said == 1
    assert queries.needs(site_scope := together.Scope.owner(), panel) == [] and queries.needs(site_scope, other) == [
        need
    ]

"""Decisions where somebody could be misled or named: whose view it is, a vote before it is sent, who was there."""

from datetime import timedelta

import pytest

from goldthread.accounts import clock
from goldthread.partnership import queries
from goldthread.partnership.actions import deciding, panels
from goldthread.partnership.models import Decision, PanelMember, Vote
from goldthread.vocabulary import NoRight, Scope, WrongUsage
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import links, said


@pytest.fixture
def come_in(site):
    """Signs one of the cast in."""
    return together.signed_in


@pytest.fixture
def panel(site):
    """A panel on which Asha, Cath and Nell sit, taken back afterwards."""
    with made.undone():
        yield together.panel()


def page_of(decision, rest=""):
    return f"/together/decisions/{decision.key}/{rest}"


def tomorrow_of(day):
    return clock.as_of(day + timedelta(days=1))


def tomorrow():
    return tomorrow_of(clock.today())


OFFICER = {"officer": "Pat Doe", "job": "Chief Nurse", "reasons": "We have no staff for it."}
HERS, HIS = "We cannot manage not knowing.", "All is well."


def test_staff_cannot_write_or_change_what_patients_and_carers_said(come_in, panel):
    decision = together.proposed(panel)
    asha, cath = come_in("asha"), come_in("cath")
    page = page_of(decision)
    assert cath.post(f"{page}view/", {"view": HIS}).status_code == 403
    assert asha.post(f"{page}view/", {"view": HERS}).status_code == 302
    for member in (together.seat(panel, "asha"), *together.nameless(panel), together.seat(panel, "cath")):
        assert cath.post(f"{page}view/", {"view": HIS, "member": member.token}).status_code == 403
    for handle in ("cath", "nell", "ben"):
        shown = come_in(handle).get(page)
        assert HERS in said(shown) and f"{page}view/" not in shown.content.decode(), handle
    assert "Only a patient or carer of the panel can change it" in said(cath.get(page))
    decision.refresh_from_db()
    assert decision.patients_view == HERS


def test_what_the_view_said_before_is_kept_with_who_and_when(come_in, panel):
    decision = together.proposed(panel)
    asha, page = come_in("asha"), page_of(decision)
    for view in ("We are tired.", HERS):
        assert asha.post(f"{page}view/", {"view": view}).status_code == 302
    assert asha.post(f"{page}view/", {"view": HERS}).status_code == 400, "it says so already"
    (before,) = queries.earlier_views(decision)
    assert (before.wording, before.stated_by) == ("We are tired.", str(together.person("asha")))
    shown = said(come_in("cath").get(page))
    assert shown.index(HERS) < shown.index("What they said before") < shown.index("We are tired.")
    assert "written down by Asha" in shown
    assert "Asha" not in said(come_in("ben").get(page)).partition("What they said")[2], "others see no names"


def test_the_host_writes_the_view_down_only_where_no_patient_or_carer_signs_in(come_in, site):
    with made.undone():
        paper = made.panel("test", people={"commissioner": together.person("cath")})
        decision, cath = together.proposed(paper), come_in("cath")
        page = page_of(decision)
        joan = paper.members.filter(voice="carer").first()
        assert "Who said it" in said(cath.get(page))
        assert cath.post(f"{page}view/", {"view": HERS}).status_code == 400, "whose view it is must be said"
        clinician = paper.members.get(voice="clinician")
        assert cath.post(f"{page}view/", {"view": HERS, "member": clinician.token}).status_code == 400
        assert cath.post(f"{page}view/", {"view": HERS, "member": joan.token}).status_code == 302
        assert "written down by Cath" in said(cath.get(page))
        PanelMember.objects.filter(pk=joan.pk).update(person=together.person("asha"))
        with pytest.raises(NoRight, match="signs in"):
            other = paper.members.filter(voice="patient").first()
            deciding.state_view(by=together.person("cath"), decision=decision, member=other, view=HIS)


# The vote


def test_a_host_cannot_drop_what_the_panel_chose_and_state_something_else(come_in, panel):
    decision = together.opened(panel)
    first, second = decision.options.all()
    for number, member in enumerate(panel.members.all()):
        deciding.vote(by="test", decision=decision, member=member, option=second if number == 6 else first)
    cath, page = come_in("cath"), page_of(decision)
    refused = cath.post(f"{page}no-decision/", {"why": "We would rather not."})
    assert refused.status_code == 400 and "The panel has decided" in said(refused)
    assert cath.post(f"{page}depart/", OFFICER).status_code == 400, "nothing is decided yet"
    assert cath.post(f"{page}close/", {}).status_code == 302
    other = {"based_on": 1, "wording": "The ward need not ring anyone."}
    assert cath.post(f"{page}reword/", other).status_code == 404, "nobody words a decision anew"
    one = {"options": "Knowing comes first", "closes_on": ""}
    assert cath.post(f"{page}ask-again/", one).status_code == 400, "there is nothing to choose from"
    again = cath.post(f"{page}ask-again/", {"options": "Knowing comes first\nThe ward need not ring.", "closes_on": ""})
    assert again.status_code == 302
    for path in (page, f"/together/panels/{panel.key}/", f"/thread/decision/{decision.key}/"):
        assert "Knowing comes first" in said(come_in("asha").get(path)), path
    later = Decision.objects.get(asks_again=decision)
    assert "The panel decided then: Knowing comes first" in said(cath.get(again["Location"]))
    deciding.state_view(by="test", decision=later, member=made.carer(panel), view=HERS)
    deciding.open_vote(by="test", decision=later)
    for member in panel.members.all():
        deciding.vote(by="test", decision=later, member=member, option=later.options.last())
    assert cath.post(f"{again['Location']}close/", {}).status_code == 302
    shown = said(come_in("asha").get(page))
    assert "The panel decided again on" in shown and "The ward need not ring." in shown


def test_what_was_left_undecided_is_not_departed_from(come_in, panel):
    decision = together.opened(panel, closes_on=clock.today())
    cath, page = come_in("cath"), page_of(decision)
    assert cath.post(f"{page}no-decision/", {"why": "Too few could come."}).status_code == 400, "it is still open"
    with tomorrow():
        assert cath.post(f"{page}no-decision/", {"why": "Too few could come."}).status_code == 302
    assert cath.post(f"{page}depart/", OFFICER).status_code == 400


def vote_of(decision, *members, place=1):
    for member in members:
        deciding.vote(by="test", decision=decision, member=member, option=decision.options.get(place=place))


def test_a_ballot_short_of_its_quorum_stays_open_until_its_last_day_or_everyone_has_voted(come_in, panel):
    decision = together.opened(panel, closes_on=(last := clock.today() + timedelta(days=9)))
    vote_of(decision, *together.nameless(panel)[:2])
    cath, page = come_in("cath"), page_of(decision)
    waits = f"5 members have not voted yet. The vote stays open until {last:%-d %B %Y}."
    assert waits in said(cath.get(page)) and "no-decision/" not in cath.get(page).content.decode()
    for rest, sent in (("no-decision/", {"why": "We would rather not."}), ("close/", {})):
        shown = cath.get(page + rest)
        assert waits in said(shown) and f'action="{page}{rest}"' not in shown.content.decode()
        assert cath.post(page + rest, sent).status_code == 400
    for member in (together.seat(panel, "nell"), *together.nameless(panel)[2:]):
        panels.end_seat(by="test", member=member, on=clock.today())
    assert "5 members have not voted yet" in said(cath.get(page)), "ending seats closes no vote"
    assert cath.post(f"{page}no-decision/", {"why": "We would rather not."}).status_code == 400
    decision.refresh_from_db()
    assert decision.closed_at is None


def test_everyone_having_voted_closes_a_ballot_early_whatever_came_of_it(come_in, panel):
    panel.quorum = 8
    panel.save()
    decision = together.opened(panel, closes_on=clock.today() + timedelta(days=9))
    vote_of(decision, *panel.members.all())
    cath, page = come_in("cath"), page_of(decision)
    assert "Close it: no quorum" in said(cath.get(page))
    assert cath.post(f"{page}no-decision/", {"why": "Eight must vote; we are seven."}).status_code == 302
    decision.refresh_from_db()
    assert decision.no_quorum


@pytest.mark.parametrize("early", ["yes", "no"])
def test_a_quorum_closes_a_ballot_early_only_where_the_panels_rules_let_it(come_in, panel, early):
    cath, rules = come_in("cath"), f"/together/panels/{panel.key}/quorum/"
    sent = {"quorum": 5, "quorum_share": 50}
    assert cath.post(rules, sent | {"closes_early": early}).status_code == 302
    decision = together.opened(panel, closes_on=clock.today() + timedelta(days=9))
    vote_of(decision, *list(panel.members.all())[:5])
    assert cath.post(rules, sent | {"closes_early": "yes"}).status_code == 302, "for the next vote, not for this one"
    page = page_of(decision)
    assert ("2 members have not voted yet" in said(cath.get(page))) is (early == "no")
    assert cath.post(f"{page}close/", {}).status_code == (302 if early == "yes" else 400)
    if early == "no":
        with tomorrow_of(decision.closes_on):
            assert cath.post(f"{page}close/", {}).status_code == 302


def test_after_its_last_day_a_vote_short_of_its_quorum_is_no_quorum_and_is_asked_again(come_in, site, panel):
    need = together.need(site, panel)
    decision = together.opened(panel, rests_on=[str(need)], closes_on=clock.today())
    vote_of(decision, *together.nameless(panel)[:2])
    cath, asha, page = come_in("cath"), come_in("asha"), page_of(decision)
    with tomorrow():
        shown = said(cath.get(page))
        assert "There was no quorum" in shown and "Close it: no quorum" in shown and "have not voted yet" not in shown
        assert cath.post(f"{page}close/", {}).status_code == 400, "nothing is decided without a quorum"
        form = cath.get(f"{page}no-decision/").content.decode()
        assert f"Not enough members voted by {decision.closes_on:%-d %B %Y}." in form
        assert cath.post(f"{page}no-decision/", {"why": "Too few voted."}).status_code == 302
        for browser in (cath, asha, come_in("ben")):
            assert "No quorum" in said(browser.get(page))
        assert "No quorum" in said(asha.get(f"/together/panels/{panel.key}/"))
        assert asha.post(f"{page}ask-again/", {}).status_code == 403
        again = cath.post(f"{page}ask-again/", {"options": "Knowing comes first\nChange nothing", "closes_on": ""})
        assert again.status_code == 302
        new = Decision.objects.get(asks_again=decision)
        assert again["Location"] == page_of(new) and new.title == decision.title and new.opened_at is None
        assert [one.wording for one in new.options.all()] == [one.wording for one in decision.options.all()]
        assert [one.key for one in queries.needs_of(Scope.owner(), new)] == [need.key]
        assert page_of(new) in links(cath.get(page)) and page in links(cath.get(page_of(new)))
        assert cath.post(f"{page}ask-again/", {"options": "One\nTwo"}).status_code == 400, "once"


def test_a_ballot_without_a_last_day_is_given_one_and_never_an_earlier_one(come_in, panel):
    decision = together.opened(panel)
    cath, page = come_in("cath"), page_of(decision)
    waits = "7 members have not voted yet. The vote has no last day, so it stays open until {} voted."
    assert waits.format("enough members have") in said(cath.get(page))
    type(panel).objects.filter(pk=panel.pk).update(closes_early=False)
    assert waits.format("everyone has") in said(cath.get(page))
    assert cath.post(f"{page}no-decision/", {"why": "We would rather not."}).status_code == 400
    later, today = clock.today() + timedelta(days=3), clock.today()
    assert cath.post(f"{page}last-day/", {"closes_on": today.isoformat()}).status_code == 400
    assert come_in("asha").post(f"{page}last-day/", {"closes_on": later.isoformat()}).status_code == 403
    assert cath.post(f"{page}last-day/", {"closes_on": later.isoformat()}).status_code == 302
    sooner = {"closes_on": (today + timedelta(days=1)).isoformat()}
    assert cath.post(f"{page}last-day/", sooner).status_code == 400, "members were told"
    assert f"The vote stays open until {later:%-d %B %Y}" in said(cath.get(page))
    with pytest.raises(WrongUsage, match="last day to vote is over"):
        together.proposed(panel, closes_on=today - timedelta(days=1))
    waits = together.proposed(panel, closes_on=today)
    deciding.state_view(by="test", decision=waits, member=made.carer(panel), view=HERS)
    with tomorrow():
        assert "Set a later day" in said(cath.get(page_of(waits)))
        assert cath.post(page_of(waits, "open/"), {}).status_code == 400
        assert cath.post(page_of(waits, "last-day/"), {"closes_on": later.isoformat()}).status_code == 302
        assert cath.post(page_of(waits, "open/"), {}).status_code == 302


def test_a_vote_is_shown_before_it_is_cast_and_can_be_changed(come_in, panel):
    decision = together.opened(panel)
    asha, page = come_in("asha"), page_of(decision)
    first, second = decision.options.all()
    sent = {"option": 2, "reason": "It costs <b>too</b> much."}
    check = asha.post(f"{page}vote/", sent)
    assert check.status_code == 200 and not Vote.objects.filter(decision=decision).exists()
    shown = said(check)
    for part in ("Check your vote", second.wording, "It costs <b>too</b> much.", "Your vote is secret"):
        assert part in shown
    assert "You cannot change your vote once you have sent it" in shown and "<b>too" not in check.content.decode()
    again = asha.post(f"{page}vote/", sent | {"go": "change"})
    assert again.status_code == 200 and "too</b> much" in said(again)
    assert not Vote.objects.filter(decision=decision).exists()
    assert asha.post(f"{page}vote/", sent | {"option": 1, "go": "cast"}).status_code == 302
    assert Vote.objects.get(decision=decision).option == first
    for go in ({}, {"go": "cast"}):
        assert asha.post(f"{page}vote/", sent | go).status_code == 400
    assert Vote.objects.get(decision=decision).option == first


def test_the_page_to_check_says_until_when_and_a_wrong_vote_never_reaches_it(come_in, panel):
    decision = together.opened(panel, closes_on=(last := clock.today() + timedelta(days=9)))
    asha, page = come_in("asha"), page_of(decision)
    assert f"The vote is open until {last:%-d %B %Y}" in said(asha.post(f"{page}vote/", {"option": 1}))
    wrong = asha.post(f"{page}vote/", {"go": "cast"})
    assert wrong.status_code == 400 and "Choose one option" in said(wrong)


def test_the_host_checks_a_vote_that_is_entered_for_somebody(come_in, panel):
    decision, member = together.opened(panel), together.nameless(panel)[0]
    cath, page = come_in("cath"), page_of(decision)
    sent = {"option": 1, "member": member.token}
    check = said(cath.post(f"{page}enter/", sent))
    assert "Check this vote" in check and member.name in check
    assert not Vote.objects.filter(decision=decision).exists()
    assert cath.post(f"{page}enter/", sent | {"go": "cast"}).status_code == 302
    assert Vote.objects.get(decision=decision).member == member


def test_a_show_of_hands_says_that_others_see_it(come_in, site):
    with made.undone():
        hands = together.panel(title="Hands in the air", method="hands")
        shown = said(come_in("asha").get(page_of(together.opened(hands))))
        assert "open show of hands" in shown and "Everyone in the room sees how you vote" in shown


# Who was in the room


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ({"patient": 4, "carer": 4, "clinician": 1}, "Who was in the room: 9 people."),
        ({"patient": 2}, "Who was in the room: 2 people."),
        ({"patient": 4, "carer": 3}, "Who was in the room: patient 4, carer 3."),
    ],
)
def test_roles_are_told_only_where_each_has_three(come_in, panel, room, expected):
    decision = together.opened(panel)
    for member in panel.members.all():
        deciding.vote(by="test", decision=decision, member=member, option=decision.options.first())
    deciding.close(by="test", decision=decision, room=room)
    for handle in ("cath", "asha", "ben"):
        assert expected in said(come_in(handle).get(page_of(decision))), handle


def test_seats_and_turnout_name_no_role_of_one_or_two(come_in, panel):
    ben, path = come_in("ben"), f"/together/panels/{panel.key}/"
    assert "7 members." in said(ben.get(path)) and "Clinician: 1" not in said(ben.get(path))
    decision = together.opened(panel)
    for number, member in enumerate(panel.members.order_by("id")[3:], 1):
        deciding.vote(by="test", decision=decision, member=member, option=decision.options.first())
        page = said(ben.get(page_of(decision)))
        assert f"{number} {'member' if number == 1 else 'members'} took part." in page
        assert "are patients or carers" not in page and "more must take part" not in page
    with pytest.raises(WrongUsage, match="already"):
        deciding.vote(by="test", decision=decision, member=member, option=decision.options.first())

"""Pages of decisions: proposed, voted on, departed from, and who may do what on them."""

from datetime import date, timedelta

from goldthread.accounts import clock
from goldthread.partnership.models import Decision, Departure, Support, Vote
from tests.builders import together
from tests.web.conftest import said
from tests.web.together_site import answers, cast, come_in, decision_page, held, need_page


__all__ = ["come_in", "held"]


def test_a_decision_from_proposal_to_result(come_in, held):
    cath, asha, nell = come_in("cath"), come_in("asha"), come_in("nell")
    page = propose(cath, held)
    assert cath.post(f"{page}open/").status_code == 400, "patients and carers speak first"
    assert nell.post(f"{page}view/", {"view": "Ours."}).status_code == 403, "a provider is no patient"
    assert asha.post(f"{page}view/", {"view": together.VIEW}).status_code == 302
    assert asha.post(f"{page}open/").status_code == 403, "the host opens the vote"
    assert cath.post(f"{page}open/").status_code == 302
    assert "At least half of them must be patients or carers" in said(asha.get(page))
    assert asha.post(f"{page}vote/", cast(1)).status_code == 302
    assert asha.post(f"{page}vote/", cast(2)).status_code == 400, "a vote cannot be changed"
    assert nell.post(f"{page}vote/", cast(2, reason=together.AGAINST)).status_code == 302
    early = cath.post(f"{page}close/", {})
    assert early.status_code == 400 and "no quorum" in said(early)
    for member in together.nameless(held["panel"])[:4]:
        assert cath.post(f"{page}enter/", cast(1, member=member.token)).status_code == 302
    before = said(come_in("ben").get(page))
    assert "6 members took part" in before and "86%" not in before and together.AGAINST not in before
    sent = {"room_patient": 2, "room_carer": 3, "wording": "Change nothing"}
    assert cath.post(f"{page}vote/", cast(1)).status_code == 302
    assert cath.post(f"{page}close/", sent).status_code == 302
    after = said(come_in("ben").get(page))
    for part in (
        "What was decided Knowing",
        together.AGAINST,
        "86%",
        "4 votes were entered",
        "Who was in the room: 5 people",
    ):
        assert part in after
    assert after.index(together.VIEW) < after.index("What was decided"), "the view of patients and carers comes first"
    assert asha.post(f"{page}vote/", cast(1)).status_code == 400, "after it closed"


def propose(browser, held) -> str:
    """The page of a decision that was proposed step by step."""
    step = browser.post("/together/propose-a-decision/", {"panel": held["panel"].key, "title": "What now?"}).url
    given = [{"options": "Knowing\nChange nothing"}, {"needs": [held["need"].key], "closes_on": ""}]
    for one in given:
        step = browser.post(step, one).url
    return browser.post(step).url


def test_hands_are_counted_in_the_room_and_shown_by_voice_only_where_each_has_three(come_in, held):
    cath, page = come_in("cath"), decision_page(held, "raised")
    many = {"hands_1_patient": 3}
    refused = cath.post(f"{page}hands/", many)
    assert refused.status_code == 400 and "the panel has 2 seats" in said(refused)
    sent = {"hands_1_patient": 2, "hands_1_carer": 2, "hands_2_clinician": 1, "against_clinician": "We lack the staff."}
    assert cath.post(f"{page}hands/", sent).status_code == 302
    assert cath.post(f"{page}close/", {}).status_code == 302
    shown = said(cath.get(page))
    assert (
        "We lack the staff." in shown and "Who took part: 5 people" in shown and "Hands by who raised them" not in shown
    )


def test_nobody_votes_for_another_and_no_stranger_to_the_panel_votes(come_in, held):
    page, hers = decision_page(held, "opened"), together.seat(held["panel"], "asha")
    assert come_in("cath").post(f"{page}enter/", cast(1, member=hers.token)).status_code == 400
    for handle in ("ben", "fay"):
        assert come_in(handle).post(f"{page}vote/", cast(1)).status_code == 403
        assert come_in(handle).post(need_page(held, "answer/"), answers()).status_code == 403
    assert not Vote.objects.filter(decision=held["opened"]).exists()


def test_a_member_of_another_panel_answers_nothing_here(come_in, held):
    seat = together.seat(held["panel"], "asha")
    type(seat).objects.filter(pk=seat.pk).update(until=date.today() - timedelta(days=1))
    asha = come_in("asha")
    assert asha.post(need_page(held, "answer/"), answers()).status_code == 403
    assert asha.post(f"{decision_page(held, 'opened')}vote/", cast(1)).status_code == 403
    assert asha.post("/together/write-a-need/", {"panel": held["panel"].key, "wording": "Mine."}).status_code == 400


def test_a_host_of_another_organisation_runs_nothing_here(come_in, held):
    other = together.panel(title="The hospital's own", host="XWR", organisations=["XWR"])
    nell, cath = come_in("nell"), come_in("cath")
    assert nell.get(f"/together/panels/{other.key}/quorum/").status_code == 200
    for browser, key in ((nell, held["panel"].key), (cath, other.key)):
        for rest in ("seats/", "quorum/", f"seats/{together.seat(held['panel'], 'asha').token}/end/"):
            assert browser.get(f"/together/panels/{key}/{rest}").status_code == 403
            assert browser.post(f"/together/panels/{key}/{rest}", {}).status_code == 403
    for rest in ("open/", "enter/", "close/", "no-decision/"):
        assert nell.post(decision_page(held, "opened", rest), {}).status_code == 403
    assert nell.post(need_page(held, "enter/"), answers()).status_code == 403
    assert nell.post(decision_page(held, "raised", "hands/"), {}).status_code == 403


def test_a_commissioner_never_answers_as_a_patient(come_in, held):
    seat = together.seat(held["panel"], "cath")
    seat.voice = "patient"
    seat.save()
    cath = come_in("cath")
    assert cath.post(need_page(held, "answer/"), answers()).status_code == 403
    assert cath.post(f"{decision_page(held, 'opened')}vote/", cast(1)).status_code == 403
    assert not Support.objects.filter(need=held["need"]).exists()


def test_an_organisation_departs_by_a_named_officer_and_the_panel_reads_why(come_in, held):
    page, nell = decision_page(held, "decided"), come_in("nell")
    sent = {"officer": "Pat Doe", "job": "Chief Nurse", "reasons": "We have no staff for it this year."}
    assert nell.post(f"{page}depart/", sent | {"officer": ""}).status_code == 400
    assert come_in("ben").post(f"{page}depart/", sent).status_code == 403
    assert nell.post(f"{page}depart/", sent).status_code == 302
    for path in (page, f"/together/panels/{held['panel'].key}/"):
        shown = said(come_in("asha").get(path))
        assert "Pat Doe" in shown and "Chief Nurse" in shown and "no staff for it" in shown
    assert Departure.objects.get(about=str(held["decided"])).organisation == "XWR"


def test_a_vote_without_a_quorum_can_be_closed_without_a_decision(come_in, held):
    page, cath = decision_page(held, "opened"), come_in("cath")
    Decision.objects.filter(pk=held["opened"].pk).update(closes_on=clock.today() - timedelta(days=1))
    assert cath.post(f"{page}no-decision/", {"why": ""}).status_code == 400
    assert cath.post(f"{page}no-decision/", {"why": "Too few could come."}).status_code == 302
    assert "No quorum" in said(cath.get(page)) and "Too few could come." in said(cath.get(page))


def test_a_decision_is_asked_again_by_its_host_alone_and_stands_until_then(come_in, held):
    page, again = decision_page(held, "decided"), {"options": "Knowing\nA leaflet", "closes_on": ""}
    assert come_in("asha").post(f"{page}ask-again/", again).status_code == 403
    asked = come_in("cath").post(f"{page}ask-again/", again)
    assert asked.status_code == 302 and Decision.objects.get(pk=held["decided"].pk).version == 1
    shown = said(come_in("asha").get(page))
    assert "It was asked again" in shown and "decided again" not in shown

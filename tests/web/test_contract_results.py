"""Results, agendas and outcomes of contracts as pages, and who may do what on them."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.builders.site import cast
from tests.web.contract_site import (
    PEOPLE,
    at,
    clause,
    come_in,
    here,
    joined,
    need,
    panel,
    reported,
    right,
    today,
    told,
)


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.accounts.rules import Role  # noqa: E402
from goldthread.commitments import queries  # noqa: E402
from goldthread.commitments.actions import contracts, meetings, results  # noqa: E402
from goldthread.commitments.models import (  # noqa: E402
    AgreedAction,
    ClauseResult,
)
from goldthread.partnership.actions import releasing  # noqa: E402
from goldthread.partnership.models import ReleasedWords  # noqa: E402
from goldthread.vocabulary import Scope  # noqa: E402
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]


def test_a_provider_reports_in_one_form_and_sees_what_others_will_see(reported):
    nell, cath = come_in("nell"), come_in("cath")
    assert "Results due" in right(nell.get("/home/"))
    page = right(nell.get(at(reported, "report")))
    assert "Carers who said yes when they were called" in page
    given = {"period": made.month(1), "numerator": "21", "denominator": "20", "comment": "Two callers were ill."}
    assert "21 is more than 20" in right(nell.post(at(reported, "report"), given), 400)
    assert "must be a whole number" in right(nell.post(at(reported, "report"), given | {"numerator": "twelve"}), 400)
    done = nell.post(at(reported, "report"), given | {"numerator": "12"})
    held = ClauseResult.objects.get()
    assert done.headers["Location"] == at(held)
    seen_by_nell = right(nell.get(at(held)))
    assert "Only your organisation can see this yet" in seen_by_nell and "12 of 20 (60%)" in seen_by_nell
    assert cath.get(at(held)).status_code == 404
    assert "12 of 20" not in right(cath.get(at(reported)))
    assert nell.post(at(held, "context"), {"text": "The phones were down for a week."}).status_code == 302
    assert nell.post(at(held, "show")).status_code == 302
    seen_by_cath = right(cath.get(at(held)))
    assert "12 of 20 (60%)" in seen_by_cath and "The phones were down for a week." in seen_by_cath
    typed = {"numerator": "9", "denominator": "20", "reason": "Our calls say otherwise."}
    assert cath.post(at(held, "dispute"), typed).status_code == 302
    for browser in (nell, cath, come_in("asha")):
        words = right(browser.get(at(held)))
        assert "12 of 20 (60%)" in words and "9 of 20 (45%)" in words
        assert "Disputed by Wenbrook and Tarrowdale" in words and "reported by Wenbrook Royal" in words
    number = held.disputes.get().pk
    assert cath.post(at(held, f"disputes/{number}"), {"outcome": "Counted together: 12."}).status_code == 302
    assert "9 of 20 (45%)" in right(cath.get(at(held))), "both stay"
    mended = {"period": made.month(1), "numerator": "13", "denominator": "20", "comment": ""}
    assert "Write why it is corrected" in right(nell.post(at(held, "correct"), mended), 400)
    done = nell.post(at(held, "correct"), mended | {"why": "One call was entered late."})
    words = right(nell.get(done.headers["Location"]))
    assert "13 of 20 (65%)" in words and "12 of 20 (60%)" in words and "One call was entered late." in words


def sent(browser, text):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return browser.post("/contracts/return/", {"file": SimpleUploadedFile("return.csv", text.encode())})


def test_every_row_of_a_return_is_accounted_for_and_sending_it_again_changes_nothing(reported):
    nell, key = come_in("nell"), reported.key
    rows = [
        f"{key},{made.month(1)},12,20,,",
        f"{key},{made.month(1)},13,20,,",
        f"{key},{made.month(2)},21,20,,",
        f"{key},{made.month(0)},1,20,,",
        f"{key},{made.month(3)},twelve,20,,",
        f"another,{made.month(3)},12,20,,",
        f"{key},{made.month(4)},17,20,=cmd(),",
    ]
    text = "\n".join(["clause,month,numerator,denominator,comment,why", *rows])
    words = right(sent(nell, text))
    assert "7 rows read = 2 reported + 0 corrected + 0 already reported + 5 to fix" in words
    for reason in ("is in the file twice", "larger than the denominator", "not over", "not a whole number"):
        assert reason in words
    again = right(sent(nell, text))
    assert "7 rows read = 0 reported + 0 corrected + 2 already reported + 5 to fix" in again
    assert ClauseResult.objects.count() == 2


def test_the_blank_return_lists_what_is_due_and_comes_back_as_it_is(reported):
    nell = come_in("nell")
    blank = nell.get("/contracts/return/blank.csv").content.decode("utf-8-sig")
    assert blank.count(reported.key) == 7
    words = right(sent(nell, blank.replace(f"{made.month(1)},,", f"{made.month(1)},12,20")))
    assert "7 rows read = 1 reported" in words and "6 to fix" in words


# Not met


@pytest.fixture
def not_met(reported, here):
    meeting = contracts.add_meeting(
        by=PEOPLE["cath"], contract=reported.contract, on=date.today() + timedelta(days=10), key="next"
    )
    made.shown_result(reported, here, 9, 20, by=PEOPLE["nell"])
    return meeting


def test_what_is_not_met_is_on_nobodys_agenda_while_the_provider_may_reply(reported, here):
    meeting = contracts.add_meeting(by=PEOPLE["cath"], contract=reported.contract, on=date.today() + timedelta(days=10))
    held = results.report(
        by=PEOPLE["nell"],
        workspace=here,
        clause=reported,
        organisation="XWR",
        period=made.month(1),
        numerator=9,
        denominator=20,
    )
    cath, nell = come_in("cath"), come_in("nell")
    assert "Nothing is on the agenda" in right(cath.get(at(meeting)))
    assert "Nothing on the agenda yet" in right(cath.get("/home/"))
    assert "Not met" not in right(cath.get(at(reported)))
    assert "Nothing is on the agenda" in right(nell.get(at(meeting))), "nothing follows before others see it"
    results.show_now(by=PEOPLE["nell"], result=held, organisation="XWR")
    assert "9 of 20 (45%)" in right(cath.get(at(meeting)))


def test_a_clause_that_is_not_met_is_on_the_agenda_with_released_words_alone(not_met, here):
    cath, asha = come_in("cath"), come_in("asha")
    assert "Not met" in right(cath.get("/home/"))
    item = queries.agenda_of(not_met)[0]
    assert made.WORDS not in right(cath.get(at(not_met))), "unreleased words are on no agenda, for nobody"
    token = made.quote(here, PEOPLE["cath"], 1)
    assert "Tick the words to suggest" in right(cath.post(at(not_met, f"{item.pk}/words"), {}), 400)
    assert cath.post(at(not_met, f"{item.pk}/words"), {"passages": [token]}).status_code == 302
    assert made.WORDS not in right(asha.get(at(not_met))), "one person is not two"
    reader = references.Reader(scope=Scope.owner(), workspace=here)
    releasing.confirm(by=PEOPLE["nell"], reader=reader, release=ReleasedWords.objects.get())
    for browser in (cath, asha, come_in("nell")):
        assert made.WORDS in right(browser.get(at(not_met)))


def test_an_outcome_an_action_and_its_checks_after_three_months(not_met):
    cath, nell = come_in("cath"), come_in("nell")
    item = queries.agenda_of(not_met)[0]
    assert cath.post(at(not_met, f"{item.pk}/outcome"), {"outcome": "A new call script."}).status_code == 302
    typed = {"what": "Change the call script", "organisation": "XWR", "owner": "Gita", "due": str(date.today())}
    assert cath.post(at(not_met, f"{item.pk}/action"), typed).status_code == 302
    action = AgreedAction.objects.get()
    assert "A new call script." in right(nell.get(at(not_met)))
    long_ago = date.today() - timedelta(days=100)
    assert nell.post(at(action, "done"), {"how": "The script asks.", "on": str(long_ago)}).status_code == 302
    check = action.rechecks.first()
    page = right(cath.get(at(action)))
    assert "Check it now after 3 months" in page
    assert "Write what slipped" in right(cath.post(at(action, f"checks/{check.pk}"), {"holds": "no"}), 400)
    given = {"holds": "no", "note": "Weekends have no caller."}
    assert cath.post(at(action, f"checks/{check.pk}"), given).status_code == 302
    page = right(cath.get(at(action)))
    assert "Reopened" in page and "Weekends have no caller." in page
    assert "An action slipped" in right(cath.get(at(not_met)))
    assert "Close the meeting" not in right(cath.get(at(not_met))), "it has not begun"
    with clock.as_of(not_met.on):
        assert "Close the meeting" in right(cath.get(at(not_met)))
        assert cath.post(at(not_met, "held")).status_code == 302
    assert meetings.next_meeting(not_met.contract) is None


# Who may not


def test_nobody_acts_for_another_party(reported, here):
    nell, cath, asha, ben = (come_in(one) for one in ("nell", "cath", "asha", "ben"))
    figures = {"period": made.month(1), "numerator": 12, "denominator": 20, "organisation": "XWR"}
    assert cath.post(at(reported, "report"), figures).status_code == 403, "a commissioner reports for no provider"
    assert asha.post(at(reported, "wording"), {"wording": "x"}).status_code == 403
    assert ben.post(at(reported, "endorse"), {"yes": "yes"}).status_code == 403
    assert nell.post(at(reported, "end"), {"why": "x"}).status_code == 403
    assert nell.post(at(reported, "endorse-for"), {"yes": "yes"}).status_code == 403, "another host's panel"
    assert nell.post("/contracts/add/", {}).status_code == 403
    assert ClauseResult.objects.count() == 0


def test_a_quality_lead_signs_for_their_own_organisation_whatever_is_sent(clause):
    made.endorse(clause)
    nell, seen = come_in("nell"), queries.standing_of(clause)
    given = {"name": "Pat Doe", "job": "Director", "seen": seen, "organisation": "XIC"}
    assert nell.post(at(clause, "sign"), given).status_code == 302
    assert [one.organisation for one in clause.signatures.all()] == ["XWR"]
    assert "signed already" in right(nell.post(at(clause, "sign"), given), 400), "voting twice"


def test_a_partner_without_a_seat_and_another_providers_lead_are_refused(reported, here):
    other_partner = joined("c.olu", "XIC", Role.PARTNER)
    other_lead = joined("c.tom", "XTC", Role.QUALITY)
    seen = queries.standing_of(reported)
    answer = come_in(other_partner).post(at(reported, "endorse"), {"yes": "yes", "seen": seen})
    assert answer.status_code == 403
    assert "Your answer" not in right(come_in(other_partner).get(at(reported)))
    lead = come_in(other_lead)
    for address in (at(reported), at(reported, "report"), at(reported, "wording"), at(reported.measure)):
        assert lead.get(address).status_code == 404, address
    row = f"clause,month,numerator,denominator\n{reported.key},{made.month(1)},1,2"
    assert "no clause of that name that you report" in right(sent(lead, row))


@pytest.mark.parametrize("cut", [{}, {"organisation": ["XWR"]}], ids=["of all", "of one"])
def test_what_one_provider_reported_is_changed_by_no_other(here, panel, cut):
    parties = [*made.PARTIES, ("XTC", "sub-contractor")]
    contract = contracts.add(
        by="test",
        title="Ring back",
        edition="nhs-standard-2026-27",
        starts=made.STARTS,
        ends=made.ENDS,
        parties=parties,
    )
    held = made.clause(here, PEOPLE["cath"], panel, [], body=made.reported(cut=cut), contract=contract)
    made.agreed(held)
    nell, tess, asha = come_in("nell"), come_in(joined("c.tess", "XTC", Role.QUALITY)), come_in("asha")
    given = {"period": made.month(2), "numerator": 50, "denominator": 60, "comment": ""}
    result = at(held, "report")
    assert tess.get(result).status_code == (403 if cut else 200)
    assert ("Report" in right(tess.get(at(held)))) is not bool(cut), "nothing is due from who is not of the measure"
    assert nell.post(result, given).status_code == 302
    one = ClauseResult.objects.get()
    changed = given | {"numerator": 20, "why": "Counted again."}
    for where, what in (("show", {}), ("correct", changed), ("context", {"text": "We think otherwise."})):
        assert tess.post(at(one, where), what).status_code == 404, "not seen yet"
    assert "50 of 60" not in right(asha.get(at(held)))
    assert nell.post(at(one, "show")).status_code == 302
    assert "50 of 60" in right(asha.get(at(held)))
    for where, what in (("show", {}), ("correct", changed), ("context", {"text": "We think otherwise."})):
        assert "Only the provider that this result is of can do this" in right(tess.post(at(one, where), what), 403)
    page = right(tess.get(at(one)))
    assert "Correct the figure" not in page and "Add context" not in page and "Dispute this result" in page
    row = f"clause,month,numerator,denominator,why\n{held.key},{made.month(2)},20,60,Counted again."
    assert ("no clause of that name" if cut else "Only they can correct it") in right(sent(tess, row))
    assert "Correct the figure" in right(nell.get(at(one))) and ClauseResult.objects.count() == 1


@pytest.mark.parametrize("who", ["dai", "fay", "ben", "hana"])
def test_others_see_nothing_of_contracts(reported, not_met, who):
    browser = come_in(who)
    for address in ("/contracts/", "/contracts/measures/", at(reported), at(reported.measure), at(not_met)):
        assert browser.get(address).status_code == 403, address


def test_strangers_are_sent_to_sign_in(reported):
    answer = Client().get(at(reported))
    assert (
        answer.status_code == 302 and "sign-in" in answer.headers["Location"] or "login" in answer.headers["Location"]
    )

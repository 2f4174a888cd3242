"""Contracts in which something came to an end, or came late: panels, parties, results, and the months of a measure."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from goldthread.config.sign_in import Mail
from tests.builders.site import cast
from tests.web.contract_site import (
    PEOPLE,
    at,
    clause,
    come_in,
    here,
    need,
    panel,
    reported,
    right,
    today,
    told,
)


cast()

from goldthread.accounts import clock, opened  # noqa: E402
from goldthread.accounts.models import OutgoingMail  # noqa: E402
from goldthread.commitments import answering, measuring, outcomes, panels, queries, rules  # noqa: E402
from goldthread.commitments.actions import contracts, endorsing, measures, meetings, results  # noqa: E402
from goldthread.commitments.models import Clause  # noqa: E402
from goldthread.partnership import ending  # noqa: E402
from goldthread.partnership.actions import panels as seats  # noqa: E402
from goldthread.partnership.models import HandedOn, PatientPanel  # noqa: E402
from goldthread.vocabulary import WrongUsage  # noqa: E402
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]
SHORTER = "Before a person leaves, they know who is coming, when, and who to ring."


# A panel that has ended


@pytest.fixture
def night(panel):
    """Another panel of the same host, on which Asha sits too."""
    return made.panel(PEOPLE["cath"], {"carer": PEOPLE["asha"]}, title="Night care")


@pytest.fixture
def orphan(clause, panel, night):
    """An agreed clause whose panel ended, and which was reworded afterwards."""
    made.endorse(clause)
    made.sign(clause)
    seats.end(by="test", panel=panel, on=clock.today(), why="Its work is done.", hand_to=night)
    assert queries.state_of(clause) == "agreed", "what the panel endorsed stays so"
    reword(clause, 1, SHORTER)
    return Clause.objects.get(pk=clause.pk)


def reword(held, based_on, wording):
    contracts.reword(
        by="test", clause=held, based_on=based_on, wording=wording, organisation="XIC", why_differs="It is shorter."
    )


def test_a_clause_that_an_ended_panel_cannot_answer_says_so_and_its_host_names_another(orphan, night):
    cath, asha = come_in("cath"), come_in("asha")
    ended = f"The panel “Home after a fall” ended on {clock.today():%-d %B %Y}, so it cannot answer."
    for browser in (cath, asha, come_in("nell")):
        page = right(browser.get(at(orphan)))
        assert "Check again" in page and ended in page and "can name another panel that answers" in page
        assert "must answer" not in page, "nobody there can"
    assert at(orphan, "panel") in cath.get(at(orphan)).content.decode()
    for browser in (asha, come_in("nell")):
        assert at(orphan, "panel") not in browser.get(at(orphan)).content.decode()
        assert browser.post(at(orphan, "panel"), {"panel": night.key}).status_code == 403
    assert panels.partner(acting("asha")) is None, "she is asked nothing on a panel that has ended"
    assert "Night care" in right(cath.get(at(orphan, "panel")))
    right(cath.post(at(orphan, "panel"), {"panel": ""}), 400)
    PEOPLE["asha"].email = "asha@example.org"
    PEOPLE["asha"].save()
    with override_settings(EMAIL=Mail(True)):
        assert cath.post(at(orphan, "panel"), {"panel": night.key}).status_code == 302
    assert [one.person for one in OutgoingMail.objects.filter(kind="clause to check")] == [PEOPLE["asha"]]
    held = Clause.objects.get(pk=orphan.pk)
    assert (held.panel, queries.state_of(held)) == (night, "check again")
    page = right(asha.get(at(held)))
    assert f"Night care answers for this clause since {clock.today():%-d %B %Y}" in page and "Your answer" in page
    assert panels.partner(acting("asha"))["asked"][0]["clause"] == held
    assert [one.title for one in ending.still_open(night)] == [SHORTER], "it waits for the panel that was named"


def acting(handle):
    from goldthread.accounts.acting import acting as acts

    return acts(PEOPLE[handle])


def test_nothing_reads_agreed_until_the_other_panel_endorsed_it_and_every_party_signed(orphan, night):
    endorsing.name_panel(by="test", clause=orphan, panel=night)
    held = Clause.objects.get(pk=orphan.pk)
    reword(held, 2, made.CLAUSE)
    assert queries.state_of(held) == "check again", "the old panel's answers count no more"
    with pytest.raises(WrongUsage, match="has not endorsed"):
        made.sign(held)
    made.endorse(held, no=0)
    assert queries.state_of(held) == "endorsed"
    made.sign(held)
    assert queries.state_of(held) == "agreed"
    assert "“Night care” endorses it" in right(come_in("cath").get(at(held)))
    with pytest.raises(WrongUsage, match="does not wait"):
        endorsing.name_panel(by="test", clause=held, panel=night)


def test_only_panels_of_the_host_and_those_that_took_its_needs_over_can_answer(orphan, panel, night, need):
    other = made.panel("test", title="Ward talk", host="XWR")
    far = made.panel("test", title="Far away", organisations=["XTC"])
    assert answering.others(orphan) == [night]
    for wrong in (other, far, panel):
        with pytest.raises(WrongUsage, match="cannot answer"):
            endorsing.name_panel(by="test", clause=orphan, panel=wrong)
    need.panel = other
    need.save()
    HandedOn.objects.create(need=need, panel=panel, by="test")
    assert answering.others(orphan) == [night, other]
    PatientPanel.objects.exclude(pk=panel.pk).update(ended=clock.today())
    assert "There is no other panel that can answer" in right(come_in("cath").get(at(orphan, "panel")))


def test_a_panel_that_has_answered_is_not_replaced_by_one_that_would_say_yes(clause, panel, night):
    made.endorse(clause, no=7)
    seats.end(by="test", panel=panel, on=clock.today(), why="Its work is done.", hand_to=night)
    assert queries.state_of(clause) == "not endorsed"
    with pytest.raises(WrongUsage, match="does not wait"):
        endorsing.name_panel(by="test", clause=clause, panel=night)
    assert come_in("cath").post(at(clause, "panel"), {"panel": night.key}).status_code == 400


# A party that is gone


def shown_result(held, back, numerator=9, at=None, **given):
    """A result that everybody sees, reported on a day; today if none."""
    with clock.as_of(at or clock.today()):
        found = results.report(
            by=PEOPLE["nell"],
            workspace=opened.workspace(),
            clause=held,
            organisation="XWR",
            period=made.month(back),
            numerator=numerator,
            denominator=20,
            **given,
        )
        return results.show_now(by=PEOPLE["nell"], result=found, organisation="XWR")


def test_disputes_of_a_party_are_settled_when_it_is_gone_with_both_figures(reported):
    found = shown_result(reported, 2)
    given = {"by": "test", "result": found, "reason": "We counted again.", "numerator": 15, "denominator": 20}
    results.dispute(organisation="XWR", **given)
    results.dispute(organisation="XIC", **given | {"numerator": 11})
    last, cath = clock.today(), come_in("cath")
    contracts.end_party(by="test", contract=reported.contract, organisation="XWR", on=last, successor="XTC")
    assert "no longer a party" not in right(cath.get(at(found))), "on its last day it is one"
    assert right(come_in("nell").get(at(found))).count("Settle your dispute") == 1
    gone = f"Wenbrook Royal Hospital is no longer a party to this contract, since {last + timedelta(days=1):%-d %B %Y}."
    with clock.as_of(last + timedelta(days=1)):
        for page in (right(cath.get(at(found))), right(cath.get(at(reported)))):
            assert gone in page and "15 of 20 (75%)" in page and "9 of 20 (45%)" in page
            assert page.count(", settled") == 1 and "Disputed" in page, "the other party's is open"
        assert "Settle your dispute" not in right(come_in("nell").get(at(found)))
        own = found.disputes.get(organisation="XWR")
        with pytest.raises(WrongUsage, match="settled already"):
            results.settle(by="test", dispute=own, organisation="XWR", outcome="Never mind.")
        results.settle(
            by="test", dispute=found.disputes.get(organisation="XIC"), organisation="XIC", outcome="Counted together."
        )
        assert not outcomes.results_of(reported)[0].disputed
        late = results.dispute(organisation="XWR", **given)
        assert late.is_settled and not outcomes.results_of(reported)[0].disputed, "kept, and never open"


def test_what_a_party_said_was_agreed_stays_when_it_is_gone(reported):
    found = shown_result(reported, 2)
    said = results.dispute(by="test", result=found, organisation="XWR", reason="We counted again.")
    results.settle(by="test", dispute=said, organisation="XWR", outcome="Counted together: 12.")
    contracts.end_party(by="test", contract=reported.contract, organisation="XWR", on=clock.today())
    with clock.as_of(clock.today() + timedelta(days=1)):
        page = right(come_in("cath").get(at(found)))
        assert "Counted together: 12." in page and "no longer a party" not in page


# A result that is reported late


@pytest.fixture
def meeting(reported):
    return contracts.add_meeting(by="test", contract=reported.contract, on=clock.today() + timedelta(days=10))


def agenda(meeting):
    return right(come_in("cath").get(at(meeting))).partition("Agenda")[2].partition("Print this page")[0]


def in_time(back):
    """A day on which the month so many before this one is not late yet."""
    return rules.first_day(made.month(back - 1)) + timedelta(days=3)


def test_an_older_month_that_is_reported_late_is_below_the_newer_one_and_says_so(reported, meeting):
    newer = shown_result(reported, 2, at=in_time(2))
    older = shown_result(reported, 4, numerator=3)
    (item,) = queries.agenda_of(meeting)
    assert item.result == newer and older.status == "not met"
    page = agenda(meeting)
    first, second = (rules.named(made.month(back)) for back in (2, 4))
    assert page.count(first) == page.count(second) == 1 and page.index(first) < page.index(second)
    assert "Reported late" not in page[: page.index(second)] and "Reported late" in page[page.index(second) :]
    assert "9 of 20 (45%)" in page and "3 of 20 (15%)" in page
    shown_result(reported, 3, numerator=5)
    third = rules.named(made.month(3))
    page = agenda(meeting)
    assert page.index(first) < page.index(third) < page.index(second)


def test_a_month_that_is_corrected_is_on_the_agenda_once_and_was_late_only_if_it_first_came_late(reported, meeting):
    shown_result(reported, 2, at=in_time(2))
    shown_result(reported, 2, numerator=8, why="One call was counted twice.")
    month, page = rules.named(made.month(2)), agenda(meeting)
    assert page.count(month) == 1 and "8 of 20 (40%)" in page and "9 of 20" not in page
    assert "Reported late" not in page
    shown_result(reported, 2, numerator=18, why="Two wards were left out.")
    page = agenda(meeting)
    assert page.count(month) == 1 and "18 of 20 (90%)" in page and "Met" in page.partition(month)[2]


def test_a_month_in_which_an_action_slipped_is_not_on_the_agenda_twice(reported, meeting):
    shown_result(reported, 3, at=in_time(3))
    (item,) = queries.agenda_of(meeting)
    action = meetings.agree_action(
        by="test", item=item, what="Change the script", organisation="XWR", owner="Gita", due=clock.today()
    )
    meetings.finish(by="test", action=action, how="Done.", on=rules.add_months(clock.today(), -4))
    shown_result(reported, 1, at=clock.today())
    assert sorted(one.why for one in queries.agenda_of(meeting)) == ["not met", "slipped"]
    assert agenda(meeting).count(rules.named(made.month(1))) == 1


# Months that a provider adds later


def reported_without_months():
    body = made.reported()
    definition = {**body["definition"]["reported by the provider"], "months": []}
    return {**body, "definition": {"reported by the provider": definition}}


@pytest.fixture
def empty(here, panel, need):
    """A measure that the hospital reports, with no months to test it on."""
    return measures.draft(
        by=PEOPLE["cath"],
        workspace=here,
        scope=made.OWNER,
        panel=panel,
        body=reported_without_months(),
        rests_on=[str(need)],
    )


LINES = "\n".join(f"{made.month(back)}, {12 if back < 6 else 15}, 20" for back in range(24, 0, -1))


def test_a_provider_adds_the_months_that_were_left_out_and_the_rehearsal_shows_them(empty):
    nell, address = come_in("nell"), at(empty, "earlier-months")
    page = right(nell.get(at(empty)))
    assert "No month is reported yet, so there is no table of months." in page and "Add earlier months" in page
    for handle in ("cath", "asha"):
        assert "Add earlier months" not in right(come_in(handle).get(at(empty)))
        assert come_in(handle).post(address, {"months": LINES, "based_on": 1}).status_code == 403
    assert "For example: May 2026, 41, 52" in right(nell.get(address))
    sent = {"months": LINES, "based_on": 1}
    for wrong in (
        {"months": ""},
        {"months": "May, 1, 2"},
        {"months": f"{made.month(2)}, 9, 5"},
        {"months": f"{made.month(2)}, 1, 5\n{made.month(2)}, 1, 5"},
        {"months": f"{made.month(0)}, 1, 5"},
        {"based_on": 7},
    ):
        right(nell.post(address, sent | wrong), 400)
    assert empty.versions.count() == 1
    assert nell.post(address, sent).status_code == 302
    newest = measuring.newest_version(empty)
    assert (newest.number, newest.standing) == (2, "agreed")
    assert newest.why == "24 earlier months added by the provider."
    for handle in ("nell", "cath"):
        page = right(come_in(handle).get(at(empty)))
        assert "no table of months" not in page and "Baseline 75%" in page
        assert "not have been met in 5 of 24 months" in page and rules.named(made.month(24)) in page
        assert "24 earlier months added by the provider" in page
    again = right(nell.post(address, {"months": f"{made.month(3)}, 20, 20", "based_on": 2}), 400)
    assert f"{rules.named(made.month(3))} is there already" in again


def test_the_months_can_be_a_csv_file_as_spreadsheets_write_it(empty):
    nell, address = come_in("nell"), at(empty, "earlier-months")
    day = rules.first_day(made.month(2))

    def send(text, **more):
        return nell.post(address, {"file": SimpleUploadedFile("months.csv", text.encode()), "based_on": 1} | more)

    assert "no column “denominator”" in right(send("month,numerator\n2026-05,4\n"), 400)
    assert "Row 3: The numerator is not a whole number" in right(
        send(f"month,numerator,denominator\n{made.month(2)},1,2\n{made.month(3)},a,2\n"), 400
    )
    assert "not both" in right(send("month,numerator,denominator\n", months=LINES), 400)
    assert send(f"Month;Numerator;Denominator\n{day:%b-%y};1,204;1,300\n").status_code == 302
    (month,) = measuring.defined(measuring.newest_version(empty)).definition.months
    assert (month.numerator, month.denominator) == (1204, 1300)


def test_months_of_a_measure_in_a_contract_are_added_by_its_provider_and_its_clauses_are_checked_again(
    here, panel, need
):
    held = made.clause(here, PEOPLE["cath"], panel, [str(need)], body=reported_without_months())
    nell, address = come_in("nell"), at(held.measure, "earlier-months")
    assert "Clauses on this measure are then to be checked again" in right(nell.get(address))
    made.endorse(held)
    assert nell.post(address, {"months": LINES, "based_on": 1}).status_code == 302
    assert queries.state_of(held) == "check again"


def test_nobody_adds_months_to_a_measure_that_is_counted_here(clause):
    address = at(clause.measure, "earlier-months")
    answer = right(come_in("nell").post(address, {"months": LINES, "based_on": 1}), 400)
    assert "counted from what people say" in answer
    assert "Add earlier months" not in right(come_in("nell").get(at(clause.measure)))

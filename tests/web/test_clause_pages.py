"""What the pages of clauses, results, contracts and meetings say to each who looks: promise, remarks, signers, next."""

from datetime import date, timedelta

import pytest

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
    walk,
)


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.commitments import crossing, measuring, queries, rules  # noqa: E402
from goldthread.commitments.actions import contracts, measures, meetings, results  # noqa: E402
from goldthread.commitments.disclosing import LEFT_OUT  # noqa: E402
from goldthread.commitments.models import AgendaItem, Clause, Contract  # noqa: E402
from goldthread.vocabulary import Scope  # noqa: E402
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]


def result_of(held, back, numerator, **given):
    """A result that everybody may see by now."""
    found = results.report(
        by=PEOPLE["nell"],
        workspace=made_workspace(),
        clause=held,
        organisation="XWR",
        period=made.month(back),
        numerator=numerator,
        denominator=20,
        **given,
    )
    return results.show_now(by=PEOPLE["nell"], result=found, organisation="XWR")


def made_workspace():
    from goldthread.accounts.opened import workspace

    return workspace()


@pytest.fixture
def meeting(reported):
    return contracts.add_meeting(by=PEOPLE["cath"], contract=reported.contract, on=date.today() + timedelta(days=10))


def promised(held):
    return (
        f"The clause {made.CLAUSE}",
        f"What was asked for “{made.SENTENCE}”",
        "Carers who said yes when they were called, as a share of carers who were called",
        "Standard At least 70%, every month",
    )


def test_every_form_about_a_clause_shows_what_it_promises_above_it(reported, meeting, panel):
    result_of(reported, 1, 9)
    item = AgendaItem.objects.get(clause=reported)
    cath = come_in("cath")
    pages = [at(reported, one) for one in ("sign", "endorse-for", "depart", "end")]
    pages += [at(meeting, f"{item.pk}/{one}") for one in ("outcome", "action")]
    for address in pages:
        page = right(cath.get(address))
        for words in promised(reported):
            assert words in page, (address, words)
        html = cath.get(address).content.decode()
        assert html.index("How it is counted") < html.index('<form method="post"', html.index("<h1")), address
    wrong = right(cath.post(at(meeting, f"{item.pk}/outcome"), {"outcome": ""}), 400)
    assert promised(reported)[0] in wrong, "also where it was filled in wrongly"
    own = right(come_in("asha").get(at(reported)))
    for words in promised(reported)[1:]:
        assert words in own


def test_remarks_on_a_result_are_on_the_agenda_and_in_the_table(reported, meeting):
    held = result_of(reported, 1, 9, comment="Two callers were ill.")
    results.add_context(by="test", result=held, organisation="XWR", text="The phones were down for a week.")
    results.dispute(by="test", result=held, organisation="XIC", reason="Our calls say otherwise.")
    for browser in (come_in(who) for who in ("cath", "asha", "nell")):
        for address in (at(meeting), at(reported)):
            page = right(browser.get(address))
            assert "Comment: “Two callers were ill.”" in page
            assert "adds: “The phones were down for a week.”" in page
            assert "“Our calls say otherwise.”" in page and "Disputed" in page


def test_context_stays_with_the_figure_that_corrects_it(reported):
    held = result_of(reported, 1, 9)
    results.add_context(by="test", result=held, organisation="XWR", text="The phones were down for a week.")
    newer = result_of(reported, 1, 10, why="One was late.")
    cath = come_in("cath")
    for address in (at(reported), at(newer)):
        assert "The phones were down for a week." in right(cath.get(address))


def test_small_figures_are_for_the_parties_alone_on_every_page(reported, meeting):
    for back, numerator in ((4, 12), (3, 13), (2, 14)):
        result_of(reported, back, numerator)
    held = result_of(reported, 1, 2)
    results.dispute(by="test", result=held, organisation="XIC", reason="Ours differ.", numerator=3, denominator=20)
    pages = [at(reported), at(held), at(meeting), f"/thread/clause/{reported.key}/", f"/thread/result/{held.key}/"]
    for who in ("cath", "nell"):
        for address in pages[:3]:
            assert "2 of 20 (10%)" in right(come_in(who).get(address)), (who, address)
    asha = come_in("asha")
    for address in pages:
        page = right(asha.get(address))
        for figure in (" 2 of 20", " 3 of 20", "(10%)", "(15%)"):
            assert figure not in page, (address, figure)
        assert LEFT_OUT[1:] in page, address
    assert f"Everyone else sees: {LEFT_OUT}" in right(come_in("nell").get(at(held)))
    assert "14 of 20 (70%)" in right(asha.get(at(reported))), "what is large enough is told exactly"


def test_a_charts_file_has_no_small_figure_for_anybody(reported):
    from io import BytesIO

    import openpyxl

    for back, numerator in ((1, 2), (2, 14), (3, 13), (4, 12)):
        result_of(reported, back, numerator)
    sheet = openpyxl.load_workbook(BytesIO(come_in("cath").get(at(reported, "chart", "xlsx")).content))
    cells = [cell for page in sheet for row in page.iter_rows(values_only=True) for cell in row]
    assert 14 in cells and 12 in cells and 2 not in cells and 0.1 not in cells


def test_months_that_a_provider_gave_with_a_measure_are_left_out_where_they_are_small(reported):
    assert "16 of 20" in right(come_in("cath").get(at(reported.measure)))
    page = right(come_in("asha").get(at(reported.measure)))
    assert "16 of 20" not in page and "There are no figures to test it with yet." in page


def test_a_signed_contract_says_who_signed_when_and_for_whom(clause):
    contract, cath = clause.contract, come_in("cath")
    Contract.objects.filter(pk=contract.pk).update(closes=date.today() + timedelta(days=30))
    where = f"/contracts/{contract.key}/"
    before = right(cath.get(where))
    assert "To be signed by" in before and "Signed by Nobody yet" in before
    assert "To be signed by" in right(cath.get("/home/"))
    made.endorse(clause)
    made.sign(clause)
    page = right(cath.get(where))
    day = f"{made.STARTS:%-d %B %Y}"
    assert f"Pat Doe, Director, for Wenbrook Royal Hospital, {day}" in page, page
    assert "To be signed by" not in page and "Nobody yet" not in page
    assert "To be signed by" not in right(cath.get("/home/"))
    contracts.add_clause(
        by="test", contract=contract, measure=clause.measure, wording="Another.", place="grant", organisation="XIC"
    )
    page = right(cath.get(where))
    assert "To be signed by" not in page and "1 clause was added since, and is not signed yet." in page


def next_of(who, held):
    html = come_in(who).get(at(held)).content.decode()
    box = html.partition('class="gt-next"')[2].partition("</div>")[0]
    assert box.count("<a ") <= 1, "one step"
    return box


def test_each_state_has_its_next_step_in_view(clause):
    cath, nell = come_in("cath"), come_in("nell")
    assert "Answer now" in next_of("asha", clause) and 'href="#answer"' in next_of("asha", clause)
    assert "Answer now" in next_of("cath", clause), "she has a seat too"
    seen = {"yes": "yes", "reason": "", "seen": queries.standing_of(clause)}
    assert cath.post(at(clause, "endorse"), seen).status_code == 302
    assert "Ask members, and enter an answer" in next_of("cath", clause)
    assert "more members" in next_of("nell", clause) and "<a " not in next_of("nell", clause)
    made.endorse(clause)
    assert "Sign it" in next_of("cath", clause) and "Sign it" in next_of("nell", clause)
    assert "have still to sign it" in next_of("asha", clause)
    for browser in (cath, nell):
        seen = queries.standing_of(clause)
        assert browser.post(at(clause, "sign"), {"name": "Pat", "job": "Director", "seen": seen}).status_code == 302
    assert "See the results" in next_of("asha", clause)
    measures.retire(by="test", measure=clause.measure, why="Nobody asks it.")
    assert "End this clause" in next_of("cath", clause) and "<a " not in next_of("nell", clause)


def test_what_is_due_or_was_not_met_is_the_next_step(reported, meeting):
    assert f"The result of {rules.named(made.month(7))} is due." in next_of("nell", reported)
    assert "See the results" in next_of("cath", reported)
    result_of(reported, 7, 9)
    assert "Open the agenda" in next_of("cath", reported)
    item = AgendaItem.objects.get(clause=reported)
    meetings.settle(by="test", item=item, outcome="A new script.")
    assert "See the results" in next_of("cath", reported)


def test_a_clause_in_a_contract_that_has_begun_says_from_when_it_counts(clause):
    cath = come_in("cath")
    start = {"measure": clause.measure.key, "contract": clause.contract.key}
    answers = {"wording": made.CLAUSE, "place": "local-quality-requirement", "why_differs": "It says who."}
    kept = {}
    for counts in ("signing", "start"):
        where = cath.post("/contracts/clauses/add/", start).headers["Location"]
        where = cath.post(where, answers).headers["Location"]
        where = cath.post(where, {"duty": "", "pair": "", "variation": ""}).headers["Location"]
        assert "This contract has begun" in right(cath.get(where))
        assert "Choose from when results count" in right(cath.post(where, {}), 400)
        check = cath.post(where, {"counts": counts}).headers["Location"]
        said = right(cath.get(check))
        assert ("Back-dated: results count from" in said) is (counts == "start"), said
        assert ("none is asked for from before" in said) is (counts == "signing")
        done = cath.post(check)
        kept[counts] = Clause.objects.order_by("-id").first()
        assert ("Back-dated" in right(cath.get(done.headers["Location"]))) is (counts == "start")
    assert (kept["signing"].back_dated, kept["start"].back_dated) == (False, True)


def test_a_contract_that_begins_tomorrow_asks_nothing_of_back_dating(clause):
    cath = come_in("cath")
    later = contracts.add(
        by="test",
        title="Next year",
        edition="nhs-standard-2026-27",
        starts=date.today() + timedelta(days=1),
        ends=date.today() + timedelta(days=300),
        parties=made.PARTIES,
    )
    where = cath.post("/contracts/clauses/add/", {"measure": clause.measure.key, "contract": later.key})
    answers = {"wording": made.CLAUSE, "place": "local-quality-requirement", "why_differs": "It says who."}
    where = cath.post(where.headers["Location"], answers).headers["Location"]
    check = cath.post(where, {"duty": "", "pair": "", "variation": ""}).headers["Location"]
    assert check.endswith("/check/") and "Back-dated" not in right(cath.get(check))


def test_a_clause_that_is_signed_today_is_not_due_for_anybody(clause, panel, need, here):
    held = made.clause(here, PEOPLE["cath"], panel, [str(need)], body=made.reported(), contract=clause.contract)
    made.endorse(held)
    made.sign(held, on=clock.today())
    nell = come_in("nell")
    assert "No result is due." in right(nell.get("/home/"))
    assert "Nothing is due." in right(nell.get("/contracts/return/"))
    assert "No result of this clause is due." in right(nell.get(at(held, "report")), 400)
    assert "Results count from" in right(nell.get(at(held)))


def test_the_measures_questions_are_labelled_and_answers_are_joined_as_people_write(here, panel):
    cath = come_in("cath")
    sentence = {"wording": made.SENTENCE, "panel": panel.key, "need": ""}
    pieces = [
        {
            "n": 800_000 + k,
            "date": rules.first_day(made.month(1)).replace(day=9),
            "role": "carer",
            "organisation": "XWR",
            "extra": (("Were you told?", ("Yes, always", "Mostly", "No", "Never")[k % 4]),),
        }
        for k in range(80)
    ]
    made.keep(here.store, pieces)
    check = walk(
        cath,
        "/contracts/measures/add/",
        sentence,
        {"how": "question"},
        {"question": "|Were you told?"},
        {"yes": ["Yes, always", "Mostly"], "no": ["No", "Never"]},
        {"roles": ["patient", "carer", "staff"], "organisation": "", "pathway": ""},
        {"way": "none", "percent": "", "period": "month"},
    )
    page = right(cath.get(check))
    assert "WhichQuestion" not in page and "WhichAnswers" not in page, "no name of ours"
    assert "Question Were you told?" in page
    assert "Answers that mean yes “Yes, always” or “Mostly”" in page or (
        "Answers that mean yes “Mostly” or “Yes, always”" in page
    )
    assert "Patients, Carers and Staff" in page
    assert "Of patients, carers and staff who answered “Were you told?”" in page


def test_the_next_contract_meeting_on_the_home_page_is_a_link(reported, meeting):
    for who in ("cath", "asha"):
        html = come_in(who).get("/home/").content.decode()
        box = html.partition("Next meeting")[2].partition("</p>")[0]
        assert f'href="{at(meeting)}"' in box, who


def test_the_agenda_promises_no_sheet_that_it_may_not_fit(reported, meeting):
    page = right(come_in("cath").get(at(meeting)))
    assert "one sheet" not in page and "Print this page for the meeting." in page


@pytest.mark.parametrize(("back", "says"), [(40, True), (-40, False)])
def test_a_contract_that_has_begun_says_from_when_its_clauses_count(here, back, says):
    starts = date.today() - timedelta(days=back)
    check = walk(
        come_in("cath"),
        "/contracts/add/",
        {"title": "Discharge again", "edition": "nhs-standard-2026-27"},
        {"capacity": "co-ordinating commissioner", "providers": ["XWR"]},
        {"starts": str(starts), "ends": str(starts + timedelta(days=300)), "closes": ""},
    )
    page = right(come_in("cath").get(check))
    assert (f"The contract began on {starts:%-d %B %Y}." in page) is says


def officer(held):
    seen = queries.standing_of(held)
    return {"officer": "Pat Doe", "job": "Director", "reasons": "It costs too much.", "seen": seen}


def test_nobody_goes_on_without_the_panel_by_address_before_it_said_no(clause):
    nell = come_in("nell")
    refused = right(nell.post(at(clause, "depart"), officer(clause)), 400)
    assert "The panel has not answered yet" in refused
    made.endorse(clause, no=7)
    assert nell.post(at(clause, "depart"), officer(clause)).status_code == 302
    page, board = right(nell.get(at(clause))), right(come_in("cath").get(at(clause)))
    assert "Sign it" in page and "Continue without the panel" not in page
    assert "Sign it" not in board and "Continue without the panel" in board
    signs = {"name": "Cath", "job": "Director", "seen": queries.standing_of(clause)}
    assert "you can still sign once a named officer" in right(come_in("cath").post(at(clause, "sign"), signs), 400)


def test_a_dispute_is_settled_by_the_party_that_disputed_and_its_outcome_says_who_wrote_it(reported):
    held = result_of(reported, 2, 12)
    theirs = results.dispute(by=PEOPLE["nell"], result=held, organisation="XWR", reason="Our calls say otherwise.")
    cath, nell, path = come_in("cath"), come_in("nell"), at(held, f"disputes/{theirs.pk}")
    assert path not in cath.get(at(held)).content.decode() and path in nell.get(at(held)).content.decode()
    assert cath.post(path, {"outcome": "We were right."}).status_code == 403
    assert nell.post(path, {"outcome": "Counted together: 12."}).status_code == 302
    page = right(cath.get(at(held)))
    assert "Wenbrook Royal Hospital recorded what was agreed" in page and "Counted together: 12." in page


CROSSED = "Only one of these can have results"


def test_two_clauses_whose_people_cross_say_so_before_anything_is_counted(clause):
    """Patients and carers, carers and staff: their figures and one more would tell of staff alone."""
    cath = come_in("cath")
    assert CROSSED not in right(cath.get(at(clause)))
    everybody, one, two = (
        made.clause(
            made_workspace(),
            "test",
            clause.measure.panel,
            [],
            contract=clause.contract,
            body=made.body(cut={"role": roles} if roles else {}),
            wording=wording,
        )
        for roles, wording in (
            ([], "Everyone knows."),
            (["patient", "carer"], "Patients and carers know."),
            (["carer", "staff"], "Carers and staff know."),
        )
    )
    assert CROSSED not in right(cath.get(at(everybody))), "all others are a part of everyone"
    page = right(cath.get(at(one)))
    assert CROSSED in page and "Carers and staff know." in page and "Everyone knows." not in page
    assert CROSSED in right(cath.get(at(two)))
    elsewhere = frozenset({"XTC"})
    stranger = Scope(person="zoe", audience="commissioner", organisations=elsewhere, words_from=elsewhere)
    assert crossing.crossed_by(one, stranger) == [None]


def test_the_page_says_which_of_its_words_are_in_its_count(clause, reported):
    asha = come_in("asha")
    question = measuring.counted_for(clause).definition.question
    shown = told_by(asha, clause)
    assert f"The results count answers to “{question}”. Someone’s comment is in the count only where" in shown
    assert "The provider reports the results. These comments are not in the count." in told_by(asha, reported)


def told_by(browser, held):
    from tests.web.conftest import said

    return said(browser.get(at(held)))

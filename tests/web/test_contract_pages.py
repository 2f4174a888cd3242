"""The pages of contracts, walked by those who use them; and every write refused to whoever may not make it."""

import re

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

from goldthread.accounts import clock, opened  # noqa: E402
from goldthread.commitments import queries  # noqa: E402
from goldthread.commitments.actions import contracts, results  # noqa: E402
from goldthread.commitments.models import (  # noqa: E402
    ClauseResult,
    MeasureRecord,
)
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]


def test_a_need_becomes_a_measure_without_help(here, panel, need):
    cath = come_in("cath")
    first = right(cath.get(f"/contracts/measures/add/?need={need.key}"))
    assert made.WORDING in first, "the sentence is taken over from the need"
    address = walk(
        cath,
        "/contracts/measures/add/",
        {"wording": made.SENTENCE, "panel": panel.key, "need": need.key},
        {"how": "question"},
        {"question": f"|{made.QUESTION}"},
        {"yes": ["Yes"], "no": ["No"]},
        {"roles": ["carer"], "organisation": "", "pathway": ""},
        {"way": "baseline", "percent": "", "period": "month"},
    )
    told = right(cath.get(address))
    assert f"Of carers who answered “{made.QUESTION}” with “Yes” or “No”" in told
    assert "it must be at least 75%" in told, "the baseline is worked out"
    done = cath.post(address)
    assert done.status_code == 302
    page = right(cath.get(done.headers["Location"]))
    assert "Watched only" in page and "Before it can be agreed" in page and "why it matters" in page
    assert made.WORDS in page, "the need's words came with it"
    kept = MeasureRecord.objects.get()
    fields = dict.fromkeys(("why", "source", "collection", "basis", "agreed_by", "review"), "As the panel said.")
    done = cath.post(at(kept, "before-agreeing"), fields | {"based_on": 1})
    assert done.status_code == 302
    assert "Ready to be agreed" in right(cath.get(at(kept)))


@pytest.mark.parametrize("form", ["pptx", "xlsx", "png", "svg"])
def test_a_measures_chart_is_drawn_and_handed_round(here, clause, form):
    cath = come_in("cath")
    html = cath.get(at(clause.measure)).content.decode()
    assert 'class="gt-chart"' in html and 'role="img"' in html
    answer = cath.get(at(clause.measure, "chart", form))
    named = re.fullmatch(rf'attachment; filename="[a-z-]{{12,60}}\.{form}"', answer.headers["Content-Disposition"])
    assert answer.status_code == 200 and named, "it is named by what it shows"
    assert len(answer.content) > 1_000
    assert cath.get(at(clause.measure, "chart", "exe")).status_code == 404
    assert come_in("dai").get(at(clause.measure, "chart", form)).status_code == 403


def test_the_thread_of_a_contract_is_headed_by_the_contract(here, clause):
    page = right(come_in("cath").get(f"/thread/contract/{clause.contract.key}/"))
    assert page.index(clause.contract.title) < page.index(made.CLAUSE)


def test_a_partner_sees_what_two_years_would_have_said_and_no_months_counts(here, clause):
    page = right(come_in("asha").get(at(clause.measure)))
    assert "It would not have been met in" in page and "cannot be told from chance" in page
    assert "Baseline 75%" in page and "15 of 20" not in page
    assert "Only people who can read the comments" in page


def test_the_thread_of_a_need_leads_on_to_a_measure_that_takes_its_words_along(here, need):
    page = come_in("cath").get(f"/thread/need/{need.key}/").content.decode()
    assert f"/contracts/measures/add/?need={need.key}" in page
    assert (
        made.WORDING in come_in("cath").get(f"/contracts/measures/add/?need={need.key}", follow=True).content.decode()
    )
    assert f"?need={need.key}" in come_in("cath").get(f"/together/needs/{need.key}/").content.decode()
    decision = made.decision("test", need.panel, [str(need)])
    assert f"?need={need.key}" in come_in("cath").get(f"/together/decisions/{decision.key}/").content.decode()
    assert "?need=" not in come_in("asha").get(f"/together/needs/{need.key}/").content.decode()
    assert "/contracts/measures/add/" not in come_in("asha").get(f"/thread/need/{need.key}/").content.decode()


@pytest.mark.parametrize("form", ["pptx", "xlsx", "png", "svg"])
def test_a_clauses_results_are_drawn_once_there_are_three_and_handed_round(here, clause, form):
    cath = come_in("cath")
    made.endorse(clause)
    made.sign(clause)
    results.compute(by="test", workspace=here, clause=clause, period=made.month(1))
    ClauseResult.objects.update(shown_from=clock.now())
    assert 'class="gt-chart"' not in cath.get(at(clause)).content.decode()
    assert cath.get(at(clause, "chart", form)).status_code == 404
    results.compute_all(by="test", workspace=here)
    ClauseResult.objects.update(shown_from=clock.now())
    html = cath.get(at(clause)).content.decode()
    assert 'class="gt-chart"' in html and f"/chart/{form}/" in html
    answer = cath.get(at(clause, "chart", form))
    assert answer.status_code == 200 and len(answer.content) > 1_000
    assert cath.get(at(clause, "chart", "exe")).status_code == 404
    assert come_in("dai").get(at(clause, "chart", form)).status_code == 403


def test_answers_that_mean_nothing_or_both_are_said_and_stay_ticked(here, panel):
    cath = come_in("cath")
    where = cath.post("/contracts/measures/add/", {"wording": made.SENTENCE, "panel": panel.key, "need": ""}).headers[
        "Location"
    ]
    where = cath.post(where, {"how": "question"}).headers["Location"]
    where = cath.post(where, {"question": f"|{made.QUESTION}"}).headers["Location"]
    assert "Tick at least one answer that means yes" in right(cath.post(where, {}), 400)
    both = cath.post(where, {"yes": ["Yes"], "no": ["Yes", "No"]})
    assert "“Yes” is ticked as yes too" in right(both, 400)
    assert both.content.decode().count(" checked") == 3
    made_up = cath.post(where, {"yes": ["Perhaps"], "no": ["No"]})
    assert made_up.status_code == 400


def test_where_no_records_say_how_it_went_the_step_says_so(here, panel):
    cath = come_in("cath")
    where = cath.post("/contracts/measures/add/", {"wording": made.SENTENCE, "panel": panel.key, "need": ""}).headers[
        "Location"
    ]
    where = cath.post(where, {"how": "events"}).headers["Location"]
    page = right(cath.get(where))
    assert "There is none here yet" in page or "Answers:" in page
    assert "Choose what the records say" in right(cath.post(where, {}), 400)


def test_at_six_replies_a_month_quarters_are_offered_and_one_button_takes_them(panel, need, tmp_path_factory):
    from goldthread.accounts import workspaces  # noqa: F401  # the protocol that the page asks

    held = opened.workspace()
    pieces = [
        {
            "n": 900_000 + 10 * back + k,
            "date": made.rules.first_day(made.month(back)).replace(day=5),
            "role": "patient",
            "organisation": "XWR",
            "extra": (("Did anyone ring you?", "Yes" if k else "No"),),
        }
        for back in range(1, 25)
        for k in range(6)
    ]
    made.keep(held.store, pieces)
    body = made.body(
        definition={"share answering yes": {"question": "Did anyone ring you?", "yes": ["Yes"], "no": ["No"]}}, cut={}
    )
    kept = made.measures.draft(
        by=PEOPLE["cath"], workspace=held, scope=made.OWNER, panel=panel, body=body, rests_on=[str(need)]
    )
    cath = come_in("cath")
    page = right(cath.get(at(kept)))
    assert "about 6 replies a month" in page and "Count it by quarter" in page and "Watched only" in page
    assert cath.post(at(kept, "by-quarter"), {"based_on": 1}).status_code == 302
    page = right(cath.get(at(kept)))
    assert "Every quarter in a table" in page and "15 of 18" in page and "Ready to be agreed" in page
    assert cath.post(at(kept, "by-quarter"), {"based_on": 1}).status_code == 400, "someone changed it meanwhile"


def test_a_clause_is_written_on_a_measure_with_a_reason_where_a_word_differs(here, panel, need):
    cath = come_in("cath")
    kept = made.clause(here, PEOPLE["cath"], panel, [str(need)])
    start = {"measure": kept.measure.key, "contract": kept.contract.key}
    where = cath.post("/contracts/clauses/add/", start).headers["Location"]
    typed = {"wording": made.CLAUSE, "place": "local-quality-requirement", "why_differs": ""}
    wrong = cath.post(where, typed)
    assert "Write why the clause differs" in right(wrong, 400)
    where = cath.post(where, typed | {"why_differs": "It says who is meant."}).headers["Location"]
    where = cath.post(where, {"duty": "involve-in-discharge", "pair": "", "variation": ""}).headers["Location"]
    where = cath.post(where, {"counts": "signing"}).headers["Location"]
    done = cath.post(where)
    page = right(cath.get(done.headers["Location"]))
    assert "It measures the duty" in page and "It says who is meant." in page
    assert "5 more members of “Home after a fall” must answer, 3 of them patients or carers." in page


# The provider rewords


def test_a_reworded_clause_is_checked_again_by_those_who_wrote_it(clause):
    made.endorse(clause, no=0)
    made.sign(clause)
    nell, asha = come_in("nell"), come_in("asha")
    assert "Agreed" in right(asha.get(at(clause)))
    now = {"wording": made.CLAUSE.replace("know", "are given a leaflet about"), "place": "local-quality-requirement"}
    wrong = nell.post(at(clause, "wording"), now | {"based_on": 1})
    assert "Write why the clause differs" in right(wrong, 400)
    done = nell.post(at(clause, "wording"), now | {"based_on": 1, "why_differs": "A leaflet can be counted."})
    assert done.status_code == 302
    assert "Check again" in right(asha.get("/home/"))
    page = asha.get(at(clause))
    words = right(page)
    assert "Check again" in words and "A leaflet can be counted." in words and "5 more members" in words
    html = page.content.decode()
    assert '<ins class="gt-mark-new"><span class="nhsuk-u-visually-hidden">new: </span>are given a leaflet' in html
    assert '<del class="gt-mark-gone"><span class="nhsuk-u-visually-hidden">removed: </span>know' in html
    seen = queries.standing_of(clause)
    assert "Write why not" in right(asha.post(at(clause, "endorse"), {"yes": "no", "seen": seen}), 400)
    given = {"yes": "no", "seen": seen, "reason": "A leaflet isn’t knowing."}
    assert asha.post(at(clause, "endorse"), given).status_code == 302
    words = right(come_in("cath").get(at(clause)))
    assert "A leaflet isn’t knowing." in words and "Asha" not in words, "reasons carry no name"
    assert "A leaflet isn’t knowing." not in right(nell.get(at(clause))), "one answer is not for those it binds"
    assert queries.state_of(clause) == "check again"
    old = nell.post(at(clause, "sign"), {"name": "Pat Doe", "job": "Director", "seen": seen})
    assert "has not endorsed" in right(old, 400)


def test_an_answer_to_what_changed_meanwhile_is_refused_and_what_was_typed_is_there(clause):
    asha, seen = come_in("asha"), queries.standing_of(clause)
    contracts.reword(
        by="test", clause=clause, based_on=1, wording="They get a leaflet.", organisation="XWR", why_differs="Cheaper."
    )
    wrong = asha.post(at(clause, "endorse"), {"yes": "no", "reason": "Not the same.", "seen": seen})
    assert "changed while you were reading" in right(wrong, 400)
    assert "Not the same." in wrong.content.decode()


def test_the_host_enters_answers_of_members_without_an_account_alone(clause):
    cath, seen = come_in("cath"), queries.standing_of(clause)
    members = list(clause.measure.panel.members.all())
    with_account = next(one for one in members if one.person_id)
    without = next(one for one in members if not one.person_id)
    given = {"yes": "yes", "reason": "", "seen": seen}
    right(cath.post(at(clause, "endorse-for"), given | {"member": with_account.pk}), 400)
    assert cath.post(at(clause, "endorse-for"), given | {"member": without.pk}).headers["Location"] == at(
        clause, "endorse-for"
    )
    for one in members:
        if not one.person_id and one != without:
            last = cath.post(at(clause, "endorse-for"), given | {"member": one.pk})
    assert last.headers["Location"] == at(clause)
    assert "of these answers were entered by someone else" in right(come_in("asha").get(at(clause)))

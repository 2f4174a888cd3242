"""The pages of contracts, walked by those who use them; and every write refused to whoever may not make it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import cast as people  # noqa: E402
from goldthread.accounts import clock, opened  # noqa: E402
from goldthread.accounts.directory import people as directory  # noqa: E402
from goldthread.accounts.directory.posts import Post  # noqa: E402
from goldthread.accounts.models import Organisation  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.accounts.rules import Role  # noqa: E402
from goldthread.commitments import queries  # noqa: E402
from goldthread.commitments.actions import contracts, meetings, results  # noqa: E402
from goldthread.commitments.models import (  # noqa: E402
    AgreedAction,
    Clause,
    ClauseResult,
    ContractMeeting,
    MeasureRecord,
)
from goldthread.partnership.actions import releasing  # noqa: E402
from goldthread.partnership.models import ReleasedWords  # noqa: E402
from goldthread.vocabulary import Scope  # noqa: E402
from goldthread.workspace import Workspace  # noqa: E402
from tests.builders import round as made  # noqa: E402
from tests.web.conftest import said  # noqa: E402


@pytest.fixture(autouse=True)
def today():
    """These rounds are of the day that it is, not of the demo's."""
    with clock.as_of(date.today()):
        yield


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A workspace with what carers said and how they answered, and nothing of the demo's."""
    held = Workspace(tmp_path_factory.mktemp("contracts") / "workspace")
    held.audit_keys = opened.workspace().audit_keys  # the database stays the site's
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "at", lambda _: held)
        people.load_cast()  # another file of this process may have emptied the database meanwhile
        people.share_words(held)
        made.tell(held, yes=45, no=15)  # shared figures say nothing of fewer than 50
        yield held


@pytest.fixture
def here(told):
    """The cast alone is in the database, and everything that a test writes is taken back."""
    with made.undone():
        call_command("flush", verbosity=0, interactive=False)
        PEOPLE.update(people.load_cast())
        yield told


def come_in(person) -> Client:
    browser = Client()
    browser.force_login(PEOPLE[person] if isinstance(person, str) else person)
    return browser


@pytest.fixture
def panel(here):
    seats = {"patient": PEOPLE["asha"], "commissioner": PEOPLE["cath"]}
    return made.panel(PEOPLE["cath"], seats)


@pytest.fixture
def need(here, panel):
    return made.need(here, PEOPLE["cath"], panel)


@pytest.fixture
def clause(here, panel, need):
    return made.clause(here, PEOPLE["cath"], panel, [str(need)])


@pytest.fixture
def reported(here, panel, need):
    held = made.clause(here, PEOPLE["cath"], panel, [str(need)], body=made.reported())
    made.endorse(held)
    made.sign(held)
    return held


def joined(handle, code, role):
    return directory.join(by="test", handle=handle, name=handle, post=Post(Organisation.objects.get(code=code), role))


def at(held, *more):
    kinds = {Clause: "clauses", MeasureRecord: "measures", ClauseResult: "results", ContractMeeting: "meetings"}
    kinds[AgreedAction] = "actions"
    return "/".join(["/contracts", kinds[type(held)], held.key, *more]) + "/"


def right(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:400]
    return said(answer)


# Asha and Cath, second half


def walk(browser, start, *steps):
    """Send the steps of a wizard, each where the one before led to; gives the page that checks the answers."""
    address = start
    for typed in steps:
        answer = browser.post(address.partition("?")[0], typed)
        assert answer.status_code == 302, said(answer)
        address = answer.headers["Location"]
    assert address.endswith("/check/"), address
    return address


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
    assert answer.status_code == 200 and f".{form}" in answer.headers["Content-Disposition"]
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
    assert "for those who may read the words" in page


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
            "extra": (("Did anybody ring you?", "Yes" if k else "No"),),
        }
        for back in range(1, 25)
        for k in range(6)
    ]
    made.keep(held.store, pieces)
    body = made.body(
        definition={"share answering yes": {"question": "Did anybody ring you?", "yes": ["Yes"], "no": ["No"]}}, cut={}
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
    assert cath.post(at(kept, "by-quarter"), {"based_on": 1}).status_code == 400, "somebody changed it meanwhile"


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
    assert cath.post(at(clause, "endorse-for"), given | {"member": without.pk}).status_code == 302
    assert "1 of these answers was entered by somebody else" in right(come_in("asha").get(at(clause)))


# A provider's return


def test_a_provider_reports_in_one_form_and_sees_what_others_will_see(reported):
    nell, cath = come_in("nell"), come_in("cath")
    assert "Results due" in right(nell.get("/home/"))
    page = right(nell.get(at(reported, "report")))
    assert "Carers who said yes when they were called" in page
    given = {"period": made.month(1), "numerator": "21", "denominator": "20", "comment": "Two callers were ill."}
    assert "21 is more than 20" in right(nell.post(at(reported, "report"), given), 400)
    assert "must be a number" in right(nell.post(at(reported, "report"), given | {"numerator": "twelve"}), 400)
    done = nell.post(at(reported, "report"), given | {"numerator": "12"})
    held = ClauseResult.objects.get()
    assert done.headers["Location"] == at(held)
    seen_by_nell = right(nell.get(at(held)))
    assert "Only your organisation sees this yet" in seen_by_nell and "12 of 20 (60%)" in seen_by_nell
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
    assert "7 rows read = 2 reported + 0 corrected + 0 known already + 5 to mend" in words
    for reason in ("is in the file twice", "larger than the denominator", "not over", "not a whole number"):
        assert reason in words
    again = right(sent(nell, text))
    assert "7 rows read = 0 reported + 0 corrected + 2 known already + 5 to mend" in again
    assert ClauseResult.objects.count() == 2


def test_the_blank_return_lists_what_is_due_and_comes_back_as_it_is(reported):
    nell = come_in("nell")
    blank = nell.get("/contracts/return/blank.csv").content.decode("utf-8-sig")
    assert blank.count(reported.key) == 7
    words = right(sent(nell, blank.replace(f"{made.month(1)},,", f"{made.month(1)},12,20")))
    assert "7 rows read = 1 reported" in words and "6 to mend" in words


# Not met


@pytest.fixture
def not_met(reported, here):
    meeting = contracts.add_meeting(
        by=PEOPLE["cath"], contract=reported.contract, on=date.today() + timedelta(days=10), key="next"
    )
    held = results.report(
        by=PEOPLE["nell"],
        workspace=here,
        clause=reported,
        organisation="XWR",
        period=made.month(1),
        numerator=9,
        denominator=20,
    )
    results.show_now(by=PEOPLE["nell"], result=held, organisation="XWR")
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
    assert "Say whether it holds after 3 months" in page
    assert "Write what slipped" in right(cath.post(at(action, f"checks/{check.pk}"), {"holds": "no"}), 400)
    given = {"holds": "no", "note": "Weekends have no caller."}
    assert cath.post(at(action, f"checks/{check.pk}"), given).status_code == 302
    page = right(cath.get(at(action)))
    assert "Reopened" in page and "Weekends have no caller." in page
    assert "An action slipped" in right(cath.get(at(not_met)))
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

"""What pages of a round say of it is so: who wrote what, what is new, what changed, what can still be changed alone."""

from datetime import date, timedelta

import pytest

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
    walk,
)


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.rules import Role  # noqa: E402
from goldthread.commitments import defining, measuring, queries  # noqa: E402
from goldthread.commitments.actions import contracts, measures, meetings, results  # noqa: E402
from goldthread.commitments.models import MeasureRecord  # noqa: E402
from goldthread.thread.models import Link  # noqa: E402
from goldthread.vocabulary import Scope, WrongUsage  # noqa: E402
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]
OWNER = Scope.owner()


def change(clause, here, **given):
    held = clause.measure
    newest = measuring.newest_version(held)
    body = {**newest.body, **given}
    measures.change(
        by="test", workspace=here, scope=OWNER, measure=held, based_on=newest.number, body=body, why="Filled in."
    )


def test_a_new_clause_is_new_where_facts_of_its_measure_were_filled_in_since(clause, here):
    change(clause, here, collection="Calls after 48 hours")
    page, home = right(come_in("asha").get(at(clause))), right(come_in("asha").get("/home/"))
    assert queries.state_of(clause) == "draft"
    assert "Check again" not in page and "has not answered yet" in page
    assert "New Your panel has not answered yet." in home and "Check again" not in home
    assert "nothing to ask you" not in home and "answered everything" not in home


def test_a_link_is_checked_again_once_what_is_counted_changes(clause, here):
    change(clause, here, wording="Before we leave, somebody tells us.")
    page = right(come_in("cath").get(at(clause)))
    assert queries.state_of(clause) == "check again"
    assert "Something that it is based on has changed since the two were linked." in page
    assert "after the panel" not in page, "nobody has answered"
    home = right(come_in("cath").get("/home/")).partition("See all links to check")[0]
    assert home.count("The measure changed since someone last looked at both.") == 1
    assert "more link" in home


def test_who_wrote_the_sentence_is_said(here, panel, need):
    hers = made.clause(here, PEOPLE["asha"], panel, [str(need)])
    assert "You wrote, and what the clause says" in right(come_in("asha").get(at(hers)))
    assert "Patients and carers wrote, and what the clause says" in right(come_in("nell").get(at(hers)))
    with made.undone():
        keyed = made.clause(here, PEOPLE["cath"], panel, [str(need)])
        for who in ("asha", "nell"):
            page = right(come_in(who).get(at(keyed)))
            assert "wrote, and" not in page and "What was asked for" in page and "Written down by Cath" in page


def test_a_measure_made_of_a_need_rests_on_what_was_decided_on_it_too(here, panel, need):
    decided = made.decision("test", panel, [str(need)])
    check = walk(
        come_in("cath"),
        f"/contracts/measures/add/?need={need.key}",
        {"wording": made.SENTENCE, "panel": panel.key, "need": need.key},
        {"how": "reported"},
        {"numerator": "calls made", "denominator": "people who went home", "months": "May 2026, 41, 52\n06/2026 40 50"},
        {"way": "none", "period": "month"},
    )
    assert come_in("cath").post(check, {}).status_code == 302
    held = MeasureRecord.objects.get()
    above = set(Link.objects.filter(lower=str(held)).values_list("upper", flat=True))
    assert {str(need), str(decided)} <= above


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("May 2026, 41, 52", "2026-05"),
        ("Sep 2025 4 5", "2025-09"),
        ("7/2026; 1; 2", "2026-07"),
        ("2026-05,41,52", "2026-05"),
    ],
)
def test_months_are_read_as_people_write_them(line, month):
    assert defining.months([line])[0]["month"] == month


@pytest.mark.parametrize(
    "line", ["Smarch 2026, 41, 52", "13/2026, 41, 52", "2026-13, 1, 2", "May, 41, 52", "December 9999, 1, 2"]
)
def test_what_is_no_month_is_refused_with_its_line(line):
    with pytest.raises(WrongUsage, match=r"Line 1 .*May 2026, 41, 52"):
        defining.months([line])


def test_a_contract_of_others_is_refused_where_it_is_chosen(clause, here):
    change(clause, here, cut={"organisation": "XWC"})
    chosen = {"measure": clause.measure.key, "contract": clause.contract.key}
    answer = come_in("cath").post("/contracts/clauses/add/", chosen)
    assert "Choose another contract or measure" in right(answer, 400)


def test_whoever_changes_a_word_of_what_is_agreed_knows_what_that_does(clause):
    made.endorse(clause)
    made.sign(clause)
    page = right(come_in("nell").get(at(clause, "wording")))
    assert "the panel must answer again, and every party must sign again" in page


def test_a_reason_says_something(clause):
    with pytest.raises(WrongUsage, match="Write why"):
        measures.retire(by="test", measure=clause.measure, why=". . .")


def test_a_meeting_is_not_closed_before_its_day(reported):
    coming = contracts.add_meeting(by="test", contract=reported.contract, on=date.today() + timedelta(days=9))
    refused = right(come_in("cath").post(at(coming, "held"), {}), 400)
    assert "You can close it from that day on." in refused
    assert meetings.hold(by="test", meeting=coming, on=coming.on).held_on == coming.on


def test_a_meeting_that_was_held_tells_where_its_open_items_went(reported, here):
    first = contracts.add_meeting(by="test", contract=reported.contract, on=date.today())
    made.shown_result(reported, here, 2, 20, by=PEOPLE["nell"])
    second = contracts.add_meeting(by="test", contract=reported.contract, on=date.today() + timedelta(days=9))
    assert "Carried over" not in right(come_in("cath").get(at(first)))
    meetings.hold(by="test", meeting=first)
    page = come_in("asha").get(at(first))
    assert "Carried over to a later meeting" in right(page) and at(second) in page.content.decode()
    assert "Carried over" not in right(come_in("cath").get(at(second)))


def test_who_takes_a_partys_place_sees_its_small_figures_on_no_page(reported, here):
    held = made.shown_result(reported, here, 38, 40, by=PEOPLE["nell"])
    mine = come_in(joined("s.zoe", "XTC", Role.QUALITY))
    contracts.end_party(by="test", contract=reported.contract, organisation="XWR", on=clock.today(), successor="XTC")
    with clock.as_of(clock.today() + timedelta(days=1)):
        for page in (at(reported), at(held)):
            said = right(mine.get(page))
            assert "Left out: a part of it is fewer than 5 people" in said and "38 of 40" not in said
        assert "38 of 40" in right(come_in("cath").get(at(reported)))


def test_the_thread_tells_of_a_dispute_and_opens_the_result(reported, here):
    held = made.shown_result(reported, here, 19, 40, by=PEOPLE["nell"])
    results.dispute(
        by=PEOPLE["cath"],
        result=held,
        organisation="XIC",
        numerator=12,
        denominator=40,
        reason="We counted fewer calls.",
    )
    asha = come_in("asha")
    page = asha.get(f"/thread/clause/{reported.key}/")
    assert "disputes this: 12 of 40." in right(page)
    assert at(held) in page.content.decode()
    own = right(come_in("cath").get(at(held)))
    assert "Dispute this result" not in own and "Settle your dispute" in own


def test_a_target_is_set_beside_how_it_was(here, panel, need):
    cath = come_in("cath")
    first = {"wording": made.SENTENCE, "panel": panel.key, "need": ""}
    at_how = cath.post("/contracts/measures/add/", first).headers["Location"]
    counts = cath.post(at_how, {"how": "reported"}).headers["Location"]
    months = "\n".join(f"{made.month(back)}, 30, 40" for back in range(24, 0, -1))
    typed = {"numerator": "calls made", "denominator": "people who went home", "months": months}
    target = right(cath.get(cath.post(counts, typed).headers["Location"]))
    assert "In the first 12 of the last 24 months it was 75%." in target
    assert "About 40 people are counted each month." in target


def test_nothing_is_asked_to_which_no_is_the_only_answer(clause):
    cath = come_in("cath")
    chosen = {"measure": clause.measure.key, "contract": clause.contract.key}
    text = cath.post("/contracts/clauses/add/", chosen).headers["Location"]
    more = cath.post(
        text, {"wording": made.SENTENCE, "why_differs": "", "place": queries.wording_of(clause).place}
    ).headers.get("Location")
    page = right(cath.get(more))
    assert "in-year variation" in page and "one half of a pair" not in page

"""What happened to a measure's charts: new limits, changes of collection; and two groups compared on its page."""

from datetime import date

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

from goldthread.accounts.models import AuditEvent, Organisation  # noqa: E402
from goldthread.accounts.rules import Role  # noqa: E402
from goldthread.commitments import charting, measuring, rules  # noqa: E402
from goldthread.commitments.actions import marks, measures, results  # noqa: E402
from goldthread.commitments.models import ChartMark, ComparedGroups  # noqa: E402
from goldthread.vocabulary import WrongUsage  # noqa: E402
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]
CAUSE, CHANGE = "Ten more beds were opened", "Asked by text message, no longer on paper"
STAFF = "Did staff say who was coming?"


def drawn(browser, held):
    return browser.get(at(held)).content.decode()


def test_new_limits_have_a_cause_a_name_and_a_day_on_the_chart(here, clause):
    cath, where = come_in("cath"), at(clause.measure, "new-limits")
    assert where in drawn(cath, clause.measure), "in view from the measure"
    assert "Write what changed" in right(cath.post(where, {"month": made.month(10), "what": ""}), 400)
    assert "Choose" in right(cath.post(where, {"month": "2001-01", "what": CAUSE}), 400)
    assert cath.post(where, {"month": made.month(10), "what": CAUSE}).status_code == 302
    page = right(cath.get(at(clause.measure)))
    month = rules.named(made.month(10))
    assert f"New limits from {month}: {CAUSE}" in page
    today = f"{date.today():%-d %B %Y}"
    assert f"Decided by {PEOPLE['cath'].name}, {today}." in page, "among the chart's caveats"
    assert "R: new limits, since something changed" in drawn(cath, clause.measure)
    again = cath.post(where, {"month": made.month(10), "what": CAUSE})
    assert "New limits begin in that month already" in right(again, 400) and CAUSE in again.content.decode()
    assert AuditEvent.objects.filter(what="chart marked: limits").count() == 1
    mark = ChartMark.objects.get()
    assert cath.post(at(clause.measure, f"marks/{mark.pk}")).status_code == 302
    assert CAUSE not in right(cath.get(at(clause.measure)))
    assert "not on the charts any more" in right(cath.post(at(clause.measure, f"marks/{mark.pk}")), 400)


def test_a_change_of_collection_is_a_dated_event_on_every_chart(here, clause):
    made.endorse(clause)
    made.sign(clause)
    results.compute_all(by="test", workspace=here)
    from goldthread.accounts import clock
    from goldthread.commitments.models import ClauseResult

    ClauseResult.objects.update(shown_from=clock.now())
    cath, where = come_in("cath"), at(clause.measure, "collection")
    day = rules.first_day(made.month(4)).replace(day=9)
    assert "Enter the first day" in right(cath.post(where, {"on": "", "what": CHANGE}), 400)
    later = cath.post(where, {"on": "2099-01-01", "what": CHANGE})
    assert "Enter a day up to today." in right(later, 400) and CHANGE in later.content.decode()
    assert cath.post(where, {"on": str(day), "what": CHANGE}).status_code == 302
    marks.rebase(by=PEOPLE["cath"], measure=clause.measure, month=made.month(3), what=CAUSE)
    said = f"1: {day:%-d %B %Y}, {CHANGE}"
    for held in (clause.measure, clause):
        words = " ".join(drawn(cath, held).split())
        assert said[:40] in words, held
        assert f"New limits from {made.month(3)}: {CAUSE}" in words
    svg = cath.get(at(clause, "chart", "svg")).content.decode()
    assert said[:40] in svg, "in its file too"
    assert said[:40] in cath.get(at(clause.measure, "chart", "svg")).content.decode() or "Fewer" in right(
        cath.get(at(clause.measure))
    )


def test_two_groups_are_compared_and_the_difference_is_charted(here, clause):
    pieces = [
        {
            "n": 700_000 + 1_000 * back + k + (500 if role == "staff" else 0),
            "date": rules.first_day(made.month(back)).replace(day=9),
            "role": role,
            "organisation": "XWR",
            "extra": ((STAFF, "Yes" if k < yes else "No"),),
        }
        for back in range(1, 25)
        for role, yes in (("staff", 18), ("carer", 9))
        for k in range(20)
    ]
    made.keep(here.store, pieces)
    here.store.close()  # questions to choose from are those of the last close
    cath, start = come_in("cath"), f"/contracts/measures/compare/?measure={clause.measure.key}"
    assert start in drawn(cath, clause.measure)
    assert f'value="{clause.measure.key}"' in cath.get(start).content.decode()
    answers = {"yes": ["Yes"], "no": ["No"]}
    groups = {"first": "staff", "second": "carer", "why": "They do not agree."}
    where = cath.post(start, {"measure": clause.measure.key, "question": f"|{STAFF}"}).headers["Location"]
    assert "“Yes” is ticked as yes too" in right(cath.post(where, answers | {"no": ["Yes", "No"]}), 400)
    where = cath.post(where, answers).headers["Location"]
    assert "Choose another group" in right(cath.post(where, groups | {"second": "staff"}), 400)
    assert "Write why they are compared" in right(cath.post(where, groups | {"why": ""}), 400)
    check = walk(cath, start, {"measure": clause.measure.key, "question": f"|{STAFF}"}, answers, groups)
    assert cath.post(check).status_code == 302
    held = ComparedGroups.objects.get()
    assert (held.first, held.second, held.question) == ("staff", "carer", STAFF)
    page = right(cath.get(at(clause.measure)))
    assert "Staff and carers" in page and "percentage points more of staff than of carers" in page
    html = drawn(cath, clause.measure)
    assert html.count('class="gt-chart"') == 2, "the measure's and the difference's"
    assert AuditEvent.objects.filter(what="groups compared").count() == 1
    assert cath.post(at(clause.measure, f"compared/{held.pk}")).status_code == 302
    assert STAFF not in right(cath.get(at(clause.measure)))


def test_staff_of_the_measures_services_may_and_nobody_else(here, clause):
    nell, asha, other = come_in("nell"), come_in("asha"), come_in(joined("c.tam", "XTC", Role.QUALITY))
    given = {"month": made.month(5), "what": CAUSE}
    assert nell.post(at(clause.measure, "new-limits"), given).status_code == 302
    mark = ChartMark.objects.get()
    addresses = {
        at(clause.measure, "new-limits"): given,
        at(clause.measure, "collection"): {"on": str(date.today()), "what": CHANGE},
        at(clause.measure, f"marks/{mark.pk}"): {},
        at(clause.measure, "compared/1"): {},
    }
    for address, typed in addresses.items():
        assert asha.post(address, typed).status_code == 403, address
        assert other.post(address, typed).status_code == 404, address
        assert come_in("dai").post(address, typed).status_code == 403, address
    assert "Set new limits" not in right(asha.get(at(clause.measure)))
    assert CAUSE in right(asha.get(at(clause.measure))), "everyone reads why limits changed"
    assert ChartMark.objects.filter(removed_at=None).count() == 1


def test_quarters_have_new_limits_only_where_one_begins(here, panel, need):
    held = measures.draft(
        by="test", workspace=here, scope=made.OWNER, panel=panel, body=made.body(period="quarter"), rests_on=[str(need)]
    )
    months = [made.month(back) for back in range(4, 16)]
    inside = next(one for one in months if rules.quarter_of(one) != one)
    with pytest.raises(WrongUsage, match="No quarter begins"):
        marks.rebase(by="test", measure=held, month=inside, what=CAUSE)
    first = next(one for one in months if rules.quarter_of(one) == one)
    marks.rebase(by="test", measure=held, month=first, what=CAUSE)
    assert "R: new limits" in drawn(come_in("cath"), held)


def test_a_mark_from_when_a_measure_was_counted_by_month_is_on_its_quarter(here, clause):
    inside = next(made.month(back) for back in range(6, 16) if rules.quarter_of(made.month(back)) != made.month(back))
    marks.rebase(by="test", measure=clause.measure, month=inside, what=CAUSE)
    measures.change(
        by="test",
        workspace=here,
        scope=made.OWNER,
        measure=clause.measure,
        based_on=1,
        body=made.body(period="quarter"),
        why="Too few a month.",
    )
    assert "R: new limits" in drawn(come_in("cath"), clause.measure)
    assert charting.charted_from(charting.rebases_of(clause.measure), made.month(24), made.month(1), 3)[
        0
    ].month == rules.quarter_of(inside)


def test_hostile_causes_are_only_words(here, clause):
    nasty = "<script>alert(1)</script>"
    marks.change_collection(by="test", measure=clause.measure, on=date.today().replace(day=1), what=nasty)
    assert "<script>alert" not in drawn(come_in("cath"), clause.measure)
    assert Organisation.objects.filter(code="XWR").exists()
    assert measuring.newest_version(clause.measure).number == 1

"""Results of clauses, counted and reported: what is not met, what is corrected and disputed, what is asked again."""

from datetime import date, timedelta

import pytest

from goldthread.vocabulary import NoRight, NotFound, Scope, WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.commitments import disclosing, figures, outcomes, queries, rules  # noqa: E402
from goldthread.commitments.actions import contracts, measures, meetings, results  # noqa: E402
from goldthread.commitments.models import AgendaItem, Recheck  # noqa: E402
from tests.builders import round as made  # noqa: E402


OWNER = Scope.owner()


def test_results_are_counted_when_a_period_is_over(clause, workspace):
    assert results.compute_all(by="test", workspace=workspace) == 0, "nobody signed yet"
    made.agreed(clause)
    assert results.compute_all(by="test", workspace=workspace) == 7
    assert results.compute_all(by="test", workspace=workspace) == 0
    held = outcomes.results_of(clause, "XWR")
    assert [one.result.period for one in held] == [made.month(back) for back in range(7, 0, -1)]
    assert {(one.result.numerator, one.result.denominator, one.result.status) for one in held} == {(15, 20, "met")}


def test_what_is_not_met_is_on_the_next_agenda_and_is_asked_again_until_it_holds(clause, workspace):
    meeting = contracts.add_meeting(by="test", contract=clause.contract, on=date.today() + timedelta(days=10))
    made.agreed(clause)
    another_threshold_up(clause, workspace)
    made.endorse(clause)
    made.sign(clause)
    result = results.compute(by="test", workspace=workspace, clause=clause, period=made.month(1))
    assert queries.agenda_of(meeting) == [], "nothing follows while only the provider sees it"
    results.show_now(by="test", result=result, organisation="XWR")
    item = queries.agenda_of(meeting)[0]
    assert (item.why, item.result.status) == ("not met", "not met")
    action = meetings.agree_action(
        by="test", item=item, what="Change the call script", organisation="XWR", owner="Gita", due=date.today()
    )
    meetings.finish(
        by="test", action=action, how="The script asks who is coming.", on=date.today() - timedelta(days=100)
    )
    due = queries.due_rechecks(OWNER)
    assert [one.months for one in due] == [3]
    meetings.recheck(by="test", check=due[0], holds=False, note="Weekends have no caller.")
    action.refresh_from_db()
    assert (action.done_on, action.version) == (None, 2)
    assert AgendaItem.objects.filter(clause=clause, why="slipped", meeting=meeting).exists()
    assert not [one for one in queries.due_rechecks(OWNER) if one.action == action], "earlier dates are over"
    assert Recheck.objects.filter(action=action, holds=None).count() == 2, "and stay on record"


def another_threshold_up(clause, workspace):
    body = made.body(threshold={"at least": "90 %"})
    measures.change(
        by="test", workspace=workspace, scope=OWNER, measure=clause.measure, based_on=1, body=body, why="As we want it."
    )
    clause.measure.refresh_from_db()


def report(clause, workspace, **given):
    usual = {"by": "test", "organisation": "XWR", "period": made.month(1), "numerator": 12, "denominator": 20}
    return results.report(clause=clause, workspace=workspace, **usual | given)


def test_a_report_is_checked_and_a_correction_keeps_both(reported, workspace):
    first = report(reported, workspace, comment="Two callers were ill.")
    assert first.status == "not met"
    with pytest.raises(WrongUsage, match="reported already"):
        report(reported, workspace, numerator=15)
    report(reported, workspace, numerator=15, why="Five calls were entered late.")
    held = outcomes.results_of(reported, "XWR")
    assert [(one.result.numerator, [old.numerator for old in one.before]) for one in held] == [(15, [12])]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"numerator": 21}, "larger than the denominator"),
        ({"numerator": -1}, "below 0"),
        ({"period": made.month(0)}, "not over"),
        ({"period": made.month(8)}, "outside the contract"),
        ({"period": "October"}, "not a month"),
    ],
)
def test_a_report_that_cannot_be_is_refused(reported, workspace, wrong, said):
    with pytest.raises(WrongUsage) as told:
        report(reported, workspace, **wrong)
    assert said in str(told.value)


def test_only_the_provider_reports(reported, workspace):
    with pytest.raises(NoRight):
        report(reported, workspace, organisation="XIC")


def test_others_see_a_result_after_the_time_to_reply_and_disputes_keep_both_figures(reported, workspace):
    held = report(reported, workspace)
    assert outcomes.results_of(reported, "XIC") == []
    with pytest.raises(NotFound):
        queries.result(OWNER, held.key, "XIC")
    results.add_context(by="test", result=held, organisation="XWR", text="The phones were down for a week.")
    results.show_now(by="test", result=held, organisation="XWR")
    made_so = results.dispute(
        by="test", result=held, organisation="XIC", reason="Our calls say otherwise.", numerator=9, denominator=20
    )
    shown = outcomes.results_of(reported, "XIC")[0]
    assert shown.disputed
    assert (shown.result.numerator, shown.result.disputes.get().numerator) == (12, 9)
    results.settle(by="test", dispute=made_so, organisation="XIC", outcome="Counted together: 12.")
    assert not outcomes.results_of(reported, "XIC")[0].disputed


def test_a_result_that_lies_too_near_to_another_is_not_told(clause, workspace, panel, need):
    made.agreed(clause)
    results.compute(by="test", workspace=workspace, clause=clause, period=made.month(1))
    wider = {"share answering yes": {"question": made.QUESTION, "yes": ["Yes", "Not sure"], "no": ["No"]}}
    made.tell_more(workspace, 3, "Not sure")
    near = made.agreed(
        made.clause(workspace, "test", panel, [str(need)], body=made.body(definition=wider), contract=clause.contract)
    )
    told = results.compute(by="test", workspace=workspace, clause=near, period=made.month(1))
    assert (told.numerator, told.denominator, told.status) == (None, None, "too few")
    shown = figures.periods(outcomes.every_result_of(near), "month", {}, exact=disclosing.of_no_period)
    assert [(one.is_too_few, one.figure.said) for one in shown] == [(True, "Too few to say")]


def test_two_rechecks_that_are_due_are_answered_by_one_result_without_a_stop(reported, workspace):
    first = report(reported, workspace, period=made.month(3))
    results.show_now(by="test", result=first, organisation="XWR")
    item = AgendaItem.objects.get(clause=reported)
    with clock.as_of(rules.first_day(made.month(2)) - timedelta(days=20)):
        action = meetings.agree_action(
            by="test", item=item, what="Ring", organisation="XWR", owner="Nell", due=clock.today()
        )
        meetings.finish(by="test", action=action, how="Rung.")
    Recheck.objects.filter(action=action).update(due=date.today())
    second = report(reported, workspace, period=made.month(1))
    action.refresh_from_db()
    assert action.version == 1, "nobody but the provider sees it yet"
    results.show_now(by="test", result=second, organisation="XWR")
    action.refresh_from_db()
    assert action.version == 2
    assert Recheck.objects.filter(action=action, holds=False).count() == 1

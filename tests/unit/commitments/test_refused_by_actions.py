"""What actions refuse whoever calls them, page, command or file: checks that pages make are no protection."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.vocabulary import NoRight, Scope, WrongUsage
from tests.builders.site import cast


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.commitments import periods, queries, rules  # noqa: E402
from goldthread.commitments.actions import contracts, measures, meetings, results  # noqa: E402
from goldthread.commitments.models import AgendaItem  # noqa: E402
from goldthread.partnership.actions import panels  # noqa: E402
from goldthread.partnership.models import PanelMember  # noqa: E402
from tests.builders import round as made  # noqa: E402


LATER = date.today() + timedelta(days=9)


def report(clause, workspace, back, numerator=2, **given):
    return results.report(
        by="test",
        workspace=workspace,
        clause=clause,
        organisation="XWR",
        period=made.month(back),
        numerator=numerator,
        denominator=20,
        **given,
    )


def not_met(clause, workspace):
    results.show_now(by="test", result=report(clause, workspace, 2), organisation="XWR")
    return AgendaItem.objects.get(clause=clause)


def test_who_is_no_party_words_no_clause(reported):
    with pytest.raises(NoRight, match="Only the parties"):
        contracts.add_clause(
            by="test",
            contract=reported.contract,
            measure=reported.measure,
            wording="We are told.",
            place="local quality requirement",
            organisation="XTC",
        )


def test_who_is_no_party_takes_no_action_on(reported, workspace):
    item = not_met(reported, workspace)
    with pytest.raises(WrongUsage, match="no party to this contract"):
        meetings.agree_action(by="test", item=item, what="Ring", organisation="XTC", owner="Gita", due=LATER)
    assert not item.actions.exists()


def test_a_clause_that_ended_takes_the_periods_that_were_over_and_corrections(reported, workspace):
    report(reported, workspace, 3)
    with clock.as_of(rules.first_day(made.month(1)) + timedelta(days=3)):
        contracts.end_clause(by="test", clause=reported, why="The service moved.")
    reported.refresh_from_db()
    report(reported, workspace, 2)
    report(reported, workspace, 3, numerator=3, why="One call was missed.")
    with pytest.raises(WrongUsage, match="This clause ended on"):
        report(reported, workspace, 1)
    assert [one.period for one in reported.results.order_by("id")] == [made.month(3), made.month(2), made.month(3)]
    assert periods.due_reports("XWR") == []


def test_a_month_to_come_is_in_no_measure(reported, workspace):
    body = made.reported()
    months = body["definition"]["reported by the provider"]["months"]
    months.append({"month": made.month(-1), "numerator": 1, "denominator": 2})
    given = {"by": "test", "workspace": workspace, "scope": Scope.owner()}
    with pytest.raises(WrongUsage, match="is not over yet"):
        measures.change(**given, measure=reported.measure, based_on=1, body=body, why="More months.")
    with pytest.raises(WrongUsage, match="is not over yet"):
        measures.draft(**given, panel=reported.measure.panel, body=body)
    assert reported.measure.versions.count() == 1


def test_a_panel_that_ended_keeps_its_quorum_and_its_members(workspace):
    panel = made.panel("test")
    member = PanelMember.objects.filter(panel=panel).first()
    panels.end(by="test", panel=panel, on=clock.today(), why="Its work is done.")
    with pytest.raises(WrongUsage, match="This panel ended"):
        panels.change_quorum(by="test", panel=panel, quorum=1, quorum_share=1)
    with pytest.raises(WrongUsage, match="This panel ended"):
        panels.end_seat(by="test", member=member, on=LATER)


def test_a_membership_that_ended_does_not_end_later(workspace):
    member = PanelMember.objects.filter(panel=made.panel("test")).first()
    panels.end_seat(by="test", member=member, on=clock.today())
    with clock.as_of(clock.today() + timedelta(days=3)), pytest.raises(WrongUsage, match="This membership ended on"):
        panels.end_seat(by="test", member=member, on=LATER)


def test_a_meeting_keeps_what_went_on_to_the_next_one(reported, workspace):
    first = contracts.add_meeting(by="test", contract=reported.contract, on=clock.today())
    item = not_met(reported, workspace)
    assert item.meeting == first
    second = contracts.add_meeting(by="test", contract=reported.contract, on=LATER)
    meetings.hold(by="test", meeting=first)
    item.refresh_from_db()
    assert item.meeting == second
    assert queries.agenda_of(first) == [] and queries.carried_over(first) == [item]
    assert queries.agenda_of(second) == [item] and queries.carried_over(second) == []


def test_what_is_due_takes_as_many_queries_for_four_clauses_as_for_one(reported, workspace):
    def asked():
        with CaptureQueriesContext(connection) as held:
            due = periods.due_reports("XWR")
        return len(due), len(held)

    assert asked() == (7, 6)
    for _ in range(3):
        more = made.clause(workspace, "test", made.panel("test"), [], contract=reported.contract, body=made.reported())
        made.endorse(more)
        made.sign(more)
    assert asked() == (28, 6)

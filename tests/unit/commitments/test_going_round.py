"""Ways for one party to go round the panel or another party, each refused by the action itself."""

from datetime import date, timedelta

import pytest

from goldthread.vocabulary import NoRight, Scope, WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.acting import acting  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.commitments import outcomes, parties, queries, standings  # noqa: E402
from goldthread.commitments.actions import contracts, endorsing, meetings, results  # noqa: E402
from goldthread.commitments.models import AgendaItem  # noqa: E402
from goldthread.commitments.presenters import clauses as presenters  # noqa: E402
from tests.builders import round as made  # noqa: E402


@pytest.fixture
def clause(workspace, panel):
    return made.clause(workspace, "test", panel, [str(made.need(workspace, "test", panel))])


def depart(clause, organisation="XWR"):
    return endorsing.depart(
        by="test",
        clause=clause,
        organisation=organisation,
        seen=queries.standing_of(clause),
        officer="Pat Doe",
        job="Director",
        reasons="It costs too much.",
    )


def sign(clause, organisation):
    seen = queries.standing_of(clause)
    return contracts.sign(
        by="test", clause=clause, seen=seen, organisation=organisation, name="Pat Doe", job="Director"
    )


def report(clause, workspace, **given):
    usual = {"period": made.month(2), "numerator": 12, "denominator": 20}
    return results.report(by="test", workspace=workspace, clause=clause, organisation="XWR", **usual | given)


def test_nobody_departs_before_a_quorum_of_the_panel_has_said_no(clause):
    with pytest.raises(WrongUsage, match="not answered yet"):
        depart(clause)
    for member in list(clause.measure.panel.members.all())[:4]:
        endorsing.answer(
            by="test",
            clause=clause,
            seen=queries.standing_of(clause),
            member=member,
            yes=False,
            reason="A leaflet is not knowing.",
        )
    with pytest.raises(WrongUsage, match="not answered yet"):
        depart(clause)
    made.endorse(clause, no=7)
    depart(clause)


def test_a_departure_is_of_the_wording_that_the_panel_answered(clause):
    made.endorse(clause, no=7)
    depart(clause)
    contracts.reword(by="test", clause=clause, based_on=1, wording="They may know.", organisation="XWR")
    with pytest.raises(WrongUsage, match="not answered yet"):
        depart(clause)
    with pytest.raises(WrongUsage, match="not endorsed"):
        sign(clause, "XWR")


def test_one_partys_departure_lets_no_other_party_sign(clause):
    made.endorse(clause, no=7)
    depart(clause)
    sign(clause, "XWR")
    with pytest.raises(WrongUsage, match="you can still sign once a named officer"):
        sign(clause, "XIC")
    found = standings.of_all([clause])[clause.pk]
    needed = presenters.state(found.facts, found.inside, clause.panel, {"XIC": "Wenbrook board"}).needed
    assert needed == ("Wenbrook board can sign it after saying, by a named officer, why not to follow the panel.",)
    depart(clause, "XIC")
    sign(clause, "XIC")
    assert queries.state_of(clause) == "departed"


def test_only_the_party_that_disputes_says_that_it_is_settled(reported, workspace):
    held = report(reported, workspace)
    dispute = results.dispute(by="test", result=held, organisation="XWR", reason="Our calls say otherwise.")
    with pytest.raises(NoRight, match="Only the party that disputes"):
        results.settle(by="test", dispute=dispute, organisation="XIC", outcome="We were right.")
    assert outcomes.results_of(reported, "XWR")[0].disputed
    settled = results.settle(by="test", dispute=dispute, organisation="XWR", outcome="Counted together: 12.")
    assert settled.settled_for == "XWR"


def test_a_party_ends_from_today_on(reported):
    yesterday = date.today() - timedelta(days=1)
    given = {"by": "test", "contract": reported.contract, "organisation": "XWR"}
    with pytest.raises(WrongUsage, match="cannot be in the past"):
        contracts.end_party(**given, on=yesterday)
    assert contracts.end_party(**given, on=date.today()).until == date.today()


def test_a_provider_that_ended_replies_to_the_periods_in_which_it_was_a_party(reported, workspace):
    held = report(reported, workspace, period=made.month(1))
    ended = date.today()
    contracts.end_party(by="test", contract=reported.contract, organisation="XWR", on=ended)
    with clock.as_of(ended + timedelta(days=1)):
        held = queries.result(Scope.owner(), held.key, "XWR")
        assert parties.party_codes(held.clause.contract) == ("XIC",)
        results.add_context(by="test", result=held, organisation="XWR", text="The phones were down.")
        results.dispute(by="test", result=held, organisation="XWR", reason="We counted again.")
        own = references.Reader(scope=acting(PEOPLE["nell"]).scope())
        assert held.key in references.show("result", [held.key], own)
        results.show_now(by="test", result=held, organisation="XWR")
        with pytest.raises(NoRight):
            results.add_context(by="test", result=held, organisation="XIC", text="We know better.")


def test_a_provider_that_ended_has_no_reply_to_periods_after_that(reported, workspace):
    held = report(reported, workspace)
    with clock.as_of(made.rules.first_day(made.month(2)) - timedelta(days=1)):
        contracts.end_party(
            by="test", contract=reported.contract, organisation="XWR", on=clock.today(), successor="XTC"
        )
    held = queries.result(Scope.owner(), held.key, "XTC")
    for act in (
        lambda: results.add_context(by="test", result=held, organisation="XWR", text="The phones were down."),
        lambda: results.show_now(by="test", result=held, organisation="XWR"),
        lambda: results.dispute(by="test", result=held, organisation="XWR", reason="We counted again."),
    ):
        with pytest.raises(NoRight):
            act()
    assert not outcomes.is_shown(held, "XWR")


def test_keys_of_contracts_hold_nothing_that_anybody_typed(reported, workspace):
    report(reported, workspace, numerator=2)
    results.show_now(by="test", result=reported.results.get(), organisation="XWR")
    meeting = contracts.add_meeting(by="test", contract=reported.contract, on=date.today() + timedelta(days=9))
    item = AgendaItem.objects.get(clause=reported)
    action = meetings.agree_action(
        by="test", item=item, what="Ring every carer", organisation="XWR", owner="Gita", due=date.today()
    )
    for one in (reported, reported.measure, reported.contract, meeting, action):
        assert len(one.key) == 12 and not set(one.key) & set("aeiou0123456789-"), one.key

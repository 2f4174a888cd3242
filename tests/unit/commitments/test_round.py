"""One round from words to an action and back, and every way that could go round an endorsement."""

from datetime import date, timedelta

import pytest

from goldthread.vocabulary import NoRight, NotFound, Scope, WrongUsage
from goldthread.workspace import Workspace
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.commitments import queries, rules, standings  # noqa: E402
from goldthread.commitments.actions import contracts, endorsing, measures, meetings, results  # noqa: E402
from goldthread.commitments.models import AgendaItem, Recheck  # noqa: E402
from goldthread.commitments.presenters import clauses as presenters  # noqa: E402
from goldthread.partnership import queries as partnership  # noqa: E402
from goldthread.partnership.actions import deciding, needs, panels  # noqa: E402
from goldthread.thread import actions as weave  # noqa: E402
from goldthread.thread import checking  # noqa: E402
from goldthread.thread import queries as thread  # noqa: E402
from tests.builders import round as made  # noqa: E402


OWNER = Scope.owner()


@pytest.fixture
def workspace(tmp_path):
    held = Workspace(tmp_path / "workspace")
    made.tell(held)
    with made.undone():
        yield held


@pytest.fixture
def panel(workspace):
    return made.panel("test")


@pytest.fixture
def need(workspace, panel):
    return made.need(workspace, "test", panel)


@pytest.fixture
def decision(panel, need):
    return made.decision("test", panel, [str(need)])


@pytest.fixture
def clause(workspace, panel, need, decision):
    return made.clause(workspace, "test", panel, [str(need), str(decision)])


def agreed(clause):
    made.endorse(clause)
    made.sign(clause)
    assert queries.state_of(clause) == "agreed"
    return clause


def test_from_a_clause_the_words_are_two_steps_away_and_back(workspace, clause):
    reader = references.Reader(scope=OWNER, workspace=workspace)
    found = thread.thread(str(clause), reader)
    words = {node.words: node.steps for node in found.nodes if node.kind == "passage"}
    assert words == {made.WORDS: -2, made.OTHER_WORDS: -2}
    token = made.quote(workspace, "test", 1)
    down = thread.thread(f"passage:{token}", reader)
    assert [node.kind for node in down.nodes if node.steps > 0] == ["need", "decision", "measure", "clause"]


def test_a_clause_is_agreed_once_a_quorum_endorsed_it_and_every_party_signed(clause):
    assert queries.state_of(clause) == "draft"
    with pytest.raises(WrongUsage, match="has not endorsed"):
        contracts.sign(
            by="test",
            clause=clause,
            seen=queries.standing_of(clause),
            organisation="XWR",
            name="Pat Doe",
            job="Director",
        )
    made.endorse(clause)
    assert queries.state_of(clause) == "endorsed"
    made.sign(clause)
    assert queries.state_of(clause) == "agreed"


def test_patients_and_carers_alone_can_make_a_quorum_and_others_cannot(clause):
    members = list(clause.measure.panel.members.all())
    seen = queries.standing_of(clause)
    for member in members[4:]:  # nobody whose care it is
        endorsing.answer(by="test", clause=clause, seen=seen, member=member, yes=True)
    assert queries.state_of(clause) == "asked"
    for member in members[:3]:
        endorsing.answer(by="test", clause=clause, seen=seen, member=member, yes=False, reason="Not yet.")
    assert queries.state_of(clause) == "not endorsed", "patients and carers said no, whatever the others say"


def another_word(clause, workspace):
    contracts.reword(
        by="test",
        clause=clause,
        based_on=queries.wording_of(clause).number,
        wording=made.CLAUSE.replace("know", "are given a leaflet about"),
        organisation="XWR",
    )


def another_threshold(clause, workspace):
    body = made.body(threshold={"at least": "60 %"})
    measures.change(
        by="test",
        workspace=workspace,
        scope=OWNER,
        measure=clause.measure,
        based_on=1,
        body=body,
        why="It is nearer to today's.",
    )


def another_sentence(clause, workspace):
    body = made.body(wording="Before we leave, we are told who is coming.")
    measures.change(
        by="test", workspace=workspace, scope=OWNER, measure=clause.measure, based_on=1, body=body, why="Shorter."
    )


def another_need(clause, workspace):
    held = partnership.needs(OWNER)[0]
    needs.reword(by="test", need=held, based_on=1, wording="Carers need a leaflet.", why="Cheaper.")


def another_decision(clause, workspace):
    held = partnership.decisions(OWNER)[0]
    deciding.reword(by="test", decision=held, based_on=1, wording="A leaflet comes first.")


def another_place(clause, workspace):
    contracts.reword(
        by="test",
        clause=clause,
        based_on=queries.wording_of(clause).number,
        wording=made.CLAUSE,
        organisation="XWR",
        place="grant",
    )


def retired(clause, workspace):
    measures.retire(by="test", measure=clause.measure, why="Nobody asks it any more.")


WAYS = [another_word, another_threshold, another_sentence, another_need, another_decision, another_place, retired]


@pytest.mark.parametrize("way", WAYS)
def test_no_change_leaves_a_clause_agreed(clause, workspace, way):
    agreed(clause)
    before = queries.standing_of(clause)
    way(clause, workspace)
    clause.refresh_from_db()
    clause.measure.refresh_from_db()
    assert queries.state_of(clause) == "check again"
    with pytest.raises(WrongUsage):
        contracts.sign(by="test", clause=clause, seen=before, organisation="XWR", name="Pat Doe", job="Director")


def test_changing_a_word_back_does_not_bring_the_endorsement_back(clause, workspace):
    agreed(clause)
    another_word(clause, workspace)
    contracts.reword(by="test", clause=clause, based_on=2, wording=made.CLAUSE, organisation="XWR")
    assert queries.state_of(clause) == "check again"


def test_a_reworded_clause_is_checked_again_until_a_quorum_answers(clause, workspace):
    agreed(clause)
    another_word(clause, workspace)
    shown = checking.shown(queries.stale_above(clause), references.Reader(scope=OWNER))
    assert [one.who for one in shown] == ["the panel “Home after a fall”"]
    assert "clause changed" in shown[0].said
    made.endorse(clause)
    assert queries.stale_above(clause) == []
    assert queries.state_of(clause) == "endorsed", "what was signed was another wording"
    made.sign(clause)
    assert queries.state_of(clause) == "agreed"


def test_an_answer_to_what_one_did_not_read_is_refused(clause, workspace):
    seen = queries.standing_of(clause)
    another_word(clause, workspace)
    member = clause.measure.panel.members.first()
    with pytest.raises(WrongUsage, match="changed while you were reading"):
        endorsing.answer(by="test", clause=clause, seen=seen, member=member, yes=True)


def test_a_departure_needs_a_named_officer_and_is_said_wherever_the_clause_is(clause, workspace):
    made.endorse(clause, no=7)
    assert queries.state_of(clause) == "not endorsed"
    given = {"by": "test", "clause": clause, "organisation": "XWR", "seen": queries.standing_of(clause)}
    with pytest.raises(WrongUsage, match="Name the officer"):
        endorsing.depart(**given, officer=" ", job="Director", reasons="It costs too much.")
    for organisation in ("XWR", "XIC"):
        given["organisation"] = organisation
        endorsing.depart(**given, officer="Pat Doe", job="Director", reasons="It costs too much.")
    made.sign(clause)
    assert queries.state_of(clause) == "departed", "it never reads agreed"


def test_a_pair_is_agreed_only_when_both_are(clause, workspace):
    other = contracts.add(
        by="test",
        title="Home care",
        edition="council",
        starts=made.STARTS,
        ends=made.ENDS,
        parties=[("XIC", "commissioner"), ("XWC", "council")],
    )
    pair = contracts.add_clause(
        by="test",
        contract=other,
        measure=clause.measure,
        wording=made.CLAUSE,
        place="section-75",
        organisation="XIC",
        pair_with=clause,
    )
    clause.refresh_from_db()
    made.endorse(clause)
    made.sign(clause)
    assert queries.state_of(clause) == "endorsed"
    made.endorse(pair)
    made.sign(pair)
    assert (queries.state_of(clause), queries.state_of(pair)) == ("agreed", "agreed")


def test_results_are_counted_when_a_period_is_over(clause, workspace):
    assert results.compute_all(by="test", workspace=workspace) == 0, "nobody signed yet"
    agreed(clause)
    assert results.compute_all(by="test", workspace=workspace) == 7
    assert results.compute_all(by="test", workspace=workspace) == 0
    held = queries.results_of(clause, "XWR")
    assert [one.result.period for one in held] == [made.month(back) for back in range(7, 0, -1)]
    assert {(one.result.numerator, one.result.denominator, one.result.status) for one in held} == {(15, 20, "met")}


def test_what_is_not_met_is_on_the_next_agenda_and_is_asked_again_until_it_holds(clause, workspace):
    meeting = contracts.add_meeting(by="test", contract=clause.contract, on=date.today() + timedelta(days=10))
    agreed(clause)
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


@pytest.fixture
def reported(workspace, panel, need):
    return agreed(made.clause(workspace, "test", panel, [str(need)], body=made.reported()))


def report(clause, workspace, **given):
    usual = {"by": "test", "organisation": "XWR", "period": made.month(1), "numerator": 12, "denominator": 20}
    return results.report(clause=clause, workspace=workspace, **usual | given)


def test_a_report_is_checked_and_a_correction_keeps_both(reported, workspace):
    first = report(reported, workspace, comment="Two callers were ill.")
    assert first.status == "not met"
    with pytest.raises(WrongUsage, match="reported already"):
        report(reported, workspace, numerator=15)
    report(reported, workspace, numerator=15, why="Five calls were entered late.")
    held = queries.results_of(reported, "XWR")
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
    assert queries.results_of(reported, "XIC") == []
    with pytest.raises(NotFound):
        queries.result(OWNER, held.key, "XIC")
    results.add_context(by="test", result=held, organisation="XWR", text="The phones were down for a week.")
    results.show_now(by="test", result=held, organisation="XWR")
    made_so = results.dispute(
        by="test", result=held, organisation="XIC", reason="Our calls say otherwise.", numerator=9, denominator=20
    )
    shown = queries.results_of(reported, "XIC")[0]
    assert shown.disputed
    assert (shown.result.numerator, shown.result.disputes.get().numerator) == (12, 9)
    results.settle(by="test", dispute=made_so, organisation="XIC", outcome="Counted together: 12.")
    assert not queries.results_of(reported, "XIC")[0].disputed


def test_a_withdrawal_is_said_and_the_clause_stays(clause, workspace):
    from goldthread.accounts.actions import withdraw
    from tests.builders.evidence import KEY

    agreed(clause)
    withdraw(by="test", workspace=workspace, respondent=KEY.identify("person", "1"))
    found = thread.thread(str(clause), references.Reader(scope=OWNER, workspace=workspace))
    assert found.sources == "1 source withdrawn, 1 remains"
    assert made.WORDS not in str(found.as_dict())


def test_a_result_that_lies_too_near_to_another_is_not_told(clause, workspace, panel, need):
    agreed(clause)
    results.compute(by="test", workspace=workspace, clause=clause, period=made.month(1))
    wider = {"share answering yes": {"question": made.QUESTION, "yes": ["Yes", "Not sure"], "no": ["No"]}}
    made.tell_more(workspace, 3, "Not sure")
    near = agreed(
        made.clause(workspace, "test", panel, [str(need)], body=made.body(definition=wider), contract=clause.contract)
    )
    told = results.compute(by="test", workspace=workspace, clause=near, period=made.month(1))
    assert (told.numerator, told.denominator, told.status) == (None, None, "too few")


def test_a_full_no_to_a_new_wording_reads_not_endorsed_with_its_day_and_count(clause, workspace):
    made.endorse(clause)
    made.sign(clause)
    another_word(clause, workspace)
    assert queries.state_of(clause) == "check again"
    members = list(clause.measure.panel.members.all())
    answered(clause, members[:4], yes=False)
    assert queries.state_of(clause) == "check again", "four are no quorum"
    answered(clause, members[4:], yes=False)
    found = standings.of_all([clause])[clause.pk]
    assert found.state == "not endorsed"
    said = presenters.state(found.facts, found.inside, clause.panel, {})
    assert said.said == "Not endorsed" and f"0 of 7 members said yes, on {date.today():%-d %B %Y}." in said.why


def test_a_measure_of_others_is_no_clause_of_this_contract(workspace, panel, need, clause):
    body = made.body(cut={"role": "carer", "organisation": "XTC"})
    with pytest.raises(WrongUsage, match="counts other organisations"):
        made.clause(workspace, "test", panel, [str(need)], body=body, contract=clause.contract)


def answered(clause, members, *, yes):
    for member in members:
        seen = queries.standing_of(clause)
        endorsing.answer(by="test", clause=clause, seen=seen, member=member, yes=yes, reason="A leaflet.")


def test_neither_ending_seats_nor_giving_others_turns_a_no_into_a_yes(clause):
    panel = clause.measure.panel
    members = list(panel.members.all())
    answered(clause, members[:4], yes=False)
    answered(clause, members[4:], yes=True)
    assert queries.state_of(clause) == "not endorsed"
    for member in members[:4]:
        panels.end_seat(by="test", member=member, on=date.today())
    others = [panels.seat(by="test", panel=panel, voice="patient", name=f"Other {n}") for n in range(4)]
    with pytest.raises(WrongUsage, match="after the panel began to answer"):
        answered(clause, others, yes=True)
    with clock.as_of(date.today() + timedelta(days=1)):
        assert queries.state_of(clause) == "not endorsed"
        assert len(standings.of_all([clause])[clause.pk].inside.against) == 4


def test_a_quorum_that_is_lowered_afterwards_changes_nothing(clause):
    panel = clause.measure.panel
    answered(clause, list(panel.members.all())[:2], yes=True)
    panels.change_quorum(by="test", panel=panel, quorum=1, quorum_share=1)
    clause.measure.panel.refresh_from_db()
    assert queries.state_of(clause) == "asked"


def test_a_clause_on_a_measure_that_is_only_watched_is_never_signed(workspace, panel, need):
    body = {name: value for name, value in made.body().items() if name != "why"}
    watched = made.clause(workspace, "test", panel, [str(need)], body=body)
    made.endorse(watched)
    with pytest.raises(WrongUsage, match="watched, not agreed"):
        made.sign(watched)
    assert queries.state_of(watched) == "endorsed"


def test_a_provider_that_ceases_to_be_a_party_has_not_signed(clause):
    made.endorse(clause)
    seen = queries.standing_of(clause)
    contracts.sign(by="test", clause=clause, seen=seen, organisation="XIC", name="Pat Doe", job="Director")
    yesterday = date.today() - timedelta(days=1)
    with clock.as_of(yesterday):
        contracts.end_party(by="test", contract=clause.contract, organisation="XWR", on=yesterday)
    clause.refresh_from_db()
    assert queries.state_of(clause) == "endorsed"


def test_a_need_above_a_decision_alone_stops_a_clause_too(clause, workspace):
    need = partnership.needs(OWNER)[0]
    weave.unlink(by="test", upper=str(need), lower=str(clause.measure), kind="is measured by", why="By the decision.")
    agreed(clause)
    needs.reword(by="test", need=need, based_on=1, wording="Carers need a leaflet.", why="Cheaper.")
    assert queries.state_of(clause) == "check again"
    made.endorse(clause)
    assert queries.stale_above(clause) == [], "the panel has looked at the need and the decision too"
    made.sign(clause)
    assert queries.state_of(clause) == "agreed"


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


@pytest.mark.parametrize("days", [(date(1, 1, 1), date(2, 1, 1)), (date(2026, 1, 1), date(9999, 12, 31))])
def test_a_contract_of_no_century_is_refused(workspace, days):
    with pytest.raises(WrongUsage, match="cannot be right"):
        contracts.add(by="test", title="Odd", edition="council", starts=days[0], ends=days[1], parties=made.PARTIES)

"""One round from words to an action and back, and every way that could go round an endorsement."""

from datetime import date, timedelta

import pytest

from goldthread.vocabulary import Scope, WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.commitments import queries, standings  # noqa: E402
from goldthread.commitments.actions import contracts, endorsing, measures  # noqa: E402
from goldthread.commitments.presenters import clauses as presenters  # noqa: E402
from goldthread.partnership import queries as partnership  # noqa: E402
from goldthread.partnership.actions import needs, panels  # noqa: E402
from goldthread.thread import actions as weave  # noqa: E402
from goldthread.thread import checking  # noqa: E402
from goldthread.thread import queries as thread  # noqa: E402
from tests.builders import round as made  # noqa: E402


OWNER = Scope.owner()


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
    made.decided_again(partnership.decisions(OWNER)[0], chosen=2)


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
    made.agreed(clause)
    before = queries.standing_of(clause)
    way(clause, workspace)
    clause.refresh_from_db()
    clause.measure.refresh_from_db()
    assert queries.state_of(clause) == "check again"
    with pytest.raises(WrongUsage):
        contracts.sign(by="test", clause=clause, seen=before, organisation="XWR", name="Pat Doe", job="Director")


def test_changing_a_word_back_does_not_bring_the_endorsement_back(clause, workspace):
    made.agreed(clause)
    another_word(clause, workspace)
    contracts.reword(by="test", clause=clause, based_on=2, wording=made.CLAUSE, organisation="XWR")
    assert queries.state_of(clause) == "check again"


def test_a_reworded_clause_is_checked_again_until_a_quorum_answers(clause, workspace):
    made.agreed(clause)
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


def test_a_withdrawal_is_said_and_the_clause_stays(clause, workspace):
    from goldthread.accounts.actions import withdraw
    from tests.builders.evidence import KEY

    made.agreed(clause)
    withdraw(by="test", workspace=workspace, respondent=KEY.identify("person", "1"))
    found = thread.thread(str(clause), references.Reader(scope=OWNER, workspace=workspace))
    assert found.sources == "1 source withdrawn, 1 remains"
    assert made.WORDS not in str(found.as_dict())


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
    made.agreed(clause)
    needs.reword(by="test", need=need, based_on=1, wording="Carers need a leaflet.", why="Cheaper.")
    assert queries.state_of(clause) == "check again"
    made.endorse(clause)
    assert queries.stale_above(clause) == [], "the panel has looked at the need and the decision too"
    made.sign(clause)
    assert queries.state_of(clause) == "agreed"


@pytest.mark.parametrize("days", [(date(1, 1, 1), date(2, 1, 1)), (date(2026, 1, 1), date(9999, 12, 31))])
def test_a_contract_of_no_century_is_refused(workspace, days):
    with pytest.raises(WrongUsage, match="cannot be right"):
        contracts.add(by="test", title="Odd", edition="council", starts=days[0], ends=days[1], parties=made.PARTIES)

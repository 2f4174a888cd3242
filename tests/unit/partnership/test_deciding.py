"""Panels, needs and decisions: who speaks, when, and what stays with a decision."""

from datetime import date, timedelta

import pytest

from goldthread.vocabulary import NotFound, Scope, WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.models import reference as token  # noqa: E402
from goldthread.accounts.registry.references import Reader  # noqa: E402
from goldthread.partnership import queries, rules, supporting  # noqa: E402
from goldthread.partnership.actions import deciding, needs, panels, releasing  # noqa: E402
from goldthread.partnership.actions.deciding import NoQuorum  # noqa: E402
from goldthread.thread.queries import passages_of  # noqa: E402
from tests.builders import round as made  # noqa: E402


OWNER = Scope.owner()


def members(panel):
    return list(panel.members.all())


def proposed(panel, **given):
    usual = {"by": "test", "panel": panel, "title": "What comes first?", "options": ["Knowing", "Change nothing"]}
    return deciding.propose(**usual | given)


def opened(panel, **given):
    decision = proposed(panel, **given)
    deciding.state_view(
        by="test", decision=decision, member=made.carer(panel), view="We cannot plan a night without it."
    )
    return deciding.open_vote(by="test", decision=decision)


def test_support_is_counted_by_people_and_a_reason_against_stays_with_the_need(need, panel):
    for member in members(panel)[:6]:
        needs.say(by="test", need=need, member=member, stance="support")
    with pytest.raises(WrongUsage, match="Write why you disagree"):
        needs.say(by="test", need=need, member=members(panel)[6], stance="disagree")
    needs.say(by="test", need=need, member=members(panel)[6], stance="disagree", reason="It is not ours alone.")
    needs.say(by="test", need=need, member=members(panel)[0], stance="support")
    shown = supporting.of(need)
    assert (shown.support, shown.disagree, [one.words for one in shown.reasons]) == (6, 1, ["It is not ours alone."])
    assert shown.split is None, "one clinician would be named by a split"


def test_a_split_is_shown_where_each_voice_has_three(need, panel):
    for n in range(4):
        panels.seat(by="test", panel=panel, voice=("patient", "carer")[n % 2], name=f"More {n}", since=made.STARTS)
    for member in members(panel):
        if member.voice in rules.OWN_VOICES:
            needs.say(by="test", need=need, member=member, stance="support")
    shown = supporting.of(need)
    assert shown.split == {
        "patient": {"support": 4, "disagree": 0, "unsure": 0},
        "carer": {"support": 4, "disagree": 0, "unsure": 0},
    }


def test_rewording_a_need_asks_everybody_again(need, panel):
    needs.say(by="test", need=need, member=members(panel)[0], stance="support")
    needs.reword(by="test", need=need, based_on=1, wording="Carers need a name and a time.", why="Shorter.")
    shown = supporting.of(need)
    assert (shown.said, shown.before) == (0, 1)
    with pytest.raises(WrongUsage, match="Someone else"):
        needs.reword(by="test", need=need, based_on=1, wording="Another.", why="Why not.")


def test_merging_and_splitting_keep_every_parent_and_their_words(workspace, need, panel):
    other = needs.write(by="test", panel=panel, wording="Someone to ring.", passages=[made.quote(workspace, "test", 2)])
    both = needs.merge(by="test", needs=[need, other], wording="Who, when, and whom to ring.", why="One thing.")
    assert {one.parent.key for one in both.parents.all()} == {need.key, other.key}
    assert set(passages_of(str(both))) == set(passages_of(str(need)))
    token = made.quote(workspace, "test", 1)
    parts = needs.split(
        by="test", need=both, wordings=[("Who and when.", [token]), ("Whom to ring.", [])], why="Two things."
    )
    assert passages_of(str(parts[0])) == [token]
    assert len(passages_of(str(parts[1]))) == 2
    both.refresh_from_db()
    assert both.state == "split"
    with pytest.raises(WrongUsage, match="it was split"):
        needs.say(by="test", need=both, member=members(panel)[0], stance="support")


def test_a_need_without_words_needs_a_reason_and_is_found(panel):
    with pytest.raises(WrongUsage, match="no comments behind it"):
        needs.write(by="test", panel=panel, wording="A quiet ward.", passages=[])
    needs.write(by="test", panel=panel, wording="A quiet ward.", passages=[], no_words_because="Said in the room.")
    with pytest.raises(NotFound):
        needs.write(by="test", panel=panel, wording="Another.", passages=[token()])
    assert [queries.wording_of(one).wording for one in queries.without_words(OWNER)] == ["A quiet ward."]


def test_patients_and_carers_speak_before_anybody_votes(panel):
    decision = proposed(panel)
    member, option = members(panel)[0], decision.options.first()
    with pytest.raises(WrongUsage, match="patients and carers first"):
        deciding.vote(by="test", decision=decision, member=member, option=option)
    with pytest.raises(WrongUsage, match="patients and carers first"):
        deciding.open_vote(by="test", decision=decision)
    decision = opened(panel)
    with pytest.raises(WrongUsage, match="vote has begun"):
        deciding.state_view(by="test", decision=decision, member=made.carer(panel), view="Another.")


def test_a_vote_is_cast_once_and_not_after_it_closed(panel):
    decision = opened(panel)
    first, second = decision.options.all()
    for member in members(panel)[:6]:
        deciding.vote(by="test", decision=decision, member=member, option=first)
    with pytest.raises(WrongUsage, match="vote of this member already"):
        deciding.vote(by="test", decision=decision, member=members(panel)[0], option=second)
    last = members(panel)[6]
    deciding.vote(by="test", decision=decision, member=last, option=second, reason="It promises too much.")
    closed = deciding.close(by="test", decision=decision, room={"patient": 2, "carer": 2, "clinician": 1})
    assert (closed.outcome, closed.wording, closed.room["carer"]) == (first, "Knowing", 2)
    assert queries.dissent_of(closed) == ["It promises too much."]
    for act in (deciding.close, deciding.open_vote):
        with pytest.raises(WrongUsage, match="closed"):
            act(by="test", decision=closed)
    with pytest.raises(WrongUsage, match="closed"):
        deciding.vote(by="test", decision=closed, member=last, option=first)


def test_a_ballot_ends_with_its_last_day_and_can_then_be_closed(panel):
    with clock.as_of(date.today() - timedelta(days=1)):
        decision = opened(panel, closes_on=clock.today())
    with pytest.raises(WrongUsage, match="The vote closed on"):
        deciding.vote(by="test", decision=decision, member=members(panel)[0], option=decision.options.first())


def test_nothing_is_decided_without_a_quorum_of_patients_and_carers(panel):
    decision = opened(panel)
    for member in members(panel)[3:]:
        deciding.vote(by="test", decision=decision, member=member, option=decision.options.first())
    with pytest.raises(NoQuorum, match="1 more must take part, 2 more must be patients or carers"):
        deciding.close(by="test", decision=decision)


def test_a_tie_is_no_decision(panel):
    decision = opened(panel, closes_on=date.today())
    first, second = decision.options.all()
    for number, member in enumerate(members(panel)[:6]):
        deciding.vote(by="test", decision=decision, member=member, option=(first, second)[number % 2])
    with pytest.raises(WrongUsage, match="still open"):
        deciding.close(by="test", decision=decision)
    with clock.as_of(date.today() + timedelta(days=1)), pytest.raises(WrongUsage, match="as many votes"):
        deciding.close(by="test", decision=decision)


def test_hands_are_counted_by_voice_and_no_more_than_there_are_seats(workspace):
    panel = made.panel("test", method="hands")
    decision = opened(panel)
    with pytest.raises(WrongUsage, match="3 hands of a patient"):
        deciding.count_hands(by="test", decision=decision, hands={1: {"patient": 3}})
    deciding.count_hands(
        by="test",
        decision=decision,
        hands={1: {"patient": 2, "carer": 2}, 2: {"clinician": 1}},
        dissent=[("clinician", "We have no staff for it.")],
    )
    closed = deciding.close(by="test", decision=decision)
    assert closed.outcome.place == 1
    assert queries.dissent_of(closed) == ["We have no staff for it."]


def test_a_seat_that_ended_says_nothing(need, panel):
    member = members(panel)[0]
    with pytest.raises(WrongUsage, match="over already"):
        panels.end_seat(by="test", member=member, on=date.today() - timedelta(days=1))
    panels.end_seat(by="test", member=member, on=date.today())
    with clock.as_of(date.today() + timedelta(days=1)):
        _says_nothing(need, member)


def _says_nothing(need, member):
    member.refresh_from_db()
    with pytest.raises(WrongUsage, match="not a member"):
        needs.say(by="test", need=need, member=member, stance="support")


def test_words_are_released_by_two_people_for_one_place(workspace, need):
    reader, passage = Reader(scope=OWNER, workspace=workspace), passages_of(str(need))[0]
    held = releasing.propose(by="cath", reader=reader, passage=passage, use="agenda", destination="meeting:m")
    assert releasing.propose(by="cath", reader=reader, passage=passage, use="agenda", destination="meeting:m") == held
    with pytest.raises(WrongUsage, match="Someone else must"):
        releasing.confirm(by="cath", reader=reader, release=held)
    assert queries.released([passage], "agenda", "meeting:m") == {}
    releasing.confirm(by="nell", reader=reader, release=held)
    assert set(queries.released([passage], "agenda", "meeting:m")) == {passage}
    assert queries.released([passage], "agenda", "meeting:other") == {}, "for one place alone"
    assert queries.released([passage], "public", "meeting:m") == {}, "and for one use"
    releasing.refuse(by="nell", reader=reader, release=held, why="It could name her.")
    assert queries.released([passage], "agenda", "meeting:m") == {}


def test_nobody_releases_what_they_may_not_read(workspace, need):
    passage = passages_of(str(need))[0]
    with pytest.raises(NotFound):
        releasing.propose(
            by="dai",
            reader=Reader(scope=Scope.nobody(), workspace=workspace),
            passage=passage,
            use="agenda",
            destination="meeting:m",
        )


def test_one_person_votes_once_however_many_seats_they_have_had(panel):
    person = PEOPLE["nell"]
    with clock.as_of(date.today() - timedelta(days=1)):
        first = panels.seat(by="test", panel=panel, voice="provider", person=person)
        decision = opened(panel)
        deciding.vote(by=person, decision=decision, member=first, option=decision.options.first())
        panels.end_seat(by="test", member=first, on=clock.today())
    again = panels.seat(by="test", panel=panel, voice="provider", person=person)
    with pytest.raises(WrongUsage, match="joined after the vote opened"):
        deciding.vote(by=person, decision=decision, member=again, option=decision.options.last())
    type(again).objects.filter(pk=again.pk).update(at=decision.opened_at, since=decision.opened_at.date())
    again.refresh_from_db()
    with pytest.raises(WrongUsage, match="vote of this person already"):
        deciding.vote(by=person, decision=decision, member=again, option=decision.options.last())


def test_a_quorum_that_is_lowered_while_a_vote_is_open_changes_nothing(panel):
    decision = opened(panel)
    for member in members(panel)[:2]:
        deciding.vote(by="test", decision=decision, member=member, option=decision.options.first())
    panels.change_quorum(by="test", panel=panel, quorum=1, quorum_share=1)
    with pytest.raises(NoQuorum):
        deciding.close(by="test", decision=decision)


def test_nobody_gets_a_second_seat_by_their_name_alone(panel):
    panels.seat(by="test", panel=panel, voice="provider", person=PEOPLE["nell"])
    for name in ("Nell", "nell", "Member 1"):
        with pytest.raises(WrongUsage, match="is on this panel already"):
            panels.seat(by="test", panel=panel, voice="patient", name=name)

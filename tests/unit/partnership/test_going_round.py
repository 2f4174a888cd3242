"""Ways to go round what a panel says, each refused by the action itself."""

from datetime import timedelta

import pytest

from goldthread.vocabulary import NoRight, NotFound, Scope, WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.acting import acting  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.accounts.registry.references import Reader  # noqa: E402
from goldthread.partnership import queries  # noqa: E402
from goldthread.partnership.actions import deciding, departing, needs, panels, repeating  # noqa: E402
from goldthread.thread.queries import passages_of  # noqa: E402
from tests.builders import round as made  # noqa: E402


OWNER = Scope.owner()
OFFICER = {"officer": "Pat Doe", "job": "Chief Nurse", "reasons": "We have no staff for it."}


def opened(panel, **given):
    usual = {"by": "test", "panel": panel, "title": "What comes first?", "options": ["Knowing", "Change nothing"]}
    decision = deciding.propose(**usual | given)
    deciding.state_view(by="test", decision=decision, member=made.carer(panel), view="We cannot plan without it.")
    return deciding.open_vote(by="test", decision=decision)


def voted(panel, *places, **given):
    """A vote in which so many members chose these options, by their places."""
    decision = opened(panel, **given)
    options = {one.place: one for one in decision.options.all()}
    for member, place in zip(panel.members.all(), places, strict=False):
        deciding.vote(by="test", decision=decision, member=member, option=options[place])
    return decision


def undecided(panel, *places):
    """The same, closed the day after its last one."""
    decision = voted(panel, *places, closes_on=clock.today())
    with clock.as_of(clock.today() + timedelta(days=1)):
        return left(decision)


def left(decision):
    return deciding.leave(by="test", decision=decision, why="We would rather not.")


def test_a_vote_with_a_quorum_and_a_winner_cannot_be_closed_without_a_decision(panel):
    decision = voted(panel, 1, 1, 1, 1, 2, 2, 1)
    with pytest.raises(WrongUsage, match="The panel has decided"):
        left(decision)
    decision.refresh_from_db()
    assert decision.closed_at is None
    assert deciding.close(by="test", decision=decision).outcome.wording == "Knowing"


@pytest.mark.parametrize("places", [(), (1, 1, 1, 1), (1, 2, 1, 2, 1, 2)], ids=["nobody", "no quorum", "a tie"])
def test_a_vote_without_a_quorum_or_a_winner_is_closed_without_a_decision(panel, places):
    closed = undecided(panel, *places)
    assert closed.closed_at and closed.outcome is None and closed.no_quorum is (len(places) < 6)


def test_hands_with_a_quorum_and_a_winner_are_a_decision_too(workspace):
    panel = made.panel("test", method="hands")
    decision = opened(panel)
    deciding.count_hands(by="test", decision=decision, hands={1: {"carer": 2, "patient": 2, "clinician": 1}})
    with pytest.raises(WrongUsage, match="The panel has decided"):
        left(decision)


def test_what_was_decided_stands_in_the_words_that_were_voted_on_until_the_panel_decides_again(panel):
    decision = deciding.close(by="test", decision=voted(panel, 1, 1, 1, 1, 2))

    def shown():
        found = references.show("decision", [decision.key], Reader(scope=OWNER))[decision.key]
        return found.wording, found.version

    assert shown() == ("Knowing", "1")
    again = repeating.ask_again(by="test", decision=decision, options=["Knowing", "The ward need not ring."])
    assert shown() == ("Knowing", "1"), "to ask again changes nothing"
    with pytest.raises(WrongUsage, match="asked again already"):
        repeating.ask_again(by="test", decision=decision)
    deciding.state_view(by="test", decision=again, member=made.carer(panel), view="We cannot plan without it.")
    deciding.open_vote(by="test", decision=again)
    with pytest.raises(WrongUsage, match="not closed yet"):
        repeating.ask_again(by="test", decision=again)
    for member in panel.members.all():
        deciding.vote(by="test", decision=again, member=member, option=again.options.get(place=2))
    assert deciding.close(by="test", decision=again).wording == "The ward need not ring."
    assert shown() == ("Knowing", "2"), "what came of it is checked again"


def test_an_organisation_departs_only_from_what_was_decided_and_concerns_it(panel):
    decision = voted(panel, 1, 1, 1, 1, 2)
    given = {"by": "test", "decision": decision, "organisation": "XWR"} | OFFICER
    with pytest.raises(WrongUsage, match="not decided yet"):
        departing.from_decision(**given)
    with pytest.raises(WrongUsage, match="nothing to follow"):
        departing.from_decision(**given | {"decision": undecided(panel)})
    deciding.close(by="test", decision=decision)
    with pytest.raises(NoRight):
        departing.from_decision(**given | {"organisation": "XTC"})
    assert departing.from_decision(**given).standing == f"{decision}@1"


def test_words_that_somebody_may_not_read_are_not_put_under_a_need(workspace, need):
    token = passages_of(str(need))[0]
    closed = Reader(scope=acting(PEOPLE["asha"]).scope(), workspace=workspace)
    with pytest.raises(NotFound, match="may not read it"):
        needs.quoted(by="test", reader=closed, feedback=[], tokens=[token])
    assert needs.quoted(by="test", reader=Reader(scope=OWNER, workspace=workspace), feedback=[], tokens=[token])


def test_a_closed_need_is_not_reworded_put_together_taken_apart_or_given_words(workspace, panel, need):
    other = made.need(workspace, "test", panel, wording="Someone to ring.")
    needs.merge(by="test", needs=[need, other], wording="Who, when, and whom to ring.", why="One thing.")
    third = made.need(workspace, "test", panel, wording="A number to ring at night.")
    for act in (
        lambda: needs.reword(by="test", need=need, based_on=1, wording="Carers need a leaflet.", why="Cheaper."),
        lambda: needs.merge(by="test", needs=[need, third], wording="Again.", why="Again."),
        lambda: needs.split(by="test", need=need, wordings=[("A.", []), ("B.", [])], why="Two things."),
        lambda: needs.rest_on(by="test", need=need, passages=passages_of(str(third))),
    ):
        with pytest.raises(WrongUsage, match="closed: it was merged with another need"):
            act()
    assert queries.wording_of(need).wording == made.WORDING
    panels.end(by="test", panel=panel, on=clock.today(), why="Its work is done.")
    with pytest.raises(WrongUsage, match="closed: its panel ended"):
        needs.reword(by="test", need=third, based_on=1, wording="Carers need a leaflet.", why="Cheaper.")


def test_keys_hold_nothing_that_anybody_typed(workspace, panel, need):
    for one in (panel, need, opened(panel)):
        assert len(one.key) == 12 and not set(one.key) & set("aeiou0123456789-"), one.key
    assert len({made.need(workspace, "test", panel).key for _ in range(3)}) == 3

"""What a page could tell by subtraction: one member's vote or answer, taken from counts that others know."""

from datetime import timedelta

import pytest

from goldthread.accounts import clock
from goldthread.commitments import queries as clauses
from goldthread.commitments.actions import endorsing
from goldthread.partnership import supporting
from goldthread.partnership.actions import deciding, needs
from goldthread.vocabulary import WrongUsage
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import said


SIGNED_IN = ("asha", "cath", "nell")
UNSEEN = "\u200b\u2060"


@pytest.fixture
def panel(site):
    """A panel on which Asha, Cath and Nell sit, taken back afterwards."""
    with made.undone():
        yield together.panel()


def tomorrow():
    return clock.as_of(clock.today() + timedelta(days=1))


def page_of(decision, rest=""):
    return f"/together/decisions/{decision.key}/{rest}"


def keyed(decision, *places):
    """The host enters votes of members without an account."""
    options = {one.place: one for one in decision.options.all()}
    for member, place in zip(together.nameless(decision.panel), places, strict=False):
        deciding.vote(by=together.person("cath"), decision=decision, member=member, option=options[place])


def cast(decision, **places):
    """Members vote themselves."""
    options = {one.place: one for one in decision.options.all()}
    for handle, place in places.items():
        seat = together.seat(decision.panel, handle)
        deciding.vote(by=together.person(handle), decision=decision, member=seat, option=options[place])


# A secret ballot


@pytest.mark.parametrize(
    ("own", "told"),
    [({"asha": 1}, False), ({"asha": 1, "nell": 1}, False), ({"asha": 1, "nell": 1, "cath": 2}, True)],
    ids=["one", "two", "three"],
)
def test_a_count_is_told_only_where_three_members_voted_themselves(site, panel, own, told):
    decision = together.opened(panel, closes_on=clock.today())
    keyed(decision, 1, 1, 2, 2)
    cast(decision, **own)
    with tomorrow():
        deciding.close(by="test", decision=decision)
        for handle in ("cath", "asha", "ben"):
            page = together.signed_in(handle).get(page_of(decision))
            assert ("Votes Option" in said(page) or "gt-counted" in page.content.decode()) is told, handle
            assert ("Fewer than three members cast their own vote" in said(page)) is not told
            assert "Knowing comes first" in said(page) and "Chosen" in said(page), "who won is always said"


def test_votes_that_were_all_entered_are_counted_for_everybody(site):
    with made.undone():
        paper = made.panel("test", people={"commissioner": together.person("cath")})
        decision = together.opened(paper, closes_on=clock.today())
        keyed(decision, 1, 1, 1, 1, 2)
        with tomorrow():
            deciding.close(by="test", decision=decision)
            page = said(together.signed_in("ben").get(page_of(decision)))
        assert "80%" in page and "20%" in page and "Fewer than three" not in page


def test_the_host_cannot_learn_a_vote_by_trying_to_close(site, panel):
    cath, refusals = together.signed_in("cath"), []
    for hers in (1, 2):
        decision = together.opened(panel, closes_on=clock.today())
        keyed(decision, 1, 1, 2, 2)
        cast(decision, asha=hers)
        refusals.append(cath.post(page_of(decision, "close/"), {}))
        refusals.append(cath.post(page_of(decision, "no-decision/"), {"why": "We stop."}))
    assert {one.status_code for one in refusals} == {400}
    assert all("The vote is still open" in said(one) and "has decided" not in said(one) for one in refusals)


@pytest.mark.parametrize("hers", [1, 2])
@pytest.mark.parametrize(("places", "closes"), [((1, 1, 1, 1), True), ((1, 1, 1, 2), True), ((1, 1, 2, 2), False)])
def test_whether_a_vote_closes_early_hangs_on_entered_votes_alone(site, panel, places, closes, hers):
    decision = together.opened(panel, closes_on=clock.today())
    keyed(decision, *places)
    cast(decision, asha=hers)
    if closes:
        assert deciding.close(by="test", decision=decision).outcome.place == 1
    else:
        with pytest.raises(WrongUsage, match="still open"):
            deciding.close(by="test", decision=decision)


def test_a_tie_is_told_only_when_the_vote_is_over(site, panel):
    decision = together.opened(panel, closes_on=clock.today())
    keyed(decision, 1, 1, 2)
    cast(decision, asha=1, nell=2, cath=2)
    with pytest.raises(WrongUsage, match="still open"):
        deciding.close(by="test", decision=decision)
    with pytest.raises(WrongUsage, match="still open"):
        deciding.leave(by="test", decision=decision, why="It was a tie.")
    with tomorrow():
        with pytest.raises(WrongUsage, match="as many votes"):
            deciding.close(by="test", decision=decision)
        assert deciding.leave(by="test", decision=decision, why="It was a tie.").closed_at


def test_a_reason_that_nobody_can_see_is_none(site, panel):
    decision = together.opened(panel, closes_on=clock.today())
    cath = together.signed_in("cath")
    with tomorrow():
        refused = cath.post(page_of(decision, "no-decision/"), {"why": UNSEEN})
        assert refused.status_code == 400 and "Write why nothing was decided" in said(refused)
        for unseen in (UNSEEN, "\u3164", "\u2800 \u00ad", "\u0301"):
            with pytest.raises(WrongUsage, match="Write why nothing was decided"):
                deciding.leave(by="test", decision=decision, why=unseen)
        assert deciding.leave(by="test", decision=decision, why="Too few ✓").not_changed_because == "Too few ✓"


# A clause


@pytest.fixture
def clause(site, panel):
    return made.clause(site, "test", panel, [str(together.need(site, panel))])


def answers(clause, members, *, yes=True, by="test", reason="A leaflet is not knowing."):
    seen = clauses.standing_of(clause)
    for member in members:
        endorsing.answer(
            by=by or member.person, clause=clause, seen=seen, member=member, yes=yes, reason="" if yes else reason
        )


def test_a_party_sees_no_single_answer_to_a_clause(site, panel, clause):
    nell_leaves(panel)
    answers(clause, [together.seat(panel, "asha")], yes=False, by=None)
    contract = f"/contracts/{clause.contract.key}/"
    for day in (0, 1):
        with clock.as_of(clock.today() + timedelta(days=day)):
            page = said(together.signed_in("nell").get(f"/contracts/clauses/{clause.key}/"))
            assert "A leaflet is not knowing" not in page and "0 of 1" not in page
            assert "shown here when three of its members have answered" in page
            assert "5 more members of “Home after a fall” must answer." in page, "who is missing is not told"
            assert "Other people see them at the end of a day" in page
            assert "4 more members" not in said(together.signed_in("nell").get(contract))
    for handle in ("asha", "cath"):
        page = said(together.signed_in(handle).get(f"/contracts/clauses/{clause.key}/"))
        assert "A leaflet is not knowing" in page and "0 of 1" in page and "4 more members" in page, handle
        assert "Other people see them" not in page


def nell_leaves(panel):
    """Nell is of the hospital that the clause binds, and sits on the panel no more."""
    seat = together.seat(panel, "nell")
    seat.person = None
    seat.save()


def test_a_party_sees_three_answers_at_the_end_of_their_day_and_no_fourth(site, panel, clause):
    nell_leaves(panel)
    nameless = together.nameless(panel)
    answers(clause, nameless[:3])
    nell = together.signed_in("nell")
    assert "shown here when three" in said(nell.get(f"/contracts/clauses/{clause.key}/")), "today is not over"
    with tomorrow():
        answers(clause, nameless[3:4], yes=False)
        page = said(nell.get(f"/contracts/clauses/{clause.key}/"))
        assert "3 of 3" in page and "3 of these answers were entered" in page and "A leaflet" not in page
        assert "2 more members of “Home after a fall” must answer" in page
    with clock.as_of(clock.today() + timedelta(days=2)):
        assert "3 of 3" in said(nell.get(f"/contracts/clauses/{clause.key}/")), "one more is too few to show"


def test_a_quorum_is_known_at_once_and_its_counts_are_not(site, panel, clause):
    nell_leaves(panel)
    answers(clause, panel.members.all(), yes=False)
    page = said(together.signed_in("nell").get(f"/contracts/clauses/{clause.key}/"))
    assert "Not endorsed" in page and "members said yes" not in page and "must answer" not in page
    with tomorrow():
        page = said(together.signed_in("nell").get(f"/contracts/clauses/{clause.key}/"))
        assert "0 of 7 members said yes" in page and "A leaflet is not knowing" in page


# A need


def test_answers_that_the_host_entered_do_not_make_up_the_three(site, panel):
    need = together.need(site, panel)
    cath = together.person("cath")
    for member in together.nameless(panel)[:2]:
        needs.say(by=cath, need=need, member=member, stance="support")
    asha = together.person("asha")
    needs.say(by=asha, need=need, member=together.seat(panel, "asha"), stance="disagree", reason="Not at any price.")
    with tomorrow():
        assert supporting.of(need, live=False).said == 0
        for member in together.nameless(panel)[2:]:
            needs.say(by=cath, need=need, member=member, stance="support")
    with clock.as_of(clock.today() + timedelta(days=2)):
        shown = supporting.of(need, live=False)
        assert (shown.said, shown.disagree, shown.reasons) == (4, 0, ()), "what the host entered, and no more"
        for handle in ("cath", "nell"):
            person, seat = together.person(handle), together.seat(panel, handle)
            needs.say(by=person, need=need, member=seat, stance="support")
    with clock.as_of(clock.today() + timedelta(days=3)):
        shown = supporting.of(need, live=False)
        assert (shown.said, shown.disagree) == (7, 1)

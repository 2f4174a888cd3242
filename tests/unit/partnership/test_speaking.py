"""Who may answer for whom, what waits for whom, and whom mails tell of it."""

from datetime import date, timedelta

import pytest
from django.test import override_settings

from goldthread.config.sign_in import Mail
from goldthread.vocabulary import NoRight, WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.acting import acting  # noqa: E402
from goldthread.accounts.models import OutgoingMail  # noqa: E402
from goldthread.accounts.registry.references import Reader  # noqa: E402
from goldthread.partnership import letters, queries, reading, supporting, waiting  # noqa: E402
from goldthread.partnership.actions import deciding, endorsing, needs, panels, releasing  # noqa: E402
from goldthread.vocabulary import Scope  # noqa: E402
from tests.builders import round as made  # noqa: E402


ASHA, CATH, NELL = (PEOPLE[handle] for handle in ("asha", "cath", "nell"))


@pytest.fixture
def panel(workspace):
    return made.panel("test", people={"carer": ASHA, "commissioner": CATH})


def seat(panel, person):
    return panel.members.get(person=person)


def nameless(panel):
    return panel.members.filter(person=None).first()


def opened(panel, **given):
    usual = {"by": "test", "panel": panel, "title": "What comes first?", "options": ["Knowing", "Nothing"]}
    decision = deciding.propose(**usual | given)
    deciding.state_view(
        by="test", decision=decision, member=made.carer(panel), view="We cannot plan a night without it."
    )
    return deciding.open_vote(by="test", decision=decision)


def test_nobody_answers_for_somebody_who_signs_in(need, panel):
    decision, hers = opened(panel), seat(panel, ASHA)
    for act in (
        lambda by: needs.say(by=by, need=need, member=hers, stance="support"),
        lambda by: deciding.vote(by=by, decision=decision, member=hers, option=decision.options.first()),
        lambda by: endorsing.answer(
            by=by, panel=panel, about="clause:a", standing="1", seen="1", member=hers, yes=True
        ),
    ):
        with pytest.raises(NoRight, match="answers for themselves"):
            act(CATH)
        act(ASHA)


def test_what_the_host_keys_for_somebody_is_counted_as_entered(need, panel):
    needs.say(by=CATH, need=need, member=nameless(panel), stance="support")
    needs.say(by=ASHA, need=need, member=seat(panel, ASHA), stance="support")
    shown = supporting.of(need)
    assert (shown.support, shown.entered) == (2, 1)


def test_an_answer_is_of_the_wording_that_was_read(need, panel):
    needs.reword(by="test", need=need, based_on=1, wording="Another wording.", why="Shorter.")
    with pytest.raises(WrongUsage, match="reworded while you were reading"):
        needs.say(by=ASHA, need=need, member=seat(panel, ASHA), stance="support", seen=1)
    assert supporting.of(need).said == 0


def test_staff_take_no_seat_as_patient_or_carer(panel):
    for voice in ("patient", "carer"):
        with pytest.raises(WrongUsage, match="not a patient partner"):
            panels.seat(by="test", panel=panel, voice=voice, person=NELL)
    panels.seat(by="test", panel=panel, voice="provider", person=NELL)


def test_a_carers_seat_speaks_only_while_its_holder_acts_as_patient_partner(panel):
    assert queries.speaks(acting(ASHA), panel) == seat(panel, ASHA)
    assert queries.speaks(acting(CATH), panel) == seat(panel, CATH)
    held = seat(panel, CATH)
    held.voice = "patient"
    held.save()
    assert queries.speaks(acting(CATH), panel) is None
    assert queries.runs(acting(CATH), panel) and not queries.runs(acting(NELL), panel)


def test_what_waits_for_a_member_is_what_they_have_not_answered(need, panel):
    decision, seats = opened(panel), waiting.speaking(acting(ASHA))
    before = waiting.asked(seats)
    assert ([*before.needs], [*before.votes], before.minutes) == ([need], [decision], 7)
    needs.say(by=ASHA, need=need, member=seat(panel, ASHA), stance="support")
    deciding.vote(by=ASHA, decision=decision, member=seat(panel, ASHA), option=decision.options.first())
    assert waiting.asked(seats) == waiting.Asked((), ())
    needs.reword(by="test", need=need, based_on=1, wording="Another wording.", why="Shorter.")
    assert waiting.asked(seats).needs == (need,), "they are asked again"
    with clock.as_of(date.today() - timedelta(days=1)):
        opened(panel, title="Too late?", closes_on=clock.today())
    assert waiting.asked(seats).votes == ()


def test_patients_and_carers_are_asked_for_their_view_before_a_vote(panel):
    asked = deciding.propose(by="test", panel=panel, title="What first?", options=["This", "That"])
    assert waiting.asked([seat(panel, ASHA)]).views == (asked,)
    assert waiting.asked([seat(panel, CATH)]).views == (), "a commissioner is no patient"
    deciding.state_view(by=ASHA, decision=asked, member=seat(panel, ASHA), view="This.")
    assert waiting.asked([seat(panel, ASHA)]).views == ()


def test_nobody_has_two_seats_at_once(panel):
    member = seat(panel, ASHA)
    panels.end_seat(by="test", member=member, on=date.today() + timedelta(days=9))
    with pytest.raises(WrongUsage, match="already"):
        panels.seat(by="test", panel=panel, voice="carer", person=ASHA)
    panels.seat(by="test", panel=panel, voice="carer", person=ASHA, since=date.today() + timedelta(days=10))


def test_what_waits_is_asked_in_as_many_queries_however_much_there_is(need, panel, django_counting):
    with django_counting() as few:
        waiting.asked(waiting.seats_of(ASHA))
    for n in range(8):
        needs.write(by="test", panel=panel, wording=f"Need {n}.", passages=[], no_words_because="In the room.")
    with django_counting() as many:
        waiting.asked(waiting.seats_of(ASHA))
    assert len(few) == len(many)


@pytest.fixture
def django_counting():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_a_host_is_told_of_decisions_without_patients(panel):
    asked = deciding.propose(by="test", panel=panel, title="What first?", options=["This", "That"])
    assert waiting.without_patients(acting(CATH)) == [(asked, 0)]
    assert waiting.without_patients(acting(NELL)) == [], "she does not run this panel"
    decision = opened(panel)
    assert (decision, 3) in waiting.without_patients(acting(CATH))


def test_members_who_sign_in_are_told_and_no_words_go_with_it(workspace, panel):
    for person in (ASHA, CATH):
        person.email = f"{person.handle}@example.org"
        person.save()
    with override_settings(EMAIL=Mail(True)):
        need = made.need(workspace, CATH, panel)
        decision = opened(panel)
    rows = list(OutgoingMail.objects.filter(kind__in=("need to answer", "vote to cast")).order_by("id"))
    assert [(row.person.handle, row.kind) for row in rows] == [
        ("asha", "need to answer"),
        *[(row.person.handle, "vote to cast") for row in rows[1:]],
    ], "not whoever wrote it"
    view = OutgoingMail.objects.get(kind="view to state")
    assert view.person == ASHA and letters.view_waits(view) is None, "it is stated by now"
    letter = letters.need_waits(rows[0])
    assert made.WORDING not in " ".join(letter.sentences) and letter.address.endswith(f"/together/needs/{need.key}/")
    needs.say(by=ASHA, need=need, member=seat(panel, ASHA), stance="support")
    assert letters.need_waits(rows[0]) is None, "she has answered"
    vote = next(row for row in rows[1:] if row.person == ASHA)
    assert letters.vote_waits(vote).address.endswith(f"/together/decisions/{decision.key}/")
    deciding.vote(by=ASHA, decision=decision, member=seat(panel, ASHA), option=decision.options.first())
    assert letters.vote_waits(vote) is None


def test_a_vote_that_ends_in_a_tie_can_be_closed_with_its_reason(panel):
    decision = opened(panel, closes_on=clock.today())
    with clock.as_of(clock.today() + timedelta(days=1)):
        with pytest.raises(WrongUsage, match="Write why"):
            deciding.leave(by="test", decision=decision, why=" ")
        closed = deciding.leave(by="test", decision=decision, why="Two options had as many votes.")
    assert closed.closed_at and closed.outcome is None and "Nothing was decided" in closed.wording
    with pytest.raises(WrongUsage, match="closed"):
        deciding.vote(by="test", decision=closed, member=nameless(panel), option=decision.options.first())


def test_a_reader_sees_their_words_and_a_panel_those_released_to_it(workspace, need, panel):
    closed = Reader(scope=acting(ASHA).scope(), workspace=workspace)
    owner = Reader(scope=Scope.owner(), workspace=workspace)
    tokens = reading.tokens_under(str(need))
    assert [one.words for one in reading.words_under(str(need), owner).read] == [made.WORDS, made.OTHER_WORDS]
    before = reading.words_under(str(need), closed)
    assert (before.read, before.closed, before.withdrawn) == ((), 2, 0)
    held = releasing.propose(by=CATH, reader=owner, passage=tokens[0], use="panel", destination=str(panel))
    assert reading.released_to(panel, tokens, member=True) == set(), "one person alone releases nothing"
    releasing.confirm(by=NELL, reader=owner, release=held)
    shown = reading.words_under(str(need), closed, reading.released_to(panel, tokens, member=True))
    assert ([one.words for one in shown.read], shown.closed) == ([made.WORDS], 1)
    assert reading.released_to(panel, tokens, member=False) == set(), "members alone"


def test_passages_that_no_need_rests_on_are_found(workspace, need):
    made.quote(workspace, "test", 1)
    assert reading.loose(["XWR"]) == []
    other = needs.split(by="test", need=need, wordings=[("A.", []), ("B.", [])], why="Two things.")
    assert len(other) == 2 and reading.loose(None) == []

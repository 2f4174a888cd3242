"""The review queue is worked through: an owner, notes that can be erased, many closed at once, the one on call told."""

import re

import pytest
from django.test import Client

from goldthread import coding
from tests.builders.scopes import reviewing
from tests.builders.site import cast
from tests.flow.test_concerns_wait import Tomorrow


GRAVE = [
    "He said he would hang himself and nobody came",
    "A nurse slapped my mother in the face and she has bruises",
    "I want to kill myself and nobody listens",
    "Mum lay on the floor all night with a broken hip",
    "They gave me someone else's insulin and I passed out",
    "I am making a formal complaint and seeing a solicitor",
    "Dad was left in his own mess all day without a drink",
    "She took an overdose the day after you discharged her",
]
ROWS = [(f"XWR W7 {n} - Q1", "could_improve", f"{said} on the marzipan ward.") for n, said in enumerate(GRAVE)]
ORDINARY = [(f"XWR W7 {n} - Q1", "what_good", f"The tea was hot on day {n}.") for n in range(20, 60)]
SAFEGUARDING = reviewing("XWR")
EMAIL = "hana@example.nhs.uk"


@pytest.fixture(scope="module", autouse=True)
def opened_before_any_test():
    """The site's own workspace, opened before a test has a home of its own for keys, which is gone with the test."""
    cast()
    from goldthread.accounts import opened

    opened.workspace()


@pytest.fixture
def site(workspace, comments, monkeypatch):
    from goldthread.listening.models import OnCall, QueueSetting, ReviewClosing, ReviewedAnswer

    for table in (ReviewClosing, OnCall, QueueSetting, ReviewedAnswer):
        table.objects.all().delete()
    (account,) = workspace.imports.gather([comments("told.csv", ROWS + ORDINARY)])
    assert account.concerned == len(ROWS)
    for name in ("web.listen.views.concerns.workspace", "web.listen.views.closing.workspace"):
        monkeypatch.setattr(f"goldthread.{name}", lambda: workspace)
    monkeypatch.setattr("goldthread.accounts.opened.workspace", lambda: workspace)
    return workspace


@pytest.fixture
def hana(site):
    browser = Client()
    assert browser.post("/who/hana/").status_code == 302
    return browser


def waiting(site, **how):
    return site.concerns.queue(SAFEGUARDING, **how)


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_queue_is_as_long_as_was_chosen_and_says_what_it_misses(site, hana):
    shown = page(hana, "/listen/concerns/")
    usual = coding.queue_length(coding.USUAL_LENGTH)
    assert f"expect to miss {usual.missed} in 100" in shown
    shortest = coding.queue_lengths()[0]
    assert hana.post("/listen/concerns/settings/", {"length": str(shortest.in_a_thousand)}).status_code == 302
    shown = page(hana, "/listen/concerns/")
    assert f"expect to miss {shortest.missed} in 100" in shown
    count = waiting(site, least=coding.least_probability(shortest.in_a_thousand)).total
    assert f"{count} waiting" in shown
    assert hana.post("/listen/concerns/settings/", {"length": "7"}).status_code == 400


def test_the_likeliest_of_each_kind_is_first(site):
    shown = waiting(site, limit=100).items
    kinds = [min((title != "Someone may be in danger" for title, _ in one.why), default=True) for one in shown]
    assert kinds == sorted(kinds)
    danger = [one.probability for one, other in zip(shown, kinds, strict=True) if not other]
    assert danger == sorted(danger, reverse=True) and all(0 < one <= 1 for one in danger)


def test_somebody_takes_an_answer_on_notes_something_and_hands_it_back(site, hana):
    key = waiting(site).items[0].passage.id
    assert hana.post(f"/listen/concerns/{key}/owner/").status_code == 302
    assert hana.post(f"/listen/concerns/{key}/note/", {"text": "Rang at noon, no answer."}).status_code == 302
    shown = page(hana, f"/listen/concerns/{key}/")
    assert "You have taken this on" in shown and "Rang at noon, no answer." in shown
    assert "Hana has taken this on" in page(hana, "/listen/concerns/")
    assert hana.post(f"/listen/concerns/{key}/owner/").status_code == 302
    assert "Nobody has taken this on" in page(hana, f"/listen/concerns/{key}/")
    assert hana.post(f"/listen/concerns/{key}/note/", {"text": ""}).status_code == 400


def test_notes_stay_out_of_the_audit_and_go_with_a_withdrawal(site, hana):
    from goldthread.accounts.models import AuditEvent
    from goldthread.listening import erasing
    from goldthread.listening.models import ReviewedAnswer, ReviewNote

    first, second = waiting(site).items[:2]
    for one, text in ((first, "Her sister Quince is with her."), (second, f"As in: {first.passage.text}")):
        hana.post(f"/listen/concerns/{one.passage.id}/note/", {"text": text})
    assert not AuditEvent.objects.filter(detail__icontains="Quince").exists()
    assert first.passage.respondent in erasing.respondents()
    assert erasing.erase(first.passage.respondent, [first.passage.text]) == 3
    assert not ReviewNote.objects.exists()
    assert [one.feedback for one in ReviewedAnswer.objects.all()] == [second.passage.id]
    assert erasing.erase(first.passage.respondent, [first.passage.text]) == 0


def proposed(hana, keep=()):
    shown = page(hana, "/listen/concerns/close-many/")
    ids = re.findall(r'name="shown" value="([^"]+)"', shown)
    answer = hana.post("/listen/concerns/close-many/", {"shown": ids, "keep": list(keep)})
    assert answer.status_code == 302
    return answer["Location"], ids


def second_looks(hana, address, found):
    """Answer every second look; gives how many there were."""
    for count in range(100):
        answer = hana.get(address)
        if answer.status_code == 302:
            return count
        feedback = re.search(r'name="feedback" value="([^"]+)"', answer.content.decode())[1]
        assert hana.post(address, {"feedback": feedback, "found": found}).status_code == 302
    raise AssertionError("There is no end to the second looks.")


def test_many_are_closed_once_a_second_look_at_a_sample_found_nothing(site, hana):
    from goldthread.accounts.models import AuditEvent

    kept = waiting(site).items[0].passage.id
    address, ids = proposed(hana, keep=[kept])
    assert waiting(site).total == len(ROWS) and "Second look" in page(hana, "/listen/concerns/")
    assert second_looks(hana, address, "nobody") == min(5, len(ids) - 1)
    assert [one.passage.id for one in waiting(site).items] == [kept]
    closed = AuditEvent.objects.filter(what="concern looked at", detail__closing=address.split("/")[-2])
    assert closed.count() == len(ids) - 1
    assert all(one.looked and one.acted == "" for one in waiting(site, decided=True).items)


def test_one_that_needs_somebody_stops_the_closing_of_all(site, hana):
    address, _ = proposed(hana)
    nothing = hana.post(address, {"feedback": "", "found": ""})
    assert nothing.status_code == 400 and "There is a problem" in nothing.content.decode()
    assert second_looks(hana, address, "someone") == 1
    assert waiting(site).total == len(ROWS) and waiting(site, decided=True).total == 0
    assert hana.get(address).status_code == 302


def test_what_was_not_on_the_page_is_never_closed(site, hana):
    ids = [one.passage.id for one in waiting(site, limit=100).items]
    answer = hana.post("/listen/concerns/close-many/", {"shown": [*ids[:1], "0" * 32]})
    second_looks(hana, answer["Location"], "nobody")
    assert {one.passage.id for one in waiting(site, limit=100).items} == set(ids[1:])
    assert hana.post("/listen/concerns/close-many/", {"shown": []}).status_code == 400
    assert hana.get("/listen/concerns/close-many/nothing/").status_code == 404


def test_whoever_is_on_call_is_emailed_once_without_words(site, hana, comments, monkeypatch):
    from goldthread.accounts.models import OutgoingMail, Person
    from goldthread.accounts.registry import mails
    from goldthread.listening.routines import URGENT_MAIL, alert_on_call
    from tests.builders.mail_server import mail_server

    Person.objects.filter(pk=cast()["hana"].pk).update(email=EMAIL)
    OutgoingMail.objects.filter(kind=URGENT_MAIL).delete()
    usual = str(coding.USUAL_LENGTH)
    assert hana.post("/listen/concerns/settings/", {"length": usual, "on_call": "on"}).status_code == 302
    with mail_server():
        alert_on_call()
        OutgoingMail.objects.filter(kind=URGENT_MAIL).delete()
        monkeypatch.setattr("goldthread.evidence.batches.datetime", Tomorrow)
        more = [("XWR W7 900 - Q1", "could_improve", "I told them I will kill myself tonight in the gazebo.")]
        site.imports.gather([comments("more.csv", more)])
        assert (alert_on_call(), alert_on_call()) == (1, 0)
        (row,) = OutgoingMail.objects.filter(kind=URGENT_MAIL)
        letter = mails.KINDS[URGENT_MAIL].compose(row)
    assert letter.sentences[0] == "1 answer that came in may need someone today."
    assert "gazebo" not in str(letter) and letter.address.endswith("/listen/concerns/")
    assert hana.post("/listen/concerns/settings/", {"length": usual}).status_code == 302
    assert "Email me when" in page(hana, "/listen/concerns/settings/")


@pytest.mark.parametrize("handle", ["cath", "ben", "dai"])
def test_everyone_else_is_refused(site, handle):
    browser, key = Client(), waiting(site).items[0].passage.id
    browser.post(f"/who/{handle}/")
    for address in (f"{key}/", "settings/", "close-many/", "close-many/nothing/"):
        assert browser.get(f"/listen/concerns/{address}").status_code == 403
    for address in (f"{key}/note/", f"{key}/owner/"):
        assert browser.post(f"/listen/concerns/{address}", {"text": "x"}).status_code == 403


def test_a_closing_whose_second_look_was_withdrawn_closes_nothing(site, hana):
    from goldthread.listening.models import ClosingAnswer, ReviewClosing

    address, _ = proposed(hana)
    ClosingAnswer.objects.filter(closing__token=address.split("/")[-2], sampled=True).delete()
    assert hana.get(address).status_code == 302
    assert ReviewClosing.objects.get(token=address.split("/")[-2]).outcome == "stopped"
    assert waiting(site).total == len(ROWS)


def test_what_somebody_decided_meanwhile_stays_theirs(site, hana):
    from goldthread.accounts.models import AuditEvent
    from goldthread.listening.models import ClosingAnswer

    address, _ = proposed(hana)
    one = ClosingAnswer.objects.filter(closing__token=address.split("/")[-2], sampled=False).first().feedback
    assert hana.post(f"/listen/concerns/{one}/", {"decision": "ward_rung"}).status_code == 302
    second_looks(hana, address, "nobody")
    assert AuditEvent.objects.filter(what="concern looked at", about=f"feedback:{one}").count() == 1
    (held,) = [found for found in waiting(site, decided=True, limit=100).items if found.passage.id == one]
    assert held.acted == "Rang the ward or team"

"""The thread in the browser's eyes: both ways from any object, each reader's own view, and nothing of others."""

import re

import pytest
from django.test import Client

from goldthread.accounts import actions as accounts
from goldthread.evidence.published import Published
from goldthread.thread.models import AcceptedGap, Link, QuotedPassage, Unlinked
from goldthread.thread.presenters.picture import draw
from goldthread.thread.presenters.stages import TELLERS
from goldthread.thread.queries import Node, Thread
from goldthread.vocabulary import Terms
from goldthread.web import wording
from tests.web.conftest import links, said


CLAUSE = "/thread/clause/know-before-leaving/"
HER_WORDS = "They said someone would come. Nobody said who, or when. I sat up all night."


@pytest.fixture
def hers(site):
    """The passage that the story starts from, in this site's evidence."""
    return next(one for one in QuotedPassage.objects.filter(words=HER_WORDS, withdrawn=False) if _stands(site, one))


def _stands(site, passage) -> bool:
    from goldthread.vocabulary import NotFound

    try:
        return bool(site.words.passage(passage.feedback))
    except NotFound:
        return False


def test_cath_goes_from_the_clause_to_the_words_in_two_steps(come_in, hers):
    cath = come_in("cath")
    page = cath.get(CLAUSE)
    assert HER_WORDS in said(page)
    assert "<svg" in page.content.decode() and "You are here" in said(page)


def test_asha_goes_from_her_words_down_to_the_result(come_in, hers):
    asha = come_in("asha")
    home = asha.get("/home/")
    assert HER_WORDS in said(home)
    page = asha.get(f"/thread/passage/{hers.token}/")
    told = said(page)
    for part in ("Need", "Decision", "Measure", "Clause", "Monthly result", "your own words"):
        assert part in told
    assert HER_WORDS in told


def test_asha_reads_nobody_elses_words(come_in, hers):
    others = QuotedPassage.objects.exclude(respondent=hers.respondent).filter(withdrawn=False)
    page = said(come_in("asha").get(CLAUSE))
    assert HER_WORDS in page
    assert not any(one.words in page for one in others)


def main_part(answer) -> str:
    return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_day_and_role_come_with_the_words_alone(come_in, hers):
    other = (
        QuotedPassage.objects.exclude(respondent=hers.respondent).filter(withdrawn=False).exclude(told_on=None).first()
    )
    page, read = f"/thread/passage/{other.token}/", come_in("ben" if other.organisation == "XWR" else "cath")
    shown = main_part(read.get(page))
    assert wording.day(other.told_on) in shown and TELLERS[other.role] in shown
    closed = main_part(come_in("asha").get(page))
    assert "Words that you do not have access to" in closed
    assert wording.day(other.told_on) not in closed and TELLERS[other.role] not in closed


@pytest.mark.parametrize("hidden", ["role", "date"])
def test_what_a_promise_hides_is_not_read_from_the_copy(site, come_in, hers, monkeypatch, hidden):
    monkeypatch.setattr(Published, "terms", lambda _: Terms(hidden_fields=frozenset({hidden}), made_by="panel:1"))
    site.store.forget_answers()
    page = main_part(come_in("cath").get(f"/thread/passage/{hers.token}/"))
    site.store.forget_answers()
    assert HER_WORDS in page
    assert (wording.day(hers.told_on) in page) == (hidden != "date")
    assert (f"from {TELLERS[hers.role]}" in page) == (hidden != "role")


def test_every_answer_has_the_button(come_in):
    ben = come_in("ben")
    one = next(one for one in links(ben.get("/understand/words/")) if re.match(r"/understand/words/\w{32}/", one))
    page = ben.get(one)
    assert f"/thread/feedback/{one.split('/')[3]}/" in links(page)
    assert "Nothing has happened as a result of these words yet" in said(
        ben.get(f"/thread/feedback/{one.split('/')[3]}/")
    )


def test_dai_and_strangers_find_no_thread(come_in, hers):
    dai = come_in("dai")
    for path in ("/thread/", CLAUSE, f"/thread/passage/{hers.token}/", f"/thread/feedback/{hers.feedback}/"):
        for method in ("get", "post"):
            answer = getattr(dai, method)(path)
            assert answer.status_code == 403 and HER_WORDS not in answer.content.decode()
            assert getattr(Client(), method)(path).status_code == 302


@pytest.mark.parametrize(
    ("path", "status"),
    [("/thread/clause/nobody-knows-this/", 404), ("/thread/lunch/today/", 400), ("/thread/clause/A_B/", 400)],
)
def test_what_is_not_there_is_said_plainly(come_in, path, status):
    assert come_in("cath").get(path).status_code == status


def test_only_those_who_may_put_things_on_the_thread(site, come_in, hers):
    for handle in ("asha", "ben", "fay"):
        assert come_in(handle).post(f"/thread/quote/{hers.feedback}/").status_code == 403
    cath = come_in("cath")
    told = site.words.passages(limit=1, order="telling").items[0]
    answer = cath.post(f"/thread/quote/{told.id}/", follow=True)
    token = answer.redirect_chain[-1][0].split("/")[3]
    assert "These words are on the thread now" in said(answer)
    QuotedPassage.objects.filter(token=token).delete()


def test_only_the_person_who_said_it_takes_words_back_and_must_be_sure(site, come_in, hers):
    """Everything but the last press: other tests need the words. `tests/browser` goes on."""
    page = f"/thread/own/{hers.token}/withdraw/"
    asha = come_in("asha")
    assert page in links(asha.get(f"/thread/passage/{hers.token}/"))
    assert HER_WORDS in said(asha.get(page))
    wrong = asha.post(page, {})
    assert wrong.status_code == 400 and "Tick the box" in said(wrong)
    for handle in ("cath", "ben", "fay"):
        other = come_in(handle)
        assert other.post(page, {"sure": "on"}).status_code == 404 and other.get(page).status_code == 404
        assert page not in links(other.get(f"/thread/passage/{hers.token}/"))
    assert come_in("dai").post(page, {"sure": "on"}).status_code == 403
    assert asha.post("/thread/own/none/withdraw/", {"sure": "on"}).status_code == 404
    assert site.words.passage(hers.feedback).text == HER_WORDS


def test_a_link_to_check_again_says_what_changed_and_who_must_look(come_in, hers):
    held = Link.objects.get(upper="measure:we-know-who-is-coming", lower="clause:know-before-leaving")
    Link.objects.filter(pk=held.pk).update(upper_version="0")
    for path in (CLAUSE, "/thread/check-again/"):
        told = said(come_in("cath").get(path))
        assert "The measure changed since someone last looked at both." in told
        assert "Integrated Care Board and Wenbrook Royal Hospital must check" in told
    assert "Check again" in said(come_in("asha").get("/home/"))
    asked = {"link": f"{held.upper} {held.kind} {held.lower}", "seen": "1 3", "why": "Read both."}
    for handle in ("asha", "fay", "ben", "dai"):
        assert come_in(handle).post("/thread/check-again/holds/", asked).status_code == 403
    cath = come_in("cath")
    assert cath.post("/thread/check-again/holds/", asked | {"seen": "7 7"}).status_code == 400
    assert "The link holds" in said(cath.post("/thread/check-again/holds/", asked, follow=True))
    assert "Nothing to check" in said(cath.get("/thread/check-again/"))
    assert cath.post("/thread/check-again/holds/", asked).status_code == 404


def test_a_missing_link_is_listed_until_its_reason_is_accepted_and_then_last(come_in):
    cath = come_in("cath")
    Link.objects.filter(upper="decision:knowing-comes-first").update(kind="away")
    held = list(Link.objects.filter(kind="away").values())
    Link.objects.filter(kind="away").delete()
    try:
        assert "has followed from this decision yet" in said(cath.get("/thread/missing/"))
        asked = {"reference": "decision:knowing-comes-first", "side": "leads to", "why": "It is <b>kept</b> elsewhere."}
        for handle in ("asha", "ben", "dai"):
            assert come_in(handle).post("/thread/missing/accept/", asked).status_code == 403
        assert cath.post("/thread/missing/accept/", asked | {"why": " "}).status_code == 400
        assert cath.post("/thread/missing/accept/", asked | {"reference": "decision:none"}).status_code == 404
        page = cath.post("/thread/missing/accept/", asked, follow=True).content.decode()
        assert "Accepted: It is &lt;b&gt;kept" in page
    finally:
        AcceptedGap.objects.all().delete()
        for one in held:
            Link.objects.create(**one | {"kind": "asks for"})


def test_a_withdrawn_source_is_counted_and_gone(site, come_in, hers):
    """Not the story's own carer, whom other tests need: another carer whom the clause rests on."""
    told = site.words.passages(limit=3, order="telling").items
    other = next(one for one in told if one.respondent != hers.respondent)
    passage = QuotedPassage.objects.create(
        feedback=other.id,
        respondent=other.respondent,
        words=other.text,
        start=0,
        end=len(other.text),
        hash=site.words.cite(other.id).hash,
        organisation=other.organisation,
        by="test",
    )
    Link.objects.create(kind="gave its words to", upper=str(passage), lower="measure:we-know-who-is-coming", by="test")
    assert other.text in said(come_in("cath").get(CLAUSE)) or other.organisation not in ("XWR", "XWC", "XTC", "XAM")
    accounts.withdraw(by="test", workspace=site, respondent=other.respondent)
    page = said(come_in("cath").get(CLAUSE))
    assert "1 source withdrawn" in page and other.text not in page
    Link.objects.filter(upper=str(passage)).delete()


LINK = "measure:we-know-who-is-coming was promised in clause:know-before-leaving"


def test_a_link_is_taken_away_with_a_reason_by_right_and_put_back(come_in, hers):
    for handle in ("asha", "ben", "fay", "dai"):
        for path in ("unlink/", "link-again/"):
            assert come_in(handle).post(CLAUSE + path, {"link": LINK, "why": "No."}).status_code == 403
    cath = come_in("cath")
    assert cath.post(f"{CLAUSE}unlink/", {"link": LINK, "why": ""}).status_code == 400
    for other in ("", "need:x led to clause:y", "measure:we-know-who-is-coming led to clause:know-before-leaving"):
        assert cath.post(f"{CLAUSE}unlink/", {"link": other, "why": "No."}).status_code == 400
    why = "<b>A leaflet</b> is not knowing {{ 7 * 191 }}"
    page = cath.post(f"{CLAUSE}unlink/", {"link": LINK, "why": why}, follow=True)
    told = said(page)
    assert "Links that were removed" in told and "Cath removed it on" in told
    assert "<b>A leaflet" not in page.content.decode() and "1337" not in page.content.decode()
    assert HER_WORDS not in told, "the words hang on the link"
    assert "Cath removed it" in said(come_in("asha").get(CLAUSE)), "whoever follows the thread reads why"
    assert "Put it back" not in said(come_in("asha").get(CLAUSE))
    page = cath.post(f"{CLAUSE}link-again/", {"link": LINK}, follow=True)
    assert HER_WORDS in said(page) and "Links that were removed" not in said(page)
    assert cath.post(f"{CLAUSE}link-again/", {"link": LINK}).status_code == 404
    Unlinked.objects.all().delete()


def test_the_picture_of_a_thread_turns_no_words_round():
    node = Node(reference="need:1", kind="need", steps=0, wording="A bed \u202eby the window <b>")
    drawn = draw(Thread(start="need:1", nodes=(node,), edges=()))
    assert "\u202e" not in drawn and "A bed" in drawn and "<b>" not in drawn

"""Panels, needs and decisions in the browser's eyes: who may do what, what is shown first, and what is never shown."""

import pytest
from django.test import Client

from goldthread.accounts.directory import people
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Role
from goldthread.partnership import rules, supporting
from goldthread.partnership.actions import deciding, needs, panels
from goldthread.partnership.models import Need, PatientPanel, ReleasedWords, Support
from goldthread.partnership.reading import tokens_under
from goldthread.thread.models import QuotedPassage
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import links, said
from tests.web.readability import age
from tests.web.together_site import answers, come_in, decision_page, held, main_part, need_page


__all__ = ["come_in", "held"]


# Needs


def test_cath_writes_a_need_from_words_that_she_ticked(site, come_in, held):
    cath = come_in("cath")
    known = cath.get("/understand/known/?pathway=home-after-a-fall&point=ward-to-home&role=carer").content.decode()
    assert 'form="ticked"' in known and 'id="ticked"' in known and "/together/write-a-need/" in known
    assert 'name="pathway" value="home-after-a-fall"' in known, "so that nobody chooses the place twice"
    words = [one.id for one in site.words.passages(limit=2).items]
    begun = cath.get(
        "/together/write-a-need/", {"words": words, "pathway": "home-after-a-fall", "point": "ward-to-home"}
    )
    page = main_part(begun)
    assert all(site.words.passage(one).text[:30] in said(begun) for one in words)
    assert "no_words_because" not in page and 'value="home-after-a-fall/ward-to-home" selected' in page
    sent = {"words": words, "quoted": [], "wording": "Someone to ring.", "for_whom": "carers"}
    sent |= {"moment": "home-after-a-fall/ward-to-home", "panel": held["panel"].key}
    answer = cath.post("/together/write-a-need/", sent)
    need = Need.objects.get(key=answer.url.split("/")[-2])
    assert (need.pathway, need.moment, need.for_whom) == ("home-after-a-fall", "ward-to-home", "carers")
    quoted = QuotedPassage.objects.filter(token__in=tokens_under(str(need)))
    assert set(quoted.values_list("feedback", flat=True)) == set(words)
    assert "Ward → home" in said(cath.get(answer.url))


def test_nothing_is_quoted_by_a_need_that_is_refused(site, come_in, held):
    before = QuotedPassage.objects.count()
    one = site.words.passages(limit=40).items[-1].id
    sent = {"words": [one], "wording": "", "panel": held["panel"].key, "moment": ""}
    assert come_in("cath").post("/together/write-a-need/", sent).status_code == 400
    assert QuotedPassage.objects.count() == before


def test_words_that_one_may_not_read_write_no_need(site, come_in, held):
    one = together.told(site, "XWR", 1)
    assert come_in("asha").get("/together/write-a-need/", {"words": one}).status_code == 404
    assert come_in("nell").get("/together/write-a-need/", {"words": one}).status_code == 200
    assert come_in("nell").get("/together/write-a-need/", {"words": together.told(site, "XTC", 1)}).status_code == 404


def test_asha_writes_a_need_without_words_and_says_why(come_in, held):
    asha = come_in("asha")
    page = "/together/write-a-need/"
    sent = {"wording": "A quiet ward at night.", "panel": held["panel"].key, "moment": ""}
    assert "Write why there are no words" in said(asha.post(page, sent))
    assert asha.post(page, sent | {"no_words_because": "Said in the room."}).status_code == 302
    assert "A quiet ward at night." in said(asha.get("/together/needs-without-words/"))


def test_more_words_go_to_a_need_that_there_is(site, come_in, held):
    token = held["loose"].token
    cath = come_in("cath")
    assert token in cath.get("/together/words-without-a-need/").content.decode()
    assert cath.post("/together/add-words/", {"quoted": [token], "need": held["other"].key}).status_code == 302
    assert token in tokens_under(str(held["other"]))
    assert token not in cath.get("/together/words-without-a-need/").content.decode()


def test_members_answer_on_their_own_page_and_are_counted(come_in, held):
    asha = come_in("asha")
    assert asha.post(need_page(held, "answer/"), answers()).status_code == 302
    page = said(asha.get(need_page(held)))
    assert "One member has answered, and supports it." in page and "You have answered" in page
    assert asha.post(need_page(held, "answer/"), answers("disagree")).status_code == 400
    assert asha.post(need_page(held, "answer/"), answers("disagree", "Not at any price.")).status_code == 302
    other = said(come_in("nell").get(need_page(held)))
    assert "Not at any price." in other, "a reason against is always visible"
    assert "Asha" not in other.partition("What members say")[2].partition("About this need")[0]
    assert Support.objects.filter(need=held["need"], member=together.seat(held["panel"], "asha")).count() == 2


def test_an_answer_to_another_wording_is_asked_again(come_in, held):
    needs.reword(by="test", need=held["need"], based_on=1, wording="Another wording.", why="Shorter.")
    answer = come_in("asha").post(need_page(held, "answer/"), answers("support"))
    assert answer.status_code == 400
    assert "reworded while you were reading it" in said(answer) and 'value="2"' in answer.content.decode()


def test_what_the_host_enters_is_shown_as_entered(come_in, held):
    cath, member = come_in("cath"), together.nameless(held["panel"])[0]
    sent = answers("disagree", "We were not asked.") | {"member": member.token}
    assert cath.post(need_page(held, "enter/"), sent).headers["Location"] == need_page(held, "enter/")
    form = said(cath.get(need_page(held, "enter/")))
    left = len(together.nameless(held["panel"])) - 1
    assert f"{left} members are left. Enter the next one." in form and f"{member.name}, has an answer" in form
    page = said(come_in("asha").get(need_page(held)))
    assert "1 answer was entered for someone" in page and "Entered for this member by Cath" in page


@pytest.mark.parametrize("rest", ["reword/", "put-together/", "take-apart/"])
def test_needs_are_changed_by_members_and_the_host_alone(come_in, held, rest):
    for handle, status in (("cath", 200), ("asha", 200), ("nell", 200), ("ben", 403), ("fay", 403)):
        assert come_in(handle).get(need_page(held, rest)).status_code == status, handle
        if status == 403:
            assert come_in(handle).post(need_page(held, rest), {"wording": "Mine."}).status_code == 403


def test_a_need_is_reworded_put_together_and_taken_apart(come_in, held):
    cath = come_in("cath")
    sent = {"based_on": 1, "wording": "Carers know who comes.", "why": "Shorter."}
    assert cath.post(need_page(held, "reword/"), sent).status_code == 302
    assert cath.post(need_page(held, "reword/"), sent).status_code == 400, "someone else changed it meanwhile"
    assert "Shorter." in said(cath.get(need_page(held)))
    sent = {"others": [held["other"].key], "wording": "Who, when, whom to ring.", "why": "One thing."}
    both = cath.post(need_page(held, "put-together/"), sent).url
    assert "took its place" in said(cath.get(need_page(held)))
    assert "Carers know who comes." in said(cath.get(both)) and "Someone to ring at night." in said(cath.get(both))
    tokens = tokens_under(f"need:{both.split('/')[-2]}")
    sent = {"first": "Who and when.", "first_words": tokens[:1], "second": "Whom to ring.", "why": "Two things."}
    left = cath.post(f"{both}take-apart/", sent | {"second_words": tokens[:1]})
    assert left.status_code == 400 and "would be left out" in said(left)
    assert cath.post(f"{both}take-apart/", sent).status_code == 302


def test_a_split_by_voice_is_shown_only_where_each_has_three(come_in, held):
    cath, panel = come_in("cath"), held["panel"]
    for member in panel.members.all():
        needs.say(by="test", need=held["need"], member=member, stance="support")
    assert "too few of each" in said(cath.get(need_page(held)))
    for n, voice in enumerate((*rules.OWN_VOICES, *rules.OWN_VOICES)):
        panels.seat(by="test", panel=panel, voice=voice, name=f"More {n}", since=made.STARTS)
    needs.reword(by="test", need=held["need"], based_on=1, wording="Another.", why="Again.")
    for member in panel.members.filter(voice__in=rules.OWN_VOICES):
        needs.say(by="test", need=held["need"], member=member, stance="support")
    page = said(cath.get(need_page(held)))
    assert "The same by who said it" in page and "too few of each" not in page


# Words, as each reader may see them


def test_words_are_shown_as_each_reader_may_see_them(site, come_in, held):
    words = [QuotedPassage.objects.get(token=one).words for one in tokens_under(str(held["need"]))]
    for handle, read in (("cath", 2), ("nell", 2), ("ben", 2), ("asha", 0)):
        page = said(come_in(handle).get(need_page(held)))
        assert sum(" ".join(one.split()) in page for one in words) == read, handle
        assert ("2 comments are not open to you" in page) == (read == 0), handle


def test_words_are_released_by_a_second_person_who_sees_the_place(come_in, held):
    release, asha = held["release"], come_in("asha")
    words = " ".join(QuotedPassage.objects.get(token=release.passage).words.split())
    assert words not in said(asha.get(need_page(held)))
    page = f"/together/words/{release.token}/"
    nell = come_in("nell")
    assert words in said(nell.get(page)) and "Home after a fall" in said(nell.get(page))
    assert asha.get(page).status_code == 403
    assert come_in("ben").post(f"{page}agree/").status_code == 403
    assert nell.post(f"{page}agree/").status_code == 302
    assert words in said(asha.get(need_page(held))), "members of the panel read them now"
    assert words not in said(come_in("asha").get("/together/"))
    assert nell.post(f"{page}refuse/", {"why": ""}).status_code == 400
    assert nell.post(f"{page}refuse/", {"why": "The day could name her."}).status_code == 302
    assert words not in said(asha.get(need_page(held)))


def test_the_first_person_cannot_be_the_second(come_in, held):
    nell, token = come_in("nell"), tokens_under(str(held["need"]))[1]
    ask = f"/together/words/ask/need/{held['need'].key}/"
    sent = {"passages": [token], "place": f"panel {held['panel']}"}
    assert nell.post(ask, sent).status_code == 302
    release = ReleasedWords.objects.get(passage=token)
    answer = nell.post(f"/together/words/{release.token}/agree/")
    assert answer.status_code == 400 and "Someone else must" in said(answer)
    assert "Someone else must read" in said(nell.get(f"/together/words/{release.token}/"))
    assert f"/together/words/{release.token}/" in links(come_in("cath").get("/together/words/"))
    assert come_in("cath").post(f"/together/words/{release.token}/agree/").status_code == 302


def test_nobody_asks_to_release_what_they_may_not_read(site, come_in, held):
    need = needs.write(by="test", panel=held["panel"], wording="Told elsewhere.", passages=[together.loose(site).token])
    token = tokens_under(str(need))[0]
    ask = f"/together/words/ask/need/{need.key}/"
    sent = {"passages": [token], "place": f"panel {held['panel']}"}
    nell = come_in("nell")
    assert "no comments behind it that you can read" in said(nell.get(ask))
    assert nell.post(ask, sent).status_code == 400
    assert not ReleasedWords.objects.filter(passage=token).exists()


# Decisions


# Panels


def test_a_panel_is_added_and_its_seats_are_given(come_in, held):
    cath = come_in("cath")
    steps = [
        {"title": "Children at home", "about": ""},
        {"organisations": ["XTC"], "pathway": ""},
        {"method": "hands", "quorum": 3, "quorum_share": 60},
    ]
    path = "/together/add-a-panel/"
    for one in steps:
        path = cath.post(path, one).url
    page = cath.post(path).url
    panel = PatientPanel.objects.get(title="Children at home")
    assert (panel.host, panel.organisations, panel.method) == ("XIC", ["XTC"], "hands")
    assert "There are no members yet" in said(cath.get(page))
    assert "At least 60% of them" in said(cath.get(page))
    found = cath.get(f"{page}seats/", {"q": "ash"})
    assert "Asha, patient partner" in said(found)
    sent = {"person": together.person("asha").reference, "voice": "carer", "since": "2026-01-01"}
    assert cath.post(f"{page}seats/?q=ash", sent).status_code == 302
    twice = cath.post(f"{page}seats/?q=ash", sent)
    assert twice.status_code == 400 and "on this panel already" in said(twice)
    assert cath.post(f"{page}seats/?q=dai", sent | {"person": together.person("dai").reference}).status_code == 400
    patient = cath.post(f"{page}seats/?q=nell", sent | {"person": together.person("nell").reference})
    assert patient.status_code == 400 and "not a patient partner" in said(patient)
    by_name = sent | {"person": "name", "name": "Joy", "voice": "patient"}
    assert cath.post(f"{page}seats/", by_name | {"name": ""}).status_code == 400
    assert cath.post(f"{page}seats/", by_name).status_code == 302
    assert "Joy" in said(cath.get(page)) and "does not sign in" in said(cath.get(page))
    assert cath.post(f"{page}quorum/", {"quorum": 9, "quorum_share": 75}).status_code == 302
    assert "at least 9 members" in said(cath.get(page))


def test_names_of_members_are_for_members_and_the_host(come_in, held):
    page = f"/together/panels/{held['panel'].key}/"
    for handle, sees in (("cath", True), ("asha", True), ("ben", False), ("fay", False)):
        assert ("Member 1" in said(come_in(handle).get(page))) == sees, handle


def test_readers_without_a_seat_read_and_find_nothing_to_press(come_in, held):
    ben = come_in("ben")
    pages = [f"/together/panels/{held['panel'].key}/", need_page(held), "/together/needs/", "/together/"]
    pages += [decision_page(held, one) for one in ("proposed", "opened", "decided")]
    for path in pages:
        answer = ben.get(path)
        assert answer.status_code == 200
        assert 'method="post"' not in main_part(answer), path
        assert not {one for one in links(answer) if one.rstrip("/").endswith(("reword", "take-apart", "write-a-need"))}


def test_dai_and_strangers_find_nothing(come_in, held):
    dai = come_in("dai")
    for path in (
        "/together/",
        need_page(held),
        decision_page(held, "decided"),
        f"/together/panels/{held['panel'].key}/",
    ):
        assert dai.get(path).status_code == 403
        assert made.WORDING not in dai.get(path).content.decode()
        assert Client().get(path).status_code == 302


def test_a_panel_of_other_organisations_is_not_there(come_in, held):
    other = together.panel(title="Elsewhere", organisations=["XAM"])
    hidden = needs.write(by="test", panel=other, wording="Not for him.", passages=[], no_words_because="In the room.")
    ben = come_in("ben")
    assert ben.get(f"/together/panels/{other.key}/").status_code == 404
    assert ben.get(f"/together/needs/{hidden.key}/").status_code == 404
    assert "Not for him." not in said(ben.get("/together/needs/"))


# Home


def test_asha_is_told_what_she_is_asked_with_minutes(come_in, held):
    asha = come_in("asha")
    home = said(asha.get("/home/"))
    assert (
        "This takes about 14 minutes" in home
        and held["opened"].title in home
        and "Tell us what you think: What comes first?" in home
        and made.WORDING in home
    )
    assert "Next meeting" in home
    assert "What your panel asks you" not in said(come_in("ben").get("/home/"))


def test_cath_is_told_of_decisions_without_patients_and_words_that_wait(come_in, held):
    needs.write(by="test", panel=held["panel"], wording="Quiet.", passages=[], no_words_because="In the room.")
    home = said(come_in("cath").get("/home/"))
    for part in (
        "Patients and carers have not stated their view",
        "3 more patients or carers must vote",
        "1 comment for you to release",
        "1 need has no comments behind it",
    ):
        assert part in home


# Words


@pytest.mark.parametrize("which", ["panels", "panel", "need", "opened", "decided", "proposed", "needs", "write"])
def test_pages_of_patients_can_be_read_at_eleven(come_in, held, which):
    paths = {
        "panels": "/together/",
        "panel": f"/together/panels/{held['panel'].key}/",
        "need": need_page(held),
        "needs": "/together/needs/",
        "write": "/together/write-a-need/",
    }
    path = paths.get(which) or decision_page(held, which)
    assert age(come_in("asha").get(path)) <= 11


def test_empty_pages_say_what_will_be_here(site, come_in):
    with made.undone():
        place = Organisation.objects.get(code="XAM")
        people.join(by="test", handle="p.nobody", name="Ida", post=Post(place, Role.QUALITY))
        ida = come_in("p.nobody")
        assert "There is no panel yet" in said(ida.get("/together/"))
        assert "No need is written yet" in said(ida.get("/together/needs/"))
        assert "There is nothing to release" in said(ida.get("/together/words/"))
        assert ida.get("/together/write-a-need/").status_code == 403
        assert 'id="ticked"' not in ida.get("/understand/words/").content.decode()


HOSTILE = "<script>alert(1)</script> \u202e{{ 7*7 }} 'quoted'"


def test_hostile_words_stay_text(come_in, held):
    asha = come_in("asha")
    assert asha.post(need_page(held, "answer/"), answers("disagree", HOSTILE)).status_code == 302
    page = asha.get(need_page(held)).content.decode()
    assert "<script>alert" not in page and "\u202e" not in page and "{{ 7*7 }}" in page
    assert supporting.of(held["need"]).disagree == 1


def test_the_thread_leads_from_words_to_a_need(come_in, held):
    page = f"/thread/passage/{held['loose'].token}/"
    cath = come_in("cath")
    assert f"/together/write-a-need/?quoted={held['loose'].token}" in links(cath.get(page))
    assert cath.get(f"/together/write-a-need/?quoted={held['loose'].token}").status_code == 200


def test_a_withdrawn_voice_leaves_the_page_of_its_need(come_in, held):
    token = tokens_under(str(held["need"]))[0]
    one = QuotedPassage.objects.get(token=token)
    words = " ".join(one.words.split())
    one.withdrawn, one.words = True, ""
    one.save()
    page = said(come_in("cath").get(need_page(held)))
    assert words not in page and "1 comment was withdrawn" in page and "1 remains" in page
    deciding.propose(by="test", panel=held["panel"], title="Next?", options=["A", "B"], rests_on=[str(held["need"])])

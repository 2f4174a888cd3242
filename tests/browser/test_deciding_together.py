"""Asha and Cath decide together: from ticked words to a need, answers, and a decision; nothing is typed twice.

They open no address by hand but their home page. It is walked without scripts as well, and by keyboard.
"""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessible import open_everything, wrong
from tests.builders.following import follow


NEED = "Families need one number to ring at night, with someone who answers."
AGAINST = "A number is no use if nobody can come."
VIEW = "We want a person, not a machine."
QUESTION = "What must change at night?"


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def looked_at(page) -> None:
    """Nothing is wrong with a page, before and after everything on it is opened."""
    page.wait_for_load_state()
    page.locator("h1").wait_for()
    assert sideways(page) <= 0, page.url
    assert wrong(page) == []
    if page.locator("main summary").count():
        open_everything(page)
        assert wrong(page) == []


@pytest.mark.parametrize(("size", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone without scripts"])
def test_asha_and_cath_go_from_words_to_a_decision(come_in, size, scripts):
    cath, asha = (come_in(who, size=size, java_script_enabled=scripts) for who in ("cath", "asha"))
    wording = f"{NEED} ({'desk' if scripts else 'phone'})"
    words = tick_words(cath)
    write_need(cath, wording, words)
    need = cath.url
    answer(asha, wording, "I disagree", AGAINST)
    assert AGAINST in asha.locator("main").inner_text()
    enter_answers(cath, need, 3)
    cath.goto(need)
    assert "entered for someone" in cath.locator("main").inner_text() and AGAINST in cath.locator("main").inner_text()
    title = f"{QUESTION} ({'desk' if scripts else 'phone'})"
    decision = propose(cath, title)
    state_view(asha, title)
    cath.goto(decision)
    follow(cath.get_by_role("button", name="Open the vote"))
    vote(asha, title)
    enter_votes(cath, decision, 6)
    follow(cath.get_by_role("link", name="Close the vote"))
    follow(cath.get_by_role("button", name="Close the vote"))
    shown = cath.locator("main").inner_text()
    assert shown.index(VIEW) < shown.index("What was decided")
    assert "6 votes were entered" in shown or "votes were entered" in shown
    follow(cath.get_by_role("link", name="Follow the thread"))
    assert wording in cath.locator("main").inner_text()


def tick_words(page) -> str:
    """Two comments of the brief, by their boxes; gives the beginning of the first."""
    page.goto("/home/")
    follow(page.get_by_role("link", name="See what we already know"))
    if not page.locator(".gt-tick__box").count():
        page.goto("/understand/known/?pathway=home-after-a-fall&point=ward-to-home&role=carer")
    boxes = page.get_by_label(re.compile("^Choose these words"))
    first = page.locator(".gt-quote", has=page.locator(".gt-tick__box")).first.locator(".gt-quote__words").inner_text()
    for at in range(2):
        boxes.nth(at).check()
    follow(page.get_by_role("button", name="Write a need from these words"))
    return first[:40]


def write_need(page, wording, words) -> None:
    assert words in page.locator("main").inner_text()
    page.get_by_label("What people need").fill(wording)
    follow(page.get_by_role("button", name="Write this need"))
    assert page.locator("h1").inner_text() == wording
    assert words in page.locator("main").inner_text(), "the need shows the words that it rests on"


def answer(page, wording, stance, reason) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name=f"Do you support this? {wording}"))
    page.get_by_label(stance).check()
    follow(page.get_by_role("button", name="Send your answer"))
    assert page.get_by_role("link", name="Write why you disagree").count() == 1, "a reason is asked for"
    page.get_by_label("Your reason").fill(reason)
    follow(page.get_by_role("button", name="Send your answer"))
    assert "Your answer is counted" in page.locator(".gt-message").inner_text()


def enter_answers(page, need, n) -> None:
    page.goto(need)
    follow(page.get_by_role("link", name="Enter an answer for someone"))
    for _ in range(n):
        page.get_by_label("Member", exact=True).select_option(index=1)
        page.get_by_label("I support this").check()
        follow(page.get_by_role("button", name="Enter this answer"))


def propose(page, title) -> str:
    follow(page.get_by_role("link", name="Propose a decision"))
    page.get_by_label("Question").fill(title)
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("Options").fill("One number, answered by a person\nChange nothing")
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label(NEED).first.check()
    follow(page.get_by_role("button", name="Continue"))
    follow(page.get_by_role("button", name="Ask the panel"))
    assert "Nobody can vote before patients and carers" in page.locator("main").inner_text()
    return page.url


def state_view(page, title) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name=f"Tell us what you think: {title}"))
    page.get_by_label("What patients and carers say").fill(VIEW)
    follow(page.get_by_role("button", name="State this view"))


def vote(page, title) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name=f"Vote: {title}"))
    page.get_by_label("One number, answered by a person").check()
    follow(page.get_by_role("button", name="Continue"))
    assert page.locator("h1").inner_text() == "Check your vote"
    follow(page.get_by_role("button", name="Send my vote"))
    assert "Your vote is counted" in page.locator(".gt-message").inner_text()
    assert "Counts are shown when the vote is closed" in page.locator("main").inner_text()


def enter_votes(page, decision, n) -> None:
    page.goto(decision)
    follow(page.get_by_role("link", name="Enter a vote for someone"))
    for _ in range(n):
        page.get_by_label("Member", exact=True).select_option(index=1)
        page.get_by_label("One number, answered by a person").check()
        follow(page.get_by_role("button", name="Continue"))
        follow(page.get_by_role("button", name="Enter this vote"))
    page.goto(decision)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("handle", ["cath", "asha"])
def test_nothing_is_wrong_with_the_pages_of_panels(come_in, handle, size):
    page = come_in(handle, size=size)
    page.goto("/together/")
    looked_at(page)
    follow(page.locator(".gt-card a").first)
    looked_at(page)
    panel = page.url
    for name in ("Write a need", "Propose a decision", *(("Add a member",) if handle == "cath" else ())):
        page.goto(panel)
        follow(page.get_by_role("link", name=name).first)
        looked_at(page)
    for path in ("/together/needs/", "/together/needs-without-words/", "/together/words-without-a-need/"):
        page.goto(path)
        looked_at(page)
    page.goto(panel)
    for heading in ("What people need", "Decisions"):
        page.goto(panel)
        follow(page.locator("section", has=page.get_by_role("heading", name=heading)).locator(".gt-row a").first)
        looked_at(page)


def test_boxes_and_their_form_are_reached_by_keyboard(come_in):
    page = come_in("cath")
    page.goto("/understand/words/")
    first = page.locator(".gt-tick__box").first
    first.focus()
    page.keyboard.press("Space")
    assert first.is_checked()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#ticked') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/together/write-a-need/**")
    assert page.locator(".gt-quote").count() == 1

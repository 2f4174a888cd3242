"""Search in a real browser: by keyboard, on a phone, with scripts and without."""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.builders.following import follow


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_the_menu_to_a_citation_and_the_thread(come_in, size, scripts):
    page = come_in("cath", size=size, java_script_enabled=scripts)
    page.goto("/home/")
    follow(page.get_by_role("link", name="Understand", exact=True))
    follow(page.get_by_role("link", name="Search", exact=True))
    page.get_by_label("Words to look for").fill('"who was coming"')
    page.get_by_label("Words to look for").press("Enter")
    page.locator(".gt-result").first.wait_for()
    assert page.locator(".gt-result").count() > 0
    assert "who was coming" in page.locator(".gt-found").first.inner_text().lower()
    page.get_by_label("Words to look for").fill("nobody")
    page.get_by_text("Only some answers").click()
    page.get_by_label("Who told us").select_option("Carers")
    page.get_by_label("Journey and its moment").select_option("Ward → home")
    follow(page.get_by_role("button", name="Search these"))
    page.locator(".gt-chip").first.wait_for()
    assert page.locator(".gt-chip").count() == 2 and page.locator(".gt-result").count() > 0
    follow(page.get_by_role("link", name="Cite").first)
    assert "Reference feedback:" in page.get_by_label("To copy").input_value()
    follow(page.get_by_role("link", name="Follow the thread"))
    page.locator(".gt-follow").wait_for()
    assert page.locator(".gt-follow").count() == 1


def test_nearly_the_same_answers_are_opened_and_closed(come_in):
    page = come_in("ben", size=PHONE)
    page.goto("/understand/search/?q=nothing")
    link = page.get_by_role("link", name="like it").first
    more = int(link.inner_text().split(" like it")[0].split()[-1])
    follow(link)
    page.get_by_role("heading", name="Nearly the same answers").wait_for()
    assert page.locator("h2", has_text="Nearly the same answers").count() == 1
    assert page.locator(".gt-result").count() >= min(20, more + 1)
    follow(page.get_by_role("link", name="Back to everything that was found"))
    page.get_by_role("link", name="like it").first.wait_for()
    assert page.get_by_role("link", name="like it").count() > 0


def test_a_citation_is_copied_with_one_press_where_scripts_run(come_in):
    page = come_in("ben")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/understand/search/?q=nothing")
    follow(page.get_by_role("link", name="Cite").first)
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Copied").wait_for()
    assert "feedback:" in page.evaluate("navigator.clipboard.readText()")


def test_from_one_answer_to_others_like_it(come_in):
    page = come_in("ben")
    page.goto("/understand/words/")
    page.get_by_label("Search these for words").fill("nurses")
    follow(page.get_by_role("button", name="Search", exact=True))
    follow(page.get_by_role("link", name="In context").first)
    follow(page.get_by_role("link", name="More like this"))
    page.get_by_role("heading", name="More like this").wait_for()
    assert page.locator(".gt-result").count() + page.locator(".gt-empty").count() > 0

"""Links that do not hold and long files, by keyboard alone, with scripts and without;

on phone and desk, and nothing is wrong for axe before, while and after they are used.
"""

import pytest
from playwright.sync_api import expect

from goldthread.demo.generating import comments_only
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessible import wrong
from tests.builders.following import press, tab_to


WAYS = [(PHONE, True), (DESK, False), (PHONE, False), (DESK, True)]
IDS = ["phone", "desk without scripts", "phone without scripts", "desk"]
CLAUSE = "/thread/clause/know-before-leaving/"


def nothing_wrong(page, scripts: bool) -> None:
    """By axe and by width, which both need scripts to ask the page."""
    page.wait_for_load_state()
    if scripts:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (wrong(page), wide) == ([], 0)


@pytest.mark.parametrize(("size", "scripts"), WAYS, ids=IDS)
def test_a_link_is_taken_away_with_a_reason_and_put_back(come_in, size, scripts):
    page = come_in("cath", size=size, java_script_enabled=scripts)
    page.goto(CLAUSE)
    before = page.locator(".gt-follow__knot").count()
    nothing_wrong(page, scripts)
    press(page, "Remove a link")
    expect(page.get_by_text("Which link does not hold?")).to_be_visible()
    nothing_wrong(page, scripts)
    tab_to(page, "link")
    page.keyboard.press("Space")
    tab_to(page, "why")
    page.keyboard.type("The lampshade was about another ward")
    press(page, "Remove it")
    expect(page.locator(".gt-message")).to_contain_text("The link is removed")
    assert page.locator(".gt-follow__knot").count() < before
    expect(page.locator("#gone + ul")).to_contain_text("The lampshade was about another ward")
    nothing_wrong(page, scripts)
    press(page, "Put it back")
    expect(page.locator(".gt-message")).to_contain_text("The link is back")
    assert page.locator(".gt-follow__knot").count() == before
    nothing_wrong(page, scripts)


@pytest.mark.parametrize(("size", "scripts"), WAYS[:2], ids=IDS[:2])
def test_a_long_file_is_waited_for_looked_over_and_left(come_in, tmp_path, size, scripts):
    path, _ = comments_only(tmp_path / "lampshade.csv", rows=6_000)
    page = come_in("ben", size=size, java_script_enabled=scripts)
    page.goto("/listen/imports/")
    tab_to(page, "file")
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Preview the file")
    expect(page.get_by_role("heading", level=1)).to_contain_text("We are checking the file")
    nothing_wrong(page, scripts)
    looked = page.get_by_role("heading", name="What will happen to each row")
    for _ in range(0 if scripts else 60):  # with scripts the page renews itself
        if not page.get_by_text("Check progress").is_visible():
            break
        press(page, "Check progress")
        page.wait_for_load_state()
        page.wait_for_timeout(500)
    looked.wait_for(timeout=60_000)
    expect(looked).to_be_visible()
    nothing_wrong(page, scripts)
    press(page, "Do not import it")
    page.get_by_role("heading", name="Imported files").wait_for()
    expect(page.locator("main")).not_to_contain_text("lampshade")
    nothing_wrong(page, scripts)

"""WCAG 2.2 AA by axe on every page, before and after whatever can be opened on it, on a phone and a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE
from tests.builders.following import follow


RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
FALL = "/understand/journey/?pathway=home-after-a-fall"
KNOWN = "pathway=home-after-a-fall&point=ward-to-home&role=carer"
OURS = [
    f"/understand/known/?{KNOWN}",
    "/thread/",
    "/thread/clause/know-before-leaving/",
    "/understand/pathways/",
    "/understand/pathways/home-after-a-fall/",
    "/understand/pathways/home-after-a-fall/moments/ward-to-home/",
    "/listen/before-you-ask/",
    f"/listen/before-you-ask/?{KNOWN}",
]
PAGES = {
    "": [
        "/",
        "/public/?minute=1",
        "/about/",
        "/about/figures/",
        "/about/reading/",
        "/about/next/",
        "/accessibility/",
        "/sign-in/",
        "/nowhere/",
    ],
    "cath": ["/home/", "/understand/", "/understand/themes/?theme=Discharge", FALL, "/listen/imports/", *OURS],
    "fay": ["/home/", "/understand/words/?sentiment=negative"],
    "asha": ["/home/?minute=1", FALL, "/thread/"],
    "ben": [
        "/home/",
        "/understand/words/?page=2",
        "/listen/imports/",
        "/understand/search/",
        "/understand/search/?q=nothing",
        "/understand/search/?q=%22quantum+flamingo%22&role=carer",
        "/understand/search/?q=%22%22",
    ],
    "hana": ["/home/", "/listen/concerns/", "/listen/concerns/?looked=yes"],
    "dai": ["/home/"],
}


def wrong(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def open_everything(page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("handle", PAGES, ids=lambda handle: handle or "visitor")
def test_no_page_has_anything_wrong_before_or_after_it_is_used(come_in, handle, size):
    page = come_in(handle, size=size)
    found = []
    for path in PAGES[handle]:
        page.goto(path)
        found += wrong(page)
        if page.locator("main summary").count():
            open_everything(page)
            found += wrong(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide}"
    assert found == []


def test_one_answer_and_an_account(come_in):
    page = come_in("ben")
    page.goto("/understand/words/")
    follow(page.get_by_role("link", name="See these words in context").first)
    found = wrong(page)
    open_everything(page)
    found += wrong(page)
    follow(page.locator("a[href^='/listen/imports/']").last)
    open_everything(page)
    assert found + wrong(page) == []


def test_more_like_it_and_its_citation(come_in):
    page = come_in("ben", size=PHONE)
    page.goto("/understand/search/?q=nothing")
    found = []
    for name in ("like it", "Cite"):
        follow(page.get_by_role("link", name=name).first)
        page.wait_for_url("**/search/**same=**" if name == "like it" else "**/cite/")
        open_everything(page)
        found += wrong(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.get_by_label("Cite only a part").fill("nobody said this at all")
    follow(page.get_by_role("button", name="Cite this part"))
    page.wait_for_url("**part=**")
    found += wrong(page)
    page.goto("/understand/search/?q=nothing")
    follow(page.get_by_role("link", name="More like this").first)
    page.wait_for_url("**/like/")
    assert found + wrong(page) == []


def test_a_form_with_something_wrong(come_in):
    page = come_in()
    page.goto("/sign-in/")
    follow(page.get_by_role("button", name="Sign in", exact=True))
    assert page.title().startswith("Error: ")
    assert page.locator(".nhsuk-error-summary").evaluate("e => e === document.activeElement")
    assert wrong(page) == []
    page.get_by_role("link", name="Enter your password").click()
    assert page.locator("#id_password").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("handle", ["cath", "asha", "fay", "ben"])
def test_at_400_per_cent_nothing_is_cut_and_nothing_scrolls_sideways(come_in, handle):
    page = come_in(handle, size=(320, 256))
    for path in PAGES[handle]:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide}"


def test_large_print_is_larger_and_still_fits_a_tablet(come_in):
    page = come_in("asha", size=(820, 1180))
    page.goto("/home/")
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    large = page.evaluate(size)
    follow(page.get_by_role("button", name="Usual print"))
    assert page.url.endswith("/home/")
    assert large > 1.3 * page.evaluate(size)
    follow(page.get_by_role("button", name="Large print"))
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_nothing_moves(come_in):
    page = come_in("cath")
    page.goto("/home/")
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none').length"
    assert page.evaluate(moving) == 0

"""Every page by keyboard alone: the skip link first, focus always to be seen, in order, and no trap."""

import pytest


PAGES = [
    ("", "/"),
    ("cath", "/home/"),
    ("cath", "/understand/journey/?pathway=home-after-a-fall"),
    ("ben", "/listen/imports/"),
    ("ben", "/understand/words/"),
    ("ben", "/understand/search/?q=nothing"),
    ("asha", "/home/?minute=1"),
    ("", "/sign-in/"),
]
WHERE = """() => { const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {tag: e.tagName, text: (e.innerText || e.textContent || e.value || e.id || '').trim().slice(0, 60),
    top: b.top + scrollY, left: b.left + scrollX, width: b.width, height: b.height,
    seen: b.bottom > 0 && b.top < innerHeight,
    ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'}; }"""


@pytest.mark.parametrize(("handle", "path"), PAGES)
def test_everything_is_reached_with_tab_and_its_focus_is_seen(come_in, handle, path):
    page = come_in(handle)
    page.goto(path)
    reachable = page.locator(
        "a[href]:visible, button:visible, input:visible:not([type=hidden]), summary:visible, "
        "select:visible, [tabindex='0']:visible"
    ).count()
    met = []
    for _ in range(min(reachable, 70)):
        page.keyboard.press("Tab")
        found = page.evaluate(WHERE)
        assert found["ring"], found
        assert found["seen"], found
        met.append((found["tag"], found["text"], round(found["top"]), round(found["left"])))
    assert met[0][1] == "Skip to main content"
    assert len(set(met)) > 0.8 * len(met), "focus goes on and is not trapped"


def test_the_skip_link_leads_past_the_menu(come_in):
    page = come_in("cath")
    page.goto("/understand/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_journeys_table_scrolls_by_keyboard(come_in):
    page = come_in("cath", size=(390, 844))
    page.goto("/understand/journey/?pathway=home-after-a-fall")
    table = page.get_by_role("region", name="All feelings, as a table")
    page.locator("summary", has_text="All feelings, as a table").press("Enter")
    table.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert table.evaluate("part => part.scrollLeft") > 0


@pytest.mark.parametrize(
    "path",
    [
        "/home/",
        "/understand/themes/",
        "/understand/words/",
        "/listen/imports/",
        "/understand/search/",
        "/understand/search/?q=nothing&role=patient",
    ],
)
def test_targets_are_large_enough(come_in, path):
    """WCAG 2.5.8: 24 by 24 CSS pixels, save links inside a sentence."""
    page = come_in("ben", size=(390, 844))
    page.goto(path)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, select, nav a, input:not([type=hidden])')]
             .filter(e => e.offsetParent).map(e => [e.innerText || e.id, e.getBoundingClientRect()])
             .filter(([_, b]) => b.height < 24 || b.width < 24).map(([t]) => t)"""
    )
    assert small == []

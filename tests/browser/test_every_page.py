"""Every kind of page that each of the cast can reach from home by links, on phone and desk, with and without scripts.

Each role opens each kind of page without scripts, on both sizes. Scripts, axe and the keyboard are slower: they are
tried wherever a page offers controls that its kind did not offer to an earlier role. Asha comes first, because she
reads in large print, where least fits.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import django
import pytest
from playwright.sync_api import Error

from tests.browser.conftest import CAST, DESK, PHONE
from tests.browser.test_accessible import wrong


django.setup()

from django.urls import Resolver404, resolve  # noqa: E402


STRANGER = "dai"
"""Works for another trust: home refuses him, and says where he can go."""
CONTROLS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  )].filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}))"""
SORTS = f"""() => [...new Set(({CONTROLS})().filter(e => e.closest('main')).map(
    e => [e.tagName, e.type, e.getAttribute('class'), e.name].join(' ')))]"""
"""The sorts of controls that a page has of its own."""
OFFERED = f"""() => ({CONTROLS})().filter(e => e.type !== 'button').map(
    e => (e.innerText || e.name || '').trim()).filter(Boolean)"""
"""What can be followed, sent, opened or filled in; a button that scripts add sends nothing."""
LINKS = """() => [...document.querySelectorAll('a[href]')].map(e => new URL(e.getAttribute('href'), location))
    .filter(to => to.origin === location.origin && !to.pathname.includes('.'))
    .map(to => to.pathname + to.search)"""
"""Where links lead on this site, but for files, which have a dot in their address."""
OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
WATCH_FOCUS = """() => {
  window.met = new Map();
  window.rounds = 0;
  const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
  document.addEventListener('focusin', ({target: e}) => {
    if (e === document.body) return;
    if (e === [...met.keys()][0] && met.size > 1) window.rounds += 1;
    if (met.has(e)) return;
    const text = e.tagName === 'SUMMARY' ? [...e.querySelectorAll('.nhsuk-details__summary-text')] : [];
    const looks = [e, ...text].map(one => getComputedStyle(one));
    looks.push(...[...e.labels || []].map(one => getComputedStyle(one, '::before')));
    const box = e.getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    met.set(e, {ring: looks.some(drawn), seen});
  });
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
}"""
FOCUS_FAULTS = f"""() => {{
  const named = e => `${{e.tagName}} “${{(e.innerText || e.name || e.id || '').trim().slice(0, 60)}}”`;
  const met = window.met, order = [...met.keys()];
  const together = e => e.type === 'radio' && order.some(one => one.type === 'radio' && one.name === e.name);
  const back = order.filter((e, at) => at && !(order[at - 1].compareDocumentPosition(e) & 4));
  return [
    ...(window.rounds ? [] : ['Tab does not come round to the start']),
    ...({CONTROLS})().filter(e => !met.has(e) && !together(e)).map(e => `Tab does not reach ${{named(e)}}`),
    ...back.map(e => `Tab comes to ${{named(e)}} out of order`),
    ...order.filter(e => !met.get(e).ring).map(e => `focus cannot be seen on ${{named(e)}}`),
    ...order.filter(e => !met.get(e).seen).map(e => `focus is out of sight on ${{named(e)}}`),
  ];
}}"""
STOPS = f"() => ({CONTROLS})().length"
AT_ONCE = 20
"""How often Tab is pressed before it is asked whether it came round."""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def examined() -> dict[str, set[str]]:
    """The sorts of controls that were examined, by kind of page."""
    return {}


@pytest.fixture(scope="module")
def files() -> set[str]:
    """The kinds of addresses that are files, and no pages."""
    return set()


def kind_of(path: str) -> str:
    """The name of an address, with the step, kind or form that it shows. Raises Resolver404."""
    found = resolve(urlsplit(path).path)
    return " ".join(filter(None, (found.url_name, *(found.kwargs.get(one) for one in ("step", "kind", "form")))))


def reached(page, first: str, files: set[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Open one page of each kind to which links lead from the first. Gives its kind, its path, and its faults."""
    kinds, waiting = set(files), [first]
    while waiting:
        path = waiting.pop(0)
        try:
            kind = kind_of(path)
        except Resolver404:
            yield "?", path, ["a link leads to no page"]
            continue
        if kind in kinds:
            continue
        kinds.add(kind)
        faults = opened(page, path)
        if faults is None:
            files.add(kind)
            continue
        yield kind, path, faults
        waiting += page.evaluate(LINKS)


def opened(page, path: str) -> list[str] | None:
    """Open a page. Gives what is wrong with how it answers; None for a file, which a browser saves or shows itself."""
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None
    if answer.ok and not answer.headers["content-type"].startswith("text/html"):
        return None
    return [] if answer.status == 200 else [f"it answers {answer.status}"]


def set_size(page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def sideways(page, *sizes: tuple[int, int]) -> list[str]:
    """On which of these sizes a page scrolls sideways, tried in turn."""
    found = []
    for size in sizes:
        set_size(page, size)
        if (wide := page.evaluate(WIDE)) > 0:
            found.append(f"it scrolls sideways by {wide} at {size[0]}")
    return found


def by_keyboard(page) -> list[str]:
    """What Tab does not reach in order, or shows no focus on."""
    page.evaluate(WATCH_FOCUS)
    for _ in range(3 + 2 * page.evaluate(STOPS) // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.down("Tab")  # held down, it moves on as if pressed again, in half the time
        if page.evaluate("window.rounds"):
            break
    page.keyboard.up("Tab")
    found = page.evaluate(FOCUS_FAULTS)
    page.evaluate("document.activeElement.blur()")  # a skip link in focus covers what it is over
    return found


def with_scripts(page, path: str, plain) -> list[str]:
    """What is wrong with a page for axe and by keyboard, and what it has only with scripts."""
    set_size(page, DESK)
    page.goto(path)
    page.evaluate(OPEN)
    found, on_desk, offered = by_keyboard(page), page.evaluate(SORTS), set(page.evaluate(OFFERED))
    found += sideways(page, DESK, PHONE) + wrong(page)
    if page.evaluate(SORTS) != on_desk:
        set_size(page, DESK)
        found += wrong(page)
    lost = offered - set(plain.evaluate(OFFERED))
    found += [f"it lacks “{one}” without scripts" for one in sorted(lost)]
    heading, bare = (one.locator("h1").all_inner_texts() for one in (page, plain))
    return found if heading == bare and len(bare) == 1 else [*found, f"headings are {heading}, {bare} without scripts"]


@pytest.mark.parametrize("handle", ("", *CAST), ids=lambda handle: handle or "visitor")
def test_every_page_that_a_role_can_reach_works_for_everybody(come_in, examined, files, handle):
    page, plain = come_in(handle, size=DESK), come_in(handle, size=PHONE, java_script_enabled=False)
    first, found, count = "/home/" if handle else "/", [], 0
    for kind, path, faults in reached(plain, first, files):
        count += 1
        if handle == STRANGER and path == first:
            assert faults == ["it answers 403"]
            faults = []
        plain.evaluate(OPEN)
        faults += sideways(plain, PHONE, DESK)
        sorts, known = set(plain.evaluate(SORTS)), examined.get(kind)
        if known is None or not sorts <= known:
            examined[kind] = sorts | (known or set())
            faults += with_scripts(page, path, plain)
        found += [f"{kind} {path}: {one}" for one in faults]
    assert count >= 5, "links lead on from home"
    assert not found, "\n".join(found)

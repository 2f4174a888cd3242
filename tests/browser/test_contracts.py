"""From a need to a measure, a clause that is reworded, and what is not met: in a browser, on phone and desk.

By keyboard, with scripts and without; and nothing is wrong for axe on the way.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, served, stepped_in
from tests.browser.test_forms_by_keyboard import nothing_wrong
from tests.builders.following import follow, press, tab_to


NEED, CLAUSE = "/together/needs/knowing-who-is-coming/", "/contracts/clauses/know-before-leaving/"
LEAFLET = "They are given a leaflet on who to ring before they leave the ward."
WAYS = [(PHONE, True), (DESK, False)]
IDS = ["phone", "desk without scripts"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A site of its own: what is reworded and settled here would be in the way of the demo's story."""
    with served(tmp_path_factory.mktemp("contracts"), pieces=5_000) as where:
        yield where


@pytest.fixture(scope="module")
def states(address, browser):
    return stepped_in(address, browser)


@pytest.mark.parametrize(("size", "scripts"), WAYS, ids=IDS)
def test_a_need_becomes_a_measure_by_keyboard_and_nothing_is_typed_twice(come_in, size, scripts):
    page = come_in("cath", size=size, java_script_enabled=scripts)
    page.goto("/contracts/measures/add/?need=knowing-who-is-coming")
    nothing_wrong(page, scripts)
    sentence = page.locator("#id_wording").input_value()
    assert sentence.startswith("Carers need to know who is coming"), "taken over from the need"
    press(page, "Continue")
    tab_to(page, "id_how")
    page.keyboard.press("Space")
    nothing_wrong(page, scripts)
    press(page, "Continue")
    tab_to(page, "id_question")
    page.keyboard.press("Space")
    nothing_wrong(page, scripts)
    press(page, "Continue")
    page.locator("input[name=yes][value=Yes]").check()
    page.locator("input[name=no][value=No]").check()
    press(page, "Continue")
    page.locator("input[name=roles][value=carer]").check()
    nothing_wrong(page, scripts)
    press(page, "Continue")
    page.locator("input[name=way][value=baseline]").check()
    page.locator("input[name=period][value=month]").check()
    nothing_wrong(page, scripts)
    press(page, "Continue")
    expect(page.locator(".nhsuk-inset-text").first).to_contain_text("Of carers who answered")
    nothing_wrong(page, scripts)
    press(page, "Save the draft")
    expect(page.locator("h1")).to_contain_text(sentence)
    expect(page.locator(".gt-stands")).to_contain_text("Before it can be agreed")
    nothing_wrong(page, scripts)
    press(page, "Add what is missing")
    for name in ("why", "source", "collection", "basis", "agreed_by", "review"):
        tab_to(page, f"id_{name}")
        page.keyboard.type("As the panel said.")
    nothing_wrong(page, scripts)
    press(page, "Save")
    expect(page.locator(".gt-message")).to_contain_text("Saved")
    expect(page.locator(".gt-stands")).not_to_contain_text("why it matters")


def test_a_reworded_clause_is_checked_again_by_those_who_wrote_it(come_in):
    nell = come_in("nell", size=DESK)
    nell.goto(CLAUSE)
    nothing_wrong(nell, True)
    press(nell, "Change the wording")
    nell.locator("#id_wording").fill(LEAFLET)
    nell.locator("#id_why_differs").fill("A leaflet can be counted.")
    nothing_wrong(nell, True)
    press(nell, "Save this wording")
    expect(nell.locator(".gt-stands")).to_contain_text("Check again")
    asha = come_in("asha", size=PHONE)
    asha.goto("/home/")
    nothing_wrong(asha, True)
    follow(asha.get_by_role("link", name="Read it and answer").first)
    expect(asha.locator("ins", has_text="leaflet").first).to_be_visible()
    nothing_wrong(asha, True)
    asha.get_by_label("No, it does not").check()
    press(asha, "Send your answer")
    expect(asha.locator(".nhsuk-error-summary")).to_contain_text("Write why not")
    nothing_wrong(asha, True)
    asha.locator("#endorse-reason").fill("A leaflet isn’t knowing.")
    press(asha, "Send your answer")
    expect(asha.locator(".gt-message")).to_contain_text("saved")
    nell.goto(CLAUSE)
    expect(nell.locator("main")).to_contain_text("A leaflet isn’t knowing.")


def test_what_is_not_met_is_on_the_agenda_which_prints_on_one_sheet(come_in):
    page = come_in("cath", size=DESK)
    page.goto("/home/")
    nothing_wrong(page, True)
    page.goto("/contracts/meetings/meeting-xwc/")
    expect(page.locator(".gt-agenda > li").first).to_contain_text("Not met")
    expect(page.locator(".gt-agenda__words")).to_have_count(3)
    nothing_wrong(page, True)
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page/") + printed.count(b"/Type /Page ") == 1
    press(page, "Record the outcome")
    page.locator("#id_outcome").fill("Callers ask on weekends too.")
    nothing_wrong(page, True)
    press(page, "Save the outcome")
    expect(page.locator(".gt-agenda")).to_contain_text("Callers ask on weekends too.")


def test_dai_sees_nothing_of_it(come_in):
    page = come_in("dai")
    for address in ("/contracts/", CLAUSE, "/contracts/measures/", "/contracts/meetings/meeting-xwc/"):
        answer = page.goto(address)
        assert answer is not None and answer.status == 403

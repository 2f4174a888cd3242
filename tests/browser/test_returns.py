"""The provider's return: a quality lead reports a month and adds context; a commissioner disputes it; both stand."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, served
from tests.browser.test_forms_by_keyboard import nothing_wrong
from tests.builders.following import follow, press, tab_to


@pytest.fixture(scope="module")
def of_its_own(tmp_path_factory):
    """A site whose month nobody else reports."""
    with served(tmp_path_factory.mktemp("returns"), pieces=1_000) as where:
        yield where


def type_in(page, name: str, said: str) -> None:
    tab_to(page, f"id_{name}")
    page.keyboard.press("Control+A")
    page.keyboard.type(said)


def test_a_month_is_reported_then_disputed_and_both_figures_stand(come_in_at, of_its_own):
    nell = come_in_at(of_its_own, "nell", size=PHONE)
    nothing_wrong(nell, True)
    follow(nell.get_by_role("link", name="Report it").first)
    expect(nell.locator("main")).to_contain_text("rung within two days")
    nothing_wrong(nell, True)
    type_in(nell, "numerator", "60")
    type_in(nell, "denominator", "52")
    press(nell, "Save this result")
    expect(nell.locator(".nhsuk-error-summary")).to_contain_text("60 is more than 52")
    assert nell.locator("#id_denominator").input_value() == "52", "nothing typed is lost"
    nothing_wrong(nell, True)
    type_in(nell, "numerator", "40")
    type_in(nell, "comment", "Two callers were ill.")
    press(nell, "Save this result")
    expect(nell.locator("main")).to_contain_text("Only your organisation can see this yet")
    expect(nell.locator("main")).to_contain_text("40 of 52")
    nothing_wrong(nell, True)
    address = nell.url
    tab_to(nell, "context-text")
    nell.keyboard.type("The phones were down for a week.")
    press(nell, "Add this")
    press(nell, "Show it now")
    expect(nell.locator("main")).not_to_contain_text("Only your organisation")

    cath = come_in_at(of_its_own, "cath", size=DESK)
    cath.goto(address)
    expect(cath.locator("main")).to_contain_text("The phones were down for a week.")
    press(cath, "Dispute this result")
    expect(cath.locator("h1")).to_contain_text("Dispute")
    nothing_wrong(cath, True)
    type_in(cath, "numerator", "36")
    type_in(cath, "denominator", "52")
    type_in(cath, "reason", "Four of these calls were made on the third day.")
    press(cath, "Save the dispute")
    expect(cath.locator("main")).to_contain_text("36 of 52")
    for page in (cath, nell):
        page.goto(address)
        shown = page.locator("main")
        for said in ("40 of 52", "36 of 52", "reported by Wenbrook Royal", "Disputed by Wenbrook and Tarrowdale"):
            expect(shown).to_contain_text(said)
        nothing_wrong(page, True)

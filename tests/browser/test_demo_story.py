"""The demo's story as far as it is built; each piece of work adds its steps and keeps the earlier ones."""

import re
from datetime import date

import pytest

from goldthread import demo
from tests.browser.conftest import DESK, PHONE


CARDS = ("Comment ID,Date,Service,FFT score,What was good?\n" + "".join(
    f"B{at},{13 + at}/06/2026,Ward 7 - Older People,1,The nurses told me what each tablet was for on day {at}\n"
    for at in range(9)
)).encode()  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_step_1_five_cards_and_a_visitor_each_with_a_minute(come_in, size):
    page = come_in(size=size)
    page.goto("/")
    assert page.locator("h1").inner_text() == "Who are you today?"
    assert page.get_by_role("button", name=re.compile("Step in as")).count() == 5
    page.get_by_role("link", name="Look in as a visitor").click()
    page.get_by_role("link", name="Next in the guided minute").click()
    assert "That was the minute" in page.locator(".gt-minute--foot").inner_text()


def test_step_2_fay_on_a_phone_reads_her_week_thanks_first(come_in):
    page = come_in("fay", size=PHONE)
    page.goto("/home/")
    assert page.locator("h1").inner_text() == "Ward 7 - Older People, this week"
    headings = page.locator("main h2").all_inner_texts()
    assert headings.index("Thank you") < headings.index("Worth reading together")
    page.get_by_role("link", name="worth reading together").click()
    assert page.locator(".gt-quote").count() > 0


def test_steps_5_and_6_ben_brings_the_ugly_export_in(come_in, tmp_path):
    path = demo.bens_export(tmp_path / "ward export.xlsx", today=date.today())
    page = come_in("ben")
    page.goto("/home/")
    page.get_by_role("link", name="Bring a file in").click()
    page.get_by_label("A CSV or Excel file").set_input_files(path)
    page.get_by_role("button", name="Look at the file").click()
    assert "% sure" in page.locator(".nhsuk-lede-text").inner_text()
    assert page.locator(".gt-look h2").inner_text() == "41 dates can be read two ways"
    read, kept, duplicates, aside = account(page)
    assert (aside, read) == (41, kept + duplicates + aside)
    page.get_by_label("3 April").check()
    page.get_by_role("button", name="Look again").click()
    assert account(page)[3] == 0
    page.get_by_label("I do not know").check()
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Bring it in", exact=True).click()
    assert account(page) == [read, kept, duplicates, aside]
    with page.expect_download() as coming:
        page.get_by_role("link", name="Get the rows to mend").click()
    assert coming.value.suggested_filename.startswith("rows-to-mend-")
    page.get_by_text("Take this file back").click()
    page.get_by_role("button", name="Take it back").click()
    assert "The import was taken back" in page.locator(".gt-message").first.inner_text()


def account(page):
    return [int(one.replace(",", "")) for one in page.locator(".gt-sum__part strong").all_inner_texts()]


def test_steps_8_11_and_12_cath_walks_from_one_thing_to_the_words(come_in):
    page = come_in("cath")
    page.goto("/home/")
    assert page.locator(".gt-look").count() == 1
    page.get_by_role("link", name="Walk the whole journey").click()
    assert page.locator("h1").inner_text() == "Home after a fall"
    assert page.get_by_text("They see it differently").count() >= 1
    page.get_by_role("link", name="Carers", exact=True).click()
    page.locator(".gt-grid td a").first.click()
    assert page.locator(".gt-quote").count() > 0
    page.get_by_role("link", name="See these words in context").first.click()
    assert page.locator(".gt-words").inner_text()


def test_step_14_asha_reads_in_large_print_and_no_ones_words(come_in):
    page = come_in("asha", size=(820, 1180))
    page.goto("/home/")
    assert "gt-large" in page.locator("html").get_attribute("class")
    page.get_by_role("link", name="Walk the journey").click()
    assert page.locator(".gt-grid td a").count() == 0


def test_step_24_dai_sees_nothing(come_in):
    page = come_in("dai")
    page.goto("/home/?minute=1")
    assert page.locator("h1").inner_text() == "This is not yours to see"
    assert page.locator(".gt-menu a").count() == 0
    assert "No text left this computer" in page.locator("footer").inner_text()

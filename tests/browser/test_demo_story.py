"""The demo's story as far as it is built; each piece of work adds its steps and keeps the earlier ones."""

import re
from datetime import date

import pytest

from goldthread import demo
from tests.browser.conftest import DESK, PHONE
from tests.builders.following import follow


CARDS = (
    "Comment ID,Date,Service,FFT score,What was good?\n"
    + "".join(
        f"B{at},{13 + at}/06/2026,Ward 7 - Older People,1,The nurses told me what each tablet was for on day {at}\n"
        for at in range(9)
    )
).encode()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_step_1_six_cards_and_a_visitor_each_with_a_minute(come_in, size):
    page = come_in(size=size)
    page.goto("/")
    assert page.locator("h1").inner_text() == "Who are you today?"
    assert page.get_by_role("button", name=re.compile("Continue as")).count() == 7
    follow(page.get_by_role("link", name="Continue as a visitor"))
    follow(page.get_by_role("link", name="Next in the guided minute"))
    assert "That was the tour" in page.locator(".gt-minute--foot").inner_text()


def test_step_2_fay_on_a_phone_reads_her_week_thanks_first(come_in):
    page = come_in("fay", size=PHONE)
    page.goto("/home/")
    assert page.locator("h1").inner_text() == "Ward 7 - Older People"
    headings = page.locator("main h2").all_inner_texts()
    assert headings.index("Thank you") < headings.index("Read these together")
    follow(page.get_by_role("link", name="to read together"))
    page.locator(".gt-quote").first.wait_for()


def test_step_6_answers_need_review_and_a_person_decides(come_in):
    page = come_in("hana")
    page.goto("/home/")
    follow(page.get_by_role("link", name="Open the review queue"))
    page.locator("article h2", has_text="Came in").first.wait_for()
    page.get_by_label("What did you do?").first.select_option("none")
    follow(page.get_by_role("button", name="Save").first)
    assert "Saved" in page.locator("main").inner_text()
    follow(page.get_by_role("link", name="Reviewed"))
    assert "Hana reviewed" in page.locator("article h2").first.inner_text()


def test_steps_5_and_6_ben_brings_the_ugly_export_in(come_in, tmp_path):
    path = demo.bens_export(tmp_path / "ward export.xlsx", today=date.today())
    page = come_in("ben")
    page.goto("/home/")
    follow(page.get_by_role("link", name="Import a file"))
    page.locator("input[type=file]").set_input_files(path)
    follow(page.get_by_role("button", name="Preview the file"))
    account(page)
    assert "% sure" in page.locator(".nhsuk-lede-text").inner_text()
    assert page.locator("#ways").inner_text() == "41 dates can be read two ways"
    read, kept, duplicates, aside = account(page)
    assert (aside, read) == (41, kept + duplicates + aside)
    page.get_by_label("3 April").check()
    follow(page.get_by_role("button", name="Preview again"))
    assert account(page)[3] == 0
    page.get_by_label("I do not know").check()
    follow(page.get_by_role("button", name="Preview again"))
    follow(page.get_by_role("button", name="Import it", exact=True))
    assert account(page) == [read, kept, duplicates, aside]
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the rows to fix").click()
    assert coming.value.suggested_filename.startswith("rows-to-mend-")
    page.locator("summary", has_text="Undo this import").click()
    follow(page.get_by_role("button", name="Undo this import"))
    assert "The import was undone" in page.locator(".gt-message").first.inner_text()


def account(page):
    """The figures of a preview; on a busy machine it waits its turn first, and comes by itself."""
    page.locator(".gt-sum__part strong").nth(3).wait_for()
    return [int(one.replace(",", "")) for one in page.locator(".gt-sum__part strong").all_inner_texts()]


def worth(page):
    """The one thing on a home page that is worth a look."""
    return page.locator(".gt-look", has_text="Worth a look")


def test_steps_8_11_and_12_cath_walks_from_one_thing_to_the_words(come_in):
    page = come_in("cath")
    page.goto("/home/")
    assert worth(page).count() == 1
    follow(page.get_by_role("link", name="See the whole journey"))
    assert page.locator("h1").inner_text() == "Home after a fall"
    assert page.get_by_text("Groups disagree").count() >= 1
    follow(page.get_by_role("link", name="Carers", exact=True))
    page.get_by_role("heading", name="All feelings, as a table").click()
    follow(page.locator(".gt-grid td a").first)
    page.locator(".gt-quote").first.wait_for()
    follow(page.get_by_role("link", name="See these words in context").first)
    assert page.locator(".gt-words").inner_text()


def test_step_8_caths_home_has_meetings_one_thing_worth_raising_and_the_weeks_to_the_close(come_in):
    page = come_in("cath")
    page.goto("/home/")
    dates = page.locator("section[aria-labelledby=contract-dates] .gt-counts li").all_inner_texts()
    assert sum("Meeting on" in one for one in dates) == 2
    closes = [one for one in dates if "Signed. It runs until" in one]
    assert closes and re.match(r"\d+ weeks?", closes[0])
    assert worth(page).locator("li strong").first.inner_text() == "Ward → home."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_link_that_does_not_hold_is_taken_away_and_put_back(come_in, scripts):
    page = come_in("cath", size=PHONE, java_script_enabled=scripts)
    page.goto("/thread/clause/know-before-leaving/")
    page.get_by_text("Remove a link").click()
    page.get_by_label("was promised in this").check()
    page.get_by_label("Why does it not hold?").fill("A leaflet is not knowing.")
    follow(page.get_by_role("button", name="Remove it"))
    page.locator(".gt-message").wait_for()
    assert "Cath removed it on" in page.locator("main").inner_text()
    assert page.locator(".gt-follow__kind", has_text="Measure").count() == 0
    follow(page.get_by_role("button", name="Put it back"))
    page.get_by_text("The link is back").wait_for()
    assert page.locator(".gt-follow__kind", has_text="Measure").count() == 1


def test_step_11_relieved_alone_and_confused_and_it_went_well(come_in):
    page = come_in("cath", size=PHONE)
    page.goto("/understand/journey/?pathway=home-after-a-fall")
    step = page.locator(".gt-walk__step", has=page.get_by_role("heading", name="Ward → home"))
    assert step.get_by_text("Groups disagree").count() == 1
    moods = dict(zip(*(step.locator(f".gt-whose__list {tag}").all_inner_texts() for tag in ("dt", "dd")), strict=True))
    assert moods["Carers"] == "mostly negative" and moods["Patients"] == "mostly positive"


def test_steps_9_and_10_before_a_survey_cath_sees_what_she_holds_and_asks_only_those_not_heard(come_in):
    page = come_in("cath")
    page.goto("/home/")
    follow(page.get_by_role("link", name="I want to run a survey"))
    follow(page.get_by_role("link", name="Ward → home"))
    held = page.locator(".gt-look h2").inner_text()
    assert re.match(r"You already have [\d,]+ comments, [\d,]+ complaints and [23] surveys on this\.", held)
    assert page.locator(".gt-look li").count() > 2
    follow(page.get_by_role("link", name="Cancel the survey"))
    page.get_by_role("heading", name="Who to ask").wait_for()
    page.goto("/listen/before-you-ask/?pathway=home-after-a-fall&point=ward-to-home")
    follow(page.get_by_role("link", name="Read what we already know"))
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download in Word").click()
    assert coming.value.suggested_filename == "already-known.docx"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_steps_11_and_12_the_map_marks_the_step_and_one_click_opens_the_words(come_in, scripts):
    page = come_in("cath", java_script_enabled=scripts)
    page.goto("/understand/journey/?pathway=home-after-a-fall")
    drawn = page.locator("svg.gt-map")
    assert drawn.get_by_text("▼ Lowest").count() == 1 and drawn.get_by_text("organisations", exact=True).count() == 1
    assert drawn.get_by_text("differ").count() >= 1
    cell = drawn.locator("a[href*='point=ward-to-home'][href*='role=carer']").first
    assert "Carers, " in cell.get_attribute("aria-label")
    cell.focus()
    cell.press("Enter")
    page.wait_for_url("**/understand/words/**")
    page.locator(".gt-quote").first.wait_for()


def test_on_a_phone_the_journey_is_stacked(come_in):
    page = come_in("cath", size=PHONE)
    page.goto("/understand/journey/?pathway=home-after-a-fall")
    assert not page.locator("svg.gt-map").is_visible()
    assert page.locator(".gt-walk__step").count() == 11


def test_step_21_the_same_thread_both_ways(come_in):
    words = "They said someone would come. Nobody said who, or when. I sat up all night."
    cath = come_in("cath")
    cath.goto("/home/")
    follow(cath.get_by_role("link", name="Contracts", exact=True).first)
    follow(cath.get_by_role("link", name="Wenbrook Royal Hospital").first)
    follow(cath.get_by_role("link", name=re.compile("Before a person leaves the ward")).first)
    assert words in cath.locator("main").inner_text(), "the words are on the clause's own page"
    follow(cath.get_by_role("link", name="Follow the thread", exact=True).first)
    assert cath.locator(".gt-follow__knot--here").inner_text().startswith("Before a person leaves the ward")
    assert cath.locator(".gt-follow").get_by_text(words).count() == 1
    assert cath.locator("svg.gt-thread-map").is_visible()
    asha = come_in("asha", size=(820, 1180))
    asha.goto("/home/")
    assert asha.get_by_text(words).count() == 1
    follow(asha.get_by_role("link", name="Follow the thread").first)
    asha.locator(".gt-follow__kind").first.wait_for()
    kinds = asha.locator(".gt-follow__kind").all_inner_texts()
    assert kinds == ["People's own words", "Need", "Decision", "Measure", "Clause", "Monthly result", "Action"]
    clause = asha.locator(".gt-follow__stage", has=asha.get_by_role("heading", name="Clause", exact=True))
    follow(clause.get_by_role("link", name="from here: Before a person leaves the ward"))
    assert asha.locator("h1").inner_text() == cath.locator("h1").inner_text()


def test_cath_changes_a_journey_without_a_script(come_in):
    page = come_in("cath", java_script_enabled=False)
    page.goto("/understand/pathways/moving-to-adult-services/")
    follow(page.get_by_role("button", name=re.compile("Move later.*Being told about the move")))
    assert "is in use from now on" in page.locator(".gt-message").inner_text()
    assert "The order changed." in page.locator(".gt-history").inner_text()


def test_step_14_asha_reads_in_large_print_and_no_ones_words(come_in):
    page = come_in("asha", size=(820, 1180))
    page.goto("/home/")
    assert "gt-large" in page.locator("html").get_attribute("class")
    follow(page.get_by_role("link", name="See the journey"))
    assert page.locator(".gt-grid td a").count() == 0


def test_steps_14_to_17_asha_sees_where_her_sentence_went_and_what_it_was_to_say(come_in):
    page = come_in("asha", size=PHONE)
    page.goto("/home/")
    follow(page.get_by_role("link", name="Follow the thread").first)
    follow(page.get_by_role("link", name=re.compile("Open this measure.*Before we leave")))
    told = page.locator("main").inner_text()
    assert told.index("Before we leave, we know who is coming") < told.index("Of carers who answered")
    assert re.search(r"It would not have been met in \d+ of \d+ months", told)
    assert re.search(r"changes under about \d+ percentage points cannot be told from chance", told)
    follow(page.get_by_role("link", name=re.compile("Before a person leaves the ward")).first)
    page.get_by_text("Every wording").click()
    assert "are given a leaflet" in page.locator("main").inner_text()
    assert "Agreed" in page.locator("main").inner_text()


def test_step_20_what_is_not_met_is_on_the_agenda_with_three_released_sentences(come_in):
    page = come_in("cath")
    page.goto("/home/")
    follow(page.locator("section[aria-labelledby=contract-dates] a", has_text="Home care, Wenbrook Council").first)
    told = page.locator("main").inner_text()
    assert "Not met" in told and "at least 65%" in told
    assert page.locator("main blockquote").count() == 3
    follow(page.get_by_role("link", name=re.compile("Before a person comes home")).first)
    statuses = page.locator("main .nhsuk-tag").all_inner_texts()
    assert statuses.count("Not met") >= 3 and "Met" in statuses


def test_step_24_dai_sees_nothing(come_in):
    page = come_in("dai")
    page.goto("/home/?minute=1")
    assert page.locator("h1").inner_text() == "You do not have access"
    assert page.locator(".gt-menu a").count() == 0
    assert "Comments never leave this computer" in page.locator("footer").inner_text()

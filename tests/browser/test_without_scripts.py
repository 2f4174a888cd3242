"""Everything works with scripts turned off: stepping in, filters, menus, bringing a file in and taking it back."""

from tests.browser.test_demo_story import CARDS
from tests.builders.following import follow


def test_a_whole_visit_without_scripts(come_in):
    page = come_in("", java_script_enabled=False)
    page.goto("/")
    follow(page.get_by_role("button", name="Continue as Ben"))
    assert page.locator("h1").inner_text() == "Hello Ben"
    follow(page.get_by_role("link", name="Next in the guided minute"))
    follow(page.get_by_role("link", name="Understand"))
    follow(page.get_by_role("link", name="What people said"))
    page.get_by_text("Choose a place, a time or a feeling").click()
    page.get_by_label("How it felt").select_option("Negative")
    follow(page.get_by_role("button", name="Show these"))
    assert "sentiment=negative" in page.url
    assert page.locator(".gt-chip").inner_text() == "Negative"
    follow(page.get_by_role("link", name="See these words in context").first)
    assert page.locator("h1").inner_text() == "One answer in context"
    follow(page.get_by_role("button", name="Large print"))
    assert "gt-large" in page.locator("html").get_attribute("class")
    follow(page.get_by_role("button", name="Change person"))
    assert page.locator("h1").inner_text() == "Who are you today?"


def test_a_file_in_and_out_without_scripts(come_in):
    page = come_in("ben", java_script_enabled=False)
    page.goto("/listen/imports/")
    page.get_by_label("A CSV or Excel file").set_input_files(
        {"name": "cards.csv", "mimeType": "text/csv", "buffer": CARDS}
    )
    follow(page.get_by_role("button", name="Preview the file"))
    follow(page.get_by_role("button", name="Import it", exact=True))
    assert "rows were kept" in page.locator(".gt-message").inner_text()
    page.locator("summary", has_text="Undo this import").click()
    follow(page.get_by_role("button", name="Undo this import"))
    assert "The import was undone" in page.locator(".gt-message").inner_text()

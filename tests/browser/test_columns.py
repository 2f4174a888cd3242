"""What a file's columns are used for, changed by keyboard, with scripts and without; axe looks before and after."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_forms_by_keyboard import IDS, WAYS, nothing_wrong
from tests.builders.following import press, tab_to


HEADS = "Ref;When?;Area;How was it;Verbatim;who\n"
ROWS = "".join(f"{n};{13 + n}/06/2031;Ash Ward;Good;The ward nurses drew lampshade {n}\n" for n in range(8))


@pytest.mark.parametrize(("size", "scripts"), WAYS[:2], ids=IDS[:2])
def test_a_column_is_said_to_be_the_date_and_the_file_is_left(come_in, tmp_path, size, scripts):
    path = tmp_path / "lampshades.csv"
    path.write_text(HEADS + ROWS)
    page = come_in("ben", size=size, java_script_enabled=scripts)
    page.goto("/listen/imports/")
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Preview the file")
    expect(page.locator("main")).to_contain_text("answers have no date")
    nothing_wrong(page, scripts)
    column = page.get_by_label("When?")
    tab_to(page, column.get_attribute("id"))
    page.keyboard.type("Date")
    press(page, "Preview with these columns")
    expect(page.get_by_label("When?")).to_have_value("date")
    expect(page.locator("main")).not_to_contain_text("answers have no date")
    nothing_wrong(page, scripts)
    page.get_by_label("Verbatim").select_option("ignore")
    press(page, "Preview with these columns")
    expect(page.get_by_role("alert")).to_contain_text("No column holds people’s words")
    nothing_wrong(page, scripts)
    page.get_by_label("Verbatim").select_option("words")
    press(page, "Preview the file")
    press(page, "Do not import it")
    expect(page.locator("main")).not_to_contain_text("lampshade")

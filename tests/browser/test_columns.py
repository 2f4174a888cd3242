"""What a file's columns are used for, changed by keyboard, with scripts and without; axe looks before and after."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_forms_by_keyboard import IDS, WAYS, nothing_wrong
from tests.builders.files import workbook
from tests.builders.following import press, tab_to


HEADS = "Ref;Next?;Area;How was it;Verbatim;who\n"
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
    column = page.get_by_label("Next?")
    tab_to(page, column.get_attribute("id"))
    page.keyboard.type("Date")
    press(page, "Preview with these columns")
    expect(page.get_by_label("Next?")).to_have_value("date")
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


@pytest.mark.parametrize(("size", "scripts"), WAYS[:2], ids=IDS[:2])
def test_each_sheet_of_a_workbook_has_its_columns_to_change(come_in, tmp_path, size, scripts):
    sheets = {
        "Inpatient": [("Date", "Ward", "What was good?")],
        "Outpatient": [("Seen", "Clinic", "What could be better?")],
    }
    for at in range(8):
        sheets["Inpatient"].append((f"2031-06-{1 + at:02}", "Ash Ward", f"The ward nurses drew lanyard {at}"))
        sheets["Outpatient"].append((f"2031-06-{1 + at:02}", "Elm Clinic", f"The clinic doctor lost lanyard {at}"))
    page = come_in("ben", size=size, java_script_enabled=scripts)
    page.goto("/listen/imports/")
    page.locator("input[type=file]").set_input_files(workbook(tmp_path, sheets))
    press(page, "Preview the file")
    expect(page.get_by_role("table", name="How much of the file we could read")).to_contain_text("What people wrote")
    nothing_wrong(page, scripts)
    column = page.get_by_label("Seen (sheet: Outpatient)")
    tab_to(page, column.get_attribute("id"))
    page.keyboard.type("Date")
    press(page, "Preview with these columns")
    expect(page.get_by_label("Seen (sheet: Outpatient)")).to_have_value("date")
    expect(page.get_by_label("Ward (sheet: Inpatient)")).to_have_value("team")
    nothing_wrong(page, scripts)
    press(page, "Do not import it")
    expect(page.locator("main")).not_to_contain_text("lanyard")

"""A search is saved, repeated and deleted in a browser, with scripts and without."""

import pytest

from tests.builders.following import follow


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_search_is_saved_repeated_and_deleted(come_in, scripts):
    page = come_in("ben", java_script_enabled=scripts)
    page.goto("/understand/search/?q=parking&role=patient")
    page.get_by_text("Save this search").click()
    page.get_by_label("A name for it").fill("Where to park")
    follow(page.get_by_role("button", name="Save it"))
    assert "Where to park" in page.locator(".gt-message").inner_text()
    page.goto("/understand/search/")
    follow(page.get_by_role("link", name="Where to park"))
    page.wait_for_url("**role=patient**")
    assert page.get_by_label("Words to look for").input_value() == "parking"
    page.goto("/understand/search/")
    follow(page.get_by_role("button", name="Delete the search Where to park"))
    page.get_by_text("is deleted").wait_for()
    assert page.get_by_role("link", name="Where to park").count() == 0

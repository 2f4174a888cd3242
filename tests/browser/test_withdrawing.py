"""Step 23 of the demo's story, on a site of its own: a carer takes her words back, and the clause says so."""

import re

import pytest

from tests.browser.conftest import PHONE, served
from tests.builders.following import follow


WORDS = "They said someone would come. Nobody said who, or when. I sat up all night."


@pytest.fixture
def own_site(tmp_path):
    with served(tmp_path, pieces=1_000) as address:
        yield address


def test_step_23_asha_withdraws_her_words_and_the_clause_says_how_many_remain(own_site, come_in_at):
    asha, cath = come_in_at(own_site, "asha", size=PHONE), come_in_at(own_site, "cath")
    asha.goto(f"{own_site}/home/")
    follow(asha.get_by_role("link", name="Follow the thread").first)
    follow(asha.get_by_role("link", name="Withdraw my words"))
    follow(asha.get_by_role("button", name="Withdraw my words"))
    assert "Tick the box" in asha.locator("main").inner_text()
    asha.get_by_label("I want my words to be withdrawn").check()
    follow(asha.get_by_role("button", name="Withdraw my words"))
    assert "Your words are withdrawn" in asha.locator("main").inner_text()
    assert WORDS not in asha.locator("main").inner_text()
    for path in ("/thread/clause/know-before-leaving/", "/thread/need/knowing-who-is-coming/"):
        cath.goto(own_site + path)
        told = cath.locator("main").inner_text()
        assert re.search(r"1 source withdrawn, \d+ remain", told) and WORDS not in told
    for path in ("/contracts/meetings/meeting-xwc/", "/together/needs/knowing-who-is-coming/"):
        cath.goto(own_site + path)
        assert WORDS not in cath.content()

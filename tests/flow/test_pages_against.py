"""The comparison of pages finds a slowdown that was planted, through the real site, with today's code on both sides."""

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest


ROOT = Path(__file__).parents[2]
PLANTED = 60.0


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("against")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        against = importlib.import_module("pages_against")
        today = importlib.import_module("sides").today()
        asked = SimpleNamespace(rows=500, runs=1, only="", planted=PLANTED, limit=1.1)
        return against.measure(folder, today, today, asked)


def test_every_role_sees_its_pages_and_no_page_fails(found):
    assert found["before"]["rows"] == found["after"]["rows"] == 500
    assert found["otherwise"] == found["absent"] == found["smaller"] == []
    assert {one["role"] for one in found["instead"]} >= {"patient partner"}
    assert {one["page"] for one in found["instead"]} == {"one theme in one quarter"}
    fewest = {"commissioner": 10, "analyst": 10, "patient partner": 7}  # whose numbers are no links (decision 0026)
    asked = {role: len(each["pages"]) for role, each in found["roles"].items()}
    assert asked.keys() == fewest.keys() and all(asked[role] >= fewest[role] for role in fewest), asked


def test_what_was_planted_is_in_each_page_and_the_lightest_shows_it_most(found):
    pages = found["roles"]["commissioner"]["pages"]
    assert all(page["ms"]["after"] >= PLANTED for page in pages.values())
    assert pages["public"]["ms"]["ratio"] > 2

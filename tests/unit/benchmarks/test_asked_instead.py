"""A cut that one commit refuses is asked of both as what both can answer, and every page is still compared."""

import importlib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[3]
QUARTER = "/understand/themes/?theme=Food&since=2025-01&until=2025-03"
MONTH = "/understand/themes/?theme=Food&since=2025-01&until=2025-01"
PAGES = {"home": "/home/", "one theme in one quarter": QUARTER, "words": "/understand/words/"}


@pytest.fixture(scope="module")
def against():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("pages_against")


class Site:
    """A side that refuses a partner some addresses."""

    def __init__(self, answer, refused=()):
        self.ready = {"pages": PAGES, "roles": ["analyst", "patient partner"]}
        self.answer, self.refused, self.asked = answer, refused, []

    def ask(self, role, address):
        self.asked.append((role, address))
        return self.answer(400 if role == "patient partner" and address in self.refused else 200, 9.0, 9.0, 9_000)


def test_both_sides_are_asked_for_the_month_that_the_closed_list_has(against):
    old, new = Site(against.Answer), Site(against.Answer, refused=[QUARTER])
    pairs, _, instead = against.in_turn(old, new, 3, "")
    assert instead == {("patient partner", "one theme in one quarter"): MONTH}
    found = against.compared(pairs)
    assert not found["otherwise"]
    assert all(each["pages"].keys() == PAGES.keys() for each in found["roles"].values())
    assert {address for role, address in old.asked if role == "analyst"} == set(PAGES.values())
    partner = [address for role, address in new.asked if role == "patient partner"]
    assert partner.count(QUARTER) == 1 and partner.count(MONTH) == 4
    told = against.said(
        against.verdict(
            {
                "cores": 2,
                "load": {"at first": 0.0, "worst": 0.0},
                "runs": 3,
                "absent": [],
                "instead": [{"role": role, "page": page, "asked": to} for (role, page), to in instead.items()],
                "before": {"code": "old", "rows": 1, "prepared_s": 0.0},
                "after": {"code": "new", "rows": 1, "prepared_s": 0.0},
                **found,
            },
            1.1,
        )
    )
    assert f"both were asked for {MONTH} instead" in told


@pytest.mark.parametrize("address", ["/home/", "/understand/themes/?theme=Food", MONTH, "/x/?since=2025-01"])
def test_only_several_months_can_be_asked_otherwise(against, address):
    assert against.on_the_list(address) == ""

"""A site with panels, needs and decisions for tests of pages: its fixtures, and how its pages are asked for."""

import pytest

from tests.builders import round as made
from tests.builders import together


@pytest.fixture
def come_in(site):
    """Signs one of the cast in, those too who have no card on the first page."""
    return together.signed_in


@pytest.fixture
def held(site):
    """One of each, taken back afterwards."""
    with made.undone():
        yield together.everything(site)


def need_page(held, rest="", which="need"):
    return f"/together/needs/{held[which].key}/{rest}"


def decision_page(held, which, rest=""):
    return f"/together/decisions/{held[which].key}/{rest}"


def answers(stance="support", reason="", seen=1):
    return {"stance": stance, "reason": reason, "seen": seen}


def cast(option, **more):
    """A vote that was checked, and is sent."""
    return {"option": option, "go": "cast"} | more


def main_part(answer) -> str:
    return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]

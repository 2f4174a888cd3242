"""Cards hold figures that a command wrote, licence notices, and what nobody checked."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[3]
CARDS = ROOT / "docs" / "models"


@pytest.fixture(scope="module")
def cards():
    spec = importlib.util.spec_from_file_location("cards", ROOT / "benchmarks" / "cards.py")
    made = sys.modules["cards"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_no_table_of_a_card_is_empty(cards):
    blocks = [hit for card in CARDS.glob("*.md") for hit in cards.BLOCK.finditer(card.read_text(encoding="utf-8"))]
    assert len(blocks) >= 7
    assert all(len(hit[0].splitlines()) > 2 for hit in blocks)


def test_every_block_can_be_written_anew(cards):
    for name in ("model fast", "in fast", "themes fast", "feelings fast", "moments fast", "fairness fast"):
        made = cards.block(name, None)
        assert made.endswith("\n") and len(made) > 60
    assert cards.block("concerns", None) is None


def test_the_cards_of_what_was_learned_carry_the_notice_and_say_what_nobody_checked():
    card = (CARDS / "fast.md").read_text(encoding="utf-8")
    assert "Copyright (c) 2021 NHS England" in card and "MIT" in card
    assert "Nottinghamshire Healthcare NHS Foundation Trust" in card
    assert "no person has checked" in card


def test_every_card_is_listed():
    listed = (CARDS / "README.md").read_text(encoding="utf-8")
    ours = re.findall(r"\((\w+\.md)\)", listed)
    assert {"fast.md", "concerns.md", "surprising.md"} <= set(ours)
    assert all((CARDS / name).is_file() for name in ours)

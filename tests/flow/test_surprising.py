"""Surprising comments: what must hold of them, whatever the model of the day."""

import importlib.util
import time
from pathlib import Path

import pytest
import yaml

from goldthread import coding
from goldthread.coding import concerns_in
from goldthread.coding.training.labelled import Labelled
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES


ROOT = Path(__file__).parents[2]
EVERY = yaml.safe_load((ROOT / "tests" / "samples" / "surprising.yaml").read_text(encoding="utf-8"))


def benchmark():
    spec = importlib.util.spec_from_file_location("surprising", ROOT / "benchmarks" / "surprising.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def handled():
    import sys

    made = benchmark()
    sys.modules.setdefault("surprising", made)
    return {kind: made.handled(held) for kind, held in EVERY.items()}


@pytest.mark.parametrize("kind", EVERY)
def test_there_are_twenty_of_each(kind):
    texts = [one["text"] for one in EVERY[kind]["comments"]]
    assert len(texts) == len(set(texts)) == 20


def test_another_language_is_never_coded_in_silence(handled):
    for one in handled["other_languages"]:
        held = one.feedback
        assert held.answered == "withheld" or held.unsure, one.text
        if held.answered == "withheld":
            assert held.text == "" and held.language != "en" and not one.codes
    assert sum(one.feedback.answered == "withheld" for one in handled["other_languages"]) >= 18


def test_an_emoji_alone_speaks_of_no_theme(handled):
    for one in handled["only_emoji"]:
        assert not one.labels(THEMES) and not one.labels(SENTIMENT), one.text
        assert {code.framework for code in one.codes} <= {FEELINGS}


def test_a_misspelt_comment_mostly_gets_its_theme(handled):
    assert sum(one.wants in one.labels(THEMES) for one in handled["misspelt"]) >= 8


def test_the_page_admits_what_sarcasm_does_and_mixed_comments_are_not_all_one_way(handled):
    page = (ROOT / "docs" / "models" / "surprising.md").read_text(encoding="utf-8")
    assert "does not understand sarcasm" in page and "louder half" in page
    felt = [one.labels(SENTIMENT)[0] for one in handled["mixed"] if one.labels(SENTIMENT)]
    assert 5 <= felt.count("3") and len(set(felt)) >= 3


def test_the_page_shows_every_comment_of_the_file():
    page = (ROOT / "docs" / "models" / "surprising.md").read_text(encoding="utf-8")
    for kind, held in EVERY.items():
        for one in held["comments"]:
            assert one["text"][:40] in page or kind == "very_long", one["text"]


def test_the_same_words_said_again_and_again_make_few_themes(handled):
    many = [len(one.labels(THEMES)) for one in handled["very_long"]]
    assert max(many) <= 6 and sum(many) <= 2.5 * len(many)


def test_long_answers_take_time_in_proportion():
    coder, seed = coding.open(), [one["text"] for one in EVERY["very_long"]["comments"]]
    times = []
    for repeat in (100, 400):
        rows = [Labelled(id=str(n), text=" ".join([text] * repeat)) for n, text in enumerate(seed)]
        coder.code(rows[:1])
        began = time.process_time()
        coder.code(rows)
        concerns_in([row.text for row in rows])
        times.append(time.process_time() - began)
    assert times[1] < 10 * times[0] + 0.5


def test_nothing_surprising_stops_an_import(workspace, comments):
    rows = [
        (f"XWR W7 {kind} {n} - Q1", "nonspecific", " ".join([one["text"]] * held.get("repeat", 1)))
        for kind, held in EVERY.items()
        for n, one in enumerate(held["comments"])
    ]
    (account,) = workspace.imports.gather([comments("surprising.csv", rows)])
    assert account.error == "" and account.balances
    assert account.reasons.get("language", 0) >= 18
    assert account.kept + account.set_aside == len(rows)

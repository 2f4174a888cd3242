"""What the committed coder says: the same as a slow plain twin, of any text, with its question."""

from dataclasses import replace

import numpy as np
import pytest

from goldthread import coding
from goldthread.coding.features.metadata import asked, says_nothing, score_of, settings
from goldthread.coding.features.words import normalise, pairs, piece_counts, words
from goldthread.coding.models.groundwork import FOLDER
from goldthread.coding.models.model import COMMITTED
from goldthread.coding.models.scoring import LinearScorer
from goldthread.coding.training.invented import invented
from goldthread.coding.training.labelled import Labelled
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS


HOSTILE = (
    "",
    "   ",
    "\x00\x01",
    "=cmd|' /C calc'!A0",
    "a" * 100_000,
    "kind " * 30_000,
    "😊",
    "\u202e\u200b\ufeff",
    "İSTANBUL was kind",
    "'; DROP TABLE x; --",
    "not not not not kind",
    "\ud800",
    "<script>alert(1)</script>",
    "|||",
)


@pytest.fixture(scope="module")
def coder():
    return coding.open()


def said(coder, text, framework, **told):
    return [code for code in coder.code([Labelled(id="a", text=text, **told)])[0] if code.framework == framework]


def plain_scores(weights, text):
    """Slowly, word by word: what `LinearScorer.scores` must give."""
    found = words(text)
    at = [{entry: n for n, entry in enumerate(one)} for one in (weights.words, weights.pairs, weights.pieces)]
    parts = [
        ([w for w in found if w in at[0]], at[0], weights.word_rarity, weights.word_says),
        ([f"{a} {b}" for a, b in pairs(found) if f"{a} {b}" in at[1]], at[1], weights.pair_rarity, weights.pair_says),
    ]
    pieces = [p for w in found for p, n in piece_counts(w).items() for _ in range(n) if p in at[2]]
    groups = [parts, [(pieces, at[2], weights.piece_rarity, weights.piece_says)]]
    made = np.zeros(weights.word_says.shape[1])
    for group in groups:
        said, length = np.zeros_like(made), 0.0
        for entries, places, rarity, says in group:
            for entry in set(entries):
                n = entries.count(entry)
                said += n * rarity[places[entry]] * says[places[entry]]
                length += n * rarity[places[entry]] ** 2
        made += said / np.sqrt(max(length, 1e-12))
    return made


@pytest.mark.parametrize(
    "text", ["The nurse was very kind", "waited 3 hours, nobody came!", "kind kind kind", "xyzzy", "Nurrse so frendly"]
)
def test_scores_are_those_of_slow_arithmetic(coder, text):
    weights = coder.model.weights
    assert np.allclose(LinearScorer(weights).scores([text])[0], plain_scores(weights, text), atol=2e-3)


def test_scores_do_not_depend_on_what_is_coded_beside(coder):
    rows = [Labelled(id=str(n), text=text) for n, text in enumerate(["The nurse was kind", "Too long a wait", "ok"])]
    together = coder.code(rows)
    assert together == [coder.code([row])[0] for row in rows]


def test_the_question_changes_what_nothing_means(coder):
    better = said(coder, "Nothing", SENTIMENT, question_type="could_improve")[0].label
    good = said(coder, "Nothing", SENTIMENT, question_type="what_good")[0].label
    assert int(better) < int(good)


def test_headings_that_stand_for_each_other_are_put_back():
    assert asked("nonspecific", "FFT Why?", "111") == "could_improve"
    assert asked("could_improve", "How could we improve?", "PTS\xa0 - Patient Transport") == "nonspecific"
    assert asked("could_improve", "", "111") == ""
    assert asked("could_improve", "How could we improve?", "See and Convey") == "could_improve"


@pytest.mark.parametrize("score", ["", "0", "6", "7", "10", "five", "99", "-1", "Very good"])
def test_a_score_that_is_none_acts_as_empty(coder, score):
    row = Labelled(id="a", text="They came and went", score=score)
    assert score_of(score, "") == "" and coder.code([row]) == coder.code([replace(row, score="")])


def test_ids_are_never_looked_at(coder):
    row = Labelled(id="a", text="The driver was late again")
    assert coder.code([row]) == coder.code([replace(row, id="NEAS 4711 - Q2")])


def test_feelings_point_at_the_very_words(coder):
    text = "I was scared but the nurse was so kind to me. Thank you!"
    found = {code.label: text[code.start : code.end] for code in said(coder, text, FEELINGS) if code.start >= 0}
    assert found["respected"] == "kind" and found["grateful"].startswith("Thank")


def test_a_denied_feeling_is_shown_with_what_denies_it(coder):
    text = "They did not listen to me at all"
    found = {code.label: text[code.start : code.end] for code in said(coder, text, FEELINGS)}
    assert "ignored" in found and "listened_to" not in found and "not listen" in found["ignored"]


def test_moments_are_told(coder):
    assert "travel" in {c.label for c in said(coder, "The driver took me home in the car", TOUCHPOINTS)}
    assert "access" in {c.label for c in said(coder, "I rang 111 and nobody answered the phone", TOUCHPOINTS)}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_coded_and_marks_are_sound(coder, text):
    for code in coder.code([Labelled(id="a", text=text)])[0]:
        assert code.status == "suggested" and 0 <= code.confidence <= 1
        assert -1 <= code.start <= code.end <= len(text)


def test_no_words_no_marks(coder):
    assert coder.code([Labelled(id="a", text=text) for text in ("", "  ", "...", "?!")]) == [()] * 4


def test_probabilities_are_probabilities(coder):
    chances = coder.theme_probabilities([Labelled(id="a", text="Parking was dear"), Labelled(id="b", text="")])
    assert chances.shape == (2, 32) and ((chances >= 0) & (chances <= 1)).all() and not chances[1].any()


def test_every_label_is_of_its_framework(coder):
    labels = set(coding.framework(THEMES).labels)
    assert {code.label for code in said(coder, "Lovely staff, cold food, no parking", THEMES)} <= labels


@pytest.mark.parametrize(
    ("service", "kinds"), [("111", [0]), ("PTS\xa0 - Patient Transport", [1]), ("", []), ("Forensic", [4])]
)
def test_a_service_tells_its_kind_of_setting(service, kinds):
    assert settings(service) == kinds


def test_nothing_is_known_in_its_forms():
    assert all(map(says_nothing, ("Nothing", "no.", "N/A", "Nothing at all", "none")))
    assert not any(map(says_nothing, ("Nothing was good", "No one came", "")))


def test_normalising_keeps_every_letter_in_its_place():
    for text in ("I'm “fine” – thanks", "İstanbul", "don’t", "a'b 'c'"):
        assert len(normalise(text)) == len(text) + 2


def test_what_ships_is_small_and_carries_its_notice():
    files = [path for folder in (COMMITTED, FOLDER) for path in folder.iterdir()]
    assert sum(path.stat().st_size for path in files) < 5_000_000
    for folder in (COMMITTED, FOLDER):
        assert "MIT licence" in (folder / "model.json").read_text(encoding="utf-8")


def test_what_ships_holds_nothing_that_fewer_than_three_people_said():
    for folder in (COMMITTED, FOLDER):
        weights = coding.models.model.load(folder).weights
        assert min(weights.word_seen.min(), weights.pair_seen.min(), weights.piece_seen.min()) >= 3


def test_sentiment_is_kept_back_only_where_an_answer_can_hardly_be_labelled():
    coder = coding.open()
    rows = [*invented(coder.labels), Labelled(id="XAA 1 - Q1", text="Did not answer")]
    marks = coder.code(rows)
    felt = [any(one.framework == SENTIMENT for one in each) for each in marks]
    sure = [
        max((one.confidence for one in each if one.label == "Labelling not possible"), default=0.0) for each in marks
    ]
    assert not felt[-1] and sure[-1] > 0.5
    assert all(told or chance >= 0.5 for told, chance in zip(felt, sure, strict=True))


def test_a_suggestion_has_themes_and_no_mood(coder):
    text = "Waiting was awful and I was frightened: put a bell by the door."
    assert said(coder, text, SENTIMENT, question_type="could_improve")
    for framework in (SENTIMENT, FEELINGS):
        assert said(coder, text, framework, question_type="suggestion") == []
        assert said(coder, text, framework, question_type="could_improve", question="Any suggestions?") == []
    themes = [code.label for code in said(coder, text, THEMES, question_type="could_improve")]
    assert [code.label for code in said(coder, text, THEMES, question_type="suggestion")] == themes

"""The review queue is ranked: what needs a person comes before what only sounds like it, and nothing is cleared."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import yaml

from goldthread import coding
from goldthread.coding.concerns.ranking import COMMITTED, ConcernRanker
from goldthread.coding.models.model import load
from goldthread.vocabulary import CONCERNS, UnreadableFile, WrongUsage


APART = yaml.safe_load((Path(__file__).parents[2] / "samples" / "triage.yaml").read_text(encoding="utf-8"))
SHORT = 10
"""A queue half as long as the usual one."""
NEEDS = [one for some in APART["needs"].values() for one in some]


@dataclass(frozen=True)
class Said:
    """An answer as a coder reads it."""

    text: str
    question_type: str = ""
    question: str = ""
    score: str = ""
    scale: str = ""
    service: str = ""


def ranked(*answers):
    some = [one if isinstance(one, Said) else Said(one) for one in answers]
    sentiments = [coding.sentiment_of(codes) for codes in coding.open().code(some)]
    return coding.ranked_concerns(some, sentiments)


def flagged(texts, length=coding.USUAL_LENGTH):
    least = coding.least_probability(length)
    return sum(one.probability >= least for one in ranked(*texts))


def test_of_what_nothing_was_tuned_on_the_usual_queue_holds_nine_in_ten_and_a_short_one_eight():
    assert flagged(NEEDS) >= 0.9 * len(NEEDS)
    assert flagged(NEEDS, SHORT) >= 0.8 * len(NEEDS)


def test_little_that_only_sounds_like_it_is_in_a_short_queue():
    assert flagged(APART["nobody"], SHORT) <= 0.2 * len(APART["nobody"])


def test_nothing_on_which_figures_rest_was_learned_from():
    training = Path(__file__).parents[3] / "training" / "concerns"
    learned = " ".join(path.read_text(encoding="utf-8").lower() for path in training.iterdir() if path.is_file())
    assert not [one for one in [*NEEDS, *APART["nobody"]] if one.lower() in learned]


def test_thanks_that_were_first_in_the_queue_once_are_below_all_danger():
    thanks, *danger = ranked(
        "The doctor went out of her way and I won't forget it",
        "He said he would hang himself and the ward sent him home",
        "Mum lay on the floor all night with a broken hip and nobody came",
        "They gave me someone else's insulin and I passed out",
    )
    assert thanks.probability < coding.least_probability(SHORT)
    assert all(one.probability > 5 * thanks.probability for one in danger)


def test_question_score_and_sentiment_count():
    text = "They left me in the corridor for hours and nobody came"
    happy, unhappy = ranked(Said(text, "what_good", "", "1"), Said(text, "could_improve", "", "5"))
    assert unhappy.probability > happy.probability


def test_codes_are_suggestions_with_the_probability_and_the_words_that_show_it():
    text = "Nice tea. He said he would hang himself. Parking was easy."
    (one,) = ranked(text)
    first = one.codes[0]
    assert (first.framework, first.label, first.status) == (CONCERNS, "danger", "suggested")
    assert first.confidence == one.probability and "hang himself" in text[first.start : first.end]


def test_an_ordinary_answer_has_a_probability_and_no_codes():
    tea, nothing = ranked("The tea was hot.", "")
    assert 0 <= nothing.probability <= 1 and 0 < tea.probability < 0.01
    assert tea.codes == nothing.codes == ()


def test_what_nobody_looks_at_again_is_below_every_queue():
    read: list[str] = []

    class Reader:
        def scores(self, told):
            read.extend(told)
            return np.full((len(told), 5), 8.0, np.float32)

    ranker = ConcernRanker(load(COMMITTED), Reader())
    said = [Said("The tea was hot."), Said("He hit me. Nice tea. I want to die. Parking was fine.")]
    tea, grave = ranker.rank(said, ["2", "5"])
    assert read == ["He hit me.", "I want to die."]
    assert tea.probability < min(one.limit for one in coding.queue_lengths()) < 0.9 < grave.probability


def test_neighbours_change_nothing():
    texts = ["He hit me in the lift.", "Lovely tea", "I want to die"]
    alone = [ranked(one)[0].probability for one in texts]
    assert [one.probability for one in ranked(*texts)] == pytest.approx(alone, abs=1e-5)
    assert ranked() == []


def test_longer_queues_miss_less_and_ask_for_less():
    lengths = coding.queue_lengths()
    for shorter, longer in zip(lengths, lengths[1:], strict=False):
        assert shorter.in_a_thousand < longer.in_a_thousand
        assert shorter.limit > longer.limit and shorter.missed >= longer.missed
    with pytest.raises(WrongUsage):
        coding.queue_length(7)


def test_a_table_gets_a_line_for_each_comment_in_its_order(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(
        'id,text,score\nb,"Nice tea, thanks",1\na,I am going to kill myself tonight,5\nc,,\n', encoding="utf-8"
    )
    assert coding.concern_table(source, out, coding.open()) == 3
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == ["id", "kind", "probability", "words"]
    assert [(row["id"], row["kind"]) for row in rows] == [("b", ""), ("a", "danger"), ("c", "")]
    assert "kill myself" in rows[1]["words"] and rows[0]["words"] == ""
    assert float(rows[1]["probability"]) > 0.5 > float(rows[0]["probability"])


def test_a_table_that_cannot_be_used_writes_nothing(tmp_path):
    (tmp_path / "in.csv").write_text("id,said\n1,hello\n", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        coding.concern_table(tmp_path / "in.csv", tmp_path / "out.csv", coding.open())
    assert not (tmp_path / "out.csv").exists()

"""The review queue is ranked: what needs a person comes before what only sounds like it, and nothing is cleared."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from goldthread import coding
from goldthread.vocabulary import CONCERNS, UnreadableFile, WrongUsage


APART = yaml.safe_load((Path(__file__).parents[2] / "samples" / "triage.yaml").read_text(encoding="utf-8"))
MOST, FEW = 0.8, 0.3
"""The least share of them that the usual queue holds, and the most of those that only sound like it."""
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


def test_of_what_nothing_was_tuned_on_most_is_in_the_queue_and_little_that_only_sounds_like_it():
    assert flagged(NEEDS) >= MOST * len(NEEDS)
    assert flagged(APART["nobody"]) <= FEW * len(APART["nobody"])


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
    assert thanks.probability < coding.least_probability(coding.USUAL_LENGTH)
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

"""What is told in roundabout words is mostly found, its sentence is shown, and nothing is too odd or too long."""

import time
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from goldthread.coding.concerns import concerns_in
from goldthread.coding.concerns.classifier import LONGEST, classifier, sentences
from goldthread.coding.concerns.finding import finder
from goldthread.vocabulary import CONCERNS


SAMPLES = yaml.safe_load((Path(__file__).parents[2] / "samples" / "concerns.yaml").read_text(encoding="utf-8"))


def written(part):
    return [one for way in SAMPLES[part].values() for some in way.values() for one in some]


def test_most_of_what_phrases_miss_is_found_in_what_was_written_afterwards():
    told = written("afterwards") + written("last")
    assert len(told) >= 180
    by_phrases = sum(bool(finder().find(one)) for one in told)
    assert sum(map(bool, concerns_in(told))) >= max(0.7 * len(told), 3 * by_phrases)


def test_of_sentences_that_share_their_words_most_are_left_alone():
    told = SAMPLES["nothing_afterwards"] + SAMPLES["nothing_last"]
    assert sum(map(bool, concerns_in(told))) <= 0.35 * len(told)


def test_what_was_learned_from_and_what_was_written_afterwards_share_no_sentence():
    learned = yaml.safe_load(
        (Path(__file__).parents[3] / "training" / "concerns" / "sentences.yaml").read_text(encoding="utf-8")
    )
    seen = {one.lower().strip() for some in learned.values() for one in some}
    told = [*written("afterwards"), *written("last"), *SAMPLES["nothing_afterwards"], *SAMPLES["nothing_last"]]
    assert not seen & {one.lower().strip() for one in told}


def test_the_sentence_is_shown_and_signed_with_its_own_version():
    text = "Nice tea. She lay on the lino until the milkman heard her tapping. The parking was easy."
    (code,) = concerns_in([text])[0]
    assert (code.framework, code.by) == (CONCERNS, classifier().version)
    assert code.label in ("danger", "safeguarding")
    assert text[code.start : code.end] == "She lay on the lino until the milkman heard her tapping."
    assert (code.confidence, code.status) == (0.0, "suggested")


def test_there_is_at_most_one_of_a_kind_and_a_phrase_comes_first():
    text = "She lay on the lino until the milkman heard her tapping. He said he would hang himself."
    codes = [code for code in concerns_in([text])[0] if code.label == "danger"]
    assert [text[code.start : code.end] for code in codes] == ["hang himself"]


def test_neighbours_change_nothing():
    texts = ["He was grey and clammy and the desk said take a seat", "Lovely tea", ""]
    assert concerns_in(texts)[0] == concerns_in(texts[:1])[0]
    assert concerns_in([]) == [] and concerns_in(texts)[1:] == [(), ()]


def test_words_without_a_full_stop_are_read_in_parts_that_overlap():
    text = " ".join(f"w{n}" for n in range(1000))
    parts = list(sentences(text))
    assert all(len(text[start:end].split()) <= LONGEST for start, end in parts)
    assert parts[0][0] == 0 and parts[-1][1] == len(text)
    assert all(later[0] < earlier[1] for earlier, later in zip(parts, parts[1:], strict=False))


def test_the_time_it_takes_grows_with_the_length():
    spent = []
    for many in (2_000, 8_000):
        text = "the nurse went by and the lamp was lit, " * many
        began = time.process_time()
        classifier().find([text])
        spent.append(time.process_time() - began)
    assert spent[1] < 12 * spent[0] + 0.5


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text):
    for code in concerns_in([text])[0]:
        assert 0 <= code.start < code.end <= len(text)
    assert all(text[start:end].strip() for start, end in sentences(text))

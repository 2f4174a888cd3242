"""Concerns: what a person must see is found, misspelt or denied or not; what only sounds like it mostly is not."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from goldthread.coding.concerns import concerns_in
from goldthread.coding.concerns.finding import Finder, finder
from goldthread.coding.concerns.phrases import SpellingCorrector
from goldthread.vocabulary import CONCERNS, BadDefinition


SENTENCES = yaml.safe_load((Path(__file__).parents[2] / "samples" / "concerns.yaml").read_text(encoding="utf-8"))


def found(text):
    return {code.label for code in finder().find(text)}


def test_there_are_enough_sentences_to_say_anything():
    for part in ("while_writing", "kept_apart"):
        assert set(SENTENCES[part]) == {one.key for one in finder().concerns}
    assert sum(len(some) for part in ("while_writing", "kept_apart") for some in SENTENCES[part].values()) >= 150
    assert len(SENTENCES["nothing"]) >= 300


def test_looking_only_where_all_words_are_finds_what_trying_every_phrase_finds(monkeypatch):
    told = [one for part in ("while_writing", "kept_apart") for some in SENTENCES[part].values() for one in some]
    told += SENTENCES["nothing"] + [" [NAME] ".join(told[at : at + 3]) for at in range(0, len(told), 5)]
    told += [one.replace(" ", ", ").upper() for one in told[::3]] + [". ".join(told) * 3]
    quick = concerns_in(told)
    monkeypatch.setattr(Finder, "candidates", lambda self, there: self.every_candidate())
    assert quick == concerns_in(told)
    assert sum(map(bool, quick)) > 200


def test_what_a_person_must_see_is_found():
    told = [one for some in SENTENCES["while_writing"].values() for one in some]
    assert sum(map(bool, concerns_in(told))) >= 0.95 * len(told)


def test_most_of_what_was_written_afterwards_is_found_and_the_card_says_how_many_are_not():
    told = [one for some in SENTENCES["kept_apart"].values() for one in some]
    assert sum(map(bool, concerns_in(told))) >= 0.6 * len(told)
    card = (Path(__file__).parents[3] / "docs" / "models" / "concerns.md").read_text(encoding="utf-8")
    assert "misses" in card


def test_few_of_the_sentences_that_only_sound_like_it_are_flagged():
    assert sum(map(bool, concerns_in(SENTENCES["nothing"]))) <= 0.05 * len(SENTENCES["nothing"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I am not suicidal", "danger"),
        ("I would never harm myself", "danger"),
        ("He is no danger to anyone", "danger"),
        ("It was not abuse", "safeguarding"),
        ("im suicdal", "danger"),
        ("she has brusies on her arm", "safeguarding"),
        ("talk to my solictor", "complaint"),
        ("I WANT TO KILL MYSELF", "danger"),
        ("I want to kill myself!!!", "danger"),
        ("kill\nmyself", "danger"),
        ("I don’t want to live", "danger"),
    ],
)
def test_a_not_clears_nothing_and_a_slip_hides_nothing(text, kind):
    assert kind in found(text)


def test_another_matter_beside_it_clears_nothing():
    assert found("Killing time in the waiting room") == set()
    assert "danger" in found("Killing time in the waiting room, thinking of killing myself")
    assert "complaint" in found("No complaints about the food but I am making a complaint about the doctor")


@pytest.mark.parametrize(
    ("ordinary", "told"),
    [
        ("I saw the drawer had finished. It was shut", "I want to finish it"),
        ("[NAME] was lovely. The car park was awful", "[NAME] was lovely but so rude to dad"),
        ("The sister. Called at noon", "the sister called Blaze shouted"),
        ("Nobody turned up", "Nobody turned him all night"),
        ("I don't blame the staff", "I blame the staff for this"),
        ("They locked up the house for me", "They locked me up"),
        ("It took all the worry out of it", "He took a whole bottle of them"),
        ("She was asked before anybody touched her", "He touched her"),
        ("A nurse called [NAME] held my hand", "A nurse called Blaze was rude"),
        ("I couldn't go on without her", "I couldn't go on"),
    ],
)
def test_ordinary_speech_with_the_same_words_is_left_alone(ordinary, told):
    assert found(ordinary) == set()
    assert found(told)


def test_words_of_two_sentences_are_no_phrase_and_their_places_hold_where_stops_stand_between():
    text = "Dr. Oak! (Yes?) It was... fine. I.want. He hit me! [NHS NUMBER]. Then I want to die."
    shown = {code.label: text[code.start : code.end] for code in finder().find(text)}
    assert shown == {"danger": "want to die", "safeguarding": "He hit me", "identified": "[NHS NUMBER]"}
    long = "Nothing. At all. " * 6_000 + text
    assert {code.label: long[code.start : code.end] for code in finder().find(long)} == shown


def test_marks_are_suggestions_that_point_at_their_words():
    text = "Nice tea. He said he would hang himself, poor man."
    (code,) = finder().find(text)
    assert (code.framework, code.label, code.status, code.by) == (CONCERNS, "danger", "suggested", CONCERNS)
    assert text[code.start : code.end] == "hang himself"


def test_what_was_taken_out_before_does_not_shift_the_words_that_show_it():
    text = "I gave [NHS NUMBER] twice, [DATE OF BIRTH] too, and then he hit me"
    shown = {code.label: text[code.start : code.end] for code in finder().find(text)}
    assert shown["safeguarding"] == "he hit me"
    assert shown["identified"] in ("[NHS NUMBER]", "[DATE OF BIRTH]")


def test_the_same_words_are_shown_on_every_run():
    text = "Mum was bruised, starved and hit, and I will sue, ring me on [PHONE]"
    assert len({tuple(concerns_in([text])[0]) for _ in range(5)}) == 1
    assert found(text) == {"safeguarding", "complaint", "identified"}


def test_a_very_long_answer_takes_time_in_proportion_and_its_end_is_read():
    short, long = ["the nurse was not at the desk with her dad " * n for n in (2_000, 8_000)]
    times = []
    for text in (short, long):
        finder().find(text)
        began = time.process_time()
        assert "danger" in found(text + " I want to die")
        times.append(time.process_time() - began)
    assert times[1] < 12 * times[0] + 0.5


@pytest.mark.parametrize(
    "token", ["[NHS NUMBER]", "[DATE OF BIRTH]", "[HOSPITAL NUMBER]", "[AGE OVER 90]", "[WARD AND BED]"]
)
def test_tokens_of_several_words_are_one_word(token):
    text = f"{token} {token} I want to die {token} and I will sue {token}"
    marks = {code.label: text[code.start : code.end] for code in finder().find(text)}
    assert (marks["danger"], marks["complaint"]) == ("want to die", "sue")
    assert "identified" in marks or token in ("[AGE OVER 90]", "[WARD AND BED]")


TOLD = st.sampled_from(
    "[NHS NUMBER] [NAME] [ want to die sue my solicitor . \n ’ 😭 [DATE OF BIRTH] not".split(" ") + ["[NHS NUMBER]"]
)


@given(st.lists(TOLD, max_size=40).map(" ".join))
def test_no_telling_is_too_odd(text):
    for code in finder().find(text):
        assert 0 <= code.start < code.end <= len(text)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    for code in finder().find(text):
        assert 0 <= code.start < code.end <= len(text)


def test_spelling_knows_one_slip_and_no_more():
    spelling = SpellingCorrector(["suicid*", "complaint"], ["suicid*", "complaint"], ["compliant"])
    for word in ("complaint", "complant", "compplaint", "complaimt", "compalint"):
        assert spelling.of(word)[0] == "complaint", word
    for word in ("compliant", "complnt", "complainant", "conplaimt", "plaint"):
        assert spelling.of(word)[1] == frozenset(), word
    assert spelling.of("sucidal")[1] == {"suicid*"} and spelling.of("suicidal")[1] == {"suicid*"}


@pytest.mark.parametrize("held", [{}, {"framework": "concerns/1"}, {"framework": "x", "concerns": [{"key": "a"}]}])
def test_a_definition_that_lacks_something_is_refused(held):
    with pytest.raises(BadDefinition):
        Finder(held)


@pytest.mark.parametrize("before", ["", "isnt wasnt alot ", "can't won't i'll they'd ", "incase aswell infact "])
def test_the_words_shown_are_those_that_were_found_however_others_are_spelt(before):
    text = f"{before}I want to kill myself"
    (danger,) = [code for code in finder().find(text) if code.label == "danger"]
    assert text[danger.start : danger.end] == "kill myself"

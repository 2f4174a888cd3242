"""What the demo's people say: varied, of natural length, and with nothing real in it."""

import csv
import re
from collections import Counter
from importlib.resources import files
from random import Random

import nhs_number
import pytest

from goldthread.demo import people
from goldthread.demo.grammar import compose, lines, parse, sections
from goldthread.demo.misspelling import misspell
from goldthread.demo.places import SERVICES
from goldthread.demo.voices import SLIPS, Voice, say


WORDS = sorted(path.name.removesuffix(".txt") for path in files("goldthread.demo").joinpath("words").iterdir())


@pytest.fixture(scope="module")
def texts(tellings):
    both = [text for telling in tellings for text in (telling.good, telling.better)]
    return [text for text in both if text and text != "Did not answer"]


def test_most_texts_are_said_once(texts):
    assert len(set(texts)) / len(texts) > 0.75


def test_the_mean_length_is_about_150_characters(texts):
    assert 130 < sum(map(len, texts)) / len(texts) < 170


def test_short_answers_are_there_and_are_not_most(texts):
    short = sum(len(text) < 25 for text in texts) / len(texts)
    assert 0.05 < short < 0.25


def test_some_are_blank_and_some_did_not_answer(tellings):
    better = Counter(telling.better if telling.better in ("", "Did not answer") else "words" for telling in tellings)
    assert better[""] > 100
    assert better["Did not answer"] > 100
    assert better["words"] > 0.7 * len(tellings)


def test_no_text_shows_the_grammar(texts):
    for text in texts:
        assert not re.search(r"[\[\]{}|]|  | [.,]|^\s|\s$", text), text


@pytest.mark.parametrize("name", WORDS)
def test_every_slot_can_be_filled(name):
    voice = Voice(Random(1), "carer", ("ward",))
    for heading, found in sections(name).items():
        for line in found:
            for _ in range(5):
                assert compose(line, Random(2), voice.fill), heading


def test_every_service_has_words_of_every_tone():
    for service in SERVICES:
        for tone in ("good", "bad", "suggest"):
            assert len(lines(service.words[0], tone, "patient")) >= 2, (service.key, tone)


def test_choices_may_be_empty_and_hold_slots():
    line = parse("The [tea|soup|] was {how}[, very|].")
    said = {compose(line, Random(n), lambda slot: "hot") for n in range(60)}
    assert said == {f"The {what} was hot{very}." for what in ("tea", "soup", "") for very in ("", ", very")}


def test_the_voice_notes_what_it_let_slip():
    voice = Voice(Random(5), "patient", ("ward",))
    said = compose(parse("Ring {mobile} or {email}, my number is {nhs}, {address}, {postcode}."), Random(1), voice.fill)
    assert [kind for kind, _ in voice.slipped] == ["PHONE", "EMAIL", "NHS_NUMBER", "ADDRESS", "POSTCODE"]
    assert all(text in said for _, text in voice.slipped)


def test_numbers_belong_to_nobody():
    chance = Random(3)
    for _ in range(300):
        nhs = people.nhs_number(chance)
        assert nhs_number.is_valid(nhs)
        assert nhs.startswith("999")
        assert re.fullmatch(r"07700 900\d{3}", people.mobile(chance))
        assert re.fullmatch(r"01632 960\d{3}", people.landline(chance))
        assert people.email(chance).endswith("@example.org")
        assert re.fullmatch(r"WT\d{1,2} \d[A-Z]{2}", people.postcode(chance))


def test_identifiers_of_every_kind_occur(tellings):
    kinds = Counter(kind for telling in tellings for kind, _ in telling.slipped)
    assert set(kinds) == {kind for kind, _ in SLIPS.values()}
    assert min(kinds.values()) >= 20


def test_slips_of_the_keyboard_keep_the_sense():
    text = "I was definitely disappointed because the appointment did not happen until later."
    slips = {misspell(text, Random(n)) for n in range(40)}
    assert len(slips) > 5
    assert all(abs(len(slip) - len(text)) < 8 for slip in slips)


def test_the_answer_fits_its_question():
    pleased = [say(Voice(Random(n), "patient", ("clinics",)), "good", "what_good") for n in range(200)]
    cross = [say(Voice(Random(n), "patient", ("clinics",)), "bad", "what_good") for n in range(200)]
    bare = {"nothing", "Nothing", "Not much", "Absolutely nothing", "Nothing whatsoever"}
    assert not bare & set(pleased)
    assert bare & set(cross)


@pytest.mark.shared
def test_nothing_that_anyone_really_said(texts, shared):
    with shared("data/fft_labelled_dev.csv").open(encoding="utf-8", newline="") as file:
        real = {row["text"].strip().lower() for row in csv.DictReader(file)}
    longer = {text.lower() for text in texts if len(text) > 40}
    assert not longer & real


def test_every_line_ends_as_a_sentence_does():
    bare = ("nothing", "short", "wait", "weeks", "clock", "day", "worker", "turn")
    for name in WORDS:
        for heading, found in sections(name).items():
            for line in found:
                said = compose(line, Random(1), Voice(Random(1), "carer", ("ward",)).fill).rstrip()
                assert heading.startswith(bare) or said[-1] in ".?!", (name, heading, said)

"""What the demo's people say: varied, of natural length, and with nothing real in it."""

import csv
import re
from collections import Counter
from importlib.resources import files
from random import Random

import nhs_number
import pytest

from goldthread.demo import people
from goldthread.demo.choosing import Dealer, next_voice
from goldthread.demo.grammar import compose, lines_of, parse, small_talk
from goldthread.demo.misspelling import misspell
from goldthread.demo.places import SERVICES
from goldthread.demo.voices import SLIPS, Voice, in_remarks, tidy
from goldthread.demo.written import WrittenVoice, remarks, voices


WORDS = sorted(path.name.removesuffix(".txt") for path in files("goldthread.demo").joinpath("words").iterdir())
FULL = [name for name in WORDS if name != "any"]
TONES = ("good", "bad", "suggest")


def written(name):
    """Every voice of a file of words, and the heading that it stands under."""
    headings = (heading for heading in lines_of(name) if not heading.startswith("remarks"))
    return [(heading, voice) for heading in headings for voice in voices(name, heading)]


def said(line, role="carer", words=("ward",), chance=2):
    return tidy(compose(line, Random(chance), Voice(Random(chance), role, words).fill))


@pytest.fixture(scope="module")
def texts(tellings):
    both = [text for telling in tellings for text in (telling.good, telling.better)]
    return [text for text in both if text and text != "Did not answer"]


def test_hundreds_of_voices_are_written_whole_and_none_twice():
    every = [voice for name in FULL for _, voice in written(name)]
    assert len(every) >= 400
    assert len(set(every)) == len(every)


def test_most_texts_of_some_length_are_said_once(texts):
    longer = [text for text in texts if len(text) > 40]
    assert len(set(longer)) / len(longer) > 0.75
    assert len(set(texts)) / len(texts) > 0.5, "half of all answers are a few words that many people use"


def test_lengths_are_those_of_comments_on_real_forms(texts):
    """Of 4,324 real comments a tenth are up to 10 characters long, half up to 51, nine tenths up to 182; mean 82."""
    lengths = sorted(map(len, texts))
    tenth, half, most = (lengths[int(len(lengths) * part)] for part in (0.1, 0.5, 0.9))
    assert 5 <= tenth <= 15 and 40 <= half <= 60 and 105 <= most <= 190
    assert 50 < sum(lengths) / len(lengths) < 90


def test_short_answers_are_there_and_are_not_most(texts):
    assert 0.2 < sum(len(text) < 25 for text in texts) / len(texts) < 0.35


def test_some_are_blank_and_some_did_not_answer(tellings):
    better = Counter(telling.better if telling.better in ("", "Did not answer") else "words" for telling in tellings)
    assert better[""] > 100
    assert better["Did not answer"] > 100
    assert better["words"] > 0.5 * len(tellings)


def test_no_text_shows_the_grammar(texts):
    for text in texts:
        assert not re.search(r"[\[\]{}|]|  | [.,]|^\s|\s$", text), text


@pytest.mark.parametrize("name", FULL)
def test_every_voice_can_be_said_by_those_under_whose_heading_it_stands(name):
    for heading, voice in written(name):
        role, mood = heading.split()
        assert role in ("patient", "carer", "staff", "any") and mood in ("good", "mixed", "bad", "trouble", "complaint")
        for line in filter(None, (voice.good, voice.better, voice.why)):
            assert said(line, "patient" if role == "any" else role, (name,))


def test_a_voice_that_answers_a_question_twice_is_a_mistake_of_ours(monkeypatch):
    lines = {"patient good": ("+ Kind.", "+ Quick.")}
    monkeypatch.setattr("goldthread.demo.written.lines_of", lambda name: lines)
    with pytest.raises(ValueError, match="answers each question once"):
        voices("a file that there is not", "patient good")


def test_every_small_word_can_fill_its_slot():
    for tone in lines_of("any"):
        for line in small_talk(tone):
            assert said(line), tone


def test_every_service_has_a_voice_for_each_mood_of_those_who_tell_of_it():
    for service in SERVICES:
        roles = ("patient", *(("carer",) if service.carers else ()), *(("staff",) if service.staff else ()))
        for role in roles:
            for mood in ("good", "bad") if role == "staff" else ("good", "mixed", "bad"):
                for single in {False, service.texted and role != "staff"}:
                    assert next_voice(Dealer("1"), service.words, role, mood, single=single)


def test_every_service_has_remarks_of_every_tone():
    for service in SERVICES:
        for tone in TONES:
            assert remarks(service.words[0], tone), (service.key, tone)


def test_a_voice_speaks_again_only_when_all_have_spoken():
    dealer = Dealer("1")
    pool = tuple(WrittenVoice(good=(str(at),)) for at in range(9))
    dealt = [dealer.deal("some", lambda: pool) for _ in range(18)]
    assert set(dealt[:9]) == set(dealt[9:]) == set(pool)


@pytest.mark.parametrize("mood", ["good", "mixed", "bad"])
def test_nobody_makes_two_remarks_on_one_topic(mood):
    topics = {
        said(line, chance=chance): topic
        for name in FULL
        for tone in TONES
        for topic, line in remarks(name, tone)
        for chance in range(40)
    }
    for at in range(200):
        voice = Voice(Random(at), "carer", ("ward", "visits", "everywhere"))
        taken = set()
        tones = ("good", "suggest") if mood == "good" else ("good", "bad") if mood == "mixed" else ("bad",)
        texts = [voice.remark(tone, 3, taken) for tone in tones]
        sentences = [one for text in texts for one in re.findall(r"[^.]+\.", text)]
        found = [topics[one.strip()] for one in sentences if one.strip() in topics]
        assert len(set(found)) == len(found), texts
        assert len(taken) == len(sentences)


def test_who_is_unhappy_praises_nothing_and_who_is_happy_blames_nothing():
    praised = {line for name in FULL for _, line in remarks(name, "good")}
    blamed = {line for name in FULL for _, line in remarks(name, "bad")}
    assert not praised & blamed
    for at in range(200):
        cross = in_remarks(Voice(Random(at), "patient", ("clinics", "everywhere")), "bad", False)
        assert cross.good in ("", "Did not answer") or cross.good in {said(line) for line in small_talk("nothing good")}


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
    assert min(kinds.values()) >= 8, "the rarest is an NHS number, as in life"


def test_slips_of_the_keyboard_keep_the_sense():
    text = "I was definitely disappointed because the appointment did not happen until later."
    slips = {misspell(text, Random(n)) for n in range(40)}
    assert len(slips) > 5
    assert all(abs(len(slip) - len(text)) < 8 for slip in slips)


@pytest.mark.shared
def test_nothing_that_anyone_really_said(texts, shared):
    with shared("data/fft_labelled_dev.csv").open(encoding="utf-8", newline="") as file:
        real = {row["text"].strip().lower() for row in csv.DictReader(file)}
    longer = {text.lower() for text in texts if len(text) > 40}
    assert not longer & real


def test_every_remark_ends_as_a_sentence_does():
    for name in FULL:
        for heading in lines_of(name):
            if heading.startswith("remarks "):
                for _, line in remarks(name, heading.removeprefix("remarks ")):
                    assert said(line)[-1] in ".?!", (name, heading, said(line))

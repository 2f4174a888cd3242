"""Text meant to slow the redactor down, to hide from it, or to break it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.deidentify import Redactor, matching
from goldthread.deidentify.normalised import normalised


REDACTOR = Redactor()
UNITS = [
    "a",
    "1",
    " ",
    "\n",
    ".",
    "@",
    "a.",
    "0 ",
    "1-",
    "A B ",
    "at dot ",
    "bed 1 ",
    "ward 1 bed 1, ",
    "Dr ",
    "Dr A. ",
    "de la ",
    "Karen ",
    "karen smith ",
    "a@b.",
    "x dot y ",
    "12 High ",
    "flat 1, 2 a ",
    "ninety ",
    "born 1/1/",
    "one two oh ",
    "O'",
    "a-",
    "[NAME] ",
    "www.",
    "é",
    "\u200d",
    "李",
    "7700 ",
    "ab12 ",
    "Flat ",
    "a1",
    "is 9",
    "(0)",
    "St ",
]


@pytest.mark.parametrize("unit", UNITS, ids=range(len(UNITS)))
def test_time_grows_with_length_and_no_faster(unit):
    def took(length):
        text = (unit * (length // len(unit) + 1))[:length]
        began = time.process_time()
        REDACTOR.redact([text])
        return time.process_time() - began

    took(1_000)
    short, long = min(took(20_000) for _ in range(3)), min(took(160_000) for _ in range(2))
    assert long < 40 * max(short, 0.01)


def test_a_text_of_a_million_letters_is_redacted_to_its_end():
    text = "the staff were kind and helpful. " * 30_000 + "Thank you to Karen, call 07700 900123"
    redaction = REDACTOR.redact([text])[0]
    assert [span.type for span in redaction.spans] == ["NAME", "PHONE"]
    assert redaction.text.endswith("Thank you to [NAME], call [PHONE]")


HIDDEN = {
    "zero-width joiner": "Ka\u200dren",
    "soft hyphen": "Ka\u00adren",
    "bidi marks": "\u202eKaren\u202c",
    "a control character": "Kar\x08en",
    "combining marks": "Kare\u0301n",
    "full-width letters": "Ｋａｒｅｎ",
    "Cyrillic look-alikes": "Каren",
    "a byte-order mark": "\ufeffKaren",
}


@pytest.mark.parametrize("name", HIDDEN.values(), ids=HIDDEN)
def test_a_name_hidden_by_odd_characters_goes_whole(name):
    left = REDACTOR.redact([f"thanks to {name} for the care"])[0].text
    assert left.replace("\u202e", "").replace("\u202c", "").replace("\ufeff", "") == "thanks to [NAME] for the care"


@pytest.mark.parametrize(
    "digits", ["０７７００ ９００１２３", "٠٧٧٠٠٩٠٠١٢٣", "07700\u200b900123", "07700\u00a0900123", "07700\u2011900123"]
)
def test_digits_of_any_script_and_any_blank_between_them_go(digits):
    assert REDACTOR.redact([f"ring {digits} please"])[0].text == "ring [PHONE] please"


def test_letters_we_cannot_read_inside_an_english_text_are_taken_for_a_name():
    assert REDACTOR.redact(["the nurse 李明 was very kind"])[0].text == "the nurse [NAME] was very kind"


def test_our_own_tokens_are_left_alone_so_that_redacting_twice_changes_nothing():
    once = REDACTOR.redact(["Karen on 07700 900123 at bed 4, ward 7 was born 4 May 1951, 97 years old"])[0].text
    again = REDACTOR.redact([once])[0]
    assert (again.text, again.spans) == (once, ())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀", "👩‍⚕️❤️", "\x00", "\ud800", "?!", "🙏🏽 thank you"])
def test_nothing_to_remove_is_nothing_removed(text):
    assert REDACTOR.redact([text])[0].text == text


ANY = st.text(st.one_of(st.characters(), st.sampled_from("KarenDr 0123456789@.-'\n\u200d\u0301")), max_size=120)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(ANY, st.sampled_from(["Karen ", "ward 4 bed 2", "07700 900123", "Dr O'Neil", "aged 94", "@jo_b"])),
        max_size=6,
    )
)
def test_spans_are_in_order_apart_and_agree_with_the_new_text(parts):
    text = "".join(parts)
    redaction = REDACTOR.redact([text])[0]
    at, left, tokens = 0, [], []
    for span, removed in zip(redaction.spans, redaction.removed, strict=True):
        assert at <= span.start < span.end <= len(text)
        left.append(text[at : span.start])
        tokens.append(redaction.text[removed.start : removed.end])
        at = span.end
    left.append(text[at:])
    assert all(token.startswith("[") and token.endswith("]") for token in tokens)
    assert "".join(part for pair in zip(left, [*tokens, ""], strict=True) for part in pair) == redaction.text


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_the_prefilter_lets_through_all_that_its_slow_twin_finds(text):
    plain = normalised(text).plain
    assert set(matching.found(plain, plain.lower())) == set(matching.found_plainly(plain, plain.lower()))

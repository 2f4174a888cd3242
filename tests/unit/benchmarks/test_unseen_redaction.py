"""The text that the redactor has not seen is the same for a seed, marked exactly, varied, and about nobody."""

import re
from collections import Counter
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[3]
MANNERS = {"usual", "lower_case", "capitals", "phone", "dictated", "non_native", "short", "form", "complaint"}
README = {
    "STAFF_NAME",
    "PATIENT_NAME",
    "RELATIVE_NAME",
    "NHS_NUMBER",
    "PHONE",
    "EMAIL",
    "POSTCODE",
    "ADDRESS",
    "DOB",
} | {
    *("AGE_90", "HOSPITAL_NO", "WARD_BED", "VEHICLE_REG", "TWITTER", "URL"),
}
UNNAMED = {
    "SORT_CODE",
    "ACCOUNT_NO",
    "IBAN",
    "PAYMENT_CARD",
    "NI_NUMBER",
    "PASSPORT",
    "DRIVING_LICENCE",
    "IP_ADDRESS",
} | {
    *("WHAT3WORDS", "SOCIAL_NAME"),
}
DRAMA = r"(07700900|01(13|16|21|31|51)4960|01914980|02079460|02896496|02920180|01632960)\d{3}"
"""Ofcom's ranges that no subscriber has."""


@pytest.fixture(scope="module")
def unseen():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        import unseen_redaction

        yield unseen_redaction


@pytest.fixture(scope="module")
def comments(unseen):
    return list(unseen.generated(2000, 7))


@pytest.fixture(scope="module")
def by_hand(unseen):
    return list(unseen.whole())


def spans(comments):
    return [span for comment in comments for span in comment["spans"]]


def test_a_seed_gives_the_same_text_and_another_seed_another(unseen, comments):
    assert list(unseen.generated(2000, 7)) == comments
    assert [each["text"] for each in unseen.generated(50, 8)] != [each["text"] for each in comments[:50]]


def test_marks_are_exact_and_do_not_overlap(comments, by_hand):
    for comment in (*comments, *by_hand):
        marks = sorted((*comment["spans"], *comment["hard_negatives"]), key=lambda mark: mark["start"])
        assert all(comment["text"][mark["start"] : mark["end"]] == mark["text"] != "" for mark in marks)
        assert all(one["end"] <= two["start"] for one, two in zip(marks, marks[1:], strict=False))
        assert not re.search(r"[{}\[\]]|~[A-Z]", comment["text"]), comment["text"]


def test_every_type_and_manner_comes_and_three_in_ten_hold_none(comments):
    types = Counter(span["type"] for span in spans(comments))
    assert set(types) == README | UNNAMED
    assert min(types.values()) >= 10
    assert {comment["source"] for comment in comments} == MANNERS
    assert 0.26 < sum(not comment["spans"] for comment in comments) / len(comments) < 0.34


def test_no_frame_comes_more_than_once_in_a_hundred(unseen):
    uses = Counter(frame for _, frame in unseen.chosen(2000, 7))
    assert max(uses.values()) <= 20
    assert len(uses) > 450


def test_frames_lists_and_comments_by_hand_are_as_many_as_asked(unseen, by_hand):
    counts = {kind: 0 for kind in ("with", "without")}
    for path in unseen.FOLDER.glob("*_with*.txt"):
        kind = path.stem.rsplit("_", 1)[1]
        for frame in unseen.frames(path.stem):
            counts[kind] += 1
            held = any(piece.identifier for piece in unseen.filled(unseen.Random(1), frame))
            assert held == (kind == "with"), f"{path.name}: {frame}"
    assert counts["with"] >= 250 and counts["without"] >= 200
    assert len(by_hand) >= 120


def test_names_are_many(unseen):
    from unseen_people import NAMES

    def given(part):
        return {name for names in NAMES[part].values() for name in names}

    assert len(given("given")) >= 250 and len(given("surnames")) >= 350


def test_numbers_and_addresses_belong_to_nobody(comments, by_hand):
    found = {}
    for span in spans(comments) + spans(by_hand):
        found.setdefault(span["type"], []).append(re.sub(r"[\s.()-]", "", span["text"]).lower())
    in_digits = [number for number in found["NHS_NUMBER"] if number.isdigit()]
    assert in_digits and all(re.fullmatch(r"9\d{9}", number) for number in in_digits)
    dialled = [re.sub(r"^(\+|00)44", "0", number) for number in found["PHONE"] if number[-3:].isdigit()]
    assert dialled and all(re.fullmatch(DRAMA, number) for number in dialled)
    assert all("example" in address for address in found["EMAIL"] + found["URL"])


def test_an_unknown_slot_or_type_is_refused(unseen):
    with pytest.raises(KeyError):
        unseen.filled(unseen.Random(1), "Ask {nobody}.")
    with pytest.raises(ValueError, match="No type SHOE_SIZE"):
        unseen.filled(unseen.Random(1), "I take [SHOE_SIZE:nine].")

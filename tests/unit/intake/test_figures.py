"""How well the redactor does on a file whose identifiers are known."""

import json

import pytest

from goldthread.intake import holds_identifiers, redaction_figures
from goldthread.vocabulary import UnreadableFile


def lines(tmp_path, *held, encoding="utf-8"):
    path = tmp_path / "known.jsonl"
    path.write_text("".join(f"{json.dumps(one) if isinstance(one, dict) else one}\n" for one in held), encoding)
    return path


def comment(text, *spans, hard=()):
    return {
        "id": "1",
        "text": text,
        "spans": [{"start": s, "end": e, "type": t} for s, e, t in spans],
        "hard_negatives": [{"start": s, "end": e, "kind": k} for s, e, k in hard],
    }


RING = "Please ring 07700 900123 about this."
RING_AT = (12, 24, "PHONE")


@pytest.mark.parametrize(
    ("first", "whether"),
    [
        (comment(RING), True),
        ({"text": "x"}, False),
        ({"spans": []}, False),
        ("[]", False),
        ("not json", False),
        ("", False),
        ("[" * 50_000, False),
    ],
)
def test_a_file_is_told_from_its_first_line(tmp_path, first, whether):
    assert holds_identifiers(lines(tmp_path, first)) is whether


def test_a_file_that_is_not_there_or_is_no_text_holds_none(tmp_path):
    assert not holds_identifiers(tmp_path / "no.jsonl")
    (tmp_path / "book").write_bytes(b"\xff\xfe\x00\x80")
    assert not holds_identifiers(tmp_path / "book")


def test_what_is_found_and_what_is_missed_are_counted(tmp_path):
    unfindable = comment("The lampshade hummed.", (4, 13, "PATIENT_NAME"))
    found = redaction_figures(lines(tmp_path, comment(RING, RING_AT), "", unfindable))
    assert (found["identifiers"], found["recall"]) == (2, 50.0)
    assert (found["patterned"], found["patterned_recall"]) == (1, 100.0)
    assert (found["names"], found["names_recall"]) == (1, 0.0)
    low, high = found["intervals"]["recall"]
    assert 0 < low < 50 < high < 100


@pytest.mark.parametrize(
    "wrong",
    [
        "{",
        "{}",
        comment(RING, (12, 99, "PHONE")),
        comment(RING, (24, 12, "PHONE")),
        comment(RING, (-3, 4, "PHONE")),
        {"text": RING, "spans": [{"start": "1", "end": 2, "type": "PHONE"}]},
        {"text": 7, "spans": []},
        "[" * 50_000,
    ],
)
def test_the_line_that_is_wrong_is_named_and_none_of_its_words(tmp_path, wrong):
    with pytest.raises(UnreadableFile, match="Line 2 ") as refused:
        redaction_figures(lines(tmp_path, comment(RING, RING_AT), wrong))
    assert "07700" not in str(refused.value)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="UTF-8"):
        redaction_figures(lines(tmp_path, '{"text": "caf\u00e9", "spans": []}', encoding="latin-1"))

"""Which answers are older, where words are now, and what stays to be reviewed."""

import pyarrow as pa
import pytest

from goldthread.evidence import RenewedAnswer
from goldthread.evidence.renewing import is_newer
from goldthread.evidence.renewing.concerns import found_concerns, merged, moved
from goldthread.evidence.shapes import CONCERNED
from goldthread.vocabulary import CONCERNS, Code
from tests.builders.evidence import feedback


@pytest.mark.parametrize(
    "version, today, newer",
    [
        ("redactor/6", "redactor/6", False),
        ("redactor/5", "redactor/6", False),
        ("redactor/7", "redactor/6", True),
        ("redactor/10", "redactor/9", True),
        ("", "fast/1", False),
        ("accurate/1+fast/1", "fast/1", False),
        ("accurate/1+fast/2", "fast/1", True),
        ("fast/1", "accurate/1+fast/1", False),
        ("cascade/2+fast/1", "accurate/1+fast/1", False),
        ("r/x", "redactor/6", False),
    ],
)
def test_a_version_is_newer_only_than_one_of_its_family(version, today, newer):
    assert is_newer(version, today) is newer


@pytest.mark.parametrize(
    "before, cuts, after",
    [
        ((-1, -1), ((0, 4, 6),), (-1, -1)),
        ((10, 14), (), (10, 14)),
        ((10, 14), ((0, 4, 6),), (12, 16)),
        ((4, 8), ((0, 4, 6),), (6, 10)),
        ((0, 4), ((4, 8, 6),), (0, 4)),
        ((0, 10), ((4, 8, 6),), (0, 12)),
        ((5, 12), ((4, 8, 6),), (4, 14)),
        ((0, 6), ((4, 8, 6),), (0, 10)),
        ((5, 7), ((4, 8, 6),), (4, 10)),
        ((20, 24), ((0, 10, 6), (12, 18, 6)), (16, 20)),
    ],
)
def test_words_are_where_they_were_before_others_went(before, cuts, after):
    assert moved(*before, cuts) == after


def concern(label, chance, start=13, end=19, by="concerns/0"):
    piece = feedback(n=1)
    row = {"id": piece.identity.id, "batch": piece.identity.batch, "label": label, "by": by}
    return row | {"start": start, "end": end, "probability": chance}


def table(*rows):
    return pa.Table.from_pylist(list(rows), schema=CONCERNED)


def answer(*codes, chance=0.2, cuts=((6, 12, 6),)):
    return RenewedAnswer(piece=feedback(n=1), codes=(), concerns=codes, probability=chance, cuts=cuts)


def rows(found):
    return {row["label"]: (row["start"], row["end"], round(row["probability"], 4), row["by"]) for row in found}


def test_what_is_not_found_today_waits_on_where_its_words_are():
    found, more = found_concerns(table(concern("danger", 0.9)), [answer(cuts=((0, 5, 6),))])
    assert (rows(found.to_pylist()), more) == ({"danger": (14, 20, 0.9, "concerns/0")}, 0)


def test_what_is_found_today_takes_the_place_of_the_same_and_no_answer_becomes_less_likely():
    now = Code(CONCERNS, "danger", "concerns/1", 0.2, "suggested", 0, 5)
    other = Code(CONCERNS, "complaint", "concerns/1", 0.2, "suggested", 6, 9)
    found, more = found_concerns(table(concern("danger", 0.9)), [answer(now, other)])
    assert rows(found.to_pylist()) == {"danger": (0, 5, 0.9, "concerns/1"), "complaint": (6, 9, 0.9, "concerns/1")}
    assert more == 1


def test_what_nobody_ranked_is_ranked():
    found, _ = found_concerns(table(concern("danger", 0.0)), [answer(chance=0.3, cuts=())])
    assert rows(found.to_pylist()) == {"danger": (13, 19, 0.3, "concerns/0")}


def test_answers_that_were_not_coded_again_keep_theirs():
    kept = RenewedAnswer(piece=feedback(n=1))
    found, more = found_concerns(table(concern("danger", 0.9)), [kept])
    assert (found.num_rows, more) == (0, 0)
    held = table(concern("danger", 0.9))
    assert merged(held, [found]) is held


def test_labels_that_came_meanwhile_stay():
    held = table(concern("danger", 0.9), concern("complaint", 0.1))
    found = table(concern("danger", 0.95, by="concerns/1"))
    assert rows(merged(held, [found]).to_pylist()) == {
        "danger": (13, 19, 0.95, "concerns/1"),
        "complaint": (13, 19, 0.1, "concerns/0"),
    }

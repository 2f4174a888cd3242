"""`goldthread spc` with files that are wrong: a line in, a line out, each refusal with its reason."""

import json
import tracemalloc

import pytest

from goldthread.insight.control_charts import charts_of_file
from goldthread.vocabulary import UnreadableFile


DAYS = ["2026-01-01", "2026-02-01", "2026-03-01"]
GOOD = {"id": "a", "dates": DAYS, "values": [1, 2, 3]}


def charted(tmp_path, *lines: object) -> list[dict]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    source.write_text(text, encoding="utf-8")
    done = charts_of_file(source, target)
    made = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert done.charted + done.refused == len(made)
    return made


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"dates": ["2026-01-01", "2026-01-01", "2026-03-01"]}, "2026-01-01 is there twice"),
        ({"dates": ["2026-01-01", "2026-01-01T09:00", "2026-03-01"]}, "2026-01-01 is there twice"),
        ({"dates": ["spring", *DAYS[1:]]}, "'spring' in dates is not a date"),
        ({"dates": [20260101, *DAYS[1:]]}, "20260101 in dates is not a date"),
        ({"dates": DAYS[:2]}, "It has 2 dates and 3 values"),
        ({"dates": None}, "It has no list of dates"),
        ({"values": "1, 2, 3"}, "It has no list of values"),
        ({"dates": [], "values": []}, "It has no points"),
        ({"values": ["1", 2, 3]}, "'1' in values is not a number"),
        ({"values": [True, 2, 3]}, "True in values is not a number"),
        ({"values": [10**400, 2, 3]}, "in values is not a number"),
        ({"id": {"a": 1}}, "Its id is neither"),
        ({"options": ["increase"]}, "Its options are not an object"),
        ({"options": {"direction": "increase"}}, "unknown option: direction"),
        ({"options": {"improvement_direction": "up"}}, "'up' is no improvement_direction"),
        ({"options": {"improvement_direction": ""}}, "'' is no improvement_direction"),
        ({"options": {"target": "95%"}}, "'95%' in target is not a number"),
        ({"options": {"target": [1]}}, "[1] in target is not a number"),
        ({"options": {"rebase": ["spring"]}}, "'spring' in rebase is not a date"),
        ({"options": {"fix_after_n_points": 11}}, "fix_after_n_points is 11"),
        ({"options": {"fix_after_n_points": "12"}}, "'12' in fix_after_n_points is not a number"),
        ({"options": {"screen_outliers": "no"}}, "screen_outliers is neither true nor false"),
    ],
)
def test_a_series_that_is_wrong_says_what_is_wrong_and_others_go_on(tmp_path, change, reason):
    wrong, good = charted(tmp_path, GOOD | change, GOOD)
    assert reason in wrong["error"] and wrong["line"] == 1 and "special_cause" not in wrong
    assert wrong["id"] in ("a", None) and good["id"] == "a" and len(good["mean"]) == 3


@pytest.mark.parametrize("line", ["{", "[1]", "7", '"a"', "null", "[" * 5_000, '{"id": 1, "dates": [NaN]}'])
def test_a_line_that_is_no_series_is_refused_alone(tmp_path, line):
    wrong, good = charted(tmp_path, line, GOOD)
    assert wrong["error"] and good["id"] == "a"


def test_numbers_that_json_does_not_have_are_not_numbers(tmp_path):
    (wrong,) = charted(tmp_path, '{"id": "a", "dates": ["2026-01-01"], "values": [NaN]}')
    assert "nan in values is not a number" in wrong["error"]


def test_rows_come_back_in_the_order_of_their_days_and_missing_ones_as_null(tmp_path):
    (made,) = charted(tmp_path, GOOD | {"dates": DAYS[::-1], "values": [3, None, 1]})
    assert (made["dates"], made["values"], made["relative_to_mean"]) == (DAYS, [1, None, 3], [-1, None, 1])
    assert made["outside_limits"] == [None, None, None]


def test_huge_numbers_give_a_line_that_is_json(tmp_path):
    (made,) = charted(tmp_path, GOOD | {"values": [1e308, -1e308, 1e308]})
    assert len(made["mean"]) == 3 and made["variation"] == "common_cause"


def test_a_direction_may_be_begun_and_limits_stay_after_twelve_and_a_half_points(tmp_path):
    options = {"improvement_direction": "dec", "fix_after_n_points": 12.5, "target": 2}
    made, usual = charted(
        tmp_path, GOOD | {"options": options}, GOOD | {"options": options | {"fix_after_n_points": 12}}
    )
    assert made == usual and made["assurance"] == "inconsistent"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_a_sentence_and_leaves_nothing(tmp_path, content):
    source = tmp_path / "in.jsonl"
    if content:
        source.write_bytes(content)
    with pytest.raises(UnreadableFile):
        charts_of_file(source, tmp_path / "out.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == (["in.jsonl"] if content else [])


def test_memory_stays_flat_as_files_grow(tmp_path):
    source, peaks = tmp_path / "in.jsonl", []
    for copies in (2_500, 7_500):
        source.write_text(f"{json.dumps(GOOD)}\n" * copies, encoding="utf-8")
        tracemalloc.start()
        assert charts_of_file(source, tmp_path / "out.jsonl").charted == copies
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]

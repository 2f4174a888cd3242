"""Judging a coder on labelled files: what is said, warned of and refused; the same figures as the scoring programs."""

import csv
import importlib.util
import json
import subprocess
import sys
from random import Random

import pytest

from goldthread import coding
from goldthread.coding.evaluation import overlap
from goldthread.coding.evaluation.misspelling import misspelt
from goldthread.coding.training.labelled import Labelled
from goldthread.vocabulary import UnreadableFile, WrongUsage
from goldthread.workspace import evaluate_file


HEADER = "comment_id,text,question_type,fft_score,service,sentiment,labels\n"
ROWS = (
    "A 1 - Q1,The nurses were kind and gentle,what_good,1,Wards,1,Staff manner & personal attributes\n"
    "A 2 - Q1,We waited four hours to be seen,could_improve,4,Wards,4,Timeliness of care\n"
    "A 3 - Q1,Nothing,could_improve,1,Wards,,\n"
)


@pytest.fixture
def coded(tmp_path):
    path = tmp_path / "coded.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_a_model_is_judged_on_comments_it_has_not_seen(coded):
    found = evaluate_file(coded, coder="fast")
    assert (found["all"]["comments"], found["content"]["comments"], found["sentiment5"]["comments"]) == (2, 2, 2)
    assert found["notes"] == []
    assert found["content"]["labels"]["Timeliness of care"]["n"] == 1
    for figure in ("micro_f1", "macro_f1", "micro_precision", "micro_recall", "exact"):
        one = found["content"][figure]
        assert 0 <= one["lo"] <= one["hi"] <= 1


def test_a_file_that_was_in_training_is_known_again(tmp_path):
    rows = [Labelled(id=f"P {n} - Q1", text=f"The tea was warm on day {n}") for n in range(200)]
    overlap.note_seen(rows, tmp_path)
    assert overlap.share_seen(rows, tmp_path) == 1.0
    assert overlap.share_seen([Labelled(id="X", text="Something else")], tmp_path) == 0.0
    assert 0.3 < overlap.share_seen(rows[:100], tmp_path) < 0.7
    assert "mean little" in overlap.sentence(1.0) and overlap.sentence(0.0) == ""
    assert "warm" not in (tmp_path / overlap.FILE).read_text()
    assert "does not say" in overlap.sentence(overlap.share_seen(rows, tmp_path / "nothing"))


def test_feelings_say_that_nobody_checked_them(tmp_path):
    path = tmp_path / "felt.jsonl"
    line = {
        "comment_id": "1",
        "text": "Thank you so much",
        "feelings": [{"feeling": "grateful", "words": "Thank"}],
        "touchpoints": [],
    }
    path.write_text("\ufeff" + json.dumps(line) + "\n", encoding="utf-8")
    found = evaluate_file(path)
    assert found["feelings"]["labels"]["grateful"]["right"] == 1
    assert "no person has checked" in found["unchecked"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"a,b\n1,2\n",
        b"{not json\n",
        b'{"spans": 3, "text": "x"}\n',
        b"[" * 100_000,
        b'{"comment_id": "1"}\n',
        HEADER.encode(),
        HEADER.encode() + b"1,Kind staff,,,,,No such label\n",
        HEADER.encode() + b"1,,,,,1,Parking\n",
        b'{"id": "1", "text": "x", "spans": [{"start": 0, "end": 9, "type": "NAME"}]}',
    ],
)
@pytest.mark.parametrize("coder", ["", "fast"])
def test_files_that_cannot_be_judged_are_refused_in_a_sentence(tmp_path, content, coder):
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    with pytest.raises((UnreadableFile, WrongUsage)) as caught:
        evaluate_file(path, coder=coder)
    assert str(caught.value).endswith(".")


def test_what_contradicts_itself_is_refused(coded, tmp_path):
    for how in ({"folds": 1}, {"folds": 5, "model": tmp_path}, {"coder": "fast", "keep": tmp_path}):
        with pytest.raises(WrongUsage):
            evaluate_file(coded, **how)


def test_slips_of_the_thumb_come_at_the_stated_rate_and_the_same_each_time():
    text = "waiting " * 4000
    slipped = misspelt(text, 0.1, Random(1))
    changed = sum(word != "waiting" for word in slipped.split())
    assert 320 < changed < 480
    assert slipped == misspelt(text, 0.1, Random(1))
    assert misspelt("It is so", 1.0, Random(1)) == "It is so"


def test_a_redactor_is_judged_on_known_identifiers(tmp_path):
    text = "Ring Priya on 07700 900123 about Parkinson's"
    line = {
        "id": "1",
        "text": text,
        "spans": [{"start": 14, "end": 26, "type": "PHONE"}],
        "hard_negatives": [{"start": 33, "end": 44, "kind": "EPONYM"}],
    }
    path = tmp_path / "known.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    found = evaluate_file(path)
    assert (found["kind"], found["identifiers"], found["recall"]) == ("redaction", 1, 100.0)
    assert found["by_type"]["PHONE"] == {"n": 1, "recall": 100.0}
    assert found["intervals"]["recall"][1] == 100.0


def _program(shared, name):
    spec = importlib.util.spec_from_file_location(name, shared(f"scoring/{name}.py"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.shared
def test_figures_equal_those_of_the_scoring_program_of_themes(shared, tmp_path, capsys):
    gold = shared("data/fft_labelled_dev.csv")
    with gold.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))[::7]
    sample = tmp_path / "sample.csv"
    with sample.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    coder = coding.open()
    answers = coding.training.labelled.read_labelled(sample)
    with (tmp_path / "said.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("comment_id", "labels", "sentiment"))
        for row, marks in zip(answers, coder.code(answers), strict=True):
            themes = "|".join(mark.label for mark in marks if mark.framework == "nhs-qdc/7")
            felt = next((mark.label for mark in marks if mark.framework == "sentiment/1"), "")
            writer.writerow((row.id, themes, felt))
    theirs = _program(shared, "score_themes").main([str(tmp_path / "said.csv"), "--gold", str(sample), "--per-label"])
    capsys.readouterr()
    ours = evaluate_file(sample, coder="fast")
    assert "mean little" in ours["notes"][0]
    for frame in ("all", "content"):
        for here, there in (
            ("micro_f1", "micro_f1"),
            ("macro_f1", "macro5_f1"),
            ("macro_any_f1", "macro1_f1"),
            ("exact", "exact"),
        ):
            for part in ("value", "lo", "hi"):
                assert ours[frame][here][part] == pytest.approx(theirs[frame][there][part], abs=1.5e-4), (frame, here)
        for label, one in theirs[frame]["per_label"].items():
            held = ours[frame]["labels"][label]
            assert held["n"] == one["support"]
            assert (held["precision"]["value"], held["recall"]["value"], held["f1"]["value"]) == pytest.approx(
                (one["precision"], one["recall"], one["f1"]), abs=1e-4
            )
    for points in ("sentiment5", "sentiment3"):
        for figure in ("accuracy", "macro_f1", "qwk"):
            assert ours[points][figure] == pytest.approx(theirs[points][figure], abs=1.5e-4)


@pytest.mark.shared
def test_figures_equal_those_of_the_scoring_program_of_feelings(shared, tmp_path):
    gold = shared("data/feelings_dev.jsonl")
    felt = coding.training.labelled.read_felt(gold)
    rows = [Labelled(id=one.id, text=one.text, question_type=one.question_type) for one in felt]
    with (tmp_path / "said.jsonl").open("w", encoding="utf-8") as out:
        for row, marks in zip(rows, coding.open().code(rows), strict=True):
            said = {
                name: [m.label for m in marks if m.framework == f"{name}/1"] for name in ("feelings", "touchpoints")
            }
            out.write(json.dumps({"comment_id": row.id} | said) + "\n")
    subprocess.run(
        [
            sys.executable,
            str(shared("scoring/score_feelings.py")),
            str(tmp_path / "said.jsonl"),
            "--boot",
            "200",
            "--json",
            str(tmp_path / "theirs.json"),
        ],
        check=True,
        capture_output=True,
    )
    theirs, ours = json.loads((tmp_path / "theirs.json").read_text()), evaluate_file(gold)
    for name in ("feelings", "touchpoints"):
        for figure in ("micro_f1", "macro_f1"):
            assert ours[name][figure]["value"] == pytest.approx(theirs[name][figure], abs=1e-4)
        assert ours[name]["exact"]["value"] == pytest.approx(theirs[name]["exact"], abs=1e-4)
        for low, ours_low in zip(theirs[name]["micro_ci"], ("lo", "hi"), strict=True):
            assert ours[name]["micro_f1"][ours_low] == pytest.approx(low, abs=0.02)
        for label, one in theirs[name]["labels"].items():
            assert ours[name]["labels"][label]["f1"]["value"] == pytest.approx(one["f1"], abs=1e-4)


@pytest.mark.shared
def test_figures_equal_those_of_the_scoring_program_of_redaction(shared, tmp_path):
    from goldthread.workspace import redact_file

    gold = shared("data/deid_dev.jsonl")
    redact_file(gold, tmp_path / "said.jsonl")
    subprocess.run(
        [
            sys.executable,
            str(shared("scoring/score_deid.py")),
            str(gold),
            str(tmp_path / "said.jsonl"),
            "--json",
            str(tmp_path / "theirs.json"),
        ],
        check=True,
        capture_output=True,
    )
    theirs, ours = json.loads((tmp_path / "theirs.json").read_text()), evaluate_file(gold)
    for figure in (
        "recall",
        "names_recall",
        "precision",
        "over_redaction",
        "hard_negatives_touched",
        "comments_fully_clean",
        "no_identifier_but_touched",
        "identifiers",
        "comments",
    ):
        assert ours[figure] == theirs[figure], figure
    assert {k: v["recall"] for k, v in theirs["by_type"].items()} == {
        k: v["recall"] for k, v in ours["by_type"].items()
    }
    assert theirs["hard_by_kind"] == ours["hard_by_kind"]

"""Training: the same from the same rows, equal to scikit-learn's own arithmetic, and honest about what it cannot do."""

import csv
import json
import sys
from dataclasses import replace

import numpy as np
import pytest

from goldthread import cli, coding
from goldthread.coding.features.matrix import sigmoid
from goldthread.coding.features.metadata import QUESTION_TYPES
from goldthread.coding.models.linear import Coder
from goldthread.coding.models.model import NotAModel
from goldthread.coding.models.thresholds import best_thresholds, steady_thresholds
from goldthread.coding.training.estimators import design_matrix, fit_themes
from goldthread.coding.training.fast import fit
from goldthread.coding.training.fold_scores import fit_thresholds, fold_scores
from goldthread.coding.training.invented import invented
from goldthread.coding.training.labelled import Labelled, folds, marked, our_readings, read_labelled, sealed_name
from goldthread.coding.training.layer import fit_layer, layer_data, weights_of
from goldthread.coding.training.training_set import prepare
from goldthread.vocabulary import THEMES, UnreadableFile, WrongUsage
from tests.builders.coded import SAID, coded, write_coded


LABELS = coding.framework(THEMES).labels
OWN = dict(zip(SAID, ("Kind people", "Getting parked", "Meals"), strict=True))


@pytest.fixture(scope="module")
def fitted():
    return fit(coded())


@pytest.fixture
def framework(tmp_path):
    path = tmp_path / "ours.yaml"
    themes = "".join(f"      - {name}\n" for name in (*OWN.values(), "Never met"))
    path.write_text(f"framework: ours/1\ntitle: Ours\ncategories:\n  - title: All\n    themes:\n{themes}", "utf-8")
    return path


def run(*arguments):
    before = sys.argv
    sys.argv = ["goldthread", *map(str, arguments)]
    try:
        return cli.run()
    finally:
        sys.argv = before


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_fitted_coder_equals_scikit_learn_s_own_arithmetic(fitted):
    from sklearn.svm import LinearSVC

    rows = coded()
    data = prepare(rows, LABELS)
    every = np.arange(data.written)
    seen = design_matrix(data.vocabularies, data.theme_others, tuple(part.rarity(every) for part in data.vocabularies))
    at = LABELS.index("Parking")
    wanted = data.marks[:, at]
    weigh = {0: 1, 1: np.sqrt((len(wanted) - wanted.sum()) / wanted.sum())}
    line = LinearSVC(C=0.05, class_weight=weigh, random_state=0, max_iter=5000, tol=1e-6).fit(seen, wanted)
    ours = Coder(fitted).encode(rows).themes[:, at]
    assert np.allclose(ours, line.decision_function(seen)[: data.written], atol=0.02)
    assert fit_themes(seen, data.marks)[1].shape == (len(LABELS),)


def test_the_same_rows_give_the_same_bytes(tmp_path):
    source = write_coded(tmp_path / "in.csv", coded())
    for name in ("one", "two"):
        coding.train(source, tmp_path / name)
    for file in ("fast.npz", "model.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_trained_coder_says_feelings_as_the_committed_one_does(tmp_path):
    model = coding.train(write_coded(tmp_path / "in.csv", coded()), tmp_path / "out")
    assert np.array_equal(model.numbers["head_says"], coding.open().model.numbers["head_says"])


def test_what_was_learned_is_found_again(fitted):
    rows = coded(30, seed=9)
    found = Coder(fitted).code(rows)
    assert all(row.labels[0] in {code.label for code in codes} for row, codes in zip(rows, found, strict=True))


def test_nobody_is_in_two_folds_and_folds_do_not_change():
    people = [f"p{n % 40}" for n in range(200)]
    found = folds(people)
    assert all(len({fold for fold, one in zip(found, people, strict=True) if one == who}) == 1 for who in set(people))
    assert np.array_equal(found, folds(people)) and np.bincount(found).max() - np.bincount(found).min() <= 5


def test_fold_scores_come_with_their_folds_and_can_be_averaged():
    held = fold_scores(coded())
    assert held.themes.shape == held.chances.shape == (60, 32) and held.sentiment.shape == (60, 5)
    assert set(held.fold) == set(range(5)) and np.allclose(held.sentiment.sum(axis=1), 1, atol=1e-4)
    assert fit_thresholds((held.themes + held.themes) / 2, held.marks).shape == (32,)


def test_what_we_composed_is_read_and_never_judged():
    data, made = prepare(coded(), LABELS), invented(LABELS)
    assert data.written == 60 and list(data.composed) == list(range(60, 60 + len(made))) and len(made) > 400
    held = fold_scores(coded())
    assert len(held.rows) == len(held.marks) == len(held.points) == 60
    facts = fit(coded()).facts
    assert (facts["comments"], facts["comments_composed"]) == (60, len(made))
    assert not any(row.sentiment for row in made) and invented(("Ours",)) == ()


def test_what_we_composed_is_of_the_framework_and_said_once():
    made = invented(LABELS)
    assert {label for row in made for label in row.labels} <= set(LABELS)
    assert {row.question_type for row in made} <= set(QUESTION_TYPES)
    assert len({(row.text, row.question_type, row.labels) for row in made}) == len(made)


def test_a_word_that_only_we_used_is_no_word_of_a_model():
    ours = set(" ".join(row.text for row in invented(LABELS)).lower().split())
    entries = set(fit(coded()).weights.words)
    theirs = set(" ".join(row.text for row in coded()).lower().split())
    assert "playstation" in ours and not (ours - theirs) & entries


def test_steady_thresholds_change_little_with_the_sample():
    dice = np.random.default_rng(3)
    odds = dice.normal(-2.5, 1.5, (4000, 1)).astype(np.float32)
    marks = (dice.random(odds.shape) < sigmoid(odds)).astype(np.int8)
    steps = np.linspace(-3, 2, 101).astype(np.float32)
    parts = np.array_split(np.arange(4000), 20)
    counted = [float(best_thresholds(odds[part], marks[part], steps, 0.0)[0]) for part in parts]
    steady = [float(steady_thresholds(odds[part], marks[part], steps, 0.0)[0]) for part in parts]
    assert np.std(steady) < 0.8 * np.std(counted)
    assert abs(np.mean(steady) - float(best_thresholds(odds, marks, steps, 0.0)[0])) < 0.3


def test_a_name_is_no_word_of_a_model():
    rows = [
        Labelled(id=f"{n} - Q1", text=f"I saw Quillfeather and she was kind {n}", labels=("Parking",))
        for n in range(20)
    ]
    assert "quillfeather" not in fit(rows).weights.words


def test_readings_name_no_comment():
    row = Labelled(id="XAA 1 - Q1", text="kind")
    assert our_readings([row]) == [] and sealed_name(row.id) != row.id and len(sealed_name(row.id)) == 16


@pytest.mark.parametrize("held", ["a,b\n1,2\n", "comment_id,text,labels\n1,kind,No such theme\n", "\x00", ""])
def test_files_that_cannot_be_learned_from_are_refused_in_a_sentence(tmp_path, held):
    (tmp_path / "in.csv").write_text(held, "utf-8")
    with pytest.raises(UnreadableFile):
        coding.train(tmp_path / "in.csv", tmp_path / "out")


def test_own_themes_are_learned_from_few_examples(tmp_path, framework, capsys):
    examples = write_coded(tmp_path / "e.csv", coded(75), OWN)
    assert run("train", "--framework", framework, "--examples", examples, "--out", tmp_path / "own") == 0
    told = capsys.readouterr().out
    assert "Learning curve" in told and "Getting parked: 25 examples; expected F1" in told
    assert "Never met: too few examples to learn from" in told
    facts = json.loads((tmp_path / "own" / "model.json").read_text(encoding="utf-8"))
    assert len(facts["learning_curve"]) == 4 and facts["expected"]["1"]["low"] <= facts["expected"]["1"]["high"]


def test_own_themes_are_coded_with_the_rest(tmp_path, framework):
    examples = write_coded(tmp_path / "e.csv", coded(75), OWN)
    run("train", "--framework", framework, "--examples", examples, "--out", tmp_path / "own")
    asked = coded(9, seed=4)
    source = tmp_path / "in.csv"
    with source.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["id", "text"], *([row.id, row.text] for row in asked)])
    assert run("code", source, "--out", tmp_path / "out.csv", "--model", tmp_path / "own", "--probabilities") == 0
    found = rows_of(tmp_path / "out.csv")
    assert [one["id"] for one in found] == [row.id for row in asked]
    assert all(OWN[row.labels[0]] in one["themes"].split("|") for row, one in zip(asked, found, strict=True))
    assert all(one["sentiment"] in "12345" and one["theme_p"] for one in found)


def test_columns_named_as_those_of_coded_comments_are_coded_the_same(tmp_path):
    coded_, plain = tmp_path / "coded.csv", tmp_path / "plain.csv"
    coded_.write_text("comment_id,text,fft_score,labels\nb,The nurse was kind,1,\na,Long wait,5,\n", encoding="utf-8")
    plain.write_text("id,text,score\nb,The nurse was kind,1\na,Long wait,5\n", encoding="utf-8")
    for path in (coded_, plain):
        assert run("code", path, "--out", path.with_suffix(".out"), "--probabilities") == 0
    found = coded_.with_suffix(".out").read_text(encoding="utf-8")
    assert found == plain.with_suffix(".out").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in found.splitlines()] == ["id", "b", "a"]


def test_a_model_is_updated_with_own_coded_comments_and_again(tmp_path, capsys):
    marks = write_coded(tmp_path / "m.csv", coded(60))
    assert run("train", "--from-marks", marks, "--base", coding.COMMITTED, "--out", tmp_path / "one") == 0
    assert "before" in capsys.readouterr().out
    assert run("train", "--from-marks", marks, "--base", tmp_path / "one", "--out", tmp_path / "two") == 0
    rows = coded(12, seed=5)
    for codes, row in zip(coding.open(tmp_path / "two").code(rows), rows, strict=True):
        assert row.labels[0] in {code.label for code in codes if code.framework == THEMES}


@pytest.mark.parametrize("kind", ["accurate", "cascade"])
def test_a_layer_can_be_learned_over_the_averaged_coders_and_codes_with_them_alone(tmp_path, framework, kind, capsys):
    pytest.importorskip("onnxruntime")
    examples = write_coded(tmp_path / "ours.csv", coded(90), OWN)
    marks = write_coded(tmp_path / "marks.csv", coded(90))
    own, mine = tmp_path / "own", tmp_path / "mine"
    assert run("train", "--framework", framework, "--examples", examples, "--out", own, "--coder", kind) == 0
    assert run("train", marks, "--from-marks", "--out", mine, "--coder", kind) == 0
    for folder in (own, mine):
        coder = coding.open(folder)
        assert coder.kind == coding.open(folder, kind=kind).kind == kind
        assert coder.below.version.startswith(f"{kind}/")
        assert len(coder.code(coded(6))) == 6
    other = "cascade" if kind == "accurate" else "accurate"
    with pytest.raises(WrongUsage, match=f"what the {kind} coder says"):
        coding.open(own, kind=other)
    assert run("train", marks, "--out", tmp_path / "plain", "--coder", kind) == 2
    assert "learned over" in capsys.readouterr().err


def test_an_update_moves_what_the_model_never_met_and_leaves_what_it_knows_well():
    below = coding.open()
    rows = [replace(row, text=f"{row.text} grimbly") for row in coded(60)]
    marks = marked(rows, LABELS)
    few = layer_data(rows, marks, below, "own marks")
    words = few.vocabularies[0].entries
    l2_strength, says = few.l2_strength, np.abs(fit_layer(few, np.arange(60)).says).sum(axis=1)
    new, usual = words.index("grimbly"), words.index("the")
    assert l2_strength[new] == 1 and l2_strength[usual] > 1.1
    assert says[new] > 0 and (l2_strength >= 1).all() and len(l2_strength) == few.seen.shape[1]


def test_an_entry_of_an_update_comes_from_three_people_or_is_known_already():
    rows = [replace(row, text=f"{row.text} grimbly") for row in coded(2)] + coded(60)
    few = layer_data(rows, marked(rows, LABELS), coding.open(), "own marks")
    weights, _ = weights_of(few, fit_layer(few, np.arange(len(rows))))
    assert "grimbly" not in weights.words
    assert min(*weights.word_seen, *weights.pair_seen, *weights.piece_seen) >= 3


def test_a_layer_of_an_earlier_form_is_refused(tmp_path):
    marks = write_coded(tmp_path / "m.csv", coded(60))
    coding.update(read_labelled(marks), tmp_path / "one", coding.open(), coding.COMMITTED)
    facts = json.loads((tmp_path / "one" / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "one" / "model.json").write_text(json.dumps(facts | {"layer_form": 1}), encoding="utf-8")
    with pytest.raises(NotAModel, match="earlier Goldthread"):
        coding.open(tmp_path / "one")


def test_what_cannot_be_done_is_said(tmp_path, framework, capsys):
    few = write_coded(tmp_path / "few.csv", coded(6))
    assert run("train", "--from-marks", few, "--base", coding.COMMITTED, "--out", tmp_path / "x") == 1
    assert run("train", "--framework", framework, "--out", tmp_path / "x") == 2
    assert run("train", "--from-marks", "--out", tmp_path / "x", "--workspace", tmp_path / "none") == 2
    assert run("train", "--base", tmp_path, "--out", tmp_path / "x") == 2
    told = capsys.readouterr().err
    assert "at least 30" in told and "--examples" in told and "Traceback" not in told


def test_a_layer_never_overwrites_what_it_lies_on(tmp_path):
    marks = write_coded(tmp_path / "m.csv", coded(60))
    coding.train(marks, tmp_path / "base")
    with pytest.raises(WrongUsage):
        coding.update(read_labelled(marks), tmp_path / "base", coding.open(tmp_path / "base"), tmp_path / "base")


def test_people_s_marks_of_a_workspace_update_the_model(tmp_path, monkeypatch):
    from goldthread.workspace import files

    monkeypatch.setattr(files, "marked_by_people", lambda folder: coded(60))
    told = files.train_file(None, tmp_path / "out", from_marks=True, base=coding.COMMITTED, workspace=tmp_path)
    assert "60 coded comments" in told


def test_labels_are_marked_in_their_order():
    assert marked(coded(3), LABELS).sum() == 3

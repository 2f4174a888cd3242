import csv
import json
import subprocess
import sys
from dataclasses import dataclass

import numpy as np
import pytest

from goldthread import coding
from goldthread.coding.features.wordpiece import WordPieceTokenizer
from goldthread.coding.models import averaged, encoder
from goldthread.coding.models.averaged import AveragedCoder
from goldthread.coding.models.encoder import COMMITTED, LONGEST, Encoder
from goldthread.coding.models.model import MissingExtra, NotAModel
from goldthread.coding.models.unsaid import UNLABELLED
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, WrongUsage


@dataclass(frozen=True)
class Said:
    text: str
    question_type: str = ""
    question: str = ""
    score: str = ""
    scale: str = ""
    service: str = ""


PLAIN = [
    Said("The nurses were kind and explained everything to me.", "what_good"),
    Said("Waited four hours for the ambulance and nobody rang back.", "could_improve", score="5"),
    Said("Nothing", "could_improve"),
    Said("Nothing", "what_good"),
    Said("The food was cold, the ward was dirty, but the doctor listened.", "nonspecific", score="3"),
    Said("Parking is hard to find", "could_improve"),
    Said("My tablets were changed and no one told my daughter.", "could_improve", service="111"),
    Said("Thank you"),
    Said("   "),
    Said(""),
    Said("Did not answer"),
]
HOSTILE = [
    Said("\x00\x01\ufffd"),
    Said("a" * 500_000),
    Said("wait " * 100_000),
    Said("😀😀😀"),
    Said("[UNK] [PAD] ##ing [CLS]"),
    Said("你好，医生很好"),
    Said("\u202eyrros\u202c \ud800"),
    Said("=cmd|' /C calc'!A0"),
    Said("Zażółć gęślą jaźń " * 30),
    Said("No", "no such question", score="99", service="nowhere"),
]


@pytest.fixture(scope="module", params=["accurate", "cascade"])
def kind(request):
    return request.param


def themes(marks):
    return {mark.label for mark in marks if mark.framework == THEMES}


def test_the_same_words_get_the_same_marks_in_any_order_and_company(kind):
    answers = PLAIN * 3 + HOSTILE
    together = coding.open(kind=kind).code(answers)
    backwards = coding.open(kind=kind).code(answers[::-1])[::-1]
    alone = [coding.open(kind=kind).code([answer])[0] for answer in PLAIN]
    assert together == backwards
    assert together[: len(PLAIN)] == alone
    assert together[: len(PLAIN)] == together[len(PLAIN) : 2 * len(PLAIN)]


def test_probabilities_go_with_the_marks(kind):
    coder = coding.open(kind=kind)
    chances = coder.theme_probabilities(PLAIN)
    assert chances.shape == (len(PLAIN), 32)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert not chances[8:10].any()
    coded = coder.code(PLAIN)
    assert UNLABELLED in themes(coded[3]) and UNLABELLED not in themes(coded[0])
    for marks, row in zip(coded, chances, strict=True):
        for mark in marks:
            if (
                mark.framework == THEMES and mark.label != UNLABELLED
            ):  # which is chosen by a rule where nothing was said
                assert mark.confidence == pytest.approx(row[coder.labels.index(mark.label)], abs=1e-4)


def test_plain_comments_get_what_a_person_would_say():
    marks = coding.open(kind="accurate").code(PLAIN)
    assert "Staff manner & personal attributes" in themes(marks[0])
    assert "Timeliness of care" in themes(marks[1])
    assert "Food & drink provision & facilities" in themes(marks[4])
    points = [next((m.label for m in one if m.framework == SENTIMENT), "") for one in marks]
    assert points[0] in "12"
    assert points[1] in "45"
    assert points[2] in "12"  # nothing could be better
    assert points[8] == points[9] == ""
    assert marks[8] == marks[9] == ()


def test_hostile_words_are_coded_like_any_others(kind):
    marks = coding.open(kind=kind).code(HOSTILE)
    assert len(marks) == len(HOSTILE)
    for answer, one in zip(HOSTILE, marks, strict=True):
        for mark in one:
            assert mark.start == -1 or 0 <= mark.start < mark.end <= len(answer.text)


def test_the_cascade_asks_about_some_comments_only_and_leaves_the_others_as_they_were():
    fast, cascade = coding.open(), coding.open(kind="cascade")
    both = zip(fast.code(PLAIN), cascade.code(PLAIN), strict=True)
    assert isinstance(cascade, AveragedCoder)
    assert 0 < cascade.asked < len(PLAIN)
    sure = [one for one in both if [m.confidence for m in one[0]] == [m.confidence for m in one[1]]]
    assert len(sure) >= len(PLAIN) - cascade.asked


def test_only_what_is_new_is_read(monkeypatch):
    reader = Encoder()
    told = ("could_improve", "", "")
    first = reader.scores(["Too long a wait", "Too long a wait"], [told, told])
    assert reader.remembered == 1
    monkeypatch.setattr(WordPieceTokenizer, "token_ids", None)  # a second reading would fail
    assert (reader.scores(["Too long a wait"], [told]) == first[0]).all()


def test_long_comments_are_cut_where_it_is_said():
    reader = Encoder()
    words = ["wait"] * LONGEST
    told = ("", "", "")
    cut, whole = reader.scores([" ".join(words), " ".join([*words, "lovely", "food"])], [told, told])
    assert (cut == whole).all()


def test_what_is_remembered_stays_small(monkeypatch):
    monkeypatch.setattr(encoder, "KEPT", 5)
    reader = Encoder()
    for at in range(12):
        reader.scores([f"ward {at}", f"bed {at}"], [("", "", "")] * 2)
    assert 0 < reader.remembered <= 7


def test_marks_say_which_coder_made_them(kind):
    versions = {mark.by for marks in coding.open(kind=kind).code(PLAIN) for mark in marks}
    assert len(versions) == 1
    assert versions.pop().startswith(f"{kind}/")


def test_every_id_comes_out_once_in_the_order_of_the_file(tmp_path, kind):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["id", "text", "question_type", "score"])
        for at, answer in enumerate(PLAIN):
            writer.writerow([f"r{at}", answer.text, answer.question_type, answer.score])
    coding.code_table(source, out, coding.open(kind=kind), probabilities=True)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["id"] for row in rows] == [f"r{at}" for at in range(len(PLAIN))]
    assert rows[0]["themes"]
    assert "=" in rows[0]["theme_p"]


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch, kind):
    averaged.encoder_in.cache_clear()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtra, match="goldthread\\[accurate\\].*fast coder"):
        coding.open(kind=kind)


def test_the_base_install_never_opens_the_extra():
    code = (
        "import sys; sys.modules['onnxruntime'] = None\n"
        "import goldthread; from goldthread import coding\n"
        "from types import SimpleNamespace as N\n"
        "a = N(text='Kind staff', question_type='', question='', score='', scale='', service='')\n"
        "assert coding.open().code([a])[0]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_there_is_no_other_kind():
    with pytest.raises(WrongUsage, match="fast, accurate, cascade"):
        coding.open(kind="oracle")


def test_a_folder_without_an_encoder_is_refused(tmp_path):
    with pytest.raises(NotAModel):
        Encoder(tmp_path)
    for name in ("encoder.onnx", "model.json", "vocabulary.txt"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(NotAModel):
        Encoder(tmp_path)


def test_the_committed_model_is_small_and_carries_its_notices():
    facts = json.loads((COMMITTED / "model.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in COMMITTED.iterdir())
    assert size < 30_000_000
    for words in ("Apache License 2.0", "NHS England", "Nottinghamshire"):
        assert words in facts["notice"]
    assert "Apache License" in (COMMITTED / "LICENSE-all-MiniLM-L6-v2.txt").read_text(encoding="utf-8")
    assert np.isfinite(facts["cross_validated"]["accurate"]["micro_f1"])


def test_feelings_and_moments_stay_those_of_the_fast_coder(kind):
    def felt(coder):
        return [[(m.label, m.start, m.end) for m in one if m.framework in (FEELINGS, TOUCHPOINTS)] for one in coder]

    assert felt(coding.open(kind=kind).code(PLAIN)) == felt(coding.open().code(PLAIN))

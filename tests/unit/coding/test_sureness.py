"""How often suggestions are right is told in plain words, never more surely than known, wherever they are counted."""

import json

import pytest

from goldthread import coding
from goldthread.coding.evaluation.sureness import Sureness, in_ten
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS


def sure(**given):
    return Sureness(**({"right": 0.83, "found": 0.71, "low": 0.8, "high": 0.86, "n": 200, "checked": True} | given))


def test_a_figure_is_told_as_people_say_it():
    assert sure().sentence == "About 8 in 10 of these tags are right, and about 3 in 10 are missed."
    assert sure().brief == "about 8 in 10 right, about 3 in 10 missed"
    half = sure(right=0.52, found=0.49)
    assert half.sentence == "About half of these tags are right, and about half are missed."
    assert half.brief == "about half right, about half missed"
    assert sure(right=0.97, found=1.0).brief == "nearly all right, hardly any missed"
    assert [in_ten(share) for share in (0.0, 0.04, 0.5, 0.94, 0.96, 1.0)] == [
        "hardly any",
        "hardly any",
        "5 in 10",
        "9 in 10",
        "nearly all",
        "nearly all",
    ]


def test_where_every_comment_has_one_label_what_is_missed_is_what_is_wrong():
    assert sure(one_each=True).sentence == "About 8 in 10 of these tags are right."
    assert coding.how_sure(SENTIMENT, coding.THREE_POINTS).brief == "about 9 in 10 right"


def test_of_few_examples_nothing_is_claimed():
    few = sure(n=11)
    assert "too few" in few.sentence and "in 10" not in few.sentence + few.brief


def test_what_nobody_checked_says_so():
    assert "no person has checked" in sure(checked=False).sentence
    assert "no person has checked" in sure(checked=False, n=3).sentence


@pytest.mark.parametrize("label", coding.framework().labels)
def test_every_theme_has_its_figures(label):
    known = coding.how_sure(THEMES, label)
    assert known is not None and known.checked and 0 <= known.low <= known.right <= known.high <= 1


def test_feelings_and_moments_have_theirs_and_are_marked_unchecked():
    for framework, kinds in ((FEELINGS, coding.feelings()), (TOUCHPOINTS, coding.touchpoint_kinds())):
        for one in kinds:
            known = coding.how_sure(framework, one.key)
            assert known is not None and not known.checked
    assert coding.how_sure(SENTIMENT).right < coding.how_sure(SENTIMENT, coding.THREE_POINTS).right


@pytest.mark.parametrize("coder", ["accurate", "cascade"])
def test_the_averaged_coders_have_figures_of_their_own_for_themes_and_how_it_felt(coder):
    ours, fast = coding.figures(coder)["content"], coding.figures()["content"]
    assert ours["micro_f1"]["value"] > fast["micro_f1"]["value"]
    for label in coding.framework().labels:
        known = coding.how_sure(THEMES, label, coder)
        assert known is not None and 0 <= known.low <= known.right <= known.high <= 1
    assert coding.how_sure(SENTIMENT, coder=coder).right > coding.how_sure(SENTIMENT).right
    assert coding.how_sure(FEELINGS, "happy", coder) == coding.how_sure(FEELINGS, "happy")


@pytest.mark.parametrize(
    ("versions", "kind"),
    [
        ((), "fast"),
        (("fast/1",), "fast"),
        (("accurate/1+fast/1", ""), "accurate"),
        (("own/wishes",), "fast"),
        (("cascade/1+fast/1", "accurate/1+fast/1"), "cascade"),
        (("accurate/1+fast/1", "fast/1"), "fast"),
    ],
)
def test_of_several_coders_the_figures_of_the_least_sure_are_told(versions, kind):
    assert coding.kind_of(versions) == kind


def test_what_is_not_known_is_not_made_up():
    assert coding.how_sure(THEMES, "No such theme") is None
    assert coding.how_sure(THEMES, "Parking", coder="no such coder") is None
    assert not coding.how_sure(THEMES, "Parking").enough


def test_kept_figures_are_of_cross_validation_and_hold_no_words():
    held = coding.figures()
    assert held["how"] == "cross-validation" and held["folds"] >= 5
    assert "text" not in json.dumps(held).lower().replace("context", "")
    assert "no such columns" in held["by"]["not_measured"]

"""A measure's file: what it may say, and a sentence for whatever it may not."""

from pathlib import Path

import pytest
import yaml

from goldthread.insight.measures import in_a_sentence, load_measure
from goldthread.vocabulary import BadDefinition, Cut
from goldthread.vocabulary.measures import ReportedMonth, ShareOfAnswers, ShareOfEvents, Threshold


GUIDES = Path(__file__).parents[4] / "docs" / "guides" / "measures"
ANSWERS = {"share answering yes": {"question": "Did you know?", "yes": ["Yes"], "no": ["No"]}}
EVENTS = {"share of events": {"kind": "complaints_log", "field": "In time", "good": "Yes", "other": "No"}}
REPORTED = {
    "reported by the provider": {
        "numerator": "carers who were rung",
        "denominator": "carers whose relative came home",
        "months": [
            {"month": "2026-02", "numerator": 3, "denominator": 12},
            {"month": "2026-01", "numerator": 0, "denominator": 11},
        ],
    }
}
GOOD = {"wording": "We know who is coming.", "definition": ANSWERS, "threshold": {"at least": "85 %"}}


def read(tmp_path, held: object):
    path = tmp_path / "we-know.yaml"
    path.write_text(held if isinstance(held, str) else yaml.safe_dump(held), encoding="utf-8")
    return load_measure(path)


def test_a_draft_needs_little_and_takes_its_key_from_its_file(tmp_path):
    made = read(tmp_path, GOOD)
    assert (made.key, made.period, made.standing, made.cut) == ("we-know", "month", "watched", Cut())
    assert made.definition == ShareOfAnswers(question="Did you know?", yes=("Yes",), no=("No",))
    assert made.threshold == Threshold(share=0.85)


def test_bare_yes_and_no_are_words_as_people_mean_them(tmp_path):
    made = read(
        tmp_path,
        'wording: We know.\ndefinition: {share answering yes: {question: "Did you?", yes: Yes, no: [No, 7]}}',
    )
    assert made.definition == ShareOfAnswers(question="Did you?", yes=("Yes",), no=("No", "7"))


@pytest.mark.parametrize("path", sorted(GUIDES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_can_be_read_and_said(path):
    made = load_measure(path)
    assert made.key == path.stem and in_a_sentence(made).endswith(".")


def test_there_is_an_example_of_each_definition():
    assert len({type(load_measure(path).definition) for path in GUIDES.glob("*.yaml")}) == 3


def test_measures_are_said_in_one_sentence(tmp_path):
    cut = {"organisation": ["XWC"], "service": ["Reablement", "Home care"], "role": ["carer", "patient"]}
    assert in_a_sentence(read(tmp_path, GOOD | {"cut": cut, "period": "quarter"})) == (
        "Of carers and patients (Reablement or Home care, XWC) who answered “Did you know?” with “Yes” or “No”, the "
        "share who answered “Yes”, quarter by quarter; it must be at least 85%."
    )
    assert in_a_sentence(read(tmp_path, GOOD | {"definition": EVENTS, "threshold": {"at most": 0.125}})) == (
        "Of rows of complaints log in which “In time” is “Yes” or “No”, the share in which it is “Yes”, month by "
        "month; it must be at most 12.5%."
    )
    assert in_a_sentence(read(tmp_path, {"wording": "We are rung.", "definition": REPORTED})) == (
        "Carers who were rung, as a share of carers whose relative came home, as the provider reports them, month by "
        "month; no threshold is set."
    )


def test_reported_months_come_in_order(tmp_path):
    made = read(tmp_path, GOOD | {"definition": REPORTED}).definition
    assert [one.month for one in made.months] == ["2026-01", "2026-02"]
    assert made.months[0] == ReportedMonth(month="2026-01", numerator=0, denominator=11)
    assert read(tmp_path, GOOD | {"definition": EVENTS}).definition == ShareOfEvents(
        kind="complaints_log", field="In time", good=("Yes",), other=("No",)
    )


def _month(**change: object) -> dict:
    month = {"month": "2026-03", "numerator": 3, "denominator": 12} | change
    return {"definition": {"reported by the provider": {"numerator": "a", "denominator": "b", "months": [month]}}}


def _twice() -> dict:
    held = _month()
    held["definition"]["reported by the provider"]["months"] *= 2
    return held


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"wording": None}, "has no wording"),
        ({"wording": "  "}, "has no wording"),
        ({"wording": ["a"]}, "has no wording"),
        ({"wording": "x" * 501}, "wording is longer than 500"),
        ({"colour": "blue"}, "Nobody knows the key “colour” of a measure"),
        ({"definition": None}, "has no definition"),
        ({"definition": {"share": {}}}, "definition is not one of three"),
        ({"definition": ANSWERS | EVENTS}, "definition is not one of three"),
        ({"definition": {"share answering yes": {"question": "Q?", "yes": "Yes"}}}, "no is not a list of texts"),
        ({"definition": {"share answering yes": {"question": "Q?", "yes": [], "no": "No"}}}, "yes is not a list"),
        ({"definition": {"share answering yes": {"question": "Q?", "yes": "Yes", "no": "yes"}}}, "both yes and no"),
        ({"definition": {"share answering yes": {"question": "", "yes": "Yes", "no": "No"}}}, "has no question"),
        ({"definition": {"share of events": {"kind": "a", "field": "b", "good": "c", "bad": "d"}}}, "key “bad”"),
        ({"cut": {"theme": "Parking"}}, "Nobody knows the key “theme” of a measure's cut"),
        ({"cut": {"role": [{}]}}, "role is not a list of texts"),
        ({"period": "week"}, "period is “week”"),
        ({"standing": "signed"}, "standing is “signed”"),
        ({"threshold": {"at least": 85}}, "“85” is no share"),
        ({"threshold": {"at least": "lots"}}, "“lots” is no share"),
        ({"threshold": {"at least": 0}}, "“0” is no share"),
        ({"threshold": {"at least": True}}, "“True” is no share"),
        ({"threshold": {"at least": 0.8, "at most": 0.9}}, "threshold is not one share"),
        ({"threshold": 0.8}, "has no threshold"),
        (_month(month="May 2026"), "“May 2026” is not a month"),
        (_month(month="2026-13"), "“2026-13” is not a month"),
        (_month(numerator=13), "In 2026-03 the numerator, 13, is above the denominator, 12"),
        (_month(numerator="three"), "numerator of 2026-03 is not a whole number"),
        (_month(denominator=-1), "denominator of 2026-03 is not a whole number"),
        (_month(denominator=1.5), "denominator of 2026-03 is not a whole number"),
        (_month(note="x"), "Nobody knows the key “note” of a reported month"),
        (_twice(), "2026-03 is reported twice"),
    ],
)
def test_a_file_that_is_wrong_says_what_is_wrong(tmp_path, change, reason):
    with pytest.raises(BadDefinition) as refused:
        read(tmp_path, GOOD | change)
    assert reason in str(refused.value)


@pytest.mark.parametrize("text", ["", "- a", "7", "wording: [", "a: &a [*a]", "key: 2026-02-31", "\x00", "{" * 5_000])
def test_what_is_no_measure_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(BadDefinition):
        read(tmp_path, text)
    with pytest.raises(BadDefinition):
        load_measure(tmp_path / "gone.yaml")

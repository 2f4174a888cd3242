"""A measure is written as its file holds it, and read back the same."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from goldthread.insight.measures import as_held, load_measure, measure_from
from goldthread.insight.measures.reading import MORE
from goldthread.vocabulary import BadDefinition, Cut
from goldthread.vocabulary.measures import (
    Measure,
    ReportedCounts,
    ReportedMonth,
    ShareOfAnswers,
    ShareOfEvents,
    Threshold,
)


TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: text == text.strip())
SEVERAL = st.lists(TEXTS, min_size=1, max_size=4)
SOME = st.one_of(st.just(()), SEVERAL.map(tuple))


@st.composite
def two_sides(draw):
    every = draw(st.lists(TEXTS, min_size=2, max_size=6, unique_by=str.casefold))
    place = draw(st.integers(1, len(every) - 1))
    return tuple(every[:place]), tuple(every[place:])


@st.composite
def reported(draw):
    names = sorted(draw(st.sets(st.builds("{:04}-{:02}".format, st.integers(2000, 2199), st.integers(1, 12)))))
    of = [draw(st.integers(0, 10**9 - 1)) for _ in names]
    months = [
        ReportedMonth(month=name, numerator=draw(st.integers(0, n)), denominator=n)
        for name, n in zip(names, of, strict=True)
    ]
    return ReportedCounts(numerator=draw(TEXTS), denominator=draw(TEXTS), months=tuple(months))


@st.composite
def measures(draw):
    first, second = draw(two_sides())
    answers = st.builds(ShareOfAnswers, question=TEXTS, yes=st.just(first), no=st.just(second))
    events = st.builds(ShareOfEvents, kind=TEXTS, field=TEXTS, good=st.just(first), other=st.just(second))
    cut = Cut(
        organisations=draw(SOME),
        services=draw(SOME),
        teams=draw(SOME),
        roles=draw(SOME),
        pathway=draw(st.one_of(st.just(""), TEXTS)),
        touchpoint=draw(st.one_of(st.just(""), TEXTS)),
    )
    share = st.floats(0, 1, exclude_min=True, allow_subnormal=False)
    return Measure(
        key=draw(TEXTS),
        wording=draw(TEXTS),
        definition=draw(st.one_of(answers, events, reported())),
        cut=cut,
        period=draw(st.sampled_from(["month", "quarter"])),
        threshold=draw(st.none() | st.builds(Threshold, share=share, at_most=st.booleans())),
        standing=draw(st.sampled_from(["watched", "agreed"])),
        more=tuple((name, draw(TEXTS)) for name in MORE if draw(st.booleans())),
    )


@given(measures())
def test_any_measure_comes_back_as_it_was(measure):
    held = as_held(measure)
    assert measure_from(held) == measure
    assert measure_from(json.loads(json.dumps(held))) == measure


def test_a_measure_is_written_as_a_file_that_can_be_read(tmp_path):
    made = Measure(
        key="we-know",
        wording="We know who is coming: always.",
        definition=ShareOfAnswers(question="Did you know?", yes=("Yes",), no=("No", "7")),
        cut=Cut(roles=("carer",)),
        threshold=Threshold(share=0.85),
    )
    path = tmp_path / "we-know.yaml"
    path.write_text(yaml.safe_dump(as_held(made)), encoding="utf-8")
    assert load_measure(path) == made
    assert as_held(made) == {
        "key": "we-know",
        "wording": "We know who is coming: always.",
        "definition": {"share answering yes": {"question": "Did you know?", "yes": ["Yes"], "no": ["No", "7"]}},
        "cut": {"role": ["carer"]},
        "threshold": {"at least": 0.85},
    }


def test_a_cut_that_no_measure_has_is_not_written():
    definition = ShareOfAnswers(question="Did you know?", yes=("Yes",), no=("No",))
    made = Measure(key="k", wording="w", definition=definition, cut=Cut(themes=("Parking",)))
    with pytest.raises(BadDefinition):
        as_held(made)


def test_a_measure_without_a_key_takes_the_name_that_is_given():
    held = {"wording": "We know.", "definition": {"reported by the provider": {"numerator": "a", "denominator": "b"}}}
    assert measure_from(held, "we-know").key == "we-know"
    with pytest.raises(BadDefinition, match="has no key"):
        measure_from(held)

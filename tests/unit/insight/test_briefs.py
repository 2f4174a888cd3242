"""A brief says what is held, how sure that is, what contradicts it and who was not heard; and hides what is small."""

from datetime import date

import pytest

from goldthread.insight import brief, contradictions, silences
from goldthread.insight.asking import closed_on
from goldthread.insight.sections import Heard, number
from goldthread.vocabulary import Cut, NotFound, Terms
from goldthread.vocabulary.listing import listed
from tests.unit.insight.test_layers import ASHA, HOME, OWNER, PIECES, held, told


SHOWN = "to show who is missing."
CARERS = Cut(touchpoint="out", roles=("carer",))


def test_it_has_its_parts_in_order_and_every_table_is_disclosed(tmp_path):
    found = brief(held(tmp_path, PIECES), OWNER, HOME, CARERS, on=date(2026, 6, 1))
    assert [part.key for part in found.sections] == [
        "said",
        "felt",
        "words",
        "numbers",
        "sure",
        "against",
        "unheard",
        "initiatives",
        "sources",
    ]
    assert {part.table.disclosed_for for part in found.sections if part.table is not None} == {"owner"}
    assert found.title == "Already known about Home: Ward → home"
    assert found.held == "You already have 27 comments, 0 complaints and 0 surveys on this."
    assert found.as_dict()["sections"][1]["rows"][0]["n"] == 27


def test_it_says_how_many_people_and_that_nobody_has_checked(tmp_path):
    sure = brief(held(tmp_path, PIECES), OWNER, HOME, CARERS).section("sure").sentences
    assert "27 answers in words, from 27 people, are behind this." in sure
    assert any("Nobody has checked them" in sentence for sentence in sure)
    assert any(sentence.startswith("Alone: ") for sentence in sure)


def test_it_says_who_was_not_heard(tmp_path):
    unheard = " ".join(brief(held(tmp_path, PIECES), OWNER, HOME).unheard)
    assert "No staff were heard." in unheard
    assert "9 answers do not say" in unheard
    assert "There are no comments about Care, although it is part of this journey." in unheard
    assert "missing by age, ethnic group, language, living alone, disability, sex or deprivation: few or no" in unheard


def test_what_promises_hide_is_not_used(tmp_path):
    into = held(tmp_path, PIECES)
    into.publish(Terms(hidden_fields=frozenset({"about:age"}), made_by="panel:one", made_on="2026-05-01"))
    unheard = brief(into, OWNER, HOME).unheard
    assert any("Our data promises do not allow" in sentence for sentence in unheard)


def test_a_part_that_promises_close_says_so_and_the_others_stand(tmp_path):
    into = held(tmp_path, PIECES)
    into.publish(Terms(hidden_fields=frozenset({"themes"}), made_by="panel:one", made_on="2026-05-01"))
    found = brief(into, OWNER, HOME)
    closed = [part for part in found.sections if part.title.startswith("Not shown")]
    assert "said" in {part.key for part in closed}
    assert all("“themes”" in sentence and "panel:one" in sentence for part in closed for sentence in part.sentences)
    assert found.section("felt").rows()


def test_a_brief_says_by_what_it_was_narrowed(tmp_path):
    narrow = Cut(services=("Ward 1", "Ward 2"), sentiments=("4", "5"), roles=("carer",))
    assert brief(held(tmp_path, PIECES), OWNER, None, narrow).about == (
        "What carers said, at any time; service: Ward 1 or Ward 2; how it felt: Negative."
    )


def test_it_names_the_disagreement_only_of_what_was_asked(tmp_path):
    into = held(tmp_path, PIECES)
    everywhere = brief(into, OWNER, HOME).section("against").sentences
    here = brief(into, OWNER, HOME, Cut(touchpoint="out")).section("against").sentences
    assert len(everywhere) == 2
    assert here[0].startswith("Ward → home: patients find it mostly positive (relieved 20), but carers find it mostly ")
    assert len(here) == 1 and "(alone 27 and confused 12)" in here[0]


def test_few_people_open_no_figures_to_a_partner(tmp_path):
    few = told((3, "carer", ("discharge",), ("alone",)), (30, "patient", ("stay",), ("happy",)))
    into = held(tmp_path, few)
    found = brief(into, ASHA, HOME, CARERS)
    assert found.held == "You have fewer than 5 answers with words in each place, or none."
    assert found.section("words").passages == ()
    assert "Fewer than five people in each place told us in words, or none." in found.section("sure").sentences
    assert [row[2] for row in found.section("felt").rows()] == [None]
    assert found.section("said").rows() == found.section("sources").rows() == found.section("numbers").rows() == []
    nobody = brief(held(tmp_path / "nobody", few[3:]), ASHA, HOME, CARERS)
    parts = [{one["key"]: one for one in made.as_dict()["sections"]} for made in (nobody, found)]
    for made in parts:
        del made["felt"]["sentences"]  # of the whole journey, where three people more are three people more
    assert (nobody.held, parts[0]) == (found.held, parts[1])
    exact = brief(into, OWNER, HOME, CARERS)
    assert [row[2] for row in exact.section("felt").rows()] == [3]
    assert len(exact.section("words").passages) == 3


def test_nothing_at_all_is_said_plainly(tmp_path):
    found = brief(held(tmp_path, PIECES), OWNER, HOME, Cut(since=date(2030, 1, 1)))
    assert found.held == "You already have 0 comments, 0 complaints and 0 surveys on this."
    assert "No patients, carers or staff were heard." in found.unheard
    assert found.section("said").rows() == []


def test_a_reader_without_words_gets_findings_alone(tmp_path):
    found = brief(held(tmp_path, PIECES), ASHA, HOME, CARERS)
    assert found.section("words").passages == ()
    assert found.section("felt").rows()[0][2] in (25, 30)
    assert found.disclosed_for == "partner"


def test_an_unknown_moment_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        brief(held(tmp_path, PIECES), OWNER, HOME, Cut(touchpoint="lunch"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("English", 160),), []),
        ((("English", 100),), ["Only about 100 of 200 answers record language."]),
        ((("", 40),), []),
        ((("English", None), ("Polish", None)), [f"Too few answers record language {SHOWN}"]),
        ((("English", 195), ("Polish", 5), ("prefer not to say", 60)), ["Few were heard: language “Polish”."]),
        ((("English", 100), ("Polish", 100)), []),
    ],
)
def test_people_who_are_missing_by_a_characteristic(rows, said):
    assert silences.of_people(Heard(name="language", rows=rows, answers=200)) == said


def test_people_living_alone_are_named_as_people():
    heard = Heard(name="living alone", rows=(("No", 300), ("Yes", 5)), answers=305)
    assert silences.of_people(heard) == ["Few were heard: people living alone."]


def test_quiet_months_are_named_or_counted():
    quiet = Heard(name="month", rows=(("2026-01", 4), ("2026-03", None), ("2026-04", 9)))
    assert silences.of_months(quiet) == ["There were few comments or none in February 2026 and March 2026."]
    long = Heard(name="month", rows=(("2025-01", 4), ("2026-01", 9)))
    assert silences.of_months(long)[0].startswith("In 11 months there were few comments or none, first in Febr")


@pytest.mark.parametrize(
    ("score", "positive", "negative", "found"),
    [(84.0, 40.0, 45.0, 1), (84.0, 70.0, 20.0, 0), (40.0, 60.0, 20.0, 1), (None, 10.0, 80.0, 0), (84.0, None, None, 0)],
)
def test_scores_and_words_that_point_different_ways(score, positive, negative, found):
    assert len(contradictions.of_scores({"FFT": score}, positive, negative)) == found


def test_lists_and_numbers_read_as_people_say_them():
    assert listed(["a"]) == "a" and listed(["a", "b", "c"], "or") == "a, b or c" and listed([]) == ""
    assert number(1, "story", "stories") == "1 story" and number(None, "comment") == "fewer than 5 comments, or none"


def test_answers_that_do_not_say_who_gave_them_are_read_and_never_called_silence(tmp_path):
    into = held(tmp_path, told((9, "unknown", ["discharge"], ["alone"])))
    found = brief(into, OWNER)
    assert len(found.section("words").passages) == 6
    assert "None of the 9 answers says whether a patient, a carer or a member of staff gave it." in found.unheard
    assert not any("were heard" in sentence for sentence in found.unheard)


def test_an_owner_is_told_that_nobody_spoke_and_never_that_words_are_closed(tmp_path):
    found = brief(held(tmp_path, PIECES), OWNER, None, Cut(services=("Nowhere",)))
    assert found.section("words").sentences == ("There are no comments on this.",)


def test_suggestions_do_not_contradict_good_scores(tmp_path):
    good = [{"n": n, "score": "1", "question_type": "what_good", "sentiment": "1"} for n in range(20)]
    better = [{"n": 20 + n, "score": "1", "question_type": "could_improve", "sentiment": "4"} for n in range(30)]
    found = brief(held(tmp_path, [*good, *better]), OWNER)
    assert found.section("against").sentences == ("No sources disagree.",)


def test_hard_words_that_nobody_asked_for_do(tmp_path):
    pieces = [{"n": n, "score": "1", "question_type": "nonspecific", "sentiment": "5"} for n in range(20)]
    assert (
        "not counting answers to “What could be better?”"
        in brief(held(tmp_path, pieces), OWNER).section("against").sentences[0]
    )


def test_suggestions_are_counted_apart_from_how_people_felt(tmp_path):
    felt = [{"n": n, "score": "1", "question_type": "nonspecific", "sentiment": "1"} for n in range(20)]
    ideas = [{"n": 20 + n, "score": "1", "question_type": "suggestion", "sentiment": None} for n in range(30)]
    found = brief(held(tmp_path, [*felt, *ideas]), OWNER)
    assert "30 answers are suggestions. They are not counted in how people felt." in found.section("said").sentences
    assert found.section("against").sentences == ("No sources disagree.",)
    assert "suggestion" not in str(brief(held(tmp_path / "none", felt), OWNER).section("said").sentences)


def test_one_that_may_be_passed_on_says_first_of_which_day_it_is(tmp_path):
    into = held(tmp_path, PIECES)
    shared, exact = brief(into, OWNER.for_everybody()), brief(into, OWNER)
    as_of = f"The figures are as of {closed_on(into)}. Answers imported since then are counted from "
    assert as_of in shared.about
    assert shared.as_dict()["about"] == shared.about
    assert "as of" not in exact.about

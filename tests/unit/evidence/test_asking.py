from dataclasses import replace
from datetime import date

import pytest

from goldthread.vocabulary import (
    THEMES,
    Acceptance,
    ClosedByPromise,
    Code,
    Cut,
    Membership,
    NoRight,
    NotFound,
    PathwayMap,
    Scope,
    Terms,
    Touchpoint,
    WrongUsage,
)
from tests.builders.evidence import KEY, keep, store


OWNER = Scope.owner()
PROVIDER = Scope(person="ben", audience="provider", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}))


@pytest.fixture
def held(tmp_path):
    made = store(tmp_path)
    keep(
        made,
        [
            {"n": 1, "themes": ["Discharge"], "sentiment": "5", "feelings": ["alone"], "touchpoints": ["discharge"]},
            {"n": 2, "themes": ["Discharge", "Parking"], "sentiment": "1", "organisation": "XTC", "service": "Nursing"},
            {
                "n": 3,
                "themes": [],
                "date": date(2026, 6, 1),
                "touchpoints": ["discharge"],
                "feelings": ["alone", "sad"],
            },
            {"n": 4, "answered": "blank", "text": "", "date": None, "about": (("age", "75-84"),)},
        ],
    )
    return made


def rows(table, *keys):
    return {tuple(row[key] for key in keys): row for row in table.rows}


def test_volumes_count_answers_and_people_by_month(held):
    table = held.ask(OWNER, "volumes", by=("month",))
    assert {key: row["n"] for key, row in rows(table, "month").items()} == {("",): 1, ("2026-05",): 2, ("2026-06",): 1}
    assert (table.denominator, table.people) == (4, 4)
    assert table.disclosed_for is None


def test_volumes_by_a_characteristic_carry_a_cell_key(held):
    raw = held.ask(OWNER, "volumes", by=("about:age",), as_of=(10**9, "9999"))
    (cell,) = (row for row in raw.columns.to_pylist() if row["about:age"] == "75-84")
    assert cell["cell_key"] == int(KEY.identify("person", "4")[:8], 16)


def test_themes_count_sentiment_and_are_out_of_answers_with_words(held):
    table = held.ask(OWNER, "themes")
    discharge = rows(table, "theme")[("Discharge",)]
    assert (discharge["n"], discharge["positive"], discharge["negative"], discharge["agreed"]) == (2, 1, 1, 0)
    assert table.denominator == 3


def test_journey_has_a_total_for_each_kind_and_a_row_for_each_feeling(held):
    table = held.ask(OWNER, "journey")
    got = {key: row["n"] for key, row in rows(table, "touchpoint", "feeling").items()}
    assert got == {("", ""): 1, ("discharge", ""): 2, ("discharge", "alone"): 2, ("discharge", "sad"): 1}


def test_a_scope_never_widens(held):
    assert held.ask(PROVIDER, "volumes").denominator == 3
    assert held.ask(Scope.nobody(), "volumes").denominator == 0
    words = held.ask(PROVIDER, "words")
    assert {item.organisation for item in words.items} == {"XWR"}
    assert held.ask(Scope.nobody(), "words").items == ()


def test_words_come_with_their_codes_and_place(held):
    passage = held.ask(OWNER, "feedback", id=KEY.identify("id", "1")).items[0]
    assert passage.text == "The staff were kind to me."
    assert {(code.label, code.status) for code in passage.codes} == {
        ("Discharge", "suggested"),
        ("5", "suggested"),
        ("alone", "suggested"),
        ("discharge", "suggested"),
    }


def test_cuts_narrow_by_label_date_and_question(held):
    assert held.ask(OWNER, "words", Cut(themes=("Parking",))).total == 1
    assert held.ask(OWNER, "words", Cut(since=date(2026, 6, 1))).total == 1
    assert held.ask(OWNER, "words", Cut(feelings=("alone",), sentiments=("5",))).total == 1
    assert held.ask(OWNER, "words", Cut(question_types=("what_good",))).total == 0


def test_data_promises_hold_whoever_asks(held):
    held.publish(Terms(hidden_fields=frozenset({"service"}), made_by="panel:1"))
    with pytest.raises(NoRight):
        held.ask(OWNER, "volumes", by=("service",))
    assert held.ask(OWNER, "words").items[0].service == ""
    held.publish(Terms(sources=frozenset({"stories"}), made_by="panel:1"))
    assert held.ask(OWNER, "volumes").denominator == 0
    held.publish(Terms(uses=frozenset({"share publicly"}), made_by="panel:1"))
    with pytest.raises(ClosedByPromise, match="improve care.*panel:1"):
        held.ask(OWNER, "volumes")
    assert held.ask(replace(OWNER, use="share publicly"), "volumes").denominator == 4


def test_people_s_marks_are_laid_over_and_nothing_is_overwritten(held):
    first = KEY.identify("id", "1")
    held.mark([(first, Code(THEMES, "Discharge", "person:asha", 1.0, "rejected"))])
    held.mark([(first, Code(THEMES, "Feeling safe", "person:asha", 1.0, "agreed"))])
    table = rows(held.ask(OWNER, "themes"), "theme")
    assert table[("Discharge",)]["n"] == 1
    assert (table[("Feeling safe",)]["n"], table[("Feeling safe",)]["agreed"]) == (1, 1)
    held.mark([(first, Code(THEMES, "Discharge", "person:ben", 1.0, "agreed"))])
    assert rows(held.ask(OWNER, "themes"), "theme")[("Discharge",)]["agreed"] == 1
    codes = held.ask(OWNER, "feedback", id=first).items[0].codes
    assert [c.status for c in codes if c.label == "Discharge"] == ["rejected", "agreed"]


def test_only_software_suggests(held):
    with pytest.raises(ValueError, match="only software"):
        held.mark([(KEY.identify("id", "1"), Code(THEMES, "Discharge", "person:asha", 1.0))])


def pathway(*points: Touchpoint) -> PathwayMap:
    members = (Membership(organisation="XWR", service="Therapies"), Membership(organisation="XTC", service="Nursing"))
    return PathwayMap(key="home", version=1, title="Home", about="", members=members, touchpoints=points)


def test_a_named_point_takes_its_kinds_and_services(held):
    home = Touchpoint(key="going-home", title="Going home", about="", kinds=("discharge", "aftercare"))
    held.publish(pathway(home))
    table = rows(held.ask(OWNER, "journey", Cut(pathway="home")), "touchpoint", "feeling")
    assert table[("going-home", "")]["n"] == 2
    assert held.ask(OWNER, "words", Cut(pathway="home", touchpoint="going-home")).total == 2
    with pytest.raises(NotFound):
        held.ask(OWNER, "journey", Cut(pathway="nowhere"))
    with pytest.raises(NotFound):
        held.ask(OWNER, "words", Cut(pathway="home", touchpoint="nowhere"))


def test_a_transition_counts_for_both_sides_and_its_words_for_one(held):
    both = (("XWR", "Therapies"), ("XTC", "Nursing"))
    held.publish(
        pathway(Touchpoint(key="t", title="T", about="", kinds=("discharge",), services=both, transition=True))
    )
    for code in ("XWR", "XTC"):
        held.publish(accepts(code, both))
    other = Scope(person="tom", audience="provider", organisations=frozenset({"XTC"}), words_from=frozenset({"XTC"}))
    table = rows(held.ask(other, "journey", Cut(pathway="home")), "touchpoint", "feeling")
    assert table[("t", "")]["n"] == 2
    assert held.ask(other, "words", Cut(pathway="home", touchpoint="t")).items == ()


def accepts(organisation, services, kinds=("discharge",), holds=True) -> Acceptance:
    return Acceptance(
        pathway="home", touchpoint="t", organisation=organisation, services=services, kinds=kinds, holds=holds
    )


def test_a_pathway_gives_nobody_anything_until_each_organisation_has_accepted_the_transition_as_it_is(held):
    both = (("XWR", "Therapies"), ("XTC", "Nursing"))
    point = Touchpoint(key="t", title="T", about="", kinds=("discharge",), services=both, transition=True)
    held.publish(pathway(point))
    other = Scope(person="tom", audience="provider", organisations=frozenset({"XTC"}), words_from=frozenset({"XTC"}))

    def seen() -> tuple[int, int]:
        table = rows(held.ask(other, "journey", Cut(pathway="home")), "touchpoint", "feeling")
        volumes = held.ask(other, "volumes", Cut(pathway="home"), shared_points=True).denominator
        return table[("t", "")]["n"] if ("t", "") in table else 0, volumes

    own = seen()
    for accepted in (accepts("XTC", both), accepts("XWR", both[:1]), accepts("XWR", both, kinds=("discharge", "food"))):
        held.publish(accepted)
        assert seen() == own, "one side, or a moment that was another, is not both"
    held.publish(accepts("XWR", both[::-1]))
    assert seen() > own and seen()[0] == 2 and seen()[1] > own[1]
    held.publish(accepts("XWR", both, holds=False))
    assert seen() == own, "and it can be taken back"
    held.publish(accepts("XWR", both))
    held.publish(pathway(replace(point, kinds=("discharge", "food"))))
    assert seen() == own, "what was accepted was another moment"


def test_unknown_questions_and_splits_are_refused_in_plain_words(held):
    with pytest.raises(WrongUsage, match="does not answer"):
        held.ask(OWNER, "everything")
    with pytest.raises(WrongUsage, match="cannot be split"):
        held.ask(OWNER, "volumes", by=("text",))


def test_a_citation_knows_whether_its_words_still_stand(held):
    citation = held.cite(OWNER, KEY.identify("id", "1"), 4, 9)
    assert (citation.passage, citation.reference) == ("staff", f"feedback:{citation.id}")
    assert held.still_stands(OWNER, citation)
    with pytest.raises(NotFound):
        held.cite(Scope.nobody(), citation.id)


def test_an_empty_store_answers_with_nothing(tmp_path):
    empty = store(tmp_path)
    assert empty.ask(OWNER, "themes").rows == ()
    assert empty.ask(OWNER, "volumes").denominator == 0
    assert empty.counts()["feedback"] == 0


def test_what_is_written_out_for_one_asker_and_cut_answers_no_other(held):
    of_other = Scope(person="dai", audience="provider", organisations=frozenset({"XOT"}), words_from=frozenset({"XOT"}))
    for _ in range(2):
        assert held.ask(OWNER, "themes").denominator == 3
        assert held.ask(PROVIDER, "themes").denominator == 2
        assert held.ask(of_other, "themes").denominator == 0
        assert held.ask(PROVIDER, "words", Cut(themes=("Parking",))).items == ()
        held.publish(Terms(hidden_fields=frozenset({"about:age"}), made_by="panel"))  # all is asked anew


def test_few_cuts_are_kept_written_out(held):
    many = [Cut(organisations=("XWR",), themes=(f"Theme {n}",)) for n in range(140)]
    assert not any(held.ask(OWNER, "words", cut).items for cut in many)
    assert 0 < held.in_memory().cuts <= 129
    assert held.ask(OWNER, "words", Cut(themes=("Parking",))).total == 1

"""What people said of themselves is shared alike with everybody: of whole places, and as of the last close."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from goldthread.insight import brief, volumes
from goldthread.vocabulary import Cut, NotShared, Scope
from tests.builders.evidence import keep, store


ETHNIC = ("Asian", "White", "", "Black", "Asian", "Mixed")
OWNER = Scope.owner()
WARD = Scope(
    person="wim",
    audience="own team",
    organisations=frozenset({"XWR"}),
    words_from=frozenset({"XWR"}),
    services=frozenset({("XWR", "A")}),
)
ALL = Scope(person="nell", audience="provider", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}))
PARTNER = Scope(person="asha", audience="partner", organisations=frozenset({"XWR"}), words_from=frozenset())
HERE = Cut(organisations=("XWR",), services=("A",))
MAY = replace(HERE, since=date(2026, 5, 1), until=date(2026, 5, 31))
ANSWERED = "Did you feel safe?"
READERS = pytest.mark.parametrize("scope", [OWNER, WARD, ALL], ids=["owner", "ward", "provider"])


def told(n, **more):
    own = ETHNIC[n % len(ETHNIC)]
    return {
        "n": n,
        "service": "A",
        "date": date(2026, 5, 1) + timedelta(days=n % 30),
        "about": (("ethnicity", own),) if own else (),
        "extra": ((ANSWERED, "Yes" if n % 3 else "No"),),
    } | more


@pytest.fixture
def held(tmp_path):
    made = store(tmp_path)
    keep(made, [told(n) for n in range(60)])
    return made


def people(held, scope, cut):
    return [one for one in brief(held, scope, None, cut).unheard if any(word in one for word in PERSONAL)]


def days(first, last):
    return replace(HERE, since=date(2026, 5, first), until=date(2026, 5, last))


PERSONAL = ("ethnic", "disab", "personal details")
NARROWED = {
    "five days": days(1, 5),
    "a month": MAY,
    "a year": replace(HERE, since=date(2026, 4, 1), until=date(2027, 3, 31)),
    "a role": replace(HERE, roles=("patient",)),
    "a kind": replace(HERE, kinds=("survey",)),
    "a theme": replace(HERE, themes=("Parking",)),
}


@READERS
@pytest.mark.parametrize("cut", NARROWED.values(), ids=NARROWED)
def test_a_choice_within_a_place_tells_nothing_of_who_people_are(held, scope, cut):
    with pytest.raises(NotShared, match="whole services and organisations only"):
        volumes(held, scope, cut, by=("about:ethnicity",))


@READERS
def test_a_brief_of_such_a_choice_says_what_is_given_instead(held, scope):
    of_all = people(held, scope, HERE)
    for cut in (NARROWED["five days"], NARROWED["a month"], NARROWED["a role"], NARROWED["a year"]):
        first, *others = people(held, scope, cut)
        assert first.startswith("Age and other personal details are shown for whole services and organisations only.")
        assert others == of_all


@READERS
def test_readers_of_the_words_are_told_the_figures_that_everybody_is(held, scope):
    shown = volumes(held, scope, HERE, by=("about:ethnicity",))
    assert shown.rows == volumes(held, PARTNER, HERE, by=("about:ethnicity",)).rows != ()
    assert not shown.asked["exact"]


@READERS
def test_one_more_comment_changes_nothing_before_the_next_close(held, scope):
    before = volumes(held, scope, HERE, by=("about:ethnicity",)).rows
    words = people(held, scope, HERE)
    keep(held, [told(1_000 + n, about=(("ethnicity", "Roma"),)) for n in range(9)], file="later.csv")
    assert volumes(held, scope, HERE, by=("about:ethnicity",)).rows == before
    assert people(held, scope, HERE) == words


@READERS
def test_a_column_that_nobody_knows_is_no_split_at_all(held, scope):
    shown = volumes(held, scope, MAY, by=(f"extra:{ANSWERED}",))
    assert shown.rows == () and "not given" in " ".join(shown.notes)


@pytest.mark.parametrize("scope", [WARD, ALL])
def test_answers_to_closed_questions_are_of_listed_cuts_alone(held, scope):
    """A column beside the words may say who people are, whatever it is called."""
    of_days, of_may = (
        " ".join(brief(held, scope, None, cut).section("numbers").sentences) for cut in (days(1, 9), MAY)
    )
    assert ANSWERED not in of_days and "survey" not in brief(held, scope, None, days(1, 9)).held
    assert "We do not show what people answered for this choice. Choose one role or all" in of_days
    assert "said “Yes”" in of_may and "are rounded to 5, and as of" in of_may


TOILETS = "If you are disabled, could you reach the toilets?"


@pytest.mark.parametrize("scope", [WARD, ALL, PARTNER], ids=["ward", "provider", "partner"])
def test_that_the_only_writer_of_a_day_answered_what_disabled_people_are_asked_is_not_told(tmp_path, scope):
    made = store(tmp_path)
    asked = {"extra": ((TOILETS, "Yes"),), "about": ()}
    keep(made, [told(n, **(asked if n % 3 == 0 else {})) for n in range(90)])
    rude = replace(HERE, since=date(2026, 6, 7), until=date(2026, 6, 7))
    keep(made, [told(900, **asked | {"date": rude.since, "text": "The sister was rude."})], file="later.csv")
    for cut in (rude, days(4, 4), MAY, replace(HERE, roles=("patient",))):
        if scope is not PARTNER or cut.since in (None, MAY.since):
            found = brief(made, scope, None, cut)
            assert TOILETS not in " ".join(found.section("numbers").sentences), cut
    assert f"A survey asked “{TOILETS}”. About 30 people answered" in " ".join(
        brief(made, scope, None, HERE).section("numbers").sentences
    )


def of_one(role, n, own="Yes"):
    return told(n, role=role, about=(("disability", own),) if own else ())


ALIKE = (
    "We cannot show who is missing by age, ethnic group, language, living alone, disability, sex or deprivation: few"
)


@READERS
def test_five_writers_and_a_carer_more_tell_nothing_of_themselves(tmp_path, scope):
    """Four disabled patients are too few to show; with the one carer, whose words a reader knows, they were five."""
    made = store(tmp_path)
    keep(made, [*(of_one("patient", n) for n in range(4)), of_one("carer", 4)])
    fewer = "Fewer than 20 people told us here"
    for cut in (HERE, replace(HERE, roles=("patient",)), replace(HERE, roles=("carer",))):
        assert people(made, scope, cut)[-1].startswith(fewer)
    assert volumes(made, scope, HERE, by=("about:disability",)).rows == ()


@pytest.mark.parametrize("recorded", [19, 0], ids=["all recorded", "none recorded"])
def test_fewer_than_twenty_people_are_told_alike_whatever_they_recorded(tmp_path, recorded):
    made = store(tmp_path)
    keep(made, [of_one("patient", n, "Yes" if n < recorded else "") for n in range(19)])
    (only,) = people(made, ALL, HERE)
    assert only.startswith("Fewer than 20 people told us here")
    shown = volumes(made, ALL, HERE, by=("about:disability",))
    assert (shown.rows, shown.denominator) == ((), None) and only in shown.notes


@pytest.mark.parametrize("yes", [60, 56, 0], ids=["all", "nearly all", "nobody"])
def test_an_answer_that_may_be_everybodys_is_not_told_from_none_at_all(tmp_path, yes):
    made = store(tmp_path)
    keep(made, [of_one("patient", n, "Yes" if n < yes else "") for n in range(60)])
    assert people(made, ALL, HERE)[0].startswith(ALIKE)


def test_the_only_answer_that_shows_is_not_called_the_only_one(tmp_path):
    made = store(tmp_path)
    keep(made, [of_one("patient", n, "Yes" if n < 30 else "") for n in range(60)])
    said = " ".join(people(made, ALL, HERE))
    assert "Only about 30 of 60 answers record disability." in said and "Only one" not in said and "“Yes”" not in said


def test_an_organisation_is_not_told_where_its_rest_beside_one_service_is_few(tmp_path):
    made = store(tmp_path)
    whole, by = Cut(organisations=("XWR",)), ("about:disability",)
    keep(made, [of_one("patient", n, "Yes" if n % 2 else "No") for n in range(60)])
    assert volumes(made, ALL, whole, by=by).rows == volumes(made, ALL, HERE, by=by).rows != ()
    more = store(tmp_path / "more")
    pieces = [of_one("patient", n, "Yes" if n % 2 else "No") for n in range(60)]
    keep(more, [*pieces, of_one("carer", 70) | {"service": "B"}])
    assert volumes(more, ALL, whole, by=by).rows == () and volumes(more, ALL, HERE, by=by).rows

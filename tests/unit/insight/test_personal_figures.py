"""What people said of themselves is shared alike with everybody: by the closed list, and as of the last close."""

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
    return [one for one in brief(held, scope, None, cut).unheard if "ethnic" in one]


@READERS
def test_days_that_a_reader_chooses_tell_nothing_of_who_people_are(held, scope):
    first = date(2026, 5, 1)
    for since, until in ((0, 4), (1, 4), (0, 29), (3, 12), (0, 60)):
        cut = replace(HERE, since=first + timedelta(days=since), until=first + timedelta(days=until))
        (only,) = people(held, scope, cut)
        assert only.startswith("We do not show who is missing by age, ethnic group or other personal details")
        assert "one calendar month, one financial year" in only
        with pytest.raises(NotShared):
            volumes(held, scope, cut, by=("about:ethnicity",))


@READERS
@pytest.mark.parametrize("cut", [HERE, MAY], ids=["all time", "a month"])
def test_readers_of_the_words_are_told_the_figures_that_everybody_is(held, scope, cut):
    shown = volumes(held, scope, cut, by=("about:ethnicity",))
    assert shown.rows == volumes(held, PARTNER, cut, by=("about:ethnicity",)).rows != ()
    assert not shown.asked["exact"]


@READERS
def test_one_more_comment_changes_nothing_before_the_next_close(held, scope):
    before = volumes(held, scope, MAY, by=("about:ethnicity",)).rows
    words = people(held, scope, MAY)
    keep(held, [told(1_000 + n, about=(("ethnicity", "Roma"),)) for n in range(9)], file="later.csv")
    assert volumes(held, scope, MAY, by=("about:ethnicity",)).rows == before
    assert people(held, scope, MAY) == words


@READERS
def test_a_column_that_nobody_knows_is_no_split_at_all(held, scope):
    shown = volumes(held, scope, MAY, by=(f"extra:{ANSWERED}",))
    assert shown.rows == () and "not given" in " ".join(shown.notes)


@pytest.mark.parametrize("scope", [WARD, ALL])
def test_answers_to_closed_questions_are_of_listed_cuts_alone(held, scope):
    """A column beside the words may say who people are, whatever it is called."""
    days = replace(MAY, until=date(2026, 5, 9))
    of_days, of_may = (" ".join(brief(held, scope, None, cut).section("numbers").sentences) for cut in (days, MAY))
    assert "18 people answered." in of_days and "said" not in of_days
    assert "We do not show what people answered for this choice. Choose one role or all" in of_days
    assert "said “Yes”" in of_may and "is rounded to 5, and as of" in of_may


def test_a_single_answer_that_is_shown_is_not_said_to_be_everybodys(tmp_path):
    made = store(tmp_path)
    keep(made, [told(n, about=(("ethnicity", "Asian" if n < 20 else "White"),)) for n in range(23)])
    (said,) = people(made, PARTNER, MAY)
    assert said.startswith("Only one answer on ethnic group was given by 5 people or more: “Asian”. Few or no answers")

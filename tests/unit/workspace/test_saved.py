"""Saved searches: kept by name, asked again as they were, and gone with the words that they repeat."""

import json
from dataclasses import dataclass
from datetime import date

import pytest

from goldthread.cli import options
from goldthread.vocabulary import Cut, NewerNoun, NotFound, WrongUsage
from goldthread.vocabulary.filters import filtered
from goldthread.workspace import saved
from goldthread.workspace.saved import SearchFiles


CUT = Cut(since=date(2031, 5, 1), organisations=("XWR",), themes=("Parking", "Food"))


@pytest.fixture
def searches(tmp_path):
    return SearchFiles(tmp_path)


def test_a_search_comes_back_as_it_was_saved(searches):
    kept = searches.keep("Parking woes", '"car park" -full', CUT)
    assert searches.named("Parking woes") == kept
    assert kept.cut == CUT and kept.words == '"car park" -full'


def test_the_same_name_replaces_however_it_is_spelt(searches):
    searches.keep("Parking woes", "one", CUT)
    searches.keep("PARKING  Woes!", "two", Cut())
    assert [(one.name, one.words, one.cut) for one in searches.all()] == [("PARKING  Woes!", "two", Cut())]


@pytest.mark.parametrize("name", ["", "   ", "!!!", "../..", "£"])
def test_a_name_without_letters_is_refused(searches, name):
    with pytest.raises(WrongUsage, match="needs a name"):
        searches.keep(name, "words", CUT)


def test_a_name_that_reads_like_a_path_stays_in_its_folder(searches, tmp_path):
    searches.keep("../../etc/passwd", "words", CUT)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")] == ["searches/etc-passwd.json"]


def test_an_unknown_name_is_said_with_those_there_are(searches):
    with pytest.raises(NotFound, match="none yet"):
        searches.named("nothing")
    searches.keep("Parking", "words", CUT)
    with pytest.raises(NotFound, match="Saved searches: Parking"):
        searches.named("nothing")


def test_dropping_is_harmless_to_repeat(searches):
    searches.keep("Parking", "words", CUT)
    searches.drop("Parking")
    searches.drop("Parking")
    assert searches.all() == []


def test_a_search_that_repeats_what_somebody_told_goes_with_them(searches):
    told = "Nobody told my brother which door to use."
    searches.keep("Whole", told, Cut())
    searches.keep("Part", '"my brother which door to use"', Cut())
    searches.keep("nobody told my brother which door to use", "named after it", Cut())
    searches.keep("Other", "brother door", Cut())
    assert searches.forget([told]) == 3
    assert [one.name for one in searches.all()] == ["Other"]
    assert searches.forget([]) == 0


def test_a_cut_of_an_older_version_is_read_as_far_as_it_goes_and_a_newer_one_is_refused(searches, tmp_path):
    searches.keep("Parking", "words", CUT)
    (path,) = tmp_path.rglob("*.json")
    held = json.loads(path.read_text())
    del held["cut"]["themes"]
    path.write_text(json.dumps(held))
    assert searches.named("Parking").cut == Cut(since=CUT.since, organisations=CUT.organisations)
    held["cut"]["from_the_future"] = ["x"]
    path.write_text(json.dumps(held))
    with pytest.raises(NewerNoun, match="from_the_future"):
        searches.named("Parking")


@pytest.mark.parametrize("day", ["tomorrow", "2031-02-30", "2031-W05"])
def test_a_day_that_cannot_be_read_is_refused_since_the_search_would_find_more_without_it(searches, tmp_path, day):
    searches.keep("Parking", "words", CUT)
    (path,) = tmp_path.rglob("*.json")
    held = json.loads(path.read_text())
    held["cut"]["since"] = day
    path.write_text(json.dumps(held))
    with pytest.raises(NewerNoun, match=day):
        searches.named("Parking")
    assert searches.all() == []


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDischarge(Cut):
    """A filter of days that tests another column than the date."""

    left: date | None = filtered(
        column="discharged", test="since", parameter="left", label="Left from", option="Left on this day or later."
    )


def test_a_filter_of_days_is_known_by_its_test_whatever_column_it_tests(searches, monkeypatch):
    monkeypatch.setattr(saved, "Cut", ByDischarge)
    monkeypatch.setattr(options, "Cut", ByDischarge)
    kept = searches.keep("Left", "words", options.cut_of({"left": "2031-05-01"}))
    assert kept.cut == ByDischarge(left=date(2031, 5, 1))
    assert searches.named("Left") == kept

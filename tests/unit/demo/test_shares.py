"""The demo's shares are those of real feedback: scores, who tells, who thanks, and what is told when."""

from collections import Counter
from random import Random

import pytest

from goldthread.demo import first_told, places
from goldthread.demo.calendar import Calendar
from goldthread.demo.choosing import Dealer
from goldthread.demo.generating import generate
from goldthread.demo.tellings import complaint, tell


def good_scores(tellings):
    """The share of scores that are good or very good; don't know counts for neither."""
    scores = [telling.score for telling in tellings if telling.score <= 5]
    return sum(score <= 2 for score in scores) / len(scores)


def of(tellings, **wanted):
    return [one for one in tellings if all(getattr(one, name) == value for name, value in wanted.items())]


def test_eight_or_nine_of_ten_scores_are_good_or_very_good(tellings):
    royal = [one for one in tellings if one.service.organisation == places.ROYAL]
    assert 0.8 < good_scores(tellings) < 0.9
    assert 0.8 < good_scores(royal) < 0.9


def test_the_ward_stands_out_only_since_the_trouble_began(tellings, calendar):
    ward = [one for one in tellings if one.service.key == "ward7"]
    before = [one for one in ward if one.date < calendar.trouble_began]
    since = [one for one in ward if one.date >= calendar.trouble_began]
    assert good_scores(before) > good_scores(since) + 0.05
    home = [one for one in since if one.about_home and one.role == "carer"]
    assert good_scores(home) < 0.3
    assert good_scores([one for one in since if not one.about_home]) > 0.8


def test_those_who_thank_are_patients_and_carers(tellings):
    thanks = [one for one in tellings if "hank" in f"{one.good} {one.why}"]
    assert len(thanks) > 300
    assert sum(one.role in ("patient", "carer") for one in thanks) / len(thanks) > 0.95


def test_staff_are_few_and_each_channel_is_used(tellings):
    assert 0.01 < len(of(tellings, role="staff")) / len(tellings) < 0.05
    channels = Counter(one.channel for one in tellings)
    assert set(channels) == {"Card", "Online", "SMS", "Telephone"}
    assert min(channels.values()) > 0.05 * len(tellings)


def test_what_is_said_agrees_with_its_score(tellings):
    """Nobody scores very poor and says that nothing could be better, or very good and that nothing was good."""
    nothing = {"Nothing", "nothing at all", "Nothing really", "Not much", "Very little", "Nothing whatsoever"}
    assert not [one for one in tellings if one.score in (4, 5) and one.better in nothing]
    assert not [one for one in tellings if one.score in (1, 2) and one.good in nothing]
    assert any(one.score in (1, 2) and one.better in nothing for one in tellings)


def test_complaints_are_told_in_full_and_by_patients_and_carers(calendar):
    dealer = Dealer("complaints")
    for key in ("ward7", "lounge", "emergency", "clinics"):
        told = [complaint(places.service(key), calendar.she_told, at, Random(at), calendar, dealer) for at in range(40)]
        assert {one.role for one in told} == {"patient", "carer"}
        assert all(len(one.why) > 100 and one.score == 5 for one in told)


def test_the_words_that_the_thread_starts_from_are_older_than_all_that_rests_on_them(calendar):
    days = [told.day_of(calendar) for told in first_told.ALL]
    assert len({told.better for told in first_told.ALL}) == len(days) == 5
    assert all(calendar.months[0] <= calendar.she_told <= day < calendar.back(11) for day in days)
    assert {told.service for told in first_told.ALL} == {"ward7", "homecare"}


@pytest.mark.parametrize("pieces", [40, 2_000])
def test_they_stand_in_files_of_any_size(tmp_path, today, pieces):
    files = generate(tmp_path, today=today, pieces=pieces)
    words = "".join(path.read_text("utf-8-sig") for path in files if path.name.startswith(("royal-fft", "home-care")))
    placed = [told for told in first_told.ALL if told.better in words]
    assert first_told.HERS in placed
    assert len(placed) == (5 if pieces > 1_000 else len(placed))


def test_the_five_are_told_once_and_by_telephone(today):
    calendar = Calendar(today)
    told = {key: [one for one in tell(calendar, 1, 2_000) if one.service.key == key] for key in ("ward7", "homecare")}
    first_told.place(told, calendar)
    for first in first_told.ALL:
        (found,) = [one for one in told[first.service] if one.better == first.better]
        assert (found.channel, found.role, found.score) == ("Telephone", "carer", 5)
        assert found.date == first.day_of(calendar)
    for service in told.values():
        assert [one.date for one in service] == sorted(one.date for one in service)
        assert len({one.number for one in service}) == len(service)

"""The demo's story holds in what was generated: months, texting, trouble, moods, the carer's sentence."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from goldthread import demo
from goldthread.demo.calendar import Calendar


def answers(telling):
    return [text for text in (telling.good, telling.better) if text and text != "Did not answer"]


@pytest.mark.parametrize("today", [date(2031, 11, 1), date(2031, 1, 31), date(2032, 2, 29), date(2030, 12, 31)])
def test_24_months_end_with_this_one(today):
    calendar = Calendar(today)
    assert len(calendar.months) == 24
    assert calendar.months[-1] == today.replace(day=1)
    assert all(later.month == earlier.month % 12 + 1 for earlier, later in pairwise(calendar.months))
    assert calendar.texting_began in calendar.months
    assert calendar.texting_began < calendar.trouble_began < calendar.months[-1]


def test_in_november_texting_began_in_march_and_trouble_in_june(calendar):
    assert (calendar.texting_began.month, calendar.trouble_began.month) == (3, 6)
    assert calendar.texting_began.year == calendar.today.year


@pytest.mark.parametrize(("day", "last"), [(1, 2), (2, 2), (3, 1), (30, 1)])
def test_no_month_is_counted_on_a_day_that_is_still_to_come(day, last):
    counted = Calendar(date(2031, 11, day)).counted()
    assert [back for back, _ in counted] == list(range(7, last - 1, -1))
    assert all(on <= date(2031, 11, day) for _, on in counted)


def test_nobody_tells_before_the_first_day_or_after_today(tellings, calendar):
    days = [telling.date for telling in tellings]
    assert min(days) >= calendar.months[0]
    assert max(days) <= calendar.today
    assert {(day.year, day.month) for day in days} == {(month.year, month.month) for month in calendar.months}


def test_there_are_about_as_many_pieces_as_asked(tellings):
    assert 2 * len(tellings) == pytest.approx(demo.PIECES, rel=0.01)


def test_every_service_of_ours_is_heard_and_the_other_trust_is_not(tellings):
    heard = {(telling.service.organisation, telling.service.name) for telling in tellings}
    assert heard == {(service.organisation, service.name) for service in demo.SERVICES}
    assert not {code for code, _ in heard} & {one.code for one in demo.ORGANISATIONS if not one.ours}


def test_texting_makes_a_step_in_volume_and_another_mix(tellings, calendar):
    ward = [telling for telling in tellings if telling.service.key == "ward7"]
    monthly = Counter(telling.date.replace(day=1) for telling in ward)
    before = [monthly[month] for month in calendar.months if month < calendar.texting_began]
    after = [monthly[month] for month in calendar.months if month >= calendar.texting_began]
    assert min(after) > max(before)
    assert sum(after) / len(after) > 1.5 * sum(before) / len(before)
    assert all(telling.channel == "Card" for telling in ward if telling.date < calendar.texting_began)
    late = Counter(telling.channel for telling in ward if telling.date >= calendar.texting_began)
    assert late["SMS"] > late["Card"] > 0


def share_unhappy(tellings, role, since, until):
    home = [t for t in tellings if t.about_home and t.role == role and since <= t.date < until]
    assert len(home) > 20
    return sum(telling.score in (3, 4, 5) for telling in home) / len(home)


def test_going_home_gets_worse_for_carers_alone(tellings, calendar):
    first, trouble, end = calendar.months[0], calendar.trouble_began, date(calendar.today.year + 1, 1, 1)
    assert share_unhappy(tellings, "carer", trouble, end) > share_unhappy(tellings, "carer", first, trouble) + 0.3
    assert share_unhappy(tellings, "patient", trouble, end) < 0.25
    assert share_unhappy(tellings, "staff", trouble, end) < 0.25


def test_small_services_stay_small_enough_to_be_hidden(tellings):
    lounge = Counter(t.date.replace(day=1) for t in tellings if t.service.key == "lounge")
    assert min(lounge.values()) < 5 < max(lounge.values())


def test_the_carers_sentence_stands_once_at_its_reference(written, calendar):
    found = [
        (name, line)
        for name, path in written.items()
        if path.suffix == ".csv" and name.startswith("royal")
        for line in path.read_text("utf-8").splitlines()
        if demo.A_CARERS_WORDS in line
    ]
    assert len(found) == 1
    assert found[0][1].startswith(demo.A_CARERS_REFERENCE + ",XWR,")
    assert "Ward 7 - Older People" in found[0][1]
    assert "Relative or carer" in found[0][1]
    day = date.fromisoformat(found[0][1].split(",")[3])
    assert calendar.she_told <= day < calendar.contract_began


def test_the_carers_reference_belongs_to_nobody_else(written):
    start = f"{demo.A_CARERS_RESPONDENT} - "
    lines = [
        line
        for name in written
        if name.startswith("royal-fft")
        for line in written[name].read_text("utf-8").splitlines()
        if line.startswith(start)
    ]
    assert len(lines) == 2


def test_the_sentence_comes_up_by_itself_nowhere(tellings):
    assert not any(demo.A_CARERS_WORDS in text for telling in tellings for text in answers(telling))


def test_references_are_of_one_person_each(tellings):
    assert len({telling.reference for telling in tellings}) == len(tellings)

"""Looking a file over says what importing it would do, and keeps nothing."""

import time

import pytest

from goldthread.intake import ImportOptions, TakesLonger, gather, look_over
from goldthread.vocabulary import PlainError
from tests.builders.evidence import store
from tests.builders.files import HEADER, WORDS, answers, raw_file, text_file


@pytest.fixture
def held(tmp_path):
    return store(tmp_path / "held")


def numbers(account):
    return account.rows_read, account.kept, account.replaced, account.duplicates, account.set_aside, account.reasons


def test_what_is_seen_is_what_comes_of_it_and_nothing_is_kept(held, tmp_path):
    rows = [
        HEADER,
        *answers(8),
        *answers(2),
        ["XAA ED 90 - Q1", "someday", "XAA", "Ward 1", "What was good?", "1", "Tea."],
    ]
    path = text_file(tmp_path, rows)
    seen = look_over(held, path, ImportOptions(mend_dir=tmp_path / "mend"))
    assert numbers(seen.account) == (11, 8, 0, 2, 1, {"date": 1})
    assert (seen.account.file, seen.account.batch, seen.account.set_aside_file) == ("comments.csv", "", "")
    assert held.lines().all == ()
    assert held.counts()["feedback"] == 0
    (account,) = gather(held, [path], ImportOptions(mend_dir=tmp_path / "mend"))
    assert numbers(account) == numbers(seen.account)
    assert numbers(look_over(held, path, ImportOptions(mend_dir=tmp_path / "mend")).account) == (
        11,
        0,
        0,
        10,
        1,
        {"date": 1},
    )


def test_the_first_answers_are_shown_in_order_with_identities_out(held, tmp_path):
    rows = answers(8)
    rows[0][-1] = "Ring me on 07700 900123, please."
    rows[1][-1] = ""
    seen = look_over(held, text_file(tmp_path, [HEADER, *rows]), ImportOptions())
    assert [one.text for one in seen.first[1:]] == [*WORDS[2:], WORDS[0]]
    (gone,) = seen.first[0].removed
    assert (gone.type, seen.first[0].text[gone.start : gone.end]) == ("PHONE", "[PHONE]")
    assert {one.question for one in seen.first} == {"What was good?", "What could we do better?"}


def test_dates_that_can_be_read_two_ways_are_counted_until_an_order_is_stated(held, tmp_path):
    rows = [[*one[:1], f"0{1 + n}/0{2 + n}/2031", *one[2:]] for n, one in enumerate(answers(4))]
    path = text_file(tmp_path, [HEADER, *rows])
    seen = look_over(held, path, ImportOptions())
    assert (seen.two_ways, seen.order, seen.account.reasons) == (4, "", {"date": 4})
    stated = look_over(held, path, ImportOptions(date_order="day first"))
    assert (stated.order, stated.account.kept) == ("day first", 4)


@pytest.mark.parametrize("content", [b"", b"\x00" * 200, b"just one line of words\n"])
def test_a_file_that_cannot_be_read_is_refused_and_the_store_can_be_written_to_again(held, tmp_path, content):
    with pytest.raises(PlainError):
        look_over(held, raw_file(tmp_path, content), ImportOptions())
    with held.importing():
        assert held.lines().all == ()


def test_somebody_who_stops_it_finds_the_store_free(held, tmp_path):
    def stop(file, rows):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_over(held, text_file(tmp_path, [HEADER, *answers(4)]), ImportOptions(progress=stop))
    with held.importing():
        assert held.lines().all == ()


def test_whoever_waits_does_not_wait_for_somebody_elses_import_to_end(held, tmp_path):
    path = text_file(tmp_path, [HEADER, *answers(4)])
    with held.importing(), pytest.raises(TakesLonger):
        look_over(held, path, ImportOptions(until=time.monotonic() + 0.2))
    assert look_over(held, path, ImportOptions(until=time.monotonic() + 60)).account.kept == 4


def test_whoever_waits_is_told_while_a_wide_row_is_worked_on(held, tmp_path, monkeypatch):
    monkeypatch.setattr("goldthread.intake.working.FEW", 2)
    monkeypatch.setattr("goldthread.intake.working.deidentify", lambda *given: time.sleep(0.3) or [])
    rows = [HEADER, *answers(40)]
    began = time.monotonic()
    with pytest.raises(TakesLonger):
        look_over(held, text_file(tmp_path, rows), ImportOptions(until=began + 1))
    assert time.monotonic() - began < 4, "and not after the whole chunk, of six seconds"
    with held.importing():
        assert held.lines().all == ()

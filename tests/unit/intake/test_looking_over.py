"""Looking a file over says what importing it would do, and keeps nothing."""

import time
from dataclasses import replace

import pytest

from goldthread import sources
from goldthread.intake import ImportOptions, TakesLonger, changed_profile, gather, look_over, percent, preview
from goldthread.vocabulary import PlainError, WrongUsage
from tests.builders.evidence import store
from tests.builders.files import HEADER, WORDS, answers, raw_file, text_file, workbook


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


# -- how much of it was read


USUAL = ("Date", "Ward", "FFT score", "What was good?", "Shoe size")


def usual(count=4, day="2031-05-{:02}"):
    return [[day.format(1 + at), f"Ward {at % 3}", "Very good", WORDS[at % len(WORDS)], "7"] for at in range(count)]


def found(seen):
    return {one.part: (one.percent, one.rows, one.of) for one in seen.found}


def test_each_part_has_its_own_percentage_of_the_rows_that_it_was_read_from(held, tmp_path):
    rows = usual(8)
    rows[0][0], rows[1][1], rows[2][2], rows[3][3] = "", "", "whatever", ""
    rows[4][1] = rows[4][2] = ""
    seen = look_over(held, text_file(tmp_path, [USUAL, *rows]), ImportOptions())
    shares = found(seen)
    assert shares.pop("kind")[0] == round(100 * sources.look(text_file(tmp_path, [USUAL, *rows])).confidence)
    assert shares == {"words": (88, 7, 8), "date": (88, 7, 8), "place": (75, 6, 8), "score": (75, 6, 8)}
    assert {one.heading: (one.filled, one.rows) for one in seen.columns}["Ward"] == (6, 8)


def test_a_row_that_is_set_aside_counts_among_those_that_were_not_read(held, tmp_path):
    rows = usual(4)
    rows[0][0] = "someday"
    seen = look_over(held, text_file(tmp_path, [USUAL, *rows, ["Total", "", "", "", ""]]), ImportOptions())
    assert found(seen)["words"] == (75, 3, 4) and found(seen)["date"] == (75, 3, 4)


@pytest.mark.parametrize(("n", "of", "said"), [(0, 3, 0), (1, 1000, 1), (999, 1000, 99), (3, 3, 100), (1, 2, 50)])
def test_nothing_and_all_are_said_of_nothing_and_all_alone(n, of, said):
    assert percent(n, of) == said


# -- sheets


BOOK = {
    "Inpatient": [USUAL, *usual()],
    "Outpatient": [("When seen", "Clinic", "Shoe size", "What could we do better?"), *(
        [f"2031-06-{1 + at:02}", f"Clinic {at}", "7", f"{WORDS[at]} And the clinic ran late."] for at in range(4)
    )],
    "Staff rota": [("Nurse", "Shift", "Hours"), *([f"N{at}", "Early", "7"] for at in range(6))],
}  # fmt: skip


def uses(seen, **changed):
    return [replace(one, use=changed.get(f"{one.sheet}: {one.heading}", one.use)) for one in seen.columns]


def test_the_columns_of_every_sheet_are_listed_those_that_are_passed_over_too(held, tmp_path):
    seen = look_over(held, workbook(tmp_path, BOOK), ImportOptions())
    listed = {(one.sheet, one.heading) for one in seen.columns}
    assert listed == {(name, heading) for name, rows in BOOK.items() for heading in rows[0]}
    filled = {(one.sheet, one.heading): (one.filled, one.rows) for one in seen.columns}
    assert filled["Outpatient", "Clinic"] == (4, 4) and filled["Inpatient", "FFT score"] == (4, 4)
    assert {one.use for one in seen.columns if one.sheet == "Staff rota"} == {"ignore"}
    assert "Sheets passed over: “Staff rota”." in seen.account.notes


def test_a_column_of_any_sheet_can_be_used_otherwise_and_the_others_stay_as_they_are(held, tmp_path):
    path = workbook(tmp_path, BOOK)
    seen = look_over(held, path, ImportOptions())
    wanted = uses(seen, **{"Outpatient: When seen": "date", "Outpatient: Clinic": "team"})
    own, others = changed_profile(seen.profile, wanted)
    for held_profile in (own, others):
        (tmp_path / "given.yaml").write_text(held_profile)
        made = sources.read(path, profile=tmp_path / "given.yaml")
        answers_of = [(row.sheet, piece.team, str(piece.date)) for row in made.rows() for piece in row.pieces]
        assert len(answers_of) == 8
        assert ("Outpatient", "Clinic 2", "2031-06-03") in answers_of and (
            "Inpatient",
            "Ward 1",
            "2031-05-02",
        ) in answers_of
        assert "Sheets passed over: “Staff rota”." in made.notes
    again = look_over(held, path, ImportOptions(profile=tmp_path / "given.yaml"))
    assert {(one.sheet, one.heading) for one in again.columns} == {(one.sheet, one.heading) for one in seen.columns}


def test_a_sheet_that_was_passed_over_can_be_read_and_one_that_was_read_left_out(held, tmp_path):
    path = workbook(tmp_path, BOOK)
    seen = look_over(held, path, ImportOptions())
    own, _ = changed_profile(
        seen.profile, uses(seen, **{"Staff rota: Shift": "words", "Inpatient: What was good?": "ignore"})
    )
    (tmp_path / "given.yaml").write_text(own)
    made = sources.read(path, profile=tmp_path / "given.yaml")
    assert {row.sheet for row in made.rows()} == {"Outpatient", "Staff rota"}
    assert any("“Inpatient”" in note and "passed over" in note for note in made.notes)


def test_no_words_on_any_sheet_is_refused(held, tmp_path):
    seen = look_over(held, workbook(tmp_path, BOOK), ImportOptions())
    with pytest.raises(WrongUsage, match="No column holds"):
        changed_profile(seen.profile, [replace(one, use="ignore") for one in seen.columns])


# -- from the command line


def test_a_preview_says_what_would_become_of_each_file_and_writes_nothing(held, tmp_path):
    place = tmp_path / "files"
    place.mkdir()
    text_file(place, [USUAL, *usual()], name="a.csv")
    text_file(
        place,
        [("a", "b", "c", "d"), *([f"x{n}", "y", "z", f"a long day number {n} it was"] for n in range(4))],
        name="b.csv",
    )
    raw_file(place, b"", name="c.csv")
    before = sorted(place.iterdir())
    good, unsure, empty = preview(held, [place])
    assert (good.account.kept, good.account.error, len(good.columns)) == (4, "", 5)
    assert "not recognised" in unsure.account.error and {one.heading for one in unsure.columns} == {*"abcd"}
    assert empty.account.error and not empty.columns
    assert sorted(place.iterdir()) == before and held.counts()["feedback"] == 0

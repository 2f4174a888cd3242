"""A file whose answers are held under other ids is not let in unless somebody says so: nothing is counted twice."""

import pytest

from goldthread.evidence import said_print
from goldthread.intake import ImportOptions, changed_profile, gather, held_already, look_over
from tests.builders.evidence import store
from tests.builders.files import text_file


HEADER = ["Date", "Entered on", "Ward", "How was it?", "What was good?", "Ref"]
GPX = ImportOptions(issuer="XGP")


def rows(count=8, *, month=6, ref=True):
    said = "The nurse explained tablet {} to me twice"
    made = [
        [f"{at + 13}/{month:02}/2031", f"{at + 13}/07/2031", "Ash Ward", "Good", said.format(at)] for at in range(count)
    ]
    return [HEADER[: None if ref else -1], *([*row, f"R{month}{at}"] if ref else row for at, row in enumerate(made))]


@pytest.fixture
def held(tmp_path):
    return store(tmp_path / "held")


def read_as(held, path, tmp_path, **uses):
    """A profile by which some columns of a file are used otherwise."""
    seen = look_over(held, path, GPX)
    changed = [type(one)(one.heading, uses.get(one.heading, one.use)) for one in seen.columns]
    target = tmp_path / "changed.yaml"
    target.write_text(changed_profile(seen.profile, changed)[0], encoding="utf-8")
    return target


def only(accounts):
    (account,) = accounts
    return account


def test_the_same_file_read_by_other_columns_is_refused_with_the_way_out(held, tmp_path):
    path = text_file(tmp_path, rows())
    first = only(gather(held, [path], GPX))
    assert first.kept == 8
    otherwise = ImportOptions(issuer="XGP", profile=read_as(held, path, tmp_path, Ref="ignore"))
    seen = look_over(held, path, otherwise)
    assert (seen.held.batch, seen.held.rows, seen.held.same_file) == (first.batch, 8, True)
    refused = only(gather(held, [path], otherwise))
    assert refused.kept == 0
    assert f"goldthread batches undo {first.batch}" in refused.error
    assert "8 of 8 rows would be counted twice" in refused.error
    assert held.counts()["feedback"] == 8
    held.undo(first.batch)
    assert look_over(held, path, otherwise).held is None
    assert only(gather(held, [path], otherwise)).kept == 8


def test_the_same_file_for_another_issuer_is_refused_unless_told(held, tmp_path):
    path = text_file(tmp_path, rows())
    only(gather(held, [path], GPX))
    assert "counted twice" in only(gather(held, [path], ImportOptions(issuer="XGQ"))).error
    assert only(gather(held, [path], ImportOptions(issuer="XGQ", count_again=True))).kept == 8


def test_an_upload_is_told_nothing_of_another_organisations_answers(held, tmp_path):
    path = text_file(tmp_path, rows())
    only(gather(held, [path], GPX))
    sent = ImportOptions(issuer="XGQ", organisations=frozenset({"XGQ"}))
    assert look_over(held, path, sent).held is None


def test_newer_versions_and_plain_repeats_come_in_as_ever(held, tmp_path):
    path = text_file(tmp_path, rows())
    only(gather(held, [path], GPX))
    again = only(gather(held, [path], GPX))
    assert (again.kept, again.duplicates, again.error) == (0, 8, "")
    other_day = ImportOptions(
        issuer="XGP", profile=read_as(held, path, tmp_path, **{"Date": "extra", "Entered on": "date"})
    )
    newer = only(gather(held, [path], other_day))
    assert (newer.kept, newer.replaced, newer.error) == (8, 8, "")
    assert held.counts()["feedback"] == 8


def test_what_rested_on_an_undone_import_comes_in_again(held, tmp_path):
    first = only(gather(held, [text_file(tmp_path, rows(), name="a.csv")], GPX))
    longer = text_file(tmp_path, rows(9), name="b.csv")
    assert only(gather(held, [longer], GPX)).duplicates == 8
    held.undo(first.batch)
    again = only(gather(held, [longer], GPX))
    assert (again.kept, again.duplicates, again.error) == (8, 1, "")


def test_another_file_with_the_same_words_days_and_places_is_refused(held, tmp_path):
    first = only(gather(held, [text_file(tmp_path, rows(), name="a.csv")], GPX))
    other = text_file(tmp_path, rows(9, ref=False), name="b.csv")
    seen = look_over(held, other, GPX)
    assert (seen.held.batch, seen.held.rows, seen.held.of, seen.held.same_file) == (first.batch, 8, 9, False)
    assert "8 of 9 longer answers would be counted twice" in only(gather(held, [other], GPX)).error


def test_the_same_words_in_another_month_are_other_answers(held, tmp_path):
    only(gather(held, [text_file(tmp_path, rows(), name="a.csv")], GPX))
    assert only(gather(held, [text_file(tmp_path, rows(month=8), name="b.csv")], GPX)).kept == 8


def test_short_words_that_many_say_tell_nothing(held, tmp_path):
    short = [[*row[:4], "All good", row[5]] for row in rows()[1:]]
    only(gather(held, [text_file(tmp_path, [HEADER, *short], name="a.csv")], GPX))
    others = [[*row[:5], f"Q{at}"] for at, row in enumerate(short)]
    assert only(gather(held, [text_file(tmp_path, [HEADER, *others], name="b.csv")], GPX)).kept == 8


def test_other_references_of_one_supplier_are_other_answers(held, tmp_path):
    only(gather(held, [text_file(tmp_path, rows(), name="a.csv")], GPX))
    others = [rows()[0], *([*row[:5], f"Q{at}"] for at, row in enumerate(rows()[1:]))]
    assert only(gather(held, [text_file(tmp_path, others, name="b.csv")], GPX)).kept == 8


def test_of_a_long_file_a_sample_is_kept_and_it_is_the_same_for_the_same_answers(monkeypatch):
    monkeypatch.setattr(held_already, "SAMPLE", 200)
    made = []
    for order in (range(20_000), reversed(range(20_000))):
        sample = held_already.PrintSample()
        for n in order:
            sample.add(said_print(f"The nurse explained tablet {n} to me"))
        made.append(sample)
    one, two = made
    assert 200 <= len(one.held) <= 400 and abs(one.held.total() / one.share - 20_000) < 3_000
    common = min(one.share, two.share)
    within = [{key for key in each.held if int(key, 16) < common * held_already.PRINTS} for each in made]
    assert within[0] == within[1]


def test_a_long_file_is_held_by_its_sample(held, tmp_path, monkeypatch):
    monkeypatch.setattr(held_already, "SAMPLE", 6)
    path = text_file(tmp_path, rows(16, ref=False))
    first = only(gather(held, [path], GPX))
    again = only(gather(held, [text_file(tmp_path, rows(16), name="again.csv")], GPX))
    assert (first.kept, again.kept) == (16, 0)
    assert "About " in again.error and "would be counted twice" in again.error

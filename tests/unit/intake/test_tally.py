"""The account of a file as it grows: every row falls into exactly one place."""

from collections import Counter

from goldthread.intake.tally import Tally


def told(tally):
    return tally.account(file="/in/made.csv", batch="b1", source="comment_table", mend="made.mend", notes=("A note.",))


def test_an_account_says_what_was_counted_and_balances():
    tally = Tally(read=10, kept=6, replaced=2, concerned=1, duplicates=1, reasons=Counter(date=2, language=1))
    account = told(tally)
    assert (account.rows_read, account.kept, account.duplicates, account.set_aside) == (10, 6, 1, 3)
    assert account.balances
    assert (account.replaced, account.concerned, account.notes) == (2, 1, ("A note.",))
    assert list(account.reasons.items()) == [("date", 2), ("language", 1)]


def test_a_row_that_was_forgotten_shows():
    assert not told(Tally(read=10, kept=9)).balances
    assert told(Tally()).balances


def test_the_store_s_line_holds_numbers_reasons_and_codes_and_no_more_organisations_than_a_thousand():
    tally = Tally(read=1, kept=1, organisations={f"X{n:04}" for n in range(1_500)}, rested_on=Counter(b0=3))
    line = tally.line()
    assert line["organisations"] == [f"X{n:04}" for n in range(1_000)]
    assert line["rested_on"] == {"b0": 3}
    assert set(line) == {
        "rows_read",
        "kept",
        "replaced",
        "duplicates",
        "set_aside",
        "concerned",
        "reasons",
        "rested_on",
        "organisations",
        "issuer",
        "ids_hold_owner",
        "placed",
        "left",
        "mended",
    }


def test_a_line_does_not_change_with_the_tally_it_was_made_of():
    tally = Tally()
    line = tally.line()
    tally.reasons["date"] += 1
    assert line["reasons"] == {}


def test_names_of_organisations_are_listed_by_rows_and_none_that_is_as_long_as_an_answer():
    many = Counter({f"Trust {n}": 1 for n in range(80)} | {"Royal": 9, "w" * 101: 5})
    account = told(Tally(placed=Counter(XAA=3), left=many))
    assert account.placed == {"XAA": 3} and next(iter(account.left)) == "Royal"
    assert len(account.left) < 51 and max(map(len, account.left)) <= 100

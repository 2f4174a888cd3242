"""Whatever is written through a registered connection keeps its table's seal; whatever is changed past it breaks it."""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.workspace import row_seals, verifying


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
    st.binary(max_size=30),
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), max_size=8)
TABLE = 'create table "one ""table""" (id integer primary key, a real, "b c" varchar(9), c datetime, d, unique(a))'


def opened(path=":memory:"):
    connection = sqlite3.connect(path, isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES)
    connection.execute("pragma recursive_triggers=on")
    row_seals.register(connection)
    return connection


@settings(deadline=None)
@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_every_way_to_write_keeps_the_seal(before, after, chance):
    with closing(opened()) as held:
        held.execute(TABLE)
        insert = 'insert or {} into "one ""table""" (a, "b c", c, d) values (?, ?, ?, ?)'
        held.executemany(insert.format("ignore"), before)
        row_seals.seal(held)
        assert list(row_seals.broken(held)) == []
        held.executemany(insert.format("replace"), after)
        assert list(row_seals.broken(held)) == []
        for (key,) in held.execute('select id from "one ""table"""').fetchall():
            if chance.random() < 0.5:
                held.execute('update "one ""table""" set id = id + 1000, d = ? where id = ?', ("changed", key))
            elif chance.random() < 0.5:
                held.execute('delete from "one ""table""" where id = ?', (key,))
        held.execute("begin")
        held.execute('update "one ""table""" set d = 1')
        held.execute("rollback")
        assert list(row_seals.broken(held)) == []
        held.execute('delete from "one ""table"""')
        assert list(row_seals.broken(held)) == []
        assert held.execute(f'select "sum" from "{row_seals.TABLE}"').fetchall() == [(row_seals.EMPTY,)]


@pytest.mark.parametrize(
    "change",
    [
        "update {} set wording = 'are given a leaflet' where id = 7",
        "update {} set share = share + 0.01 where id = 7",
        "update {} set met = null where id = 7",
        "update {} set wording = cast(wording as blob) where id = 7",
        "delete from {} where id = 7",
        "insert into {} (wording) values ('one more')",
    ],
)
def test_what_is_written_past_the_site_is_noticed(tmp_path, change):
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        for what in ("insert", "update", "delete"):
            other.execute(f'drop trigger "goldthread_seals_{what}_clauses"')
        other.execute(change.format("clauses"))
        other.commit()
    assert ["clauses" in one for one in verifying.site_database(path)] == [True]


def made(folder):
    path = folder / "site.sqlite3"
    with closing(opened(path)) as held:
        held.execute("create table clauses (id integer primary key, wording text, share real, met integer)")
        held.execute("create table people (id integer primary key, name text, joined datetime)")
        row_seals.seal(held)
        rows = [(f"they know who is coming, clause {n}", n / 7, n % 2) for n in range(300)]
        held.executemany("insert into clauses (wording, share, met) values (?, ?, ?)", rows)
        held.executemany("insert into people (name, joined) values (?, '2031-05-01')", [("Asha",), ("Cath",)])
    assert list(verifying.site_database(path)) == []
    return path


def test_no_turned_bit_that_changes_a_value_is_passed_over(tmp_path):
    path, chance = made(tmp_path), random.Random(11)
    whole, noticed = path.read_bytes(), 0
    before = told(path)
    for _ in range(400):
        turned = bytearray(whole)
        turned[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(turned)
        found = list(verifying.site_database(path))
        noticed += bool(found)
        assert found or told(path) == before
    assert noticed > 200


def told(path):
    copy = shutil.copy(path, path.with_suffix(".copy"))
    with closing(sqlite3.connect(copy)) as held:
        return [held.execute(f"select * from {table} order by id").fetchall() for table in ("clauses", "people")]


def test_a_table_that_is_made_anew_with_other_columns_is_sealed_anew():
    with closing(opened()) as held:
        held.execute("create table clauses (id integer primary key, wording text)")
        held.execute("insert into clauses (wording) values ('one')")
        row_seals.seal(held)
        held.execute("create table new (id integer primary key, wording text, place text)")
        held.execute("insert into new select id, wording, 'grant' from clauses")
        held.execute("drop table clauses")
        held.execute("alter table new rename to clauses")
        assert list(row_seals.broken(held)) == ["clauses"]
        row_seals.seal(held)
        held.execute("alter table clauses rename column place to where_it_stands")
        held.execute("alter table clauses rename to articles")
        row_seals.seal(held)
        held.execute("update articles set where_it_stands = 'annex'")
        assert list(row_seals.broken(held)) == []


def test_a_column_is_dropped_where_tables_are_unsealed_for_it():
    with closing(opened()) as held:
        held.execute("create table clauses (id integer primary key, wording text, place text)")
        row_seals.seal(held)
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            held.execute("alter table clauses drop column place")
        row_seals.unseal(held)
        held.execute("alter table clauses drop column place")
        row_seals.seal(held)
        held.execute("insert into clauses (wording) values ('one')")
        assert list(row_seals.broken(held)) == []


def test_a_seal_whose_table_is_gone_is_noticed(tmp_path):
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("drop table people")
    assert ["people" in one for one in verifying.site_database(path)] == [True]


def test_a_database_from_before_there_were_seals_is_read_whole(tmp_path):
    path = tmp_path / "site.sqlite3"
    with closing(sqlite3.connect(path)) as old:
        old.execute("create table people (id integer primary key, name text)")
        old.execute("insert into people (name) values (cast(x'ff' as text))")
        old.commit()
    assert len(list(verifying.site_database(path))) == 1, "text that is no UTF-8"

"""What every table of the site's SQLite database held when it was last written, as one sum that triggers keep.

SQLite has no checksums of its own: a turned bit in a clause's wording is a clause of another wording, and no error.
The sum of a table is that of its rows' digests, modulo 2¹²⁸, so that a row is added or taken away without reading the
others. It says that a table is as the site wrote it; who wrote what, and that nobody else did, is the audit's to say.
"""

import hashlib
import sqlite3
from collections.abc import Iterator


TABLE = "goldthread_seals"
CHANGED, SUMMED = "goldthread_seal_changed", "goldthread_seal_summed"
"""What a trigger calls for a row, and what is asked of a whole table: both get values as SQLite holds them."""
SIZE = 16
EMPTY = bytes(SIZE)
NAMES = "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name"
MADE = f'create table if not exists "{TABLE}" ("name" text primary key, "sum" blob not null) without rowid'
Value = str | bytes | int | float | None


def digest(row: tuple[Value, ...]) -> int:
    """One row, each value with its type, as a number below 2¹²⁸."""
    return int.from_bytes(hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest())


def changed(held: bytes | None, by: int) -> bytes:
    """A table's sum after a row's digest was added, or taken away."""
    return ((int.from_bytes(held or EMPTY) + by) % (1 << 8 * SIZE)).to_bytes(SIZE)


class _Sum:
    """The sum of a whole table."""

    def __init__(self) -> None:
        self.held = 0

    def step(self, *row: Value) -> None:
        self.held += digest(row)

    def finalize(self) -> bytes:
        return changed(EMPTY, self.held)


def register(connection: sqlite3.Connection) -> None:
    """Give a connection what the triggers call: without it nothing can be written where tables are sealed."""

    def sealed(held: bytes | None, sign: int, *row: Value) -> bytes:
        return changed(held, sign * digest(row))

    connection.create_function(CHANGED, -1, sealed, deterministic=True)
    connection.create_aggregate(SUMMED, -1, _Sum)  # type: ignore[arg-type]  # typeshed knows whole numbers alone


def seal(connection: sqlite3.Connection) -> None:
    """Seal each table that has none, or whose columns are others by now. Takes a connection that is registered."""
    connection.execute(MADE)
    names = _names(connection)
    for name in names:
        wanted = _triggers(name, _columns(connection, name))
        held = _held(connection, name)
        if held == wanted:
            continue
        for trigger in held:
            connection.execute(f"drop trigger {_quoted(trigger)}")
        for statement in wanted.values():
            connection.execute(statement)
        connection.execute(f'insert or replace into "{TABLE}" values (?, ?)', (name, summed(connection, name)))
    known = [row[0] for row in connection.execute(f'select "name" from "{TABLE}"').fetchall()]
    for gone in set(known) - set(names):
        connection.execute(f'delete from "{TABLE}" where "name" = ?', (gone,))


def unseal(connection: sqlite3.Connection) -> None:
    """Take the triggers away, before tables change: SQLite drops no column that a trigger names."""
    held = "select name from sqlite_master where type = 'trigger' and name like ?"
    for (trigger,) in connection.execute(held, (f"{TABLE}%",)).fetchall():
        connection.execute(f"drop trigger {_quoted(trigger)}")


def summed(connection: sqlite3.Connection, name: str) -> bytes:
    """The sum of a table's rows as they are now."""
    columns = ", ".join(map(_quoted, _columns(connection, name)))
    found: bytes = connection.execute(f"select {SUMMED}({columns}) from {_quoted(name)}").fetchone()[0]
    return found or EMPTY


def broken(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables that are not as they were written; none where the database was never sealed. Reads every value.

    Takes a connection that is registered. Raises sqlite3.Error, also for text that is no UTF-8.
    """
    tables = [row[0] for row in connection.execute(NAMES)]
    if TABLE not in tables:
        for name in tables:
            summed(connection, name)
        return
    seals = dict(connection.execute(f'select "name", "sum" from "{TABLE}"').fetchall())
    for name in _names(connection):
        is_whole = _held(connection, name) == _triggers(name, _columns(connection, name))
        if summed(connection, name) != seals.pop(name, None) or not is_whole:
            yield name
    yield from sorted(map(str, seals))


def _names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute(NAMES).fetchall() if name != TABLE]


def _columns(connection: sqlite3.Connection, name: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma table_info({_quoted(name)})").fetchall()]


def _held(connection: sqlite3.Connection, name: str) -> dict[str, str]:
    found = "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ? and name like ?"
    return dict(connection.execute(found, (name, f"{TABLE}%")).fetchall())


def _triggers(name: str, columns: list[str]) -> dict[str, str]:
    """By name, what keeps the sum of a table."""
    old, new = (", ".join(f"{which}.{_quoted(column)}" for column in columns) for which in ("old", "new"))
    changes = {"insert": [f"1, {new}"], "delete": [f"-1, {old}"], "update": [f"-1, {old}", f"1, {new}"]}
    made = {}
    for what, calls in changes.items():
        to = '"sum"'
        for call in calls:
            to = f"{CHANGED}({to}, {call})"
        key = f"{TABLE}_{what}_{name}"
        made[key] = (
            f"CREATE TRIGGER {_quoted(key)} after {what} on {_quoted(name)} begin "
            f'update "{TABLE}" set "sum" = {to} where "name" = {_literal(name)}; end'
        )
    return made


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

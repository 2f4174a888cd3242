"""What an error of an engine means for people: the store is damaged, and what to do about it."""

import os
import sqlite3

from goldthread.vocabulary import WorkspaceProblem


REMEDY = "See what is lost and how to get it back with `goldthread verify`."
ENGINES = ("deltalake", "_internal", "duckdb", "_duckdb", "pyarrow", "tantivy", "pyo3_runtime")
"""Where the engines' errors are made; the panics of two of them share no class."""
OURS = frozenset(
    {
        "BinderException",
        "ParserException",
        "CatalogException",
        "SyntaxException",
        "ArrowKeyError",
        "ArrowNotImplementedError",
        "ArrowTypeError",
    }
)
"""Errors by which an engine says that it was asked wrongly: those are ours to mend, with their traceback."""
BROKEN = ("malformed", "not a database", "corrupt")


class StoreDamaged(WorkspaceProblem):
    """Some of the store is not as it was written."""

    def __init__(self, sentence: str, remedy: str = REMEDY) -> None:
        super().__init__(sentence, remedy)


def damage_of(error: BaseException) -> StoreDamaged | None:
    """The damage that an error speaks of, or None where it is of another kind."""
    if isinstance(error, StoreDamaged):
        return error
    if os.environ.get("GOLDTHREAD_DEBUG"):
        return None
    if _is_database(error) and any(word in str(error) for word in BROKEN):
        return StoreDamaged("The database of people and their work (site.sqlite3) is damaged.")
    if _is_engine(error):
        return StoreDamaged("What people told us cannot be read whole: some of the store is damaged.")
    return None


def _is_database(error: BaseException) -> bool:
    """Django's errors are named as the database's own, and come from one of these."""
    chain = (error, error.__cause__)
    return any(isinstance(one, sqlite3.DatabaseError) for one in chain)


def _is_engine(error: BaseException) -> bool:
    kind = type(error)
    if kind.__name__ in OURS:
        return False
    if isinstance(error, OSError) and error.errno is None and error.filename is None:
        return True  # what Arrow says of bytes that it cannot read
    return kind.__module__.partition(".")[0] in ENGINES or kind.__name__ == "PanicException"

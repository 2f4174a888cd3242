"""The columnar store of what people told us: keep, ask, cite, withdraw. Its engine stays inside."""

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from goldthread.evidence.batches import LogEntry, StoreLog
    from goldthread.evidence.erasing import Erased, leftovers
    from goldthread.evidence.integrity.checksums import LOST
    from goldthread.evidence.integrity.errors import StoreDamaged, damage_of
    from goldthread.evidence.key import Key, key_file, load_key, make_key
    from goldthread.evidence.known import Aliases, HeldIds, HeldRow
    from goldthread.evidence.nouns import NOUNS
    from goldthread.evidence.renewing import Renewed, RenewedAnswer, Renewer
    from goldthread.evidence.repeating import TELLING, CopyFinder, repeats, strings_in
    from goldthread.evidence.saying import DIGITS, SAID_AT, said_print
    from goldthread.evidence.shapes import NEWEST_COLUMN, concern_rows, feedback_rows, measurement_rows
    from goldthread.evidence.store import Store
    from goldthread.evidence.undoing import Undone
    from goldthread.evidence.writing import Writing


__all__ = [
    "LOST",
    "NEWEST_COLUMN",
    "NOUNS",
    "DIGITS",
    "SAID_AT",
    "Aliases",
    "Erased",
    "Renewed",
    "RenewedAnswer",
    "Renewer",
    "HeldRow",
    "Key",
    "HeldIds",
    "LogEntry",
    "StoreLog",
    "Store",
    "StoreDamaged",
    "TELLING",
    "CopyFinder",
    "Undone",
    "Writing",
    "concern_rows",
    "damage_of",
    "feedback_rows",
    "key_file",
    "leftovers",
    "load_key",
    "make_key",
    "measurement_rows",
    "repeats",
    "said_print",
    "strings_in",
]

_KEPT_IN = {
    "DIGITS": "saying",
    "SAID_AT": "saying",
    "said_print": "saying",
    "LogEntry": "batches",
    "StoreLog": "batches",
    "Erased": "erasing",
    "leftovers": "erasing",
    "Key": "key",
    "key_file": "key",
    "load_key": "key",
    "make_key": "key",
    "Aliases": "known",
    "HeldRow": "known",
    "HeldIds": "known",
    "NOUNS": "nouns",
    "NEWEST_COLUMN": "shapes",
    "concern_rows": "shapes",
    "feedback_rows": "shapes",
    "measurement_rows": "shapes",
    "Renewed": "renewing",
    "RenewedAnswer": "renewing",
    "Renewer": "renewing",
    "CopyFinder": "repeating",
    "TELLING": "repeating",
    "repeats": "repeating",
    "strings_in": "repeating",
    "LOST": "integrity.checksums",
    "StoreDamaged": "integrity.errors",
    "damage_of": "integrity.errors",
    "Store": "store",
    "Undone": "undoing",
    "Writing": "writing",
}


def __getattr__(name: str) -> object:
    """Opened when first asked for: the processes that shape rows for the store need none of its engine."""
    if name not in _KEPT_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"goldthread.evidence.{_KEPT_IN[name]}"), name)

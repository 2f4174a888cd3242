"""The columnar store of what people told us: keep, ask, cite, withdraw. Its engine stays inside."""

from goldthread.evidence.batches import Line, Lines
from goldthread.evidence.erasing import Erased, leftovers
from goldthread.evidence.key import Key, key_file, load_key, make_key
from goldthread.evidence.known import Held, Known
from goldthread.evidence.shapes import concern_rows, feedback_rows, measurement_rows
from goldthread.evidence.store import Store
from goldthread.evidence.undoing import Undone
from goldthread.evidence.writing import Writing


__all__ = [
    "Erased", "Held", "Key", "Known", "Line", "Lines", "Store", "Undone", "Writing",
    "concern_rows", "feedback_rows", "key_file", "leftovers", "load_key", "make_key", "measurement_rows",
]  # fmt: skip

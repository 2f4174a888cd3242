"""Writes of this app: each with its audit event in one transaction; what it asks of the workspace goes through the
outbox, so that a kill leaves neither a write without its event nor an event without its write."""

from goldthread.listening.actions.arrivals import (
    ask_columns,
    begin_attempt,
    bring_in,
    forget_old,
    kept,
    lapse,
    leave,
    look_again,
    looked_over,
    must_wait,
    receive,
    refuse,
)
from goldthread.listening.actions.columns import read_as
from goldthread.listening.actions.concerns import decide_concern, read_concerns
from goldthread.listening.actions.imports import keep_upload, look_at, read_rows_to_mend, undo_import


__all__ = [
    "ask_columns",
    "begin_attempt",
    "bring_in",
    "decide_concern",
    "forget_old",
    "keep_upload",
    "kept",
    "lapse",
    "leave",
    "look_again",
    "look_at",
    "looked_over",
    "must_wait",
    "read_as",
    "read_concerns",
    "read_rows_to_mend",
    "receive",
    "refuse",
    "undo_import",
]

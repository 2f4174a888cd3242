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
from goldthread.listening.actions.closings import confirm, propose, stop
from goldthread.listening.actions.columns import read_as
from goldthread.listening.actions.concerns import decide_concern, read_concerns
from goldthread.listening.actions.imports import keep_upload, look_at, read_rows_to_mend, undo_import
from goldthread.listening.actions.reviews import choose_length, go_on_call, note, take_on


__all__ = [
    "ask_columns",
    "begin_attempt",
    "bring_in",
    "choose_length",
    "confirm",
    "decide_concern",
    "forget_old",
    "go_on_call",
    "keep_upload",
    "kept",
    "lapse",
    "leave",
    "look_again",
    "look_at",
    "looked_over",
    "must_wait",
    "note",
    "propose",
    "read_as",
    "read_concerns",
    "read_rows_to_mend",
    "receive",
    "refuse",
    "stop",
    "take_on",
    "undo_import",
]

"""Writes to the workspace that are no nouns, such as an undo: each kind with how it is made, harmless to repeat."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldthread.accounts.registry.entries import Entries


Payload = dict[str, Any]
Deliver = Callable[[Any, str, Payload], Any]
Done = Callable[[str, Payload, Any], None]


@dataclass(frozen=True, kw_only=True)
class DeliveryKind:
    """One kind of delivery: what makes it in a workspace, and what is noted here in one transaction once it is made."""

    name: str
    deliver: Deliver
    done: Done | None = None


KINDS: Entries[DeliveryKind] = Entries("delivery")


def register(*, kind: str, deliver: Deliver, done: Done | None = None) -> None:
    """Register a kind of delivery.

    Takes: its name; what makes it, given the workspace, by whom and the payload: it must be harmless to repeat, since
    a kill may come after it; and what records the outcome (audit) given by whom, the payload and what `deliver` gave.
    Raises: RegisteredTwice.
    """
    KINDS.add(kind, DeliveryKind(name=kind, deliver=deliver, done=done))

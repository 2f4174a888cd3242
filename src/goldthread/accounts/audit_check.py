"""Is the audit whole? Each finding is a sentence; checking changes nothing."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from goldthread.accounts import audit_keys, outbox
from goldthread.accounts.audit_keys import AuditKeysMissing, Ring
from goldthread.accounts.auditing import BY_SECRET_KEY, NO_HEAD, mark_of, ring_file, seal_of
from goldthread.accounts.models import AuditEvent, AuditHead


MOST = 20


@dataclass
class Checked:
    """How many events there are, the newest seal for whoever notes it elsewhere, and what is wrong, in sentences."""

    events: int = 0
    newest: str = ""
    wrong: list[str] = field(default_factory=list)


def told() -> tuple[list[str], list[str]]:
    """What `goldthread verify` says of the audit and the outbox: what was checked, and what is wrong."""
    found, waits = check(), outbox.waiting()
    checked = [f"The audit has {found.events:,} events; the newest seal is {found.newest[:16] or 'none yet'}."]
    if waits:
        checked.append(f"{len(waits):,} changes wait to be written to the workspace (`goldthread outbox list`).")
    failing = [f"{one.key} could not be written to the workspace yet: {one.failed}" for one in waits if one.failed]
    return checked, [*found.wrong, *failing]


def check() -> Checked:
    """Check every event against its seal, its place and its neighbours, and the end of the chain against its head."""
    out = Checked(events=AuditEvent.objects.count())
    head = AuditHead.objects.first()
    if not out.events and head is None and not ring_file().exists():
        return out
    try:
        ring = audit_keys.load(ring_file())
    except AuditKeysMissing as error:
        out.wrong.append(str(error))
        return out
    _check_file(out)
    walk = _Walk(ring, out)
    for event, following in pairwise(_with_end(AuditEvent.objects.order_by("id").iterator())):
        if event is not None:
            walk.step(event, following)
    out.newest = walk.seal
    walk.unknown_keys()
    _check_head(ring, head, walk, out)
    more = len(out.wrong) - MOST
    out.wrong[MOST:] = [f"{more} more things are wrong with the audit."] if more > 0 else []
    return out


def _with_end(events: Iterator[AuditEvent]) -> Iterator[AuditEvent | None]:
    yield from events
    yield None


def _check_file(out: Checked) -> None:
    if stat.S_IMODE(ring_file().stat().st_mode) & 0o077:
        out.wrong.append(f"Others on this machine can read the keys of the audit. Run: chmod 600 {ring_file()}")


class _Walk:
    """Goes along the chain, and knows what should come next."""

    def __init__(self, ring: Ring, out: Checked) -> None:
        self._ring, self._out = ring, out
        self.number, self.seal = 0, ""
        self._unknown: dict[int, list[int]] = {}

    def step(self, event: AuditEvent, following: AuditEvent | None) -> None:
        """Look at one event and the one after it."""
        sound = self._is_sound(event)
        if event.number <= self.number or (not sound and following is not None and following.previous == self.seal):
            self._out.wrong.append(f"Audit event {event.pk} ({event.what}) was put in: it is not part of the chain.")
            return
        if event.number > self.number + 1 or (sound and event.previous != self.seal):
            self._out.wrong.append(f"{_numbers(self.number + 1, event.number - 1)} missing from the audit.")
        if not sound:
            self._out.wrong.append(f"Audit event {event.number} ({event.what}) was changed after it was recorded.")
        if event.what == NO_HEAD:
            self._out.wrong.append(
                f"The count of the audit was missing when event {event.number} was recorded: "
                "events just before it may have been removed."
            )
        self.number, self.seal = event.number, event.seal

    def _is_sound(self, event: AuditEvent) -> bool:
        if event.key not in self._ring.keys:
            self._unknown.setdefault(event.key, []).append(event.number)
            return True
        return event.seal == seal_of(self._ring, event, event.previous)

    def unknown_keys(self) -> None:
        """Say which events no key is there for."""
        for key, numbers in self._unknown.items():
            name = "the site's former secret" if key == BY_SECRET_KEY else f"key {key}"
            self._out.wrong.append(
                f"{_numbers(numbers[0], numbers[-1], 'be')} sealed with {name}, which is not in {ring_file()}: "
                "they cannot be checked. Put the file back from the copy that you keep."
            )


def _numbers(first: int, last: int, verb: str = "is") -> str:
    if last <= first:
        return f"Audit event {first} {'is' if verb == 'is' else 'was'}"
    return f"Audit events {first} to {last} {'are' if verb == 'is' else 'were'}"


def _check_head(ring: Ring, head: AuditHead | None, walk: _Walk, out: Checked) -> None:
    if head is None:
        out.wrong.append("The count of the audit is missing: events may have been removed.")
    elif head.key not in ring.keys or head.mark != mark_of(ring, head) or head.count < walk.number:
        out.wrong.append("The count of the audit was changed: the newest events may have been removed.")
    elif head.count > walk.number:
        out.wrong.append(f"{_numbers(walk.number + 1, head.count)} missing: the newest were removed from the audit.")
    elif head.seal != walk.seal:
        out.wrong.append("The newest audit event is not the one that was recorded last.")

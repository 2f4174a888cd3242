"""What apps have done by the clock: the worker runs each routine from time to time, while nobody waits for it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from goldthread.accounts.registry.entries import Entries


Run = Callable[[], object]
log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Routine:
    """Something that is done every so often. `run` is harmless to repeat, and may be killed."""

    name: str
    every: timedelta
    run: Run
    last: float | None = field(default=None)

    def is_due(self) -> bool:
        """Whether it was not run for a while by this process."""
        return self.last is None or monotonic() - self.last >= self.every.total_seconds()


ROUTINES: Entries[Routine] = Entries("routine")


def register(key: str, *, every: timedelta, run: Run) -> None:
    """Register something that the worker does every so often. Raises RegisteredTwice."""
    ROUTINES.add(key, Routine(name=key, every=every, run=run))


def run_due() -> int:
    """Run what is due; one that fails is logged by its name, and the others go on. Gives how many were run."""
    made = 0
    for one in ROUTINES.all().values():
        if one.is_due():
            one.last = monotonic()
            made += 1
            try:
                one.run()
            except Exception as error:  # whatever it is, the worker and other routines go on
                log.error("The routine %s failed with %s.", one.name, type(error).__name__)
    return made

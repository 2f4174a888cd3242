"""Under which right something is being done now: by whoever a request is from, or asked for what is made up for later.

The audit reads it in one place, so that no caller has to carry it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


Source = Callable[[], tuple[str, str]]
_source: ContextVar[Source | None] = ContextVar("under_which_right", default=None)


@contextmanager
def during(source: Source) -> Iterator[None]:
    """Within the block, what `source` gives is who acts and under which right: two references, "" for none."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def right_of(by: object) -> str:
    """The reference of the right that somebody acts under now, such as right:12; "" for what no person does.

    Takes: a person, their reference, or what they act as, which says it by itself.
    """
    if own := getattr(by, "under", ""):
        return str(own)
    source = _source.get()
    if source is None:
        return ""
    who, right = source()
    return right if who == str(by) else ""

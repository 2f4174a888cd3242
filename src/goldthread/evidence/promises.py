"""What a promise concerns whose kind this version does not know: that is closed, or everything is.

A kind of promise that comes later says `"concerns": {"fields": […], "uses": […]}`: what it is enough to close for
whoever does not know the kind. Nothing else is guessed from it, since a list of fields may be those allowed.
"""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from goldthread.evidence.shapes import FEEDBACK
from goldthread.vocabulary import UnknownPromise, Use


USES = frozenset(get_args(Use))
LISTED = ("about:", "extra:")


def concerning(body: Mapping[str, object], kinds: Iterable[str]) -> tuple[UnknownPromise, ...]:
    """The promises of unknown kinds in a body of Terms, each with the fields and uses that it names.

    One that names none, or one that this version could not close, concerns everything: both sets are empty then.
    """
    return tuple(_promise(kind, body[kind]) for kind in sorted(kinds))


def _promise(kind: str, value: object) -> UnknownPromise:
    fields, uses = set[str](), set[str]()
    for one in value if isinstance(value, list) and value else [value]:
        said = one.get("concerns") if isinstance(one, dict) else None
        if not isinstance(said, dict) or not said or said.keys() - {"fields", "uses"}:
            return UnknownPromise(name=kind)
        fields.update(_names(said.get("fields", [])))
        uses.update(_names(said.get("uses", [])))
    known = all(map(is_field, fields)) and uses <= USES
    return UnknownPromise(name=kind, fields=frozenset(fields if known else ()), uses=frozenset(uses if known else ()))


def _names(listed: Any) -> list[str]:
    """Names as listed; one that nothing has where it is no list of names."""
    good = isinstance(listed, list) and all(isinstance(one, str) for one in listed)
    return listed if good else [""]


def is_field(name: str) -> bool:
    """Whether this version holds such a field: then it can close it."""
    return name in FEEDBACK.names or name.startswith(LISTED)

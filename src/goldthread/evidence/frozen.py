"""Frozen nouns as JSON and back, by the types that their fields declare. What is not understood is never dropped."""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


PLAIN = (str, bool, int, float, date)


class NotUnderstood(ValueError):
    """A stored noun says something that this version does not know: `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def as_body(noun: Any) -> dict[str, Any]:
    """A noun as JSON. A field that has its default is left out, so that an older version reads what it knows."""
    given = ((field, getattr(noun, field.name)) for field in fields(noun))
    return {field.name: _plain(value) for field, value in given if value != _default(field)}


def _default(field: Field[object]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return as_body(value)
    if isinstance(value, frozenset):
        return sorted(map(_plain, value))
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def of_body(noun: type, body: object, *, leaving: frozenset[str] = frozenset()) -> Any:
    """A noun from its JSON.

    Takes: keys to leave, which the caller reads. Raises: NotUnderstood for a key that the noun does not have, one
    that it must have, or a value that is not of the type declared.
    """
    if not isinstance(body, dict):
        raise NotUnderstood(noun.__name__)
    hints = _hints(noun)
    if strange := sorted(body.keys() - hints.keys() - leaving):
        raise NotUnderstood(strange[0])
    given = {name: _built(hints[name], value, name) for name, value in body.items() if name not in leaving}
    if lacking := [f.name for f in fields(noun) if f.name not in given and _default(f) is MISSING]:
        raise NotUnderstood(lacking[0])
    return noun(**given)


def names_of(noun: type) -> frozenset[str]:
    """The names of a noun's fields."""
    return frozenset(_hints(noun))


@cache
def _hints(noun: type) -> dict[str, object]:
    return get_type_hints(noun)


def _built(hint: object, value: object, name: str) -> object:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _of_union(args, value, name)
    if origin is Literal and value in args:
        return value
    if origin in (tuple, frozenset) and isinstance(value, list):
        return _built_list(origin, args, value, name)
    if is_dataclass(hint) and isinstance(hint, type):
        return of_body(hint, value)
    if hint is date and isinstance(value, str):
        return _day(value, name)
    if isinstance(hint, type) and hint is not date and type(value) in ((int, float) if hint is float else (hint,)):
        return value
    raise NotUnderstood(name)


def _of_union(args: tuple[object, ...], value: object, name: str) -> object:
    if value is None and NoneType in args:
        return None
    return _built(next(arg for arg in args if arg is not NoneType), value, name)


def _built_list(origin: Any, args: tuple[Any, ...], value: list[Any], name: str) -> Any:
    if origin is frozenset or args[-1] is Ellipsis:
        return origin(_built(args[0], one, name) for one in value)
    if len(args) != len(value):
        raise NotUnderstood(name)
    return tuple(_built(arg, one, name) for arg, one in zip(args, value, strict=True))


def _day(value: str, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotUnderstood(name) from None


def check_readable(noun: type) -> None:
    """Raises TypeError for a class that is no frozen dataclass, or has a field that `of_body` could not read back."""
    if not is_dataclass(noun) or not noun.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise TypeError(f"{noun.__name__} is not a frozen dataclass.")
    for name, hint in _hints(noun).items():
        if not _is_readable(hint):
            raise TypeError(f"{noun.__name__}.{name} could not be read back from JSON.")


def _is_readable(hint: object) -> bool:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = [arg for arg in args if arg is not NoneType]
        return len(inner) == 1 and _is_readable(inner[0])
    if origin is Literal:
        return all(isinstance(arg, str | int) for arg in args)
    if origin in (tuple, frozenset):
        return bool(args) and all(_is_readable(arg) for arg in args if arg is not Ellipsis)
    if is_dataclass(hint) and isinstance(hint, type):
        check_readable(hint)
        return True
    return hint in PLAIN

"""What the stream must know of agreements: frozen nouns published into the store, newest version first."""

import json
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from goldthread.evidence.batches import write_line
from goldthread.evidence.shapes import PUBLISHED
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import OPEN_TERMS, PathwayMap, SharingAgreement, Terms


Noun = Terms | PathwayMap | SharingAgreement


def publish(tables: Tables, noun: Noun, *, by: str = "owner") -> int:
    """Make a noun hold from now on, and give the store's version."""
    kind, key = type(noun).__name__, key_of(noun)
    version = write_line(tables, what="publication", by=by, kind=kind, file=key)
    row = {"kind": kind, "key": key, "version": version, "body": json.dumps(asdict(noun), default=_plain)}
    tables.append("published", pa.Table.from_pylist([row], schema=PUBLISHED))
    return version


def key_of(noun: Noun) -> str:
    """What tells a noun from others of its kind."""
    if isinstance(noun, PathwayMap):
        return noun.key
    if isinstance(noun, SharingAgreement):
        return f"{noun.provider}>{noun.reader}"
    return "terms"


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value.isoformat()


class Published:
    """Every noun that holds now."""

    def __init__(self, tables: Tables) -> None:
        self._newest, self._terms = tables.once("published", _held)

    def terms(self) -> Terms:
        """The data promises in force; open until a panel has made some."""
        return self._terms

    def pathways(self) -> dict[str, PathwayMap]:
        """Pathways by key."""
        return {key: _build(PathwayMap, body) for (kind, key), body in self._newest.items() if kind == "PathwayMap"}

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements that are not past their end."""
        today = date.today().isoformat()
        made = [_build(SharingAgreement, b) for (kind, _), b in self._newest.items() if kind == "SharingAgreement"]
        return tuple(one for one in made if one.since <= today and (not one.until or one.until >= today))


def _held(table: pa.Table) -> tuple[dict[tuple[str, str], Any], Terms]:
    newest = _newest(table)
    body = newest.get(("Terms", "terms"))
    return newest, _build(Terms, body) if body else OPEN_TERMS


def _newest(table: pa.Table) -> dict[tuple[str, str], Any]:
    rows = sorted(table.to_pylist(), key=lambda row: row["version"])
    return {(row["kind"], row["key"]): json.loads(row["body"]) for row in rows}


def _build(noun: Any, body: Any) -> Any:
    """A frozen noun from its JSON, by the types that its fields declare."""
    if body is None:
        return None
    if is_dataclass(noun):
        hints = get_type_hints(noun)
        return noun(**{f.name: _build(hints[f.name], body[f.name]) for f in fields(noun) if f.name in body})  # type: ignore[operator]
    inner = [arg for arg in get_args(noun) if arg is not type(None)]
    if noun is date or date in inner:
        return date.fromisoformat(body)
    if isinstance(body, list):
        origin = getattr(noun, "__origin__", None) or getattr(inner[0], "__origin__", tuple)
        return _build_list(origin, noun, body)
    return body


def _build_list(origin: Any, noun: Any, body: list[Any]) -> Any:
    args = [arg for arg in get_args(noun) if arg not in (Ellipsis, type(None))]
    if origin is frozenset:
        return frozenset(body)
    if len(args) > 1:
        return tuple(_build(arg, item) for arg, item in zip(args, body, strict=True))
    return tuple(_build(args[0], item) for item in body)

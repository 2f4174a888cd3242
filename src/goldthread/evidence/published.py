"""What the stream must know of agreements: frozen nouns published into the store, newest version first.

Closed by default: what a newer version published and this one does not understand is never dropped. A promise closes
what it concerns; any other noun is not read, and asking for it says why.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pyarrow as pa

from goldthread.evidence.batches import write_entry
from goldthread.evidence.frozen import NotUnderstood, as_body, names_of, of_body
from goldthread.evidence.nouns import NOUNS, PublishedKind
from goldthread.evidence.promises import concerning
from goldthread.evidence.shapes import PUBLISHED
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import OPEN_TERMS, Directory, NewerNoun, PathwayMap, SharingAgreement, Terms, accepted_points


def publish(tables: Tables, noun: object, *, by: str = "owner") -> int:
    """Make a noun hold from now on, and give the store's version.

    Raises: WrongUsage for a kind that nobody registered; NewerNoun where what it would replace says something that
    this version does not know, and would lose.
    """
    kind = NOUNS.of(noun)
    key = kind.key(noun)
    if kind.unknown_field and (strange := getattr(noun, kind.unknown_field)):
        raise Unread(kind.name, key, strange[0].name).error()
    Published(tables).check_known(kind.name, key)
    version = write_entry(tables, what="publication", by=by, kind=kind.name, file=key)
    row = {"kind": kind.name, "key": key, "version": version, "body": written(as_body(noun))}
    tables.append("published", pa.Table.from_pylist([row], schema=PUBLISHED))
    return version


@dataclass(frozen=True)
class Unread:
    """A noun that is kept and cannot be read, and what it says that this version does not know."""

    kind: str
    key: str
    what: str

    def error(self) -> NewerNoun:
        """What to tell whoever asks for it."""
        return NewerNoun(
            f"“{self.key}” ({self.kind}) says “{self.what}”, which this version of Goldthread does not know.",
            "Install the version that published it.",
        )


@dataclass
class NewestNouns:
    """The newest body of every noun, and what was read of them so far."""

    bodies: dict[tuple[str, str], Any]
    version: int
    every: dict[tuple[str, str], list[tuple[int, object]]] = field(default_factory=dict)
    read: dict[tuple[PublishedKind, str], Any] = field(default_factory=dict)
    earlier: dict[tuple[str, int], Any] = field(default_factory=dict)


class Published:
    """Every noun that holds now."""

    def __init__(self, tables: Tables) -> None:
        self._held: NewestNouns = tables.once("published", _newest)

    @property
    def version(self) -> int:
        """The store's version at which something was published last; 0 where nothing was."""
        return self._held.version

    def terms(self) -> Terms:
        """The data promises in force; open until a panel has made some."""
        made = self._one(NOUNS.named("Terms"), "terms")
        return OPEN_TERMS if made is None else made if isinstance(made, Terms) else _all_closed(made)

    def pathways(self, version: int | None = None) -> dict[str, PathwayMap]:
        """Pathways by key, as they hold or as they held at a version; one that is newer is as it was first."""
        now = self.of("PathwayMap")
        return {key: self._earlier(key, version) or noun for key, noun in now.items()} if version else now

    def _earlier(self, key: str, version: int) -> PathwayMap | None:
        """A pathway as it held at a version, or else as it was first; None where that cannot be read."""
        bodies = self._held.every.get(("PathwayMap", key), [])
        made = [one for one in bodies if one[0] <= version] or bodies[:1]
        return self._as_of(key, *made[-1]) if made else None

    def _as_of(self, key: str, version: int, body: object) -> PathwayMap | None:
        """A pathway as one version published it, read once for each state of the table."""
        if (key, version) not in self._held.earlier:
            self._held.earlier[key, version] = _read(NOUNS.named("PathwayMap"), key, body)
        noun = self._held.earlier[key, version]
        return noun if isinstance(noun, PathwayMap) else None

    def accepted(self, pathway: str, version: int | None = None) -> frozenset[str]:
        """Keys of the transitions of a pathway that every organisation which takes part has accepted, as they are.

        With a version also as they were then: what is counted as it was drawn then was accepted in no other form.
        """
        held = tuple(self.of("Acceptance").values())
        drawings = {self.pathways(at).get(pathway) for at in (None, version)}
        each = [accepted_points(drawn, held) if drawn else frozenset[str]() for drawn in drawings]
        return frozenset.intersection(*each)

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements that are not past their end."""
        today = date.today().isoformat()
        made: list[SharingAgreement] = list(self.of("SharingAgreement").values())
        return tuple(one for one in made if one.since <= today and (not one.until or one.until >= today))

    def directory(self) -> Directory:
        """The organisations and what files call them; empty until the site has published any."""
        made: Directory | None = self.of("Directory").get("directory")
        return made or Directory()

    def of(self, kind: str) -> dict[str, Any]:
        """The nouns of a kind, by key, but for those that this version cannot read. Raises WrongUsage."""
        return {key: noun for key, noun in self._all(kind) if not isinstance(noun, Unread)}

    def unread(self, kind: str) -> dict[str, Unread]:
        """The nouns of a kind that this version cannot read, by key. Raises WrongUsage."""
        return {key: noun for key, noun in self._all(kind) if isinstance(noun, Unread)}

    def check_known(self, kind: str, key: str) -> None:
        """Raises NewerNoun where the noun that holds says something which this version does not know."""
        made = self._one(NOUNS.named(kind), key)
        if isinstance(made, Unread):
            raise made.error()
        if isinstance(made, Terms) and made.unknown:
            raise Unread(kind, key, made.unknown[0].name).error()

    def _all(self, kind: str) -> list[tuple[str, Any]]:
        meant = NOUNS.named(kind)
        return [(key, self._one(meant, key)) for name, key in self._held.bodies if name == kind]

    def _one(self, kind: PublishedKind, key: str) -> Any:
        """A noun, read once for each state of the table; None where there is none."""
        if (kind.name, key) not in self._held.bodies:
            return None
        if (kind, key) not in self._held.read:
            self._held.read[kind, key] = _read(kind, key, self._held.bodies[kind.name, key])
        return self._held.read[kind, key]


def _read(kind: PublishedKind, key: str, body: Any) -> Any:
    strange = frozenset[str]()
    if kind.unknown_field and isinstance(body, dict):
        strange = frozenset(body.keys()) - (names_of(kind.noun) - {kind.unknown_field})
    try:
        made = of_body(kind.noun, body, leaving=strange)
    except NotUnderstood as error:
        return Unread(kind.name, key, error.what)
    return replace(made, **{kind.unknown_field: concerning(body, strange)}) if strange else made


def _all_closed(unread: Unread) -> Terms:
    """Terms of which not even what is known can be read: everything is closed."""
    return Terms(made_by="unknown", unknown=concerning({unread.what: True}, frozenset({unread.what})))


def _newest(table: pa.Table) -> NewestNouns:
    rows = sorted(table.to_pylist(), key=lambda row: row["version"])
    bodies = {(row["kind"], row["key"]): loaded(row["body"]) for row in rows}
    every: dict[tuple[str, str], list[tuple[int, object]]] = {}
    for row in rows:
        every.setdefault((row["kind"], row["key"]), []).append((row["version"], loaded(row["body"])))
    return NewestNouns(bodies, max((row["version"] for row in rows), default=0), every)


def written(body: object) -> str:
    """A body as it is kept."""
    return json.dumps(body)


def loaded(body: str) -> Any:
    """A body as written, or None where it is no JSON: then it is not understood."""
    try:
        return json.loads(body)
    except ValueError:
        return None

"""What the thread may name: each kind of reference with its label, its place on the thread, and how it is shown."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict

from goldthread.accounts.registry.entries import Entries
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import Scope


FIRST_VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who follows the thread: their scope, the workspace that opens words to it, and whose words are their own."""

    scope: Scope
    workspace: WorkspaceLike | None = None
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ShownReference:
    """What one reader sees of something. `wording` is what was agreed; `words` are people's own, and None where they
    may not be read or were withdrawn. `changed`: they are no longer as quoted. `question`: what they answer.
    `address`: its own page, if it has one. `version`: how it stands now; `keeper`: who looks after it, in words;
    `against`: reasons of members who disagree, which are shown wherever it is.
    """

    wording: str = ""
    words: str | None = None
    on: date | None = None
    by: str = ""
    organisations: tuple[str, ...] = ()
    role: str = ""
    question: str = ""
    feedback: str = ""
    withdrawn: bool = False
    changed: bool = False
    own: bool = False
    address: str = ""
    version: str = FIRST_VERSION
    keeper: str = ""
    against: tuple[str, ...] = ()


Show = Callable[[Collection[str], Reader], dict[str, ShownReference]]
Held = Callable[[Collection[str]], Collection[str]]
Versions = Callable[[Collection[str]], Mapping[str, str]]
Every = Callable[[Scope], Collection[str]]
Parts = Callable[[str], Collection[str]]


@dataclass(frozen=True, kw_only=True)
class ReferenceKind:
    """One kind of reference. `stage` orders the thread, from words (10) to monthly results (80); None: not on it."""

    name: str
    label: str
    shown: Show
    stage: int | None = None
    held: Held | None = None
    versions: Versions | None = None
    every: Every | None = None
    parts: Parts | None = None


class KindGiven(TypedDict):
    """What an app registers of a kind, as keyword arguments of `register`."""

    kind: str
    label: str
    stage: NotRequired[int]
    shown: Show
    held: Held
    versions: NotRequired[Versions]
    parts: NotRequired[Parts]
    every: NotRequired[Every]


KINDS: Entries[ReferenceKind] = Entries("kind of reference")
STAND_INS: Entries[ReferenceKind] = Entries("stand-in for a kind of reference")


def register(
    *,
    kind: str,
    label: str,
    shown: Show,
    stage: int | None = None,
    held: Held | None = None,
    versions: Versions | None = None,
    every: Every | None = None,
    parts: Parts | None = None,
) -> None:
    """Register a kind of reference that an app owns.

    Takes: the kind, as in kind:id; its label on pages; what shows some ids to a reader (ids that this reader may not
    know of are left out); its stage on the thread (words 10, needs 30, decisions 40, measures 60, clauses 70, results
    80, actions 90); what tells which of some ids exist at all, where that differs from what the owner of the folder is
    shown; what gives the version of some ids as they stand now, where they can change; what gives every id that a scope
    may know of, where links that are missing should be looked for; for what is made of other things, such as a contract
    of clauses, the references of these, from which its thread is walked.
    Raises: RegisteredTwice.
    """
    made = ReferenceKind(
        name=kind, label=label, shown=shown, stage=stage, held=held, versions=versions, every=every, parts=parts
    )
    KINDS.add(kind, made)


def stand_in(*, kind: str, label: str, shown: Show, stage: int | None = None, held: Held | None = None) -> None:
    """Register what stands for a kind until the app that owns it registers it; after that, for ids it does not know."""
    STAND_INS.add(kind, ReferenceKind(name=kind, label=label, shown=shown, stage=stage, held=held))


def kinds() -> dict[str, ReferenceKind]:
    """Every kind by name: on the thread in the order of stages, then those that are not on it."""
    every = STAND_INS.all() | KINDS.all()
    last = max((kind.stage or 0 for kind in every.values()), default=0) + 1
    return dict(sorted(every.items(), key=lambda pair: (pair[1].stage or last, pair[0])))


def stages() -> tuple[str, ...]:
    """The kinds that the thread runs through, in order."""
    return tuple(name for name, kind in kinds().items() if kind.stage is not None)


def label(kind: str) -> str:
    """What a kind is called on pages; an unknown one by its own name."""
    found = kinds().get(kind)
    return found.label if found else kind


def show(kind: str, ids: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """What a reader sees of some ids of one kind; ids that are unknown or not for this reader are left out."""
    found: dict[str, ShownReference] = {}
    for register in (KINDS, STAND_INS):
        left = [one for one in ids if one not in found]
        owner = register.get(kind)
        if owner and left:
            found |= owner.shown(left, reader)
    return found


def versions(names: Collection[str]) -> dict[str, str]:
    """How some references stand now; what cannot change, or is not there, stands in its first version.

    Takes: references without versions, such as need:knowing. One query a kind, however many there are.
    """
    keys: dict[str, list[str]] = {}
    for name in names:
        kind, _, key = name.partition(":")
        keys.setdefault(kind, []).append(key)
    found = dict.fromkeys(names, FIRST_VERSION)
    for kind, some in keys.items():
        owner = KINDS.get(kind)
        if owner and owner.versions:
            found |= {f"{kind}:{key}": version for key, version in owner.versions(some).items()}
    return found


def is_held(kind: str, key: str) -> bool:
    """Whether an id exists, whoever asks."""
    for register in (KINDS, STAND_INS):
        owner = register.get(kind)
        if owner is None:
            continue
        known = owner.held([key]) if owner.held else owner.shown([key], Reader(scope=Scope.owner()))
        if key in known:
            return True
    return False

"""A pathway as a file: YAML that non-programmers write, read strictly, and written again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import yaml

from goldthread import coding
from goldthread.vocabulary import BadDefinition, Membership, PathwayMap, Touchpoint


PATHWAY = ("title", "version", "about", "services", "touchpoints")
SERVICE = ("organisation", "service", "since", "until")
POINT = ("key", "title", "about", "kinds", "transition", "services")
EXAMPLE = "Write each as `- {organisation: RXX, service: Ward 7}`."

Held = Mapping[object, object]
Pair = tuple[str, str]


def as_yaml(drawn: PathwayMap) -> str:
    """A pathway as a file that `load_pathway` reads."""
    services = [{name: value for name, value in asdict(one).items() if value is not None} for one in drawn.members]
    points = [
        {
            "key": point.key,
            "title": point.title,
            "about": point.about,
            "kinds": list(point.kinds),
            "transition": point.transition,
            "services": [{"organisation": code, "service": service} for code, service in point.services],
        }
        for point in drawn.touchpoints
    ]
    held = {"title": drawn.title, "version": drawn.version, "about": drawn.about, "services": services}
    return str(yaml.safe_dump(held | {"touchpoints": points}, sort_keys=False, allow_unicode=True, width=110))


def load_pathway(path: Path) -> PathwayMap:
    """A pathway from its file, keyed by the file's name. Raises BadDefinition, saying what is missing or wrong."""
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError):
        raise BadDefinition(f"The pathway {path.name} cannot be read as YAML.") from None
    except ValueError:  # a day that no calendar has
        raise BadDefinition(f"The pathway {path.name} holds a date that does not exist.") from None
    try:
        return _built(path.stem, _keys(held, PATHWAY, "the pathway"))
    except BadDefinition as wrong:
        raise BadDefinition(f"The pathway {path.name} cannot be used. {wrong.sentence}", wrong.remedy) from None


def _built(key: str, held: Held) -> PathwayMap:
    members = tuple(_member(one) for one in _list(held, "services", "the pathway"))
    belonging = {(one.organisation, one.service) for one in members}
    points = tuple(_point(one, belonging) for one in _list(held, "touchpoints", "the pathway"))
    if not points:
        raise BadDefinition("The pathway has no touchpoints.", "Write at least one, with key, title and kinds.")
    if len({point.key for point in points}) < len(points):
        raise BadDefinition(f"The pathway {key} names a touchpoint twice.", "Give each a key of its own.")
    return PathwayMap(
        key=key,
        version=_version(held.get("version", 1)),
        title=_text(held, "title", "the pathway"),
        about=_text(held, "about", "the pathway", ""),
        members=members,
        touchpoints=points,
    )


def _member(held: object) -> Membership:
    kept = _keys(held, SERVICE, "a service", EXAMPLE)
    organisation, service = _pair(kept)
    return Membership(organisation=organisation, service=service, since=_day(kept, "since"), until=_day(kept, "until"))


def _point(given: object, belonging: set[Pair]) -> Touchpoint:
    held = _keys(given, POINT, "a touchpoint")
    key = _text(held, "key", "a touchpoint")
    of = f"the touchpoint {key}"
    kinds = [str(one) for one in _list(held, "kinds", of)]
    known = {kind.key for kind in coding.touchpoint_kinds()}
    if strange := sorted(set(kinds) - known):
        may = ", ".join(sorted(known))
        raise BadDefinition(f"There is no kind of touchpoint called {strange[0]}.", f"It may be {may}.")
    services = tuple(_pair(_keys(one, SERVICE[:2], "a service", EXAMPLE)) for one in _list(held, "services", of))
    if outside := sorted(set(services) - belonging):
        raise BadDefinition(
            f"The service {outside[0][1] or outside[0][0]} does not belong to the pathway.",
            "Write it under the pathway's own services too.",
        )
    transition = held.get("transition", False)
    if not isinstance(transition, bool):
        raise BadDefinition(f"The transition of {of} is neither true nor false.", "Write true or false.")
    return Touchpoint(
        key=key,
        title=_text(held, "title", of),
        about=_text(held, "about", of, ""),
        kinds=tuple(kinds),
        services=services,
        transition=transition,
    )


def _keys(held: object, known: Sequence[str], of: str, remedy: str = "") -> Held:
    """A list of keys that are all known."""
    if not isinstance(held, Mapping):
        raise BadDefinition(f"{of[:1].upper()}{of[1:]} is no list of keys.", remedy or f"It has {', '.join(known)}.")
    if strange := [str(name) for name in held if name not in known]:
        raise BadDefinition(f"Nobody knows the key “{strange[0][:60]}” of {of}.", f"It has {', '.join(known)}.")
    return held


def _list(held: Held, name: str, of: str) -> Sequence[object]:
    found = held.get(name)
    if found is None:
        found = []
    if not isinstance(found, list):
        raise BadDefinition(f"The {name} of {of} are no list.", "Begin each with a dash on a line of its own.")
    return found


def _text(held: Held, name: str, of: str, otherwise: str | None = None) -> str:
    found = held.get(name)
    if found is None and otherwise is not None:
        return otherwise
    if isinstance(found, bool) or not isinstance(found, str | int | float | date):
        raise BadDefinition(f"The {name} of {of} is missing, or is no text.", f"Write it as `{name}: …`.")
    if otherwise is None and not str(found).strip():
        raise BadDefinition(f"The {name} of {of} is empty.", f"Write it as `{name}: …`.")
    return str(found)


def _pair(held: Held) -> Pair:
    """An organisation's code and a service of it, "" where its answers name none."""
    return _text(held, "organisation", "a service"), _text(held, "service", "a service", "")


def _version(found: object) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise BadDefinition("The version of the pathway is no whole number from 1.", "Write 1 for a new one.")
    return found


def _day(held: Held, name: str) -> date | None:
    found = held.get(name)
    if found is None:
        return None
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise BadDefinition(f"The {name} of a service is no date.", "Write it as 2026-04-01.") from None

"""Pathways as non-programmers write them: YAML in `pathways/`, read once; after that what was published holds."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldthread import coding
from goldthread.vocabulary import BadDefinition, Membership, PathwayMap, Touchpoint


FOLDER = Path(__file__).parent / "pathways"


@cache
def _all() -> dict[str, PathwayMap]:
    return {path.stem: load_pathway(path) for path in sorted(FOLDER.glob("*.yaml"))}


def defined_pathways() -> dict[str, PathwayMap]:
    """Pathways that come with the software, by key."""
    return dict(_all())


def load_pathway(path: Path) -> PathwayMap:
    """A pathway from its file. Raises BadDefinition, saying what is missing or wrong."""
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadDefinition(f"The pathway {path.name} cannot be read as YAML.") from None
    try:
        return _built(path.stem, held)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadDefinition(f"The pathway {path.name} lacks or mistakes an entry: {error}.") from None


def _built(key: str, held: dict[str, Any]) -> PathwayMap:
    members = tuple(
        Membership(
            organisation=one["organisation"],
            service=one["service"],
            since=_day(one.get("since")),
            until=_day(one.get("until")),
        )
        for one in held["services"]
    )
    belonging = {(one.organisation, one.service) for one in members}
    points = tuple(_point(one, belonging) for one in held["touchpoints"])
    if len({point.key for point in points}) < len(points):
        raise BadDefinition(f"The pathway {key} names a touchpoint twice.")
    return PathwayMap(
        key=key,
        version=int(held["version"]),
        title=held["title"],
        about=held.get("about", ""),
        members=members,
        touchpoints=points,
    )


def _point(held: dict[str, Any], belonging: set[tuple[str, str]]) -> Touchpoint:
    known = {kind.key for kind in coding.touchpoint_kinds()}
    if strange := set(held["kinds"]) - known:
        raise BadDefinition(f"There is no kind of touchpoint called {sorted(strange)[0]}.")
    services = tuple((one["organisation"], one["service"]) for one in held.get("services", ()))
    if outside := set(services) - belonging:
        raise BadDefinition(f"The service {sorted(outside)[0][1]} does not belong to the pathway.")
    return Touchpoint(
        key=held["key"],
        title=held["title"],
        about=held.get("about", ""),
        kinds=tuple(held["kinds"]),
        services=services,
        transition=bool(held.get("transition", False)),
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None

"""Pathways as non-programmers write them: YAML in `pathways/`, read once; after that what was published holds."""

from dataclasses import asdict
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


@cache
def _library() -> dict[str, PathwayMap]:
    return {path.stem: load_pathway(path) for path in sorted((FOLDER / "library").glob("*.yaml"))}


def pathway_library() -> dict[str, PathwayMap]:
    """Pathways to start from, by key: their moments alone, since each place has services of its own."""
    return dict(_library())


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
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        raise BadDefinition(f"The pathway {path.name} cannot be read as YAML.") from None
    try:
        return _built(path.stem, held)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadDefinition(f"The pathway {path.name} lacks or mistakes an entry: {error}.") from None


def _built(key: str, held: dict[str, Any]) -> PathwayMap:
    members = tuple(
        Membership(
            organisation=one["organisation"],
            service=one.get("service") or "",
            since=_day(one.get("since")),
            until=_day(one.get("until")),
        )
        for one in held.get("services") or ()
    )
    belonging = {(one.organisation, one.service) for one in members}
    points = tuple(_point(one, belonging) for one in held["touchpoints"])
    if len({point.key for point in points}) < len(points):
        raise BadDefinition(f"The pathway {key} names a touchpoint twice.")
    return PathwayMap(
        key=key,
        version=int(held.get("version", 1)),
        title=str(held["title"]),
        about=str(held.get("about") or ""),
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
        key=str(held["key"]),
        title=str(held["title"]),
        about=str(held.get("about") or ""),
        kinds=tuple(map(str, held["kinds"])),
        services=services,
        transition=bool(held.get("transition", False)),
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None

"""What makes a pathway sound, what belongs to it, and how one version becomes the next: plain functions of maps."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from goldthread.vocabulary import Membership, NotFound, PathwayMap, PlainError, Touchpoint, service_name


LONGEST_TITLE, LONGEST_ABOUT = 120, 400
MOST_IN_KEY = 5
"""Six words in a row are a copy of what somebody told."""
NO_SERVICE = (
    "No service belongs to the journey yet. Each has an organisation, by its code, and a service, as its files name it,"
    " or none where they name none."
)
Pair = tuple[str, str]


class UnsoundPathway(PlainError):
    """A change that would leave a pathway that does not hang together; the sentence says what is wrong."""


def belongs(pathway: PathwayMap, organisation: str, service: str, on: date | None = None) -> bool:
    """Whether feedback to a service on a day belongs to the pathway; without a day, to an open-ended membership only.

    Source: DESIGN 4: a pathway lists organisation + service + dates, and feedback belongs to every pathway that its
    service is in. The evidence store asks the same of millions of rows at once.
    """
    return any(
        (one.organisation, one.service) == (organisation, service)
        and (one.since is None or (on is not None and one.since <= on))
        and (one.until is None or (on is not None and on <= one.until))
        for one in pathway.members
    )


def touchpoints_of(
    pathway: PathwayMap, organisation: str, service: str, kinds: Collection[str], on: date | None = None
) -> tuple[str, ...]:
    """Keys of the moments on which feedback falls: by its kinds, in the services that a moment names, if any."""
    if not belongs(pathway, organisation, service, on):
        return ()
    return tuple(
        point.key
        for point in pathway.touchpoints
        if set(point.kinds) & set(kinds) and (not point.services or (organisation, service) in point.services)
    )


def problems(pathway: PathwayMap, *, kinds: Collection[str], organisations: Collection[str]) -> list[str]:
    """What does not hang together, in sentences; empty for a sound pathway."""
    found = [] if pathway.title.strip() else ["The journey has no name."]
    found += [] if pathway.members else [NO_SERVICE]
    found += [] if pathway.touchpoints else ["The journey has no moment yet."]
    found += _of_members(pathway.members, organisations)
    belonging = {(one.organisation, one.service) for one in pathway.members}
    if len({point.key for point in pathway.touchpoints}) < len(pathway.touchpoints):
        found.append("Two moments have the same name.")
    for point in pathway.touchpoints:
        found += _of_point(point, belonging, kinds)
    texts = [(pathway.title, LONGEST_TITLE), (pathway.about, LONGEST_ABOUT)]
    texts += [(point.title, LONGEST_TITLE) for point in pathway.touchpoints]
    texts += [(point.about, LONGEST_ABOUT) for point in pathway.touchpoints]
    found += [f"“{text[:30]}…” is longer than {most} characters." for text, most in texts if len(text) > most]
    return found


def _of_members(members: Sequence[Membership], organisations: Collection[str]) -> list[str]:
    found = [
        f"{one.organisation} is no organisation of this care system."
        for one in members
        if one.organisation not in organisations
    ]
    found += [f"{service_name(one.service)} ends before it begins." for one in members if _backwards(one)]
    for first, second in combinations(members, 2):
        if (first.organisation, first.service) == (second.organisation, second.service) and _overlap(first, second):
            found.append(
                f"{service_name(first.service)} {'belongs' if first.service else 'belong'} twice at the same time."
            )
    return list(dict.fromkeys(found))


def _backwards(one: Membership) -> bool:
    return one.since is not None and one.until is not None and one.until < one.since


def _overlap(first: Membership, second: Membership) -> bool:
    return (first.since or date.min) <= (second.until or date.max) and (
        (second.since or date.min) <= (first.until or date.max)
    )


def _of_point(point: Touchpoint, belonging: set[Pair], kinds: Collection[str]) -> list[str]:
    found = [] if point.title.strip() else ["A moment has no name."]
    if not point.kinds:
        found.append(f"“{point.title}” has no kind of moment, so nothing could fall on it.")
    found += [f"There is no kind of moment called {kind}." for kind in point.kinds if kind not in kinds]
    found += [
        f"{service_name(service)} does not belong to the journey, so “{point.title}” cannot name it."
        for organisation, service in point.services
        if (organisation, service) not in belonging
    ]
    if point.transition and len({organisation for organisation, _ in point.services}) < 2:
        found.append(f"“{point.title}” is between two organisations: name a service of each.")
    return found


def sound(pathway: PathwayMap, *, kinds: Collection[str], organisations: Collection[str]) -> PathwayMap:
    """The map itself. Raises UnsoundPathway with everything that is wrong."""
    if wrong := problems(pathway, kinds=kinds, organisations=organisations):
        raise UnsoundPathway(" ".join(wrong), "Nothing was changed.")
    return pathway


def touchpoint(pathway: PathwayMap, key: str) -> Touchpoint:
    """A moment by its key. Raises NotFound."""
    for point in pathway.touchpoints:
        if point.key == key:
            return point
    raise NotFound(f"This journey has no moment called {key}.")


def key_of(title: str, taken: Iterable[str] = ()) -> str:
    """A short key for a title, that no other has: of so few words that it copies nobody's, since keys are for ever."""
    words = re.findall(r"[a-z0-9]+", title.lower().replace("→", " to "))[:MOST_IN_KEY]
    plain = "-".join(words)[:60].strip("-") or "moment"
    used, key, number = set(taken), plain, 1
    while key in used:
        number += 1
        key = f"{plain}-{number}"
    return key


def with_touchpoint(pathway: PathwayMap, point: Touchpoint, *, after: str = "") -> PathwayMap:
    """The map with one moment more, after another or at the end."""
    keys = [one.key for one in pathway.touchpoints]
    at = keys.index(after) + 1 if after in keys else len(keys)
    return replace(pathway, touchpoints=(*pathway.touchpoints[:at], point, *pathway.touchpoints[at:]))


def with_changed(pathway: PathwayMap, point: Touchpoint) -> PathwayMap:
    """The map with another moment in the place of the one of the same key. Raises NotFound."""
    touchpoint(pathway, point.key)
    return replace(pathway, touchpoints=tuple(point if one.key == point.key else one for one in pathway.touchpoints))


def without_touchpoint(pathway: PathwayMap, key: str) -> PathwayMap:
    """The map without one moment. Raises NotFound."""
    touchpoint(pathway, key)
    return replace(pathway, touchpoints=tuple(one for one in pathway.touchpoints if one.key != key))


def moved(pathway: PathwayMap, key: str, places: int) -> PathwayMap:
    """The map with one moment later (places above 0) or earlier, as far as there is room. Raises NotFound."""
    point = touchpoint(pathway, key)
    others = [one for one in pathway.touchpoints if one.key != key]
    at = max(0, min(len(others), pathway.touchpoints.index(point) + places))
    return replace(pathway, touchpoints=(*others[:at], point, *others[at:]))


def with_member(pathway: PathwayMap, member: Membership) -> PathwayMap:
    """The map with one service more."""
    return replace(pathway, members=(*pathway.members, member))


def with_ended(pathway: PathwayMap, organisation: str, service: str, on: date) -> PathwayMap:
    """The map with a service that belongs up to a day and no longer. Raises NotFound for one that does not belong."""
    mine = [one for one in pathway.members if (one.organisation, one.service) == (organisation, service)]
    if not mine:
        raise NotFound(f"{service_name(service)} does not belong to this journey.")
    ended = (replace(one, until=on) if one is mine[-1] else one for one in pathway.members)
    return replace(pathway, members=tuple(ended))


def differences(older: PathwayMap | None, newer: PathwayMap) -> list[str]:
    """What changed from one version to the next, in sentences."""
    if older is None:
        return ["The first version."]
    said = [] if older.title == newer.title else [f"Renamed from “{older.title}” to “{newer.title}”."]
    said += [] if older.about == newer.about else ["The description changed."]
    was, now = ({point.key: point for point in one.touchpoints} for one in (older, newer))
    said += [f"“{now[key].title}” was added." for key in now if key not in was]
    said += [f"“{was[key].title}” was removed." for key in was if key not in now]
    said += [f"“{now[key].title}” was changed." for key in now if key in was and now[key] != was[key]]
    if [key for key in was if key in now] != [key for key in now if key in was]:
        said.append("The order changed.")
    before, after = set(older.members), set(newer.members)
    for one in newer.members:
        if one not in before:
            said.append(f"{service_name(one.service)} {'is' if one.service else 'are'} on the journey {_dates(one)}.")
    gone = {(one.organisation, one.service) for one in before - after} - {(m.organisation, m.service) for m in after}
    return [*said, *(f"{service_name(service)} left the journey." for _, service in sorted(gone))] or [
        "Nothing changed."
    ]


def _dates(one: Membership) -> str:
    ends = [f"from {one.since}" if one.since else "", f"up to {one.until}" if one.until else ""]
    return " ".join(end for end in ends if end) or "from now on"

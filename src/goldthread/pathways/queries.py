"""Reads: pathways as maps, and their history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from goldthread.accounts import outbox
from goldthread.accounts.registry.references import Reader, ShownReference
from goldthread.pathways import models, rules
from goldthread.vocabulary import Membership, NotFound, PathwayMap, Touchpoint


@dataclass(frozen=True, kw_only=True)
class PathwayChange:
    """One version in the history of a pathway: who made it, when, why, and what differs from the one before."""

    number: int
    by: str
    at: datetime
    why: str
    published: bool
    differences: tuple[str, ...]


def pathways() -> dict[str, PathwayMap]:
    """The newest version of every pathway, by key."""
    return {version.pathway.key: as_map(version) for version in newest_versions()}


def pathway(key: str, version: int | None = None) -> PathwayMap:
    """One pathway, in its newest version or another. Raises NotFound."""
    found = models.Version.objects.filter(pathway__key=key)
    found = found if version is None else found.filter(number=version)
    newest_one = found.order_by("-number").first()
    if newest_one is None:
        raise NotFound(f"There is no journey called {key}.")
    return as_map(newest_one)


def newest(pathway: models.Pathway) -> models.Version:
    """The newest version of a pathway."""
    return pathway.versions.order_by("-number")[0]


def newest_versions() -> list[models.Version]:
    """The newest version of every pathway, in the order of keys."""
    held = models.Pathway.objects.order_by("key").prefetch_related("versions")
    return [newest(one) for one in held if one.versions.exists()]


def as_map(version: models.Version) -> PathwayMap:
    """A version as the frozen noun that is published."""
    return PathwayMap(
        key=version.pathway.key,
        version=version.number,
        title=version.title,
        about=version.about,
        members=tuple(
            Membership(organisation=m.organisation, service=m.service, since=m.since, until=m.until)
            for m in version.members.all()
        ),
        touchpoints=tuple(
            Touchpoint(
                key=p.key,
                title=p.title,
                about=p.about,
                kinds=tuple(p.kinds),
                services=tuple((organisation, service) for organisation, service in p.services),
                transition=p.transition,
            )
            for p in version.touchpoints.all()
        ),
    )


def history(key: str) -> list[PathwayChange]:
    """Every version, newest first. Raises NotFound for an unknown pathway."""
    versions = list(models.Version.objects.filter(pathway__key=key).order_by("number"))
    if not versions:
        raise NotFound(f"There is no journey called {key}.")
    made, before = [], None
    for version in versions:
        now = as_map(version)
        made.append(
            PathwayChange(
                number=version.number,
                by=version.by,
                at=version.at,
                why=version.why,
                published=version.published_as is not None,
                differences=tuple(rules.differences(before, now)),
            )
        )
        before = now
    return made[::-1]


def why_waiting(key: str) -> str | None:
    """Why the newest version of a pathway is not in the workspace yet, "" where no attempt failed; None where it is."""
    held = outbox.waiting(f"PathwayMap:{key}")
    return held[0].failed if held else None


def shown(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Pathways as references, to those whose organisations take part in them."""
    mine, found = reader.scope.organisations, {}
    for key, drawn in pathways().items():
        theirs = {one.organisation for one in drawn.members}
        if key in keys and (mine is None or theirs & mine):
            found[key] = ShownReference(wording=drawn.title, organisations=tuple(sorted(theirs)))
    return found

"""Writes: every change makes the next version; one transaction keeps it, its audit event and its publication."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from goldthread import coding
from goldthread.accounts import auditing, outbox
from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Organisation
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.pathways import accepting, models, queries, rules
from goldthread.vocabulary import (
    Acceptance,
    Membership,
    NoRight,
    NotFound,
    PathwayMap,
    PlainError,
    Touchpoint,
    WrongUsage,
)


class ChangedMeanwhile(PlainError):
    """Somebody else changed the pathway since it was looked at."""


def load_definitions(*, by: object, workspace: WorkspaceLike) -> list[str]:
    """Take over pathways that the database does not hold yet, as published or else as defined; gives their keys.

    Harmless to repeat; after the first time the database is the truth. Pathways none of whose organisations this site
    has are left alone: they are of another care system.
    """
    known = set(models.Pathway.objects.values_list("key", flat=True))
    here = set(Organisation.objects.values_list("code", flat=True))
    fresh = {
        key: drawn
        for key, drawn in workspace.published.pathways().items()
        if key not in known and here & {one.organisation for one in drawn.members}
    }
    for drawn in fresh.values():
        why = "Loaded from its definition."
        _keep(by=by, workspace=workspace, drawn=drawn, number=drawn.version, why=why, what="pathway loaded")
    _publish_waiting(workspace)
    return sorted(fresh)


@transaction.atomic
def _publish_waiting(workspace: WorkspaceLike) -> None:
    """Put into the outbox what was never published and is not there: from before there was one."""
    for version in queries.newest_versions():
        if version.published_as is None and not outbox.waiting(f"PathwayMap:{version.pathway.key}"):
            outbox.publish(by=version.by, noun=queries.as_map(version), workspace=workspace)


def start(
    *,
    by: object,
    workspace: WorkspaceLike,
    title: str,
    about: str,
    members: Sequence[Membership],
    touchpoints: Sequence[Touchpoint],
    why: str = "",
) -> PathwayMap:
    """Start another pathway. Raises UnsoundPathway."""
    key = rules.key_of(title, models.Pathway.objects.values_list("key", flat=True))
    drawn = PathwayMap(
        key=key,
        version=1,
        title=title.strip(),
        about=about.strip(),
        members=tuple(members),
        touchpoints=tuple(touchpoints),
    )
    _keep(by=by, workspace=workspace, drawn=_sound(drawn), number=1, why=why, what="pathway started")
    return drawn


def start_from(
    *, by: object, workspace: WorkspaceLike, moments: Sequence[Touchpoint], title: str, organisation: str, service: str
) -> PathwayMap:
    """Start a pathway with the moments of one of the library, and one service of this place. Raises UnsoundPathway."""
    first = Membership(organisation=organisation, service=service.strip())
    return start(by=by, workspace=workspace, title=title, about="", members=[first], touchpoints=moments)


def add(*, by: object, workspace: WorkspaceLike, drawn: PathwayMap, replace_it: bool = False) -> PathwayMap:
    """Add a pathway as somebody wrote it, under its own key; with `replace_it`, as the next version of the one there.

    Raises: UnsoundPathway; WrongUsage where the key is taken and nobody asked to replace it.
    """
    if rules.key_of(drawn.key) != drawn.key:
        raise WrongUsage(
            f"“{drawn.key}” cannot be the key of a journey.",
            f"Name the file with up to {rules.MOST_IN_KEY} words in small letters, with hyphens between them.",
        )
    if not models.Pathway.objects.filter(key=drawn.key).exists():
        made = replace(_sound(drawn), version=1)
        _keep(by=by, workspace=workspace, drawn=made, number=1, why="", what="pathway started")
        return made
    if not replace_it:
        raise WrongUsage(
            f"There is a journey called {drawn.key} already.",
            "Use --replace to make this its next version, or rename the file.",
        )
    now = queries.pathway(drawn.key)
    change = lambda held: replace(drawn, version=held.version)  # noqa: E731
    return _change(by, workspace, drawn.key, now.version, change, "", "pathway replaced")


def rename(
    *, by: object, workspace: WorkspaceLike, pathway: str, based_on: int, title: str, about: str, why: str = ""
) -> PathwayMap:
    """Give a pathway another name and description."""
    change = lambda drawn: replace(drawn, title=title.strip(), about=about.strip())  # noqa: E731
    return _change(by, workspace, pathway, based_on, change, why, "pathway renamed")


def add_touchpoint(
    *,
    by: object,
    workspace: WorkspaceLike,
    pathway: str,
    based_on: int,
    title: str,
    about: str = "",
    kinds: Sequence[str],
    services: Sequence[rules.Pair] = (),
    transition: bool = False,
    after: str = "",
    why: str = "",
) -> PathwayMap:
    """Add a moment."""

    def change(drawn: PathwayMap) -> PathwayMap:
        key = rules.key_of(title, [point.key for point in drawn.touchpoints])
        point = Touchpoint(
            key=key,
            title=title.strip(),
            about=about.strip(),
            kinds=tuple(kinds),
            services=tuple(services),
            transition=transition,
        )
        return rules.with_touchpoint(drawn, point, after=after)

    return _change(by, workspace, pathway, based_on, change, why, "touchpoint added")


def change_touchpoint(
    *,
    by: object,
    workspace: WorkspaceLike,
    pathway: str,
    based_on: int,
    touchpoint: str,
    title: str,
    about: str = "",
    kinds: Sequence[str],
    services: Sequence[rules.Pair] = (),
    transition: bool = False,
    why: str = "",
) -> PathwayMap:
    """Change a moment; its key stays, so that what points at it still does."""
    point = Touchpoint(
        key=touchpoint,
        title=title.strip(),
        about=about.strip(),
        kinds=tuple(kinds),
        services=tuple(services),
        transition=transition,
    )
    change = lambda drawn: rules.with_changed(drawn, point)  # noqa: E731
    return _change(by, workspace, pathway, based_on, change, why, "touchpoint changed")


def move_touchpoint(
    *, by: object, workspace: WorkspaceLike, pathway: str, based_on: int, touchpoint: str, places: int, why: str = ""
) -> PathwayMap:
    """Put a moment earlier or later."""
    change = lambda drawn: rules.moved(drawn, touchpoint, places)  # noqa: E731
    return _change(by, workspace, pathway, based_on, change, why, "touchpoint moved")


def remove_touchpoint(
    *, by: object, workspace: WorkspaceLike, pathway: str, based_on: int, touchpoint: str, why: str = ""
) -> PathwayMap:
    """Take a moment out; older versions keep it."""
    change = lambda drawn: rules.without_touchpoint(drawn, touchpoint)  # noqa: E731
    return _change(by, workspace, pathway, based_on, change, why, "touchpoint removed")


def add_service(
    *,
    by: object,
    workspace: WorkspaceLike,
    pathway: str,
    based_on: int,
    organisation: str,
    service: str,
    since: date | None = None,
    until: date | None = None,
    why: str = "",
) -> PathwayMap:
    """Let a service belong, between two days where they are given."""
    member = Membership(organisation=organisation, service=service.strip(), since=since, until=until)
    change = lambda drawn: rules.with_member(drawn, member)  # noqa: E731
    return _change(by, workspace, pathway, based_on, change, why, "service added")


def end_service(
    *,
    by: object,
    workspace: WorkspaceLike,
    pathway: str,
    based_on: int,
    organisation: str,
    service: str,
    on: date,
    why: str = "",
) -> PathwayMap:
    """Let a service belong up to a day and no longer."""
    change = lambda drawn: rules.with_ended(drawn, organisation, service, on)  # noqa: E731
    return _change(by, workspace, pathway, based_on, change, why, "service ended")


def _change(
    by: object,
    workspace: WorkspaceLike,
    pathway: str,
    based_on: int,
    change: Callable[[PathwayMap], PathwayMap],
    why: str,
    what: str,
) -> PathwayMap:
    """The next version of a pathway, if nobody else made one meanwhile; nothing where nothing would change."""
    with transaction.atomic():
        held = models.Pathway.objects.select_for_update().filter(key=pathway).first()
        if held is None:
            raise NotFound(f"There is no journey called {pathway}.")
        newest = queries.newest(held)
        if newest.number != based_on:
            raise ChangedMeanwhile(
                "Someone else changed this journey meanwhile.", "Read it again, then make your change."
            )
        now = queries.as_map(newest)
        wanted = _sound(change(now), now)
        if wanted == now:
            return now
        _keep(by=by, workspace=workspace, drawn=wanted, number=newest.number + 1, why=why, what=what)
    return queries.pathway(pathway)


def _sound(drawn: PathwayMap, before: PathwayMap | None = None) -> PathwayMap:
    """The pathway, where it hangs together; organisations that it names already are not asked about again.

    A journey that we ship names organisations that a site may not have: it can be changed all the same.
    """
    known = set(Organisation.objects.filter(member=True).values_list("code", flat=True))
    known |= {one.organisation for one in before.members} if before else set()
    return rules.sound(drawn, kinds={kind.key for kind in coding.touchpoint_kinds()}, organisations=known)


@transaction.atomic
def _keep(*, by: object, workspace: WorkspaceLike, drawn: PathwayMap, number: int, why: str, what: str) -> None:
    """The next version with its audit event and its publication, all or nothing."""
    held, _ = models.Pathway.objects.get_or_create(key=drawn.key)
    version = models.Version.objects.create(
        pathway=held,
        number=number,
        title=drawn.title,
        about=drawn.about,
        why=why.strip()[:400],
        by=str(by),
        at=timezone.now(),
    )
    models.PathwayService.objects.bulk_create(
        models.PathwayService(
            version=version, organisation=m.organisation, service=m.service, since=m.since, until=m.until
        )
        for m in drawn.members
    )
    models.PathwayMoment.objects.bulk_create(
        models.PathwayMoment(
            version=version,
            place=place,
            key=p.key,
            title=p.title,
            about=p.about,
            transition=p.transition,
            kinds=list(p.kinds),
            services=[list(pair) for pair in p.services],
        )
        for place, p in enumerate(drawn.touchpoints, 1)
    )
    auditing.record(by=by, what=what, about=f"pathway:{drawn.key}", version=number)
    outbox.publish(by=by, noun=queries.as_map(version), workspace=workspace)


def published(drawn: PathwayMap, store_version: int) -> None:
    """Note from which version of the store on a version of a pathway holds."""
    models.Version.objects.filter(pathway__key=drawn.key, number=drawn.version).update(published_as=store_version)


def accept(
    *,
    by: Acting,
    workspace: WorkspaceLike,
    pathway: str,
    touchpoint: str,
    based_on: int | None = None,
    holds: bool = True,
) -> Acceptance:
    """Accept a transition for the organisation that somebody acts for, or take that back.

    Takes: the version of the pathway that they looked at, where it must be the newest still.
    Raises: NoRight for somebody whose right is at no organisation that takes part, or does not include it.
    """
    drawn = queries.pathway(pathway)
    point = rules.touchpoint(drawn, touchpoint)
    if by.right is None or not by.may(accepting.PERMISSION) or by.right.organisation not in point.organisations:
        raise NoRight(
            f"Only an organisation that takes part in “{point.title}” can accept it, or take that back.",
            "Ask its information governance or its analyst.",
        )
    if based_on not in (None, drawn.version):
        raise ChangedMeanwhile("Someone else changed this journey meanwhile.", "Read it again, then accept it.")
    return accept_for(by, workspace, drawn, point, by.right.organisation, holds=holds)


def accept_for(
    by: object, workspace: WorkspaceLike, drawn: PathwayMap, point: Touchpoint, organisation: str, *, holds: bool = True
) -> Acceptance:
    """Note that an organisation accepts a transition as it is; whoever calls has checked that they may say so."""
    if not point.transition:
        raise WrongUsage(f"“{point.title}” is no step between organisations.", "There is nothing to accept.")
    made = Acceptance(
        pathway=drawn.key,
        touchpoint=point.key,
        organisation=organisation,
        services=point.services,
        kinds=point.kinds,
        holds=holds,
    )
    with transaction.atomic():
        held = models.Pathway.objects.select_for_update().filter(key=drawn.key).first()
        if held is None:
            raise NotFound(f"There is no journey called {drawn.key}.")
        models.Accepted.objects.create(
            pathway=held,
            touchpoint=point.key,
            organisation=organisation,
            services=[list(one) for one in point.services],
            kinds=list(point.kinds),
            holds=holds,
            by=str(by),
        )
        what = "transition accepted" if holds else "transition no longer accepted"
        auditing.record(by=by, what=what, about=f"pathway:{drawn.key}", moment=point.key, organisation=organisation)
        outbox.publish(by=by, noun=made, workspace=workspace)
    return made

"""How needs and decisions are shown on the thread, and in which version they stand."""

from collections.abc import Collection

from django.db.models import Count
from django.urls import reverse

from goldthread.accounts.registry.references import KindGiven, Reader, ShownReference
from goldthread.partnership import queries, supporting
from goldthread.partnership.models import Decision, Need
from goldthread.thread import rules as thread_rules
from goldthread.vocabulary import Scope


def needs(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Needs as the thread shows them, with the reasons of those who disagree as others than members see them."""
    found = Need.objects.filter(key__in=keys).select_related("panel").prefetch_related("wordings")
    held = [one for one in found if thread_rules.concerns(reader.scope, one.organisations)]
    support = supporting.of_each(held, live=())
    made = {}
    for one in held:
        wordings = list(one.wordings.all())
        made[one.key] = ShownReference(
            wording=wordings[-1].wording,
            on=one.on,
            by=one.by,
            organisations=tuple(one.organisations),
            address=reverse("need", args=[one.key]),
            version=str(len(wordings)),
            keeper=f"the panel “{one.panel.title}”",
            against=tuple(said.words for said in support[one.pk].against if said.words),
        )
    return made


def need_versions(keys: Collection[str]) -> dict[str, str]:
    """In which version some needs stand."""
    held = Need.objects.filter(key__in=keys).annotate(count=Count("wordings")).values_list("key", "count")
    return {key: str(count) for key, count in held}


def held_needs(keys: Collection[str]) -> set[str]:
    """Which needs there are."""
    return set(Need.objects.filter(key__in=keys).values_list("key", flat=True))


def every_need(scope: Scope) -> list[str]:
    """Open needs that a scope may know of."""
    return [one.key for one in queries.needs(scope) if one.state == "open"]


def decisions(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Decisions as the thread shows them, with the reasons against; until one is made, what is to be decided."""
    found = Decision.objects.filter(key__in=keys).select_related("panel", "outcome")
    held = [one for one in found if thread_rules.concerns(reader.scope, one.organisations)]
    against = queries.dissents(held)
    return {
        one.key: ShownReference(
            wording=one.wording or f"To be decided: {one.title}",
            on=one.on,
            by=one.by,
            organisations=tuple(one.organisations),
            address=reverse("decision", args=[one.key]),
            version=str(one.version),
            keeper=f"the panel “{one.panel.title}”",
            against=tuple(against[one.pk]),
        )
        for one in held
    }


def decision_versions(keys: Collection[str]) -> dict[str, str]:
    """In which version some decisions stand."""
    held = Decision.objects.filter(key__in=keys).values_list("key", "version")
    return {key: str(version) for key, version in held}


def held_decisions(keys: Collection[str]) -> set[str]:
    """Which decisions there are."""
    return set(Decision.objects.filter(key__in=keys).values_list("key", flat=True))


def every_decision(scope: Scope) -> list[str]:
    """Decisions that were made and that a scope may know of."""
    return [one.key for one in queries.decisions(scope) if one.closed_at]


KINDS: tuple[KindGiven, ...] = (
    {
        "kind": "need",
        "label": "Need",
        "stage": 30,
        "shown": needs,
        "held": held_needs,
        "versions": need_versions,
        "every": every_need,
    },
    {
        "kind": "decision",
        "label": "Decision",
        "stage": 40,
        "shown": decisions,
        "held": held_decisions,
        "versions": decision_versions,
        "every": every_decision,
    },
)
"""The kinds of reference that this app owns, with their places on the thread."""

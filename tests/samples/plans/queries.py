"""Reads: plans, as far as whoever asks may know of them."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from goldthread.plans.models import Plan

from goldthread.accounts.acting import Acting
from goldthread.accounts.registry.references import Reader, Shown
from goldthread.vocabulary import NotFound, Scope


def plans(scope: Scope) -> list[Plan]:
    """Plans that concern a scope."""
    mine = scope.organisations
    return [one for one in Plan.objects.order_by("key") if mine is None or mine & set(one.organisations)]


def plan(scope: Scope, key: str) -> Plan:
    """One plan. Raises NotFound."""
    found = next((one for one in plans(scope) if one.key == key), None)
    if found is None:
        raise NotFound("There is no such plan, or you do not have access to it.")
    return found


def shown(keys: Collection[str], reader: Reader) -> dict[str, Shown]:
    """Plans as the thread shows them."""
    return {
        one.key: Shown(
            wording=one.title, organisations=tuple(one.organisations), address=reverse("plan", args=[one.key])
        )
        for one in plans(reader.scope) if one.key in keys
    }  # fmt: skip


def panel(acting: Acting) -> dict[str, Any] | None:
    """What the panel on the home page shows; nothing while there is no plan."""
    held = plans(acting.scope())
    return {"plans": held} if held else None

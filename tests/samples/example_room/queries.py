"""Reads: examples, as far as whoever asks may know of them."""

from collections.abc import Collection

from django.urls import reverse

from goldthread.accounts.registry.references import Reader, ShownReference
from goldthread.example_room.models import Example
from goldthread.vocabulary import NotFound, Scope


def examples(scope: Scope) -> list[Example]:
    """Examples that concern a scope: kept for any organisation that is in it.

    A commissioner's scope holds the organisations that it commissions, and not itself: an example kept for the
    commissioner's own code alone would be found by nobody. An owner's scope holds None, which is every organisation.
    """
    mine = scope.organisations
    return [one for one in Example.objects.order_by("key") if mine is None or mine & set(one.organisations)]


def example(scope: Scope, key: str) -> Example:
    """One example. Raises NotFound."""
    found = next((one for one in examples(scope) if one.key == key), None)
    if found is None:
        raise NotFound("There is no such example, or you do not have access to it.")
    return found


def shown(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Examples as the thread shows them."""
    return {
        one.key: ShownReference(
            wording=one.title, organisations=tuple(one.organisations), address=reverse("example", args=[one.key])
        )
        for one in examples(reader.scope)
        if one.key in keys
    }

"""Writes: keeping and deleting searches; keyword-only, one transaction, one audit event each."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.accounts.acting import Acting
from goldthread.saved import queries, rules
from goldthread.saved.models import SavedSearch
from goldthread.vocabulary import NoRight, NotFound, WrongUsage


Asked = Mapping[str, str | Sequence[str]]
"""Filters by their names in addresses and options, as given."""


@transaction.atomic
def keep(*, by: Acting, name: str, words: str, asked: Asked, shared: bool = False) -> SavedSearch:
    """Save a search under a name, at the organisation that one acts for; the same name replaces one's older.

    Raises: WrongUsage for no name, no words, or too many searches; NoRight for whoever works for nobody here.
    """
    name, words, organisation = rules.check_name(name), rules.check_words(words), _at(by)
    mine = SavedSearch.objects.filter(person=by.person, organisation=organisation)
    if mine.exclude(name=name).count() >= rules.MOST:
        raise WrongUsage(f"You have {rules.MOST} saved searches already.", "Delete one first.")
    held, _ = SavedSearch.objects.update_or_create(
        person=by.person,
        organisation=organisation,
        name=name,
        defaults={"words": words, "asked": _given(asked), "shared": shared},
    )
    auditing.record(by=by, what="search saved", about=str(held), shared=shared)
    return held


@transaction.atomic
def keep_for_owner(*, by: str, name: str, words: str, asked: Asked) -> SavedSearch:
    """Save a search of the folder's owner; one whose name is spelt nearly the same is replaced.

    Raises: WrongUsage for a name without letters or digits.
    """
    former = queries.of_owner(name)
    held = former or SavedSearch(person=None)
    held.name, held.words, held.asked = rules.check_name(name), words.replace("\x00", ""), _given(asked)
    held.save()
    auditing.record(by=by, what="search saved", about=str(held), shared=False)
    return held


@transaction.atomic
def delete(*, by: Acting, token: str) -> str:
    """Delete one's own search, and give its name. Raises NotFound where it is not one's own."""
    held = SavedSearch.objects.filter(person=by.person, organisation=_at(by), token=token).first()
    if held is None:
        raise NotFound("There is no such search, or you cannot delete it.")
    return _delete(by, held)


@transaction.atomic
def delete_for_owner(*, by: str, name: str) -> str:
    """Delete a search of the folder's owner, and give its name. Raises NotFound."""
    held = queries.of_owner(name)
    if held is None:
        raise NotFound(
            f"There is no saved search called {name} at the command line.", "See `goldthread searches list`."
        )
    return _delete(by, held)


@transaction.atomic
def _delete(by: object, held: SavedSearch) -> str:
    about = str(held)
    held.delete()
    auditing.record(by=by, what="search deleted", about=about)
    return held.name


def _given(asked: Asked) -> dict[str, str | Sequence[str]]:
    return {key: value for key, value in asked.items() if value}


def _at(acting: Acting) -> str:
    if acting.right is None:
        raise NoRight("Your organisation has no part in the feedback here.")
    return acting.right.organisation

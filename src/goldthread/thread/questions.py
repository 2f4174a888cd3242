"""Saved questions: kept by name, asked again as far as whoever asks may see, forgotten by their owner."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from goldthread.accounts import auditing
from goldthread.accounts.acting import Acting
from goldthread.thread import rules
from goldthread.thread.models import SavedQuestion
from goldthread.vocabulary import NoRight, NotFound, WrongUsage


Filters = Mapping[str, str | Sequence[str]]


@transaction.atomic
def keep(*, by: Acting, name: str, words: str, asked: Filters, shared: bool = False) -> SavedQuestion:
    """Save what was asked under a name, at the organisation that one acts for; the same name replaces one's older.

    Raises: WrongUsage for no name, no words, or too many questions; NoRight for whoever works for nobody here.
    """
    name = rules.check_name(name)
    words = words.replace("\x00", "").strip()[: rules.LONGEST_WORDS]
    if not words:
        raise WrongUsage("There is no word to look for.", "Search first, then save what you searched for.")
    organisation = _organisation(by)
    mine = SavedQuestion.objects.filter(person=by.person, organisation=organisation)
    if mine.exclude(name=name).count() >= rules.MOST_QUESTIONS:
        raise WrongUsage(f"You have {rules.MOST_QUESTIONS} saved questions already.", "Delete one first.")
    held, _ = SavedQuestion.objects.update_or_create(
        person=by.person, organisation=organisation, name=name,
        defaults={"words": words, "asked": {key: value for key, value in asked.items() if value}, "shared": shared},
    )  # fmt: skip
    auditing.record(by=by, what="question saved", about=str(held), shared=shared)
    return held


@transaction.atomic
def forget(*, by: Acting, token: str) -> str:
    """Delete one's own saved question, and give its name. Raises NotFound where it is not one's own."""
    held = SavedQuestion.objects.filter(person=by.person, organisation=_organisation(by), token=token).first()
    if held is None:
        raise NotFound("There is no such question, or it is not yours to delete.")
    held.delete()
    auditing.record(by=by, what="question deleted", about=f"question:{token}")
    return held.name


def seen_by(acting: Acting) -> list[SavedQuestion]:
    """One's own questions, and those that colleagues at the same organisation share; by name."""
    if acting.right is None:
        return []
    here = SavedQuestion.objects.filter(organisation=acting.right.organisation).select_related("person")
    return list(here.filter(Q(person=acting.person) | Q(shared=True)))


def _organisation(acting: Acting) -> str:
    if acting.right is None:
        raise NoRight("You have no part in what is held here.")
    return acting.right.organisation

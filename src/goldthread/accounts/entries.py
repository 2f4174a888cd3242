"""A person's entries: every session and every link to choose a password carries the number that held as it began."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from goldthread.accounts.models import Person


def end(person: Person) -> None:
    """End every session and link of a person; what else they hold stays as it is."""
    Person.objects.filter(pk=person.pk).update(entries=F("entries") + 1)
    person.refresh_from_db(fields=["entries"])


def end_others(request: HttpRequest, person: Person) -> None:
    """End every session and link of a person but the session of this request, which gets another key."""
    end(person)
    update_session_auth_hash(request, person)

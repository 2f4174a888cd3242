"""Who is listed for whom: people with their rights, within the reach of whoever asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from goldthread.accounts.acting import Acting
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.rules import NOBODY_HERE, holds
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.accounts.rules import Role
from goldthread.vocabulary import NotFound


@dataclass(frozen=True)
class ListedPerson:
    """A person with their rights within reach, and those of them that hold today."""

    person: Person
    posts: tuple[Right, ...]
    holding: tuple[Right, ...]
    today: date

    @property
    def left(self) -> bool:
        """Whether they can no longer sign in, or have no role here any more, today or later."""
        person = self.person
        over = person.until is not None and person.until < self.today
        return (
            not person.is_active
            or over
            or (bool(self.posts) and not any(one.until is None or one.until >= self.today for one in self.posts))
        )

    def days(self, post: Right) -> str:
        """Whether one of their roles has ended or not begun, in words; empty for one that holds today."""
        if post in self.holding:
            return ""
        if post.since and post.since > self.today:
            return f"starts {post.since:%-d %B %Y}"
        return f"ended {post.until:%-d %B %Y}" if post.until else "ended"


def people(
    *, by: Acting | str, search: str = "", organisation: str = "", role: str = "", everybody: bool = False
) -> list[ListedPerson]:
    """People by sign-in name: the same for pages and the command line, which also sees people without any right.

    Takes: words that the name or sign-in name holds; an organisation's code; a role; whether those are listed too
    who have left: without it, a person is listed who may sign in and has a right that has not ended.
    """
    may, today = reach(by), date.today()
    theirs = Right.objects.select_related("organisation").order_by("organisation__name", "role")
    theirs = theirs if may.organisations is None else theirs.filter(organisation__code__in=may.organisations)
    wanted = theirs.filter(organisation__code=organisation) if organisation else theirs
    wanted = wanted.filter(role=role) if role else wanted
    wanted = wanted if everybody else wanted.filter(Q(until__isnull=True) | Q(until__gte=today))
    found = Person.objects.prefetch_related(Prefetch("rights", theirs, to_attr="within_reach")).order_by("handle")
    listed_by = Q(pk__in=wanted.values("person"))
    found = found.filter(listed_by | Q(rights=None) if may.everything and not (organisation or role) else listed_by)
    if not everybody:
        found = found.filter(is_active=True).filter(Q(until__isnull=True) | Q(until__gte=today))
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(handle__icontains=word))
    return [listed(person, today) for person in found]


def listed(person: Person, today: date) -> ListedPerson:
    """One person with the rights that were fetched with them."""
    held = tuple(person.within_reach)  # type: ignore[attr-defined]  # fetched by `people` and `one`
    return ListedPerson(person, held, tuple(one for one in held if holds(one.since, one.until, today)), today)


def one(*, by: Acting | str, reference: str) -> ListedPerson | None:
    """One person by their reference; None for somebody out of reach."""
    may = reach(by)
    theirs = Right.objects.select_related("organisation").order_by("organisation__name", "role")
    theirs = theirs if may.organisations is None else theirs.filter(organisation__code__in=may.organisations)
    found = Person.objects.filter(reference=reference)
    found = found if may.everything else found.filter(pk__in=theirs.values("person"))
    person = found.prefetch_related(Prefetch("rights", theirs, to_attr="within_reach")).first()
    return listed(person, date.today()) if person else None


def must_be_there(*, by: Acting | str, reference: str) -> ListedPerson:
    """One person by their reference. Raises NotFound for somebody out of reach."""
    found = one(by=by, reference=reference)
    if found is None:
        raise NotFound(*NOBODY_HERE)
    return found


def post(*, handle: str, organisation: Organisation, role: Role) -> Right | None:
    """A person's right at an organisation, past ones too."""
    found = Right.objects.filter(person__handle__iexact=handle.strip(), organisation=organisation, role=role.value)
    return found.select_related("organisation", "person").first()


def organisations(*, by: Acting | str) -> list[Organisation]:
    """Organisations within reach, by name, with their aliases."""
    may = reach(by)
    found = Organisation.objects.select_related("commissioner").prefetch_related("aliases").order_by("name")
    return list(found if may.organisations is None else found.filter(code__in=may.organisations))

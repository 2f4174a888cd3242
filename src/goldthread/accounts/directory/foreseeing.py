"""What plain lines of a staff list come to, found out at once: most add somebody new, or say what is so already.

Writing a line by itself takes some 20 ms; a thousand would keep everybody else from writing for as long. People of
plain lines are added together, and whatever is not plain here is done line by line.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import organisations, people
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.people import Joiner
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.directory.rules import Reach, handle_of, must_be_to_come, person_name_of, role_of
from goldthread.accounts.directory.staff_list import StaffLine
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.accounts.rules import Role
from goldthread.vocabulary import Directory, PlainError


Rights = dict[tuple[int, str, str], Right]


@dataclass(frozen=True)
class Known:
    """All that plain lines depend on, read once: nothing that another line of the list may change."""

    may: Reach
    directory: Directory
    places: dict[str, Organisation]
    people: dict[str, Person]
    addresses: frozenset[str]
    rights: Rights
    lines: Counter[str]
    """How many lines of the list have a sign-in name, or an address."""

    @classmethod
    def of(cls, by: Acting | str, lines: Sequence[StaffLine]) -> "Known":
        """Read what is held, in a handful of queries."""
        persons = list(Person.objects.all())
        rights = Right.objects.filter(person__is_active=True).select_related("organisation")
        return cls(
            may=reach(by),
            directory=organisations.directory(),
            places=Organisation.objects.in_bulk(field_name="code"),
            people={one.handle.casefold(): one for one in persons},
            addresses=frozenset(one.email.strip().casefold() for one in persons),
            rights={(one.person_id, one.organisation.code, one.role): one for one in rights},
            lines=Counter(said for line in lines for said in (_said(line.handle), _said(line.email)) if said),
        )

    def adds(self, line: StaffLine) -> Joiner | None:
        """The somebody of whom nothing is known whom a line adds, in a role that manages nobody, without a fault."""
        handle, email = _said(line.handle), _said(line.email)
        if handle in self.people or self.lines[handle] != 1:
            return None
        if email and (email in self.addresses or self.lines[email] != 1):
            return None
        try:
            post = self._post(line)
            must_be_to_come(line.until)
            handle_of(line.handle)
            person_name_of(line.name, longest=people.LONGEST_NAME)
            people.email_of(line.email)
            if post is None or not post.facts():
                return None
            return Joiner(line.handle, line.name, line.email, post)
        except PlainError:
            return None

    def leaves_as_it_is(self, line: StaffLine) -> Person | None:
        """The person of whom a line says what is so already, in a role that manages nobody; None otherwise."""
        person = self.people.get(_said(line.handle))
        if person is None or self.lines[_said(line.handle)] != 1 or str(person) == self.may.person:
            return None
        if not person.is_active or person.until is not None:
            return None
        if line.name not in ("", person.name) or line.email not in ("", person.email):
            return None
        try:
            post = self._post(line)
            held = self.rights.get((person.pk, post.organisation.code, post.role.value)) if post else None
            if post is None or held is None or (held.until is not None and held.until < date.today()):
                return None
            return person if _is_so(held, line, post) else None
        except PlainError:
            return None

    def _post(self, line: StaffLine) -> Post | None:
        """The role that a line gives, where it may be given by whoever sends it. Raises PlainError."""
        if line.wrong or not line.role:
            return None
        code = self.directory.code_of((line.organisation or self.may.own).strip())
        place, role = self.places.get(code or ""), role_of(line.role)
        if place is None or not self.may.holds(place.code) or role == Role.ADMINISTRATOR:
            return None
        return Post(place, role, line.teams, line.since, line.until)


def _is_so(held: Right, line: StaffLine, post: Post) -> bool:
    """Whether a right is as a line says; what the line leaves out stays."""
    facts = post.facts()
    said = {"services": line.teams, "since": line.since, "until": line.until}
    return all(not said[name] or getattr(held, name) == value for name, value in facts.items())


def _said(text: str) -> str:
    return text.strip().casefold()

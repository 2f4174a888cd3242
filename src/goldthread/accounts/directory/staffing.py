"""Joiners and leavers from a list: every line is added, changed, ended, unchanged, or refused with the reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import foreseeing, listing, organisations, people, posts
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.rules import NOBODY_HERE, must_know, role_of, shortened
from goldthread.accounts.directory.staff_list import StaffLine
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.vocabulary import NotFound, PlainError, WrongUsage


WHAT = ("added", "changed", "ended", "unchanged", "refused")


@dataclass(frozen=True)
class Outcome:
    """What became of one line; `needs_link` where the person has no password yet."""

    number: int
    handle: str
    what: str
    reason: str = ""
    person: Person | None = None
    needs_link: bool = False
    line: StaffLine = field(default_factory=lambda: StaffLine(0))

    @property
    def verb(self) -> str:
        """What happens to the line in a word or two: somebody whose last day is to come has not ended yet."""
        until = self.line.until
        return f"ends {until:%-d %B %Y}" if self.what == "ended" and until and until >= date.today() else self.what

    @property
    def about(self) -> str:
        """Whom the line is about and what it says of them: name, role, organisation, teams and days."""
        line, name = self.line, self.line.name or (self.person.name if self.person else "")
        where = f" at {shortened(line.organisation)}" if line.organisation else ""
        said = [
            shortened(name),
            f"{shortened(line.role) or 'every role'}{where}",
            f"teams: {', '.join(map(shortened, line.teams))}" if line.teams else "",
            f"from {line.since:%-d %B %Y}" if line.since else "",
            f"until {line.until:%-d %B %Y}" if line.until else "",
        ]
        return "; ".join(one for one in said if one)


class _Rehearsed(Exception):
    """Takes back what was only tried."""


def apply(*, by: Acting | str, lines: Sequence[StaffLine], dry: bool = False, sure: bool = False) -> list[Outcome]:
    """Add, change and end people as a list says, in one transaction: killed, nothing of it holds; again, it is whole.

    Takes: whether it is only tried (`dry`): then the outcomes are true and nothing is changed; whether a last
    administrator may go (`sure`).
    Gives: an outcome for each line, in order. The list twice changes nothing the second time.
    """
    outcomes: list[Outcome] = []
    try:
        with transaction.atomic():
            plain = _plain(by, lines, dry=dry)
            outcomes = [one or _one(by, line, sure) for one, line in zip(plain, lines, strict=True)]
            if dry:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return outcomes


def _plain(by: Acting | str, lines: Sequence[StaffLine], *, dry: bool) -> list[Outcome | None]:
    """What became of lines that add somebody, all together, or change nothing; None for any other line."""
    known = foreseeing.Known.of(by, lines)
    joiners = {at: joiner for at, line in enumerate(lines) if (joiner := known.adds(line))}
    added = {} if dry else dict(zip(joiners, people.join_all(by=by, joiners=list(joiners.values())), strict=True))
    outcomes: list[Outcome | None] = []
    for at, line in enumerate(lines):
        handle, person = shortened(line.handle), known.leaves_as_it_is(line)
        if at in joiners:
            outcomes.append(Outcome(line.number, handle, "added", person=added.get(at), needs_link=True, line=line))
        else:
            outcomes.append(Outcome(line.number, handle, "unchanged", person=person, line=line) if person else None)
    return outcomes


def counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many lines came to what; they sum to the lines of the list."""
    found = Counter(one.what for one in outcomes)
    return {what: found[what] for what in WHAT}


def _one(by: Acting | str, line: StaffLine, sure: bool) -> Outcome:
    handle = shortened(line.handle)
    try:
        with transaction.atomic():
            if line.wrong:
                raise WrongUsage(line.wrong)
            what, person, needs_link = _leave(by, line, sure) if not line.role else _join(by, line, sure)
    except PlainError as error:
        return Outcome(line.number, handle, "refused", str(error), line=line)
    return Outcome(line.number, handle, what, person=person, needs_link=needs_link, line=line)


def _leave(by: Acting | str, line: StaffLine, sure: bool) -> tuple[str, Person, bool]:
    """A line without a role ends somebody's, on its last day: at one organisation where it names one, else all."""
    person = _known(by, line)
    if line.until is None:
        if line.name or line.email:
            return _changed(_call(by, person, line)), person, False
        raise WrongUsage("The line has neither a role nor a last day.", "Give a role to add, or a last day to end.")
    if not line.organisation:
        ended = people.end(by=by, person=person, on=line.until, sure=sure)
        return ("ended" if ended else "unchanged"), person, False
    place = _place(by, line)
    theirs = posts.lasting(Right.objects.filter(person=person, organisation=place), line.until)
    done = [posts.end(by=by, right=one, on=line.until, sure=sure) for one in theirs]
    return ("ended" if any(done) else "unchanged"), person, False


def _join(by: Acting | str, line: StaffLine, sure: bool) -> tuple[str, Person, bool]:
    place, role = _place(by, line), role_of(line.role)
    if people.named_so(line.handle) is None:
        post = posts.Post(place, role, line.teams, line.since, line.until)
        person = people.join(by=by, handle=line.handle, name=line.name, email=line.email, post=post)
        return "added", person, True
    person = _known(by, line)
    returning = not person.is_active
    called = _call(by, person, line)
    held = Right.objects.filter(person=person, organisation=place, role=role.value).first()
    until = line.until or (held.until if held and not returning else None)
    if held and line.until and line.until < date.today() and not returning:
        ended = posts.end(by=by, right=held, on=line.until, sure=sure)
        return ("ended" if ended else _changed(called)), person, False
    post = posts.Post(
        place,
        role,
        line.teams or (tuple(held.services) if held else ()),
        line.since or (held.since if held else None),
        until,
    )
    anew = posts.begins_afresh(person, place)
    _, given = posts.give(by=by, person=person, post=post, sure=sure)
    return _changed(called or given), person, (returning and person.is_active) or bool(anew)


def _changed(any_of_it: bool) -> str:
    return "changed" if any_of_it else "unchanged"


def _call(by: Acting | str, person: Person, line: StaffLine) -> bool:
    name = line.name if line.name and line.name != person.name else None
    email = line.email if line.email and line.email != person.email else None
    return bool(name or email) and people.change(by=by, person=person, name=name, email=email)


def _known(by: Acting | str, line: StaffLine) -> Person:
    person = people.named_so(line.handle) if line.handle else None
    if person is None:
        raise NotFound(*NOBODY_HERE) if line.handle else WrongUsage("The sign-in name is missing.", "Give it.")
    must_know(reach(by), posts.places_of(person))
    return person


def _place(by: Acting | str, line: StaffLine) -> Organisation:
    """The organisation of a line, by any of its names; an administrator's own where it names none."""
    may = reach(by)
    said = line.organisation or may.own
    if not said:
        raise WrongUsage("The line names no organisation.", "Give its code or its name.")
    place = organisations.named_so(said)
    if place is None or not may.holds(place.code):
        raise NotFound(f"You cannot add people at {shortened(said)}.", _looked_after(by))
    return place


def _looked_after(by: Acting | str) -> str:
    theirs = [f"{one.name} ({one.code})" for one in listing.organisations(by=by)]
    return f"You manage: {', '.join(theirs[:10])}." if theirs else "You do not manage any organisation."

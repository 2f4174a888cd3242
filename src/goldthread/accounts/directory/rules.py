"""Whom an administrator manages, as plain functions of facts: no database, no request.

Whoever holds the folder and its key (the command line) manages everybody. A person manages under their acting right
alone: the people of its organisation, and, where that commissions others, of those too. Nobody changes their own
rights, and nobody's sign-in is changed by an administrator who does not manage all that the person may do: else a new
password would open what the administrator was never given.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from goldthread.accounts.rules import GRANTS, HeldRight, Permission, Role
from goldthread.vocabulary import NoRight, NotFound, WrongUsage
from goldthread.vocabulary.only_text import says_anything


HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
KINDS = {
    "provider": "Provider of care",
    "commissioner": "Commissioner",
    "council": "Council",
    "voluntary": "Voluntary or community organisation",
    "other": "Other",
}
NOBODY_HERE = ("There is no such person among those you manage.", "Check the name; the list shows everyone you manage.")
NOWHERE_HERE = ("There is no such organisation among those you manage.", "The list shows those that you manage.")


@dataclass(frozen=True)
class Reach:
    """What somebody may manage.

    `organisations`: codes of those whose people they manage, None for all. `commissions`: codes of those that they may
    also add, rename and give aliases to. `own`: the organisation that they act for. `person`: their own reference.
    """

    organisations: frozenset[str] | None
    commissions: frozenset[str] = frozenset()
    own: str = ""
    person: str = ""

    @property
    def everything(self) -> bool:
        """True for whoever holds the folder."""
        return self.organisations is None

    def holds(self, code: str) -> bool:
        """Whether an organisation's people are theirs to manage."""
        return self.organisations is None or code in self.organisations

    def holds_all(self, codes: Collection[str]) -> bool:
        """Whether several organisations' people are."""
        return all(self.holds(code) for code in codes)


EVERYTHING = Reach(organisations=None)
NOTHING = Reach(organisations=frozenset())


def reach_of(person: str, right: HeldRight | None) -> Reach:
    """What a person may manage who acts under this right."""
    if right is None or not right.member or Permission.MANAGE_PEOPLE not in GRANTS[right.role]:
        return NOTHING
    commissioned = frozenset(right.commissions)
    return Reach(commissioned | {right.organisation}, commissioned, right.organisation, person)


def must_hold_organisation(reach: Reach, code: str) -> None:
    """Raises NotFound where an organisation's people are not theirs to manage."""
    if not reach.holds(code):
        raise NotFound(*NOWHERE_HERE)


def must_be_to_come(until: date | None) -> None:
    """Raises WrongUsage for a new person whose last day is over: they could never sign in."""
    if until and until < date.today():
        raise WrongUsage(
            f"This role would have ended on {until:%-d %B %Y}: they could not sign in.", "Change the last day."
        )


def must_commission(reach: Reach, code: str) -> None:
    """Raises where an organisation itself is not theirs to change: its names decide whose feedback is whose."""
    must_hold_organisation(reach, code)
    if not reach.everything and code not in reach.commissions:
        raise NoRight(
            "Only an organisation's commissioner changes its names and dates.",
            "Ask the administrator of your commissioner, or the person who looks after Goldthread where you work.",
        )


def must_be_another(reach: Reach, person: str) -> None:
    """Raises NoRight where somebody would change their own rights or sign-in."""
    if reach.person and reach.person == person:
        raise NoRight(
            "You cannot change your own roles or end your own sign-in.", "Ask another administrator to do it."
        )


def must_know(reach: Reach, places: Collection[str]) -> None:
    """Raises NotFound for a person of whom no right, past or present, is theirs to manage."""
    if not reach.everything and not any(reach.holds(code) for code in places):
        raise NotFound(*NOBODY_HERE)


def must_hold_whole(reach: Reach, places: Collection[str]) -> None:
    """Raises NoRight where a person also works elsewhere: then their sign-in is not one administrator's to change."""
    must_know(reach, places)
    if not reach.holds_all(places):
        raise NoRight(
            "This person also has a role at an organisation that you do not manage.",
            "You can end their roles at yours. For anything else ask the person who looks after Goldthread.",
        )


def role_of(said: str) -> Role:
    """A role by its name. Raises WrongUsage."""
    wanted = " ".join(said.split()).casefold()
    for role in Role:
        if role.value == wanted:
            return role
    raise WrongUsage(f"There is no role “{shortened(said)}”.", f"Roles: {', '.join(role.value for role in Role)}.")


def handle_of(said: str) -> str:
    """A sign-in name as it is kept. Raises WrongUsage."""
    handle = said.strip().lower()
    if not HANDLE.fullmatch(handle):
        raise WrongUsage(
            f"“{shortened(said)}” cannot be a sign-in name." if said.strip() else "The sign-in name is missing.",
            "Use up to 60 letters a to z, digits, full stops, hyphens and underscores, such as g.patel.",
        )
    return handle


def code_of(said: str) -> str:
    """An organisation's code as it is kept. Raises WrongUsage."""
    code = said.strip()
    if not CODE.fullmatch(code):
        raise WrongUsage(
            f"“{shortened(said)}” cannot be a code." if code else "The code is missing.",
            "Use up to 20 letters, digits, hyphens and underscores, such as RXX.",
        )
    return code


def name_of(said: str, *, longest: int, what: str) -> str:
    """A name as it is kept: one line, without what cannot be seen. Raises WrongUsage."""
    name = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in said).split())
    if not says_anything(name):
        raise WrongUsage(f"{what} is missing.", "Fill it in.")
    if len(name) > longest:
        raise WrongUsage(f"{what} is longer than {longest} characters.", "Shorten it.")
    return name


def person_name_of(said: str, *, longest: int) -> str:
    """A person's name as it is kept; it begins with a letter, so that no spreadsheet runs it. Raises WrongUsage."""
    if not said.strip():
        raise WrongUsage("A new person needs a name.", "Fill the *name* column, or give `--name`.")
    name = name_of(said, longest=longest, what="The name")
    if not name[0].isalpha():
        raise WrongUsage(f"“{shortened(name)}” cannot be a name: a name begins with a letter.", "Change it.")
    return name


def must_follow(since: date | None, until: date | None) -> None:
    """Raises WrongUsage for days the wrong way round."""
    if since and until and until < since:
        raise WrongUsage(f"The last day, {until}, is before the first, {since}.", "Change one of them.")


def shortened(said: str) -> str:
    """What somebody typed, short enough to be said back to them."""
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in said).strip()
    return plain if len(plain) <= 40 else f"{plain[:39]}…"


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Whether something that begins and ends holds on a day; both days count."""
    return (since is None or since <= on) and (until is None or until >= on)

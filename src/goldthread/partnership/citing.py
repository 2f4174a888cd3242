"""Findings as evidence of a decision: read from the address of a page, and shown as whoever looks may open them.

What is kept is the question, never the answer: each reader opens it under their own right, so that nobody sees figures
or words because the person who cited them could.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode

from goldthread import rooms
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Acting
from goldthread.accounts.rules import Permission
from goldthread.partnership.models import CitedFinding
from goldthread.pathways import queries as pathways
from goldthread.vocabulary import Cut, WrongUsage, filters


PAGES = {"known": "What we already know", "themes": "Themes", "journey": "Journey"}
"""Pages of evidence that can be cited, with what they are called."""
SEARCH = "search"
DOCUMENTS = {"known_pdf": "known", "known_word": "known", "known_json": "known", "poster": "journey"}
"""Documents of these pages, whose addresses lead to the page."""
NARROWED = ("organisations", "services", "pathway", "touchpoint", "themes", "feelings", "sentiments", "roles")
"""The filters that everybody's figures can be narrowed by (CONTRACTS §5); a finding with any other is not cited."""
WHEN = ("when", "since", "until")
LONGEST, MOST = 80, 5
CAVEATS = {
    "known": "It counts the people who told us something. It does not speak for everyone.",
    "themes": "Software suggested most of these themes. It counts the people who told us something.",
    "journey": "It shows the feelings that software found in what people told us. It does not speak for everyone.",
    SEARCH: "It finds the comments that hold these words. You read the ones that you have access to.",
}
NOT_OURS = "That is not the address of a finding. Copy it from a page of Understand, such as What we already know."


@dataclass(frozen=True)
class FindingAsked:
    """A finding to cite: its page, and what it is narrowed to, by the names in addresses."""

    page: str
    asked: Mapping[str, list[str]]
    search: str = ""


@dataclass(frozen=True)
class FindingShown:
    """A finding as one reader sees it: its title, its address where they may open it, its day and its caveat."""

    title: str
    address: str
    on: date
    caveat: str
    by: str


def read(address: str) -> FindingAsked:
    """The finding at an address, of this site or without its name. Raises WrongUsage for any other page or filter."""
    split = urlsplit(address.strip())
    try:
        name = resolve(split.path).url_name or ""
    except Resolver404:
        raise WrongUsage(NOT_OURS) from None
    page = DOCUMENTS.get(name, name)
    if page not in PAGES:
        raise WrongUsage(NOT_OURS)
    sent = QueryDict(split.query, mutable=True)
    step = sent.pop("step", [""])[-1]
    if "/" in step:
        sent["pathway"], _, sent["point"] = step.partition("/")
    given = {name: [one for one in values if one][:MOST] for name, values in sent.lists() if any(values)}
    if strange := [name for name in given if name not in (*_parameters(), *WHEN)]:
        raise WrongUsage(
            f"Other people cannot open this finding: it is narrowed by “{strange[0][:LONGEST]}”.",
            "Take that away on its page, then copy the address again.",
        )
    if any(len(one) > LONGEST for values in given.values() for one in values):
        raise WrongUsage(NOT_OURS)
    return FindingAsked(page, given)


def _parameters() -> dict[str, str]:
    """The fields of a cut by their names in addresses."""
    return {one.parameter: name for name, one in filters(Cut).items() if one is not None and name in NARROWED}


def searches(acting: Acting) -> dict[str, str]:
    """Saved searches that somebody may cite, their names by their tokens."""
    return {token: name for token, (name, _) in _searches(acting).items()}


def _searches(acting: Acting) -> dict[str, tuple[str, Mapping[str, list[str]]]]:
    """The same with the filters that repeat them, of every room that has any; a site can be without such a room."""
    found = [one for room in rooms.having("citable") for one in room.searches(acting)]
    return {one.token: (one.name, one.asked) for one in found}


def shown(held: Collection[CitedFinding], acting: Acting) -> list[FindingShown]:
    """Cited findings as whoever looks may see them."""
    mine = _searches(acting)
    made = []
    for one in held:
        on = timezone.localdate(one.at)
        if one.page == SEARCH:
            found = mine.get(one.search)
            opens = found is not None and acting.may(Permission.SEE_WORDS)
            query = urlencode(found[1], doseq=True) if found is not None else ""
            title = f"Saved search: {found[0]}" if found else "A saved search that is not shared with you"
            address = f"{reverse(SEARCH)}?{query}" if opens else ""
        else:
            title = f"{PAGES[one.page]}{_narrowed(one.asked)}"
            query = urlencode(one.asked, doseq=True)
            address = f"{reverse(one.page)}{'?' * bool(query)}{query}" if acting.may(Permission.SEE_FINDINGS) else ""
        made.append(FindingShown(title, address, on, CAVEATS[one.page], one.by))
    return made


def _narrowed(asked: Mapping[str, list[str]]) -> str:
    """What a finding is narrowed to, in words; "" for nothing."""
    names, declared = accounts.names_of_organisations(), filters(Cut)
    said = [_place(asked)] if asked.get("pathway") else []
    for parameter, field in _parameters().items():
        one, values = declared[field], asked.get(parameter, [])
        if parameter == "organisation":
            said += [names.get(code, code) for code in values]
        elif one is not None and parameter not in ("pathway", "point"):
            words = {choice.value: choice.words for choice in one.choices}
            said += [words.get(value, value.replace("_", " ")) for value in values]
    said += [f"{name} {value}" if name != "when" else value for name in WHEN for value in asked.get(name, [])]
    return f": {', '.join(said)}" if said else ""


def _place(asked: Mapping[str, list[str]]) -> str:
    key, point = asked["pathway"][-1], (asked.get("point") or [""])[-1]
    known = pathways.pathways().get(key)
    title = next((one.title for one in known.touchpoints if one.key == point), "") if known else ""
    return f"{known.title}, {title}" if known and title else known.title if known else key

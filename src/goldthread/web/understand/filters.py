"""What a page was asked for, read from its address: nothing in it can widen what the asker may see.

Which filters there are, and what people call them, is declared once, with the fields of `Cut`.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.insight import check_listed
from goldthread.vocabulary import Cut, Filter, NotFound, Scope, WrongUsage, day_of, filters
from goldthread.web import wording
from goldthread.web.opened import workspace
from goldthread.web.understand import periods


KEYS = ("feelings", "touchpoints")
"""Lists whose labels are keys of ours, as listened_to, rather than words that people use."""
MOST, LONGEST, LONGEST_KEY, LONGEST_NEED = 20, 200, 80, 120
FOR = "need"


def declared() -> dict[str, Filter]:
    """The filters that an address may name, by the field of the cut."""
    return {name: one for name, one in filters(Cut).items() if one is not None and one.addressed}


ROLES = {choice.value: choice.words for choice in declared()["roles"].choices}


@dataclass(frozen=True)
class PageFilters:
    """The filters of one page: as given, by their names in the address, and as the cut they make."""

    given: dict[str, Any]
    cut: Cut

    @property
    def query(self) -> dict[str, Any]:
        """The filters that were set, to carry them to the next page."""
        return {name: value for name, value in self.given.items() if value}

    @property
    def step(self) -> str:
        """The journey and its moment, as one choice."""
        return "/".join(filter(None, (self.given["pathway"], self.given["point"])))

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen that the form of most pages offers."""
        return any(self.given[one.parameter] for one in declared().values() if "narrow" in one.forms)

    def without(self, *names: str) -> dict[str, Any]:
        """The filters that were set, save these; a control that stands for several leaves them all out."""
        names = (*names, "since", "until") if periods.WHEN in names else names
        names = (*names, "point") if "pathway" in names else names
        return {name: value for name, value in self.query.items() if name not in names}

    def said(self) -> list[str]:
        """The filters in words."""
        return [words for name, one in declared().items() for words in self._words(name, one)]

    def _words(self, name: str, one: Filter) -> list[str]:
        value, given = getattr(self.cut, name), self.given[one.parameter]
        if not given:
            return []
        if one.is_day:
            return [f"{one.label.lower()} {_when(given)}"]
        if one.test in ("pathway", "point"):
            return [_place(self.given)] if one.test == "pathway" else []
        if one.column == "organisation":
            names = queries.names_of_organisations()
            return [names.get(code, code) for code in value]
        return [wording.plain(word) if one.offered in KEYS else word for word in one.words_for(value)]


def _place(given: dict[str, Any]) -> str:
    known = workspace().published.pathways().get(given["pathway"])
    if known is None:
        return str(given["pathway"])
    title = next((point.title for point in known.touchpoints if point.key == given["point"]), "")
    return f"{known.title}: {title}" if title else known.title


def _when(text: str) -> str:
    return wording.month(text) if len(text) == len("2026-05") else wording.day(date.fromisoformat(text))


def asked(request: Request) -> PageFilters:
    """The filters in an address. Raises NotFound for a value that is unknown to whoever asks, WrongUsage for no day."""
    found, scope = read(request.GET), request.acting.scope()
    workspace().findings.check_known(scope, within(scope, found.cut))
    return found


def read(sent: QueryDict) -> PageFilters:
    """The filters that an address or a form carries.

    A moment goes with its journey: where none was chosen, the moment is left out.
    Raises: NotFound for a value that no declared list holds; WrongUsage for a day that is none.
    """
    given: dict[str, Any] = {}
    cut: dict[str, Any] = {}
    together = _step(_said(sent.get("step", "")))
    together |= periods.read(_said(sent.get(periods.WHEN, ""))) if periods.WHEN in sent else {}
    for name, one in declared().items():
        if one.is_list:
            values = list(filter(None, map(_said, sent.getlist(one.parameter))))[:MOST]
            check_listed(one, values)
            given[one.parameter] = values
            cut[name] = one.chosen(values)
        else:
            text = together.get(one.parameter, _said(sent.get(one.parameter, ""))[:LONGEST_KEY])
            given[one.parameter] = text
            cut[name] = _day(text, one) if one.is_day else text
    _check_moment(given)
    return PageFilters(given, Cut(**cut | ({} if cut["pathway"] else {"touchpoint": ""})))


def _day(text: str, one: Filter) -> date | None:
    """The day that was given, None for none. Raises WrongUsage."""
    found = day_of(text, one.test)
    if text and found is None:
        raise WrongUsage(f"“{text}” is not a day or a month.", "Write a day as 2026-05-31, or a month as 2026-05.")
    return found


def _check_moment(given: MutableMapping[str, object]) -> None:
    """Leave out a moment without its journey, and refuse one that no journey has."""
    if given["point"] and not given["pathway"]:
        drawn = workspace().published.pathways().values()
        if given["point"] not in {point.key for one in drawn for point in one.touchpoints}:
            raise NotFound(f"No journey has a moment called “{given['point']}”.", "Choose the journey too.")
        given["point"] = ""


def _step(chosen: str) -> dict[str, str]:
    """A journey and its moment, chosen together as journey/moment; nothing where neither was."""
    pathway, _, point = chosen.partition("/")
    return {"pathway": pathway[:LONGEST_KEY], "point": point[:LONGEST_KEY]} if pathway else {}


def within(scope: Scope, cut: Cut) -> Cut:
    """The cut with a team's own organisation said, so that the team is known for what it is by small numbers' rules."""
    if scope.audience != "own team" or cut.organisations or scope.organisations is None:
        return cut
    return replace(cut, organisations=tuple(sorted(scope.organisations)))


def kept(request: HttpRequest) -> dict[str, str]:
    """What an address carries beside its filters: the need for which words are looked for, where there is one."""
    need = _said(request.GET.get(FOR, ""))[:LONGEST_NEED]
    return {FOR: need} if need else {}


def page_of(request: HttpRequest) -> int:
    """Which page of a long list was asked for; the first where that cannot be told."""
    given = request.GET.get("page", "")
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) <= 6 else 1


def _said(text: str) -> str:
    return text.replace("\x00", "")[:LONGEST]

"""What a page was asked for, read from its address: nothing in it can widen what the asker may see."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from goldthread.accounts import queries
from goldthread.vocabulary import Cut, Scope
from goldthread.web import wording
from goldthread.web.opened import workspace


MANY = ("organisation", "service", "theme", "feeling", "touchpoint", "sentiment", "role")
ONE = ("since", "until", "pathway", "point")
BALANCES = {"positive": ("1", "2"), "neutral": ("3",), "negative": ("4", "5")}
BALANCE_WORDS = {"positive": "Positive", "neutral": "Neutral or mixed", "negative": "Negative"}
ROLES = {"patient": "Patients", "carer": "Carers", "staff": "Staff"}


@dataclass(frozen=True)
class Asked:
    """The filters of one page: as given, and as the cut they make."""

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
        """Whether a place, a time, a feeling or a teller was chosen."""
        return any(self.given[name] for name in ("organisation", "service", "since", "until", "sentiment", "role"))

    def without(self, *names: str) -> dict[str, Any]:
        """The filters that were set, save these."""
        return {name: value for name, value in self.query.items() if name not in names}

    def said(self) -> list[str]:
        """The filters in words."""
        names = queries.names_of_organisations()
        words = [names.get(code, code) for code in self.given["organisation"]]
        words += [*self.given["service"], *self.given["theme"]]
        words += [wording.plain(one) for one in (*self.given["feeling"], *self.given["touchpoint"])]
        words += [BALANCE_WORDS.get(one, "") or wording.sentiment(one) for one in self.given["sentiment"]]
        words += [ROLES.get(one, one) for one in self.given["role"]]
        words += [_place(self.given)] if self.given["pathway"] else []
        words += [f"from {_when(self.given['since'])}"] if self.given["since"] else []
        return [*words, f"to {_when(self.given['until'])}"] if self.given["until"] else words


def _place(given: dict[str, Any]) -> str:
    known = workspace().pathways().get(given["pathway"])
    if known is None:
        return str(given["pathway"])
    title = next((point.title for point in known.touchpoints if point.key == given["point"]), "")
    return f"{known.title}: {title}" if title else known.title


def _when(text: str) -> str:
    return wording.month(text) if len(text) == 7 else wording.day(date.fromisoformat(text))


def asked(request: HttpRequest) -> Asked:
    """The filters in an address; a day that is none is left out."""
    return read(request.GET)


def read(sent: QueryDict) -> Asked:
    """The filters that an address or a form carries."""
    given: dict[str, Any] = {name: [_said(value) for value in sent.getlist(name) if _said(value)][:20] for name in MANY}
    given |= {name: _said(sent.get(name, ""))[:80] for name in ONE} | _step(_said(sent.get("step", "")))
    since, until = _first(given["since"]), _last(given["until"])
    given |= {"since": given["since"] if since else "", "until": given["until"] if until else ""}
    given["role"] = [one for one in given["role"] if one in ROLES]
    given["sentiment"] = [one for one in given["sentiment"] if one in BALANCES or one in tuple("12345")]
    cut = Cut(
        since=since, until=until, organisations=tuple(given["organisation"]), services=tuple(given["service"]),
        themes=tuple(given["theme"]), feelings=tuple(given["feeling"]), touchpoints=tuple(given["touchpoint"]),
        roles=tuple(given["role"]), pathway=given["pathway"], touchpoint=given["point"] if given["pathway"] else "",
        sentiments=tuple(mark for one in given["sentiment"] for mark in BALANCES.get(one, (one,))),
    )  # fmt: skip
    return Asked(given, cut)


def _step(chosen: str) -> dict[str, str]:
    """A journey and its moment, chosen together as journey/moment; nothing where neither was."""
    pathway, _, point = chosen.partition("/")
    return {"pathway": pathway[:80], "point": point[:80]} if pathway else {}


def within(scope: Scope, cut: Cut) -> Cut:
    """The cut with a team's own organisation said, so that the team is known for what it is by small numbers' rules."""
    if scope.audience != "own team" or cut.organisations or scope.organisations is None:
        return cut
    return replace(cut, organisations=tuple(sorted(scope.organisations)))


def page_of(request: HttpRequest) -> int:
    """Which page of a long list was asked for; the first where that cannot be told."""
    given = request.GET.get("page", "")
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) <= 6 else 1


def _said(text: str) -> str:
    return text.replace("\x00", "")[:200]


def _first(text: str) -> date | None:
    """A day, or the first day of a month."""
    return _day(f"{text}-01" if len(text) == 7 else text)


def _last(text: str) -> date | None:
    """A day, or the last day of a month."""
    if len(text) != 7:
        return _day(text)
    first = _day(f"{text}-01")
    return first.replace(day=monthrange(first.year, first.month)[1]) if first else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def choices(scope: Scope) -> dict[str, Any]:
    """What can be chosen: the organisations, services and months that this scope holds."""
    held = workspace()
    places = held.volumes(scope=scope, by=("organisation", "service")).rows
    months = held.volumes(scope=scope, by=("month",)).rows
    return {
        "organisations": sorted({row["organisation"] for row in places if row["organisation"]}),
        "services": sorted({row["service"] for row in places if row["service"]}),
        "months": sorted({row["month"] for row in months if row["month"]}, reverse=True),
        "sentiments": BALANCE_WORDS,
        "roles": ROLES,
    }

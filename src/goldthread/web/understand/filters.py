"""What a page was asked for, read from its address: nothing in it can widen what the asker may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from goldthread.vocabulary import Cut, Scope
from goldthread.web.opened import workspace


MANY = ("organisation", "service", "theme", "feeling", "touchpoint", "sentiment")
ONE = ("since", "until", "pathway", "point")


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
    def narrowed(self) -> bool:
        """Whether a place or a time was chosen."""
        return any(self.given[name] for name in ("organisation", "service", "since", "until"))

    def said(self) -> list[str]:
        """The filters in words."""
        words = [f"{name}: {value}" for name in MANY for value in self.given[name]]
        return [*words, *(f"{name}: {self.given[name]}" for name in ONE if self.given[name])]


def asked(request: HttpRequest) -> Asked:
    """The filters in an address; a day that is none is left out."""
    given: dict[str, Any] = {
        name: [_said(value) for value in request.GET.getlist(name) if _said(value)][:20] for name in MANY
    }
    given |= {name: _said(request.GET.get(name, ""))[:80] for name in ONE}
    since, until = _day(given["since"]), _day(given["until"])
    given |= {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    cut = Cut(
        since=since, until=until, organisations=tuple(given["organisation"]), services=tuple(given["service"]),
        themes=tuple(given["theme"]), feelings=tuple(given["feeling"]), touchpoints=tuple(given["touchpoint"]),
        sentiments=tuple(value for value in given["sentiment"] if value in "12345"), pathway=given["pathway"],
        touchpoint=given["point"] if given["pathway"] else "",
    )  # fmt: skip
    return Asked(given, cut)


def _said(text: str) -> str:
    return text.replace("\x00", "")[:200]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def choices(scope: Scope) -> dict[str, list[str]]:
    """What can be chosen: the organisations and services that this scope holds."""
    held = workspace()
    places = held.volumes(scope=scope, by=("organisation", "service")).rows
    return {
        "organisations": sorted({row["organisation"] for row in places if row["organisation"]}),
        "services": sorted({row["service"] for row in places if row["service"]}),
    }

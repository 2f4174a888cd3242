"""Editions of contract forms, and national duties: dated data with their sources, never code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from goldthread.commitments import rules
from goldthread.commitments.models import Contract
from goldthread.vocabulary import WrongUsage


FOLDER = Path(__file__).parent / "definitions"


@dataclass(frozen=True)
class ContractPlace:
    """A place in a contract where a clause can be put; `at` is the schedule, "" where the form has no letters."""

    key: str
    title: str
    at: str

    def __str__(self) -> str:
        return f"{self.title} ({self.at})" if self.at else self.title


@dataclass(frozen=True)
class ContractEdition:
    """One edition of a contract form. `checked` says whether its places were compared with the published form."""

    key: str
    title: str
    year: str
    source: str
    checked: bool
    places: Mapping[str, ContractPlace]


@dataclass(frozen=True)
class NationalDuty:
    """A duty that holds everywhere between two days: a clause can only measure it."""

    key: str
    title: str
    source: str
    checked: bool
    since: str
    until: str


@cache
def editions() -> dict[str, ContractEdition]:
    """Every edition by key."""
    return {path.stem: _edition(path) for path in sorted((FOLDER / "editions").glob("*.yaml"))}


def _edition(path: Path) -> ContractEdition:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    places = {key: ContractPlace(key, one["title"], one["at"]) for key, one in held["places"].items()}
    return ContractEdition(path.stem, held["title"], held["year"], held["source"], held["checked"], places)


@cache
def _duties() -> tuple[NationalDuty, ...]:
    held = yaml.safe_load((FOLDER / "duties.yaml").read_text(encoding="utf-8"))
    return tuple(
        NationalDuty(
            one["key"],
            one["title"],
            one["source"],
            one["checked"],
            since=str(one["since"] or ""),
            until=str(one["until"] or ""),
        )
        for one in held
    )


def edition(key: str) -> ContractEdition:
    """One edition. Raises WrongUsage."""
    if key not in editions():
        raise WrongUsage("That edition is not known here.", f"Editions are: {', '.join(editions())}.")
    return editions()[key]


def edition_of(contract: Contract) -> ContractEdition:
    """The edition that a contract follows."""
    return edition(contract.edition)


def duties(on: date) -> dict[str, NationalDuty]:
    """The duties that hold on a day, by key."""
    return {one.key: one for one in _duties() if rules.holds_between(one.since, one.until, on)}


def duty(key: str) -> NationalDuty | None:
    """A duty, whether it holds or not; None for an unknown one."""
    return next((one for one in _duties() if one.key == key), None)


def check(contract: Contract, place: str, duty: str, on: date) -> None:
    """Raises WrongUsage for a place that the contract's edition has not, or a duty that does not hold that day."""
    form = edition_of(contract)
    if place not in form.places:
        raise WrongUsage("That place is not in this contract.", f"Places are: {', '.join(form.places)}.")
    if duty and duty not in duties(on):
        raise WrongUsage("That duty does not apply on this day.", "Choose one that does, or none.")

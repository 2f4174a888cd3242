"""What is already known on a pathway, a moment, a group and a period, and how far to trust it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from goldthread.evidence import Store
from goldthread.insight import asking, brief_parts
from goldthread.insight.brief_desk import Desk
from goldthread.insight.layers import cut_to
from goldthread.insight.sections import NAMES, Section
from goldthread.vocabulary import EVERYTHING, ClosedByPromise, Cut, NotFound, PathwayMap, Scope, filters, marking
from goldthread.vocabulary.listing import listed


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A brief as it can be shown to one audience: the same figures on screen, on paper and in a program."""

    title: str
    about: str
    held: str
    sections: tuple[Section, ...]
    asked: Cut
    on: date
    store_version: int
    disclosed_for: str
    shared: bool = False
    """Whether it holds shared figures alone, and no words: then it may be passed on."""

    def section(self, key: str) -> Section:
        """One part by its key."""
        return next(one for one in self.sections if one.key == key)

    @property
    def notes(self) -> tuple[str, ...]:
        """What somebody must know who reads these figures, once."""
        tables = (section.table for section in self.sections if section.table is not None)
        return tuple(dict.fromkeys(note for table in tables for note in table.notes))

    @property
    def unheard(self) -> tuple[str, ...]:
        """Who was not heard, in sentences."""
        return self.section("unheard").sentences

    def kept_for(self, who: str = "") -> str:
        """Who alone it is for, "" where it may be passed on."""
        return marking.kept_for(self.disclosed_for, shared=self.shared, who=who)

    def as_dict(self, who: str = "") -> dict[str, object]:
        """The brief for a program; `who` names its readers where it may not be passed on."""
        return {
            "title": self.title,
            "about": self.about,
            "held": self.held,
            "on": self.on.isoformat(),
            "store_version": self.store_version,
            "disclosed_for": self.disclosed_for,
            "for": marking.field(self.kept_for(who)),
            "suggested_by_software": True,
            "checked_by_people": False,
            "sections": [section.as_dict() for section in self.sections],
        }


def brief(
    store: Store,
    scope: Scope,
    pathway: PathwayMap | None = None,
    cut: Cut = EVERYTHING,
    *,
    on: date | None = None,
    names: dict[str, str] | None = None,
) -> Brief:
    """What is already known about a cut of the evidence.

    Takes: a pathway where one is meant; a cut with a touchpoint, roles and days; names of organisations by code.
    Gives: sections in the order of reading; every table in them is disclosed for the scope's audience.
    Raises: NotFound for a moment that the pathway does not have.
    Source: the evidence that holds now; each section says how its figures are made.
    """
    if cut.touchpoint and (pathway is None or cut.touchpoint not in {p.key for p in pathway.touchpoints}):
        raise NotFound(
            f"There is no moment called {cut.touchpoint} on this journey.",
            f"Its moments: {', '.join(point.key for point in pathway.touchpoints)}."
            if pathway
            else "Name a pathway too.",
        )
    desk = Desk(store=store, scope=scope, pathway=pathway, cut=cut_to(cut, pathway), names=names or {})
    sections = tuple(_section(part, desk) for part in brief_parts.PARTS)
    return Brief(
        title=_title(pathway, cut),
        about=_about(cut, names or {}) + ("" if desk.is_exact else f" {asking.as_of_said(store)}"),
        held=brief_parts.held_said(desk),
        sections=sections,
        asked=cut,
        on=on or date.today(),
        store_version=store.version if desk.is_exact else asking.as_of(store)[0],
        disclosed_for=scope.audience,
        shared=not scope.reads_words,
    )


def _section(part: Callable[[Desk], Section], desk: Desk) -> Section:
    """One part; where our data promises close what it is made of, the sentence that says so."""
    try:
        return part(desk)
    except ClosedByPromise as closed:
        return Section(key=part.__name__, title="Not shown, by our data promises", sentences=(str(closed),))


def _title(pathway: PathwayMap | None, cut: Cut) -> str:
    point = next((p.title for p in pathway.touchpoints if p.key == cut.touchpoint), "") if pathway else ""
    place = f"{pathway.title}: {point}" if pathway and point else pathway.title if pathway else "everything"
    return f"Already known about {place}"


def _about(cut: Cut, names: Mapping[str, str]) -> str:
    who = " and ".join(NAMES.get(role, role).lower() for role in cut.roles) if cut.roles else "everyone"
    days = [f"from {_day(cut.since)}" if cut.since else "", f"to {_day(cut.until)}" if cut.until else ""]
    when = " ".join(day for day in days if day) or "at any time"
    others = [
        f"{one.label.lower()}: {listed([names.get(word, word) for word in one.words_for(getattr(cut, field))], 'or')}"
        for field, one in filters(Cut).items()
        if one and one.is_list and field != "roles" and getattr(cut, field)
    ]
    return f"What {who} said, {when}{'; '.join(['', *others])}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

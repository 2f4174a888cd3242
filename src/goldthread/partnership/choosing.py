"""Reads: words that somebody ticked, what a need may be about, and which panels may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.accounts.acting import Acting
from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import Reader
from goldthread.forms.fields import Offered
from goldthread.partnership import queries, waiting
from goldthread.partnership.models import Need, PatientPanel
from goldthread.pathways import queries as pathways
from goldthread.vocabulary import NotFound, WrongUsage


MOST = 30
"""So many passages at once; more go in by a second choice."""


@dataclass(frozen=True)
class Chosen:
    """Words that were ticked: which, what they say, and who was told."""

    key: str
    words: str
    organisation: str
    role: str


def chosen(reader: Reader, feedback: Sequence[str], tokens: Sequence[str]) -> list[Chosen]:
    """What was ticked, as its reader sees it. Raises WrongUsage for too much, NotFound for words they may not read."""
    if len(feedback) + len(tokens) > MOST:
        raise WrongUsage(f"You chose more than {MOST} comments.", "Choose fewer now, and add the others to the need.")
    made = []
    for kind, keys in (("passage", tokens), ("feedback", feedback)):
        shown = references.show(kind, list(keys), reader)
        for key in dict.fromkeys(keys):
            one = shown.get(key)
            if one is None or one.words is None or one.withdrawn:
                raise NotFound("One of these comments is not there any more, or you may not read it.", "Choose again.")
            made.append(Chosen(key, one.words, one.organisations[0] if one.organisations else "", one.role))
    return made


def panels(acting: Acting) -> dict[str, PatientPanel]:
    """Panels for which somebody may write, by key."""
    seats = {one.panel_id for one in waiting.speaking(acting)}
    held = queries.panels(acting.scope())
    return {one.key: one for one in held if one.pk in seats or queries.runs(acting, one)}


def open_needs(acting: Acting, panel: PatientPanel | None = None) -> list[Need]:
    """Open needs of the panels for which somebody may write, or of one of them."""
    keys = {one.pk for one in panels(acting).values()}
    held = queries.needs(acting.scope(), panel)
    return [one for one in held if one.state == "open" and one.panel_id in keys]


def named(needs: Sequence[Need]) -> list[Offered]:
    """Needs to choose from, by their newest wording."""
    return [(one.key, list(one.wordings.all())[-1].wording) for one in needs]


def moments() -> list[Offered]:
    """Where on a journey: the journey as a whole, and each of its moments."""
    held: list[Offered] = [("", "No one place")]
    for key, one in pathways.pathways().items():
        points = [(f"{key}/{point.key}", point.title) for point in one.touchpoints]
        held.append((one.title, [(f"{key}/", f"{one.title}, all of it"), *points]))
    return held


def place_of(need: Need) -> str:
    """Where on a journey a need is, in words; "" for none."""
    one = pathways.pathways().get(need.pathway)
    if one is None:
        return ""
    point = next((point.title for point in one.touchpoints if point.key == need.moment), "")
    return f"{point}, on the journey “{one.title}”" if point else f"The journey “{one.title}”"

"""Reads: words that members of a panel asked for, and those that nobody has asked to release to it yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from goldthread.accounts.registry.references import Reader
from goldthread.partnership import queries, reading
from goldthread.partnership.models import Need, PatientPanel, ReleasedWords, WantedWords


@dataclass(frozen=True)
class ClosedWords:
    """Words under a need that a member is asked about and may not read. `asked`: when the panel asked for them."""

    need: Need
    wording: str
    n: int
    asked: date | None


@dataclass(frozen=True)
class WordsWaiting:
    """Words that a panel asked for and that nobody has looked at yet, as one reader may read them."""

    need: Need
    wording: str
    panel: PatientPanel
    n: int
    asked: date


def closed_to(member: bool, panel: PatientPanel, needs: Collection[Need], reader: Reader) -> list[ClosedWords]:
    """The words under some needs that a reader may not read, for each need that has any.

    Takes: whether they are a member of the panel, to which words may have been released.
    """
    asked = _asked([str(one) for one in needs])
    made = []
    for one in needs:
        released = reading.released_to(panel, reading.tokens_under(str(one)), member=member)
        closed = reading.words_under(str(one), reader, released).closed
        if closed:
            held = asked.get(str(one))
            made.append(ClosedWords(one, queries.wording_of(one).wording, closed, held.at.date() if held else None))
    return made


def _asked(names: Collection[str]) -> Mapping[str, WantedWords]:
    return {one.about: one for one in WantedWords.objects.filter(about__in=names)}


def left(need: Need, reader: Reader) -> list[str]:
    """Tokens of the words under a need that a reader may read, and that nobody has asked to release to its panel."""
    read = [one.token for one in reading.words_under(str(need), reader).read]
    held = ReleasedWords.objects.filter(passage__in=read, use="panel", destination=str(need.panel))
    seen = set(held.values_list("passage", flat=True))
    return [one for one in read if one not in seen]


def waiting_for(reader: Reader) -> list[WordsWaiting]:
    """Requests of panels for words that a reader may read, oldest first; those that are looked at are left out."""
    asked = WantedWords.objects.select_related("panel").order_by("id")
    needs = {str(one): one for one in queries.needs(reader.scope)}
    made = []
    for one in asked:
        need = needs.get(one.about)
        n = len(left(need, reader)) if need is not None and need.state == "open" else 0
        if need is not None and n:
            made.append(WordsWaiting(need, queries.wording_of(need).wording, one.panel, n, one.at.date()))
    return made

"""What the demo's thread starts from: five carers who did not know who was coming, before any need was put."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldthread.demo.calendar import Calendar
from goldthread.demo.people import A_CARERS_RESPONDENT, A_CARERS_WORDS
from goldthread.demo.tellings import Telling


@dataclass(frozen=True, slots=True)
class FirstTold:
    """One carer's telling: of which service, how many months back and on which day, and in which words."""

    service: str
    months_back: int
    day: int
    number: int
    good: str
    better: str

    def day_of(self, calendar: Calendar) -> date:
        """The day on which they told us."""
        return calendar.back(self.months_back, self.day)


HERS = FirstTold(
    "ward7",
    13,
    14,
    int(A_CARERS_RESPONDENT.split()[-1]),
    "The nurses were kind to Dad on the ward.",
    A_CARERS_WORDS,
)
OTHERS = (
    FirstTold(
        "ward7",
        13,
        22,
        2131,
        "The ward was clean and the tea was hot.",
        "I was alone with my wife from the Friday to the Monday. I did not know who was coming, or whether anybody "
        "was, and there was no number on the letter.",
    ),
    FirstTold(
        "ward7",
        12,
        9,
        2160,
        "They got Mum walking again.",
        "When we left the ward I asked who would visit and when. The nurse said she was sorry, she did not know. I was "
        "frightened all that night.",
    ),
    FirstTold(
        "homecare",
        13,
        17,
        2118,
        "The carers, once they had found us.",
        "Nobody had told us that they would start on the Thursday. My husband sent the first one away because we did "
        "not know who she was. We felt very alone with it.",
    ),
    FirstTold(
        "homecare",
        12,
        19,
        2144,
        "She is gentle with my mother.",
        "The hospital said ring the council and the council said wait. I was so confused about who was coming and when "
        "that I took the week off work.",
    ),
)


ALL = (HERS, *OTHERS)


def place(told: Mapping[str, list[Telling]], calendar: Calendar) -> None:
    """Put these carers in place of others of the same service and month, oldest first still; a small demo has fewer."""
    taken: set[int] = set()
    for first in ALL:
        service, since = told[first.service], calendar.back(first.months_back)
        _free_the_number(service, first)
        free = [each for each in service if id(each) not in taken]
        here = next((each for each in free if each.date >= since), free[-1] if free else None)
        if here is not None:
            taken.add(id(here))
            _tell(here, first, calendar)
        service.sort(key=lambda each: each.date)


def _free_the_number(service: list[Telling], first: FirstTold) -> None:
    for each in service:
        if each.number == first.number:
            each.number += 100_000


def _tell(here: Telling, first: FirstTold, calendar: Calendar) -> None:
    """This carer's words, told by telephone and scored very poor, in place of what another said."""
    here.date, here.number = first.day_of(calendar), first.number
    here.role, here.channel, here.score, here.about_home = "carer", "Telephone", 5, True
    here.good, here.better, here.why, here.slipped = first.good, first.better, "", ()

"""Who is called 48 hours after going home, and whether they knew who was coming: better, worse, and better again."""

from collections.abc import Iterator
from random import Random

from goldthread.demo import places
from goldthread.demo.calendar import Calendar
from goldthread.demo.choosing import Dealer
from goldthread.demo.tellings import Telling, one


CALLED = {"ward7": 44, "homecare": 30}
"""Carers who answer the call in a month, by service; a small demo has as many, so that its results can be told."""
KNEW, IN_TROUBLE, AFTER_THE_SCRIPT = 0.75, 0.46, 0.82
SMALLEST = 1_000
"""A demo of fewer pieces has fewer calls too."""


def called(key: str, calendar: Calendar, seed: int, pieces: int) -> Iterator[Telling]:
    """Everybody who was called of one service, oldest first.

    Numbers begin at 80,000, so that nobody shares a reference with another telling.
    """
    service, number, dealer = places.service(key), 80_000, Dealer(f"{seed}/calls/{key}")
    for month in calendar.months:
        chance = Random(f"{seed}/calls/{key}/{month}")
        wanted = max(1, round(CALLED[key] * min(1.0, pieces / SMALLEST) * chance.gauss(1, 0.08)))
        last = calendar.last_day(month)
        share = wanted if month != calendar.months[-1] else round(wanted * last / 30)
        for day in sorted(chance.randint(1, last) for _ in range(share)):
            number += 1
            telling = one(service, month.replace(day=day), number, chance, calendar, dealer)
            telling.role, telling.channel = "carer", "Telephone"
            telling.knew = _knew(telling, calendar, chance)
            yield telling


def _knew(telling: Telling, calendar: Calendar, chance: Random) -> str:
    """The hospital changed what its callers ask; the council has not yet."""
    share = IN_TROUBLE if telling.date >= calendar.trouble_began else KNEW
    if telling.service.organisation == places.ROYAL and telling.date >= calendar.script_changed:
        share = AFTER_THE_SCRIPT
    return "Yes" if chance.random() < share else "No"

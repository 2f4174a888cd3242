"""Who tells what, when: the demo's story as numbers, from service and month to one person's answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from goldthread.demo import people
from goldthread.demo.calendar import Calendar
from goldthread.demo.places import SERVICES, Service
from goldthread.demo.voices import Voice, say


DECLINED = "Did not answer"
GOOD_SCORES, MIXED_SCORES, BAD_SCORES = (1, 1, 1, 1, 2, 2), (2, 2, 3, 3, 4), (3, 4, 4, 5, 5)
AGES = ("Under 18", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+", "Prefer not to say")
ETHNICITIES = (
    "White British",
    "White British",
    "White British",
    "White British",
    "Asian or Asian British",
    "Black British",
    "White Other",
    "Mixed",
    "Prefer not to say",
)


@dataclass(slots=True)
class Telling:
    """One person's feedback on one occasion.

    `good`, `better` and `why` are the answers to the three kinds of question, empty where blank. `score` is 1 (very
    good) to 6 (don't know), 0 for none. `slipped` are the identifiers in the words, as (type, text).
    """

    service: Service
    team: str
    date: date
    role: str
    channel: str
    score: int
    number: int
    about_home: bool
    good: str = ""
    better: str = ""
    why: str = ""
    age: str = ""
    ethnicity: str = ""
    postcode: str = ""
    alone: str = ""
    knew: str = ""
    slipped: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> str:
        """The supplier's reference of this person on this occasion."""
        return f"{self.service.organisation} {self.service.short} {self.number}"


def tell(calendar: Calendar, seed: int, pieces: int) -> Iterator[Telling]:
    """Everybody's tellings, service by service, oldest first; about `pieces` answers."""
    for service in SERVICES:
        total = max(1, round(pieces * service.share / 2))
        weights = [_weight(service, month, calendar, total, seed) for month in calendar.months]
        number = 100
        for month, people_now in zip(calendar.months, _apportion(total, weights), strict=True):
            chance = Random(f"{seed}/{service.key}/{month}")
            days = sorted(chance.randint(1, calendar.last_day(month)) for _ in range(people_now))
            for day in days:
                number += chance.choice((1, 1, 2, 3))
                yield one(service, month.replace(day=day), number, chance, calendar)


def one(service: Service, on: date, number: int, chance: Random, calendar: Calendar) -> Telling:
    """One person's telling about this service on this day."""
    role = _role(service, chance)
    texted = service.texted and on >= calendar.texting_began and role != "staff" and chance.random() < 0.62
    about_home = chance.random() < _share_of_home(service, role, on, calendar)
    trouble = on >= calendar.trouble_began
    mood = _mood(service, role, about_home, trouble, chance, texted, on)
    telling = Telling(
        service,
        chance.choice(service.teams),
        on,
        role,
        "SMS" if texted else "Card",
        _score(mood, chance),
        number,
        about_home,
        age=_age(service, chance, texted),
        ethnicity=chance.choice(ETHNICITIES),
        postcode=people.postcode(chance),
        alone="Yes" if chance.random() < 0.04 else "No",
        knew=_knew(role, trouble, chance),
    )
    voice = Voice(chance, role, service.words)
    about = "going_home" if about_home else ""
    worse = bool(about) and role == "carer" and trouble
    telling.good = _answer(voice, mood, "what_good", "" if worse else about, texted, 0.1)
    wishes = "" if mood == "good" and role != "carer" else about
    telling.better = _answer(voice, mood, "could_improve", wishes, texted, 0.3 if texted else 0.16, worse)
    telling.why = _answer(voice, mood, "nonspecific", about, texted, 0.16 if texted else 0.08, worse)
    telling.slipped = tuple(voice.slipped)
    return telling


def _answer(voice: Voice, mood: str, asked: str, about: str, texted: bool, blank: float, trouble: bool = False) -> str:
    roll = voice.chance.random()
    if roll < blank and mood != "bad":
        return DECLINED if roll < blank * 0.55 else ""
    return say(voice, mood, asked, about=about, terse=texted, trouble=trouble)


def _weight(service: Service, month: date, calendar: Calendar, total: int, seed: int) -> float:
    """How much of all tellings comes in this month: seasons, the step when texting began, and chance."""
    weight = 1.0 + 0.004 * calendar.months.index(month)
    if service.peaks:
        weight *= 1.25 if month.month in service.peaks else 0.96
    if month.month == 8 and not service.peaks:
        weight *= 0.88
    if service.texted and month >= calendar.texting_began:
        weight *= 1.8
    chance = Random(f"{seed}/{service.key}/{month}/volume")
    return weight * max(0.3, chance.gauss(1, 0.04 + 0.8 * (len(calendar.months) / max(total, 1)) ** 0.5))


def _apportion(total: int, weights: list[float]) -> list[int]:
    """Whole numbers in these proportions that sum to `total`: the largest remainders get the odd ones."""
    exact = [total * weight / sum(weights) for weight in weights]
    whole = [int(number) for number in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return whole


def _role(service: Service, chance: Random) -> str:
    roll = chance.random()
    if roll < service.staff:
        return "staff"
    return "carer" if roll < service.staff + service.carers else "patient"


def _share_of_home(service: Service, role: str, on: date, calendar: Calendar) -> float:
    if not service.going_home:
        return 0.0
    if role == "carer":
        return min(0.9, service.going_home * (2.1 if on >= calendar.trouble_began else 1.6))
    return 0.75 if role == "staff" else service.going_home


def _mood(service: Service, role: str, about_home: bool, trouble: bool, chance: Random, texted: bool, on: date) -> str:
    happy = service.happy + (0.03 if texted else 0.0) - (0.05 if on.month in service.peaks else 0.0)
    if about_home:
        happy = {"staff": 0.95, "patient": 0.97, "carer": 0.05 if trouble else 0.4}[role]
    elif role == "staff":
        happy = 0.6
    roll = chance.random()
    if roll < happy:
        return "good"
    return "mixed" if role != "staff" and roll < happy + (1 - happy) * 0.35 else "bad"


def _score(mood: str, chance: Random) -> int:
    roll = chance.random()
    if roll < 0.02:
        return 6
    return chance.choice({"good": GOOD_SCORES, "mixed": MIXED_SCORES, "bad": BAD_SCORES}[mood])


def _age(service: Service, chance: Random, texted: bool) -> str:
    if service.key in {"children", "minds"}:
        return chance.choice(AGES[:2])
    if service.key == "maternity":
        return chance.choice(AGES[1:4])
    if service.key in {"ward7", "lounge", "nursing", "reablement", "homecare"}:
        return chance.choice(AGES[5:9] if texted else AGES[6:])
    return chance.choice(AGES[2:])


def _knew(role: str, trouble: bool, chance: Random) -> str:
    yes = 0.38 if trouble and role == "carer" else 0.62
    roll = chance.random()
    return "Yes" if roll < yes else "Not sure" if roll < yes + 0.1 else "No"

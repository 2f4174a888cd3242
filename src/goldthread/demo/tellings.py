"""Who tells what, when: the demo's story as numbers, from service and month to one person's answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from goldthread.demo import people
from goldthread.demo.calendar import Calendar
from goldthread.demo.choosing import Dealer, next_voice
from goldthread.demo.places import ROYAL, SERVICES, Service
from goldthread.demo.voices import Sayings, Voice, in_full, in_remarks, in_short, manner


GOOD_SCORES, MIXED_SCORES, BAD_SCORES = (1, 1, 1, 1, 2), (2, 2, 2, 2, 3, 3), (3, 4, 4, 5, 5)
HAPPY_AT_HOME = {"staff": 0.9, "patient": 0.93, "carer": 0.48}
HAPPY_IN_TROUBLE = 0.12
"""Of carers, once going home got worse."""
PATIENTS_AT_HOME = 0.1
"""At home, how much less patients than carers speak of how they came there: they speak of their care."""
ABOUT_HOME = ("going_home",)
"""The words of those who speak of leaving hospital."""
MIXED = 0.52
"""How many of those who are not happy have good and bad to say."""
MIXED_IN_TROUBLE = 0.1
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
    dealer = Dealer(f"{seed}")
    for service in SERVICES:
        total = max(1, round(pieces * service.share / 2))
        weights = [_weight(service, month, calendar, total, seed) for month in calendar.months]
        number = 100
        for month, people_now in zip(calendar.months, _apportion(total, weights), strict=True):
            chance = Random(f"{seed}/{service.key}/{month}")
            days = sorted(chance.randint(1, calendar.last_day(month)) for _ in range(people_now))
            for day in days:
                number += chance.choice((1, 1, 2, 3))
                yield one(service, month.replace(day=day), number, chance, calendar, dealer)


def one(service: Service, on: date, number: int, chance: Random, calendar: Calendar, dealer: Dealer) -> Telling:
    """One person's telling about this service on this day."""
    role = _role(service, chance)
    texted = service.texted and on >= calendar.texting_began and role != "staff" and chance.random() < 0.62
    about_home = chance.random() < _share_of_home(service, role, on, calendar)
    trouble = on >= calendar.trouble_began
    mood = _mood(service, role, about_home, trouble, chance, texted, on)
    voice = Voice(chance, role, service.words, texted)
    said = _said(voice, mood, about_home, trouble, texted and number % 3 == 0, dealer)
    return Telling(
        service,
        chance.choice(service.teams),
        on,
        role,
        "SMS" if texted else chance.choice(service.channels),
        _score(mood, chance),
        number,
        about_home,
        said.good,
        said.better,
        said.why,
        age=_age(service, chance, texted),
        ethnicity=chance.choice(ETHNICITIES),
        postcode=people.postcode(chance),
        alone="Yes" if chance.random() < 0.04 else "No",
        knew=_knew(role, trouble, chance),
        slipped=tuple(voice.slipped),
    )


def complaint(service: Service, on: date, number: int, chance: Random, calendar: Calendar, dealer: Dealer) -> Telling:
    """A complaint about this service, as its team logged what somebody wrote or said: in `why`."""
    telling = one(service, on, number, chance, calendar, dealer)
    telling.role = "carer" if chance.random() < max(0.2, service.carers) else "patient"
    telling.score = 5
    telling.about_home = bool(service.going_home) and chance.random() < service.going_home
    voice = Voice(chance, telling.role, service.words)
    words = ABOUT_HOME if telling.about_home else service.words[:1]
    written = next_voice(dealer, words, telling.role, "complaint")
    telling.good = telling.better = ""
    telling.why, telling.slipped = voice.say(written.why), tuple(voice.slipped)
    return telling


def _said(voice: Voice, mood: str, about_home: bool, trouble: bool, asked_why: bool, dealer: Dealer) -> Sayings:
    """This person's answers."""
    if about_home:
        voice.words = ABOUT_HOME
    worse = about_home and trouble and voice.role == "carer" and mood == "bad"
    said = manner(voice, about_home)
    if said == "short":
        return in_short(voice, mood, asked_why)
    if said == "remarks":
        return in_remarks(voice, mood, asked_why, trouble=worse)
    tone = "trouble" if worse else mood
    written = next_voice(dealer, voice.words, voice.role, tone, single=asked_why)
    return in_full(voice, mood, written, asked_why)


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
        return min(0.85, service.going_home * (2.1 if on >= calendar.trouble_began else 1.6))
    at_hospital = service.organisation == ROYAL
    if role == "staff":
        return 0.75 if at_hospital else 0.3
    return service.going_home * (1.0 if at_hospital else PATIENTS_AT_HOME)


def _mood(service: Service, role: str, about_home: bool, trouble: bool, chance: Random, texted: bool, on: date) -> str:
    happy, mixed = service.happy + (0.03 if texted else 0.0) - (0.05 if on.month in service.peaks else 0.0), MIXED
    if about_home:
        happy = HAPPY_AT_HOME[role]
        if role == "carer" and trouble:
            happy, mixed = HAPPY_IN_TROUBLE, MIXED_IN_TROUBLE
    elif role == "staff":
        happy = 0.6
    roll = chance.random()
    if roll < happy:
        return "good"
    return "mixed" if role != "staff" and roll < happy + (1 - happy) * mixed else "bad"


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

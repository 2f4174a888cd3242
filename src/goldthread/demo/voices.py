"""What one teller says: a voice that somebody wrote whole, or a few words, with the slips that people make."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from goldthread.demo import people
from goldthread.demo.grammar import Line, compose, small_talk
from goldthread.demo.misspelling import misspell
from goldthread.demo.written import WrittenVoice, remarks


RELATIVES = (
    ("my mum", "she", "her", "her"),
    ("my dad", "he", "his", "him"),
    ("my mother", "she", "her", "her"),
    ("my father", "he", "his", "him"),
    ("my husband", "he", "his", "him"),
    ("my wife", "she", "her", "her"),
    ("my nan", "she", "her", "her"),
    ("my grandad", "he", "his", "him"),
    ("my aunt", "she", "her", "her"),
    ("my partner", "he", "his", "him"),
)
CHILDREN = (
    ("my son", "he", "his", "him"),
    ("my daughter", "she", "her", "her"),
    ("my granddaughter", "she", "her", "her"),
    ("our boy", "he", "his", "him"),
    ("our eldest", "she", "her", "her"),
)
I_ALONE = {"we": "I", "We": "I", "us": "me", "my": "my", "My": "My", "myself": "myself", "were": "was", "are": "am"}
WE = {
    "we": "we",
    "We": "We",
    "us": "us",
    "my": "our",
    "My": "Our",
    "myself": "ourselves",
    "were": "were",
    "are": "are",
}
YOUNG = {"children", "minds", "maternity"}
DECLINED = "Did not answer"
SHORT, SHORT_BY_TEXT = 0.13, 0.22
"""How many say no more than a few words."""
REMARKS, REMARKS_BY_TEXT = 0.48, 0.55
"""How many make a remark or two; all others speak in a voice that somebody wrote whole."""
AT_HOME_REMARKS = 0.45
"""The same, where they speak of going home: there nobody says no more than a few words."""
WISHES = 0.35
"""Of those who are happy and make remarks, how many wish for something too."""
COUNTS, COUNTS_BY_TEXT = (2, 3, 3, 4, 4, 5), (1, 2, 3, 4)
FIRST_TOPICS, LAST_TOPICS = (
    ("home", "booking", "time", "arrive", "place", "desk", "private"),
    ("care", "feel", "thanks"),
)
"""In which order people make remarks: how they came, whom they met and what was done, how it was on the whole."""
RUN_ON = 0.16
CLOSES = 0.3
"""How many who are happy end what they tell with thanks."""
SILENT, SILENT_BY_TEXT = 0.62, 0.66
"""How many say nothing to a question that their voice has no answer to; the rest say "Nothing", in some words."""
UNANSWERED = 0.6
"""How much of saying nothing is written down as declined."""
MISSPELT, LONGEST_MISSPELT = 0.07, 120
THANKFUL = re.compile("thank|grateful|bless", re.IGNORECASE)
_GAPS = re.compile(r" +(?=[ .,:?!])")
_STARTS = re.compile(r"(^|[.?!] )([a-z])")


@dataclass(frozen=True, slots=True)
class Sayings:
    """What one person answers: to what was good and what could be better, or to why; empty where blank."""

    good: str = ""
    better: str = ""
    why: str = ""


@dataclass
class Voice:
    """One person's way of telling: role, relative, and the names and numbers they let slip (kept for the tests)."""

    chance: Random
    role: str
    words: tuple[str, ...]
    texted: bool = False
    slipped: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        relatives = CHILDREN if self.words[0] in YOUNG else RELATIVES
        who, she, her, obj = self.chance.choice(relatives)
        self.facts = {
            "rel": who,
            "Rel": who[0].upper() + who[1:],
            "she": she,
            "She": she.title(),
            "her": her,
            "Her": her.title(),
            "obj": obj,
            "herself": f"{obj}self",
        } | (WE if self.role == "carer" else I_ALONE)

    def fill(self, slot: str) -> str:
        """What stands in a slot: a fact about the teller, something invented that identifies, or another line."""
        if slot in self.facts:
            return self.facts[slot]
        if slot in SLIPS:
            kind, make = SLIPS[slot]
            said = make(self.chance)
            self.slipped.append((kind, said))
            return said
        said = self.few(slot.lower())
        return said[0].upper() + said[1:] if slot[0].isupper() else said

    def few(self, tone: str) -> str:
        """A few words of this tone."""
        return compose(self.chance.choice(small_talk(tone)), self.chance, self.fill)

    def remark(self, tone: str, count: int, taken: set[str]) -> str:
        """As many remarks, or fewer, each on a topic that is not `taken` yet.

        Whoever tells of going home says so.
        """
        tones = (tone, f"{tone} {self.role}")
        pool = [each for name in (*self.words[:1], *self.words) for one in tones for each in remarks(name, one)]
        pool = [each for each in pool if each[0] not in taken]
        self.chance.shuffle(pool)
        chosen = list({topic: line for topic, line in pool}.items())
        chosen = sorted(chosen, key=lambda each: each[0] != FIRST_TOPICS[0])[:count]
        taken.update(topic for topic, _ in chosen)
        chosen.sort(key=lambda each: _rank(each[0]))
        return " ".join(compose(line, self.chance, self.fill) for _, line in chosen)

    def say(self, line: Line) -> str:
        """One answer of a written voice."""
        return self.type(compose(line, self.chance, self.fill))

    def type(self, said: str) -> str:
        """The same as it was typed: now and then mistyped where it is short."""
        text = tidy(said)
        if len(text) <= LONGEST_MISSPELT and not self.slipped and self.chance.random() < MISSPELT:
            return misspell(text, self.chance)
        return text


THANKS = tuple(line for topic, line in remarks("everywhere", "good") if topic == LAST_TOPICS[-1])
SLIPS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "first": ("STAFF_NAME", lambda chance: chance.choice(people.FIRST)),
    "woman": ("STAFF_NAME", lambda chance: chance.choice(people.WOMEN)),
    "full": ("NAME", people.full_name),
    "last": ("STAFF_NAME", lambda chance: chance.choice(people.LAST)),
    "nhs": ("NHS_NUMBER", people.nhs_number),
    "mobile": ("PHONE", people.mobile),
    "landline": ("PHONE", people.landline),
    "email": ("EMAIL", people.email),
    "postcode": ("POSTCODE", people.postcode),
    "address": ("ADDRESS", people.address),
}


def manner(voice: Voice, about_home: bool) -> str:
    """How much this person says: a few words, a remark or two, or the whole of it."""
    if about_home:
        return "remarks" if voice.role != "staff" and voice.chance.random() < AT_HOME_REMARKS else "whole"
    roll, short = voice.chance.random(), SHORT_BY_TEXT if voice.texted else SHORT
    if roll < short:
        return "short"
    remarking = REMARKS_BY_TEXT if voice.texted else REMARKS
    return "remarks" if roll < short + remarking and voice.role != "staff" else "whole"


def in_short(voice: Voice, mood: str, asked_why: bool) -> Sayings:
    """A few words in this mood, to one of the questions."""
    few = voice.few(f"short staff {mood}" if voice.role == "staff" else f"short {mood}")
    if asked_why:
        return Sayings(why=few, better=_without(voice, mood, "better"))
    if mood == "bad":
        return Sayings(good=_without(voice, mood, "good"), better=few)
    return Sayings(good=few, better=_without(voice, mood, "better"))


def _rank(topic: str) -> int:
    if topic in FIRST_TOPICS:
        return FIRST_TOPICS.index(topic) - len(FIRST_TOPICS)
    return LAST_TOPICS.index(topic) + 1 if topic in LAST_TOPICS else 0


def in_remarks(voice: Voice, mood: str, asked_why: bool, *, trouble: bool = False) -> Sayings:
    """A remark or two in this mood to each question, or all of them to why."""
    taken: set[str] = set()
    sad = "trouble" if trouble else "bad"
    many = voice.chance.choice(COUNTS_BY_TEXT if voice.texted else COUNTS)
    praise = "" if mood == "bad" else voice.remark("good", 1 if mood == "mixed" else many, taken)
    wish = sad if mood != "good" else "suggest" if voice.chance.random() < WISHES else ""
    blame = voice.remark(wish, min(many, 2) if mood != "bad" else max(many, 3), taken) if wish else ""
    run_on = voice.chance.random() < RUN_ON
    praise, blame = (_typed(voice, text, run_on) for text in (praise, blame))
    if asked_why:
        why = " ".join(filter(None, (praise, blame))) if mood == "mixed" else praise or blame
        return Sayings(why=why, better=blame if wish == "suggest" else _without(voice, mood, "better"))
    return Sayings(good=praise or _without(voice, mood, "good"), better=blame or _without(voice, mood, "better"))


def _typed(voice: Voice, text: str, run_on: bool) -> str:
    """Remarks as they were typed: some people use commas alone, and no capitals."""
    return tidy(text.rstrip(".").replace(". ", ", ").lower()) if run_on else voice.type(text) if text else ""


def in_full(voice: Voice, mood: str, written: WrittenVoice, asked_why: bool) -> Sayings:
    """What somebody wrote; to what they have no answer to, nothing or "Nothing"."""
    if asked_why:
        return Sayings(why=voice.say(written.single), better=_without(voice, mood, "better"))
    return Sayings(
        good=_closed(voice, mood, voice.say(written.good)) if written.good else _without(voice, mood, "good"),
        better=voice.say(written.better) if written.better else _without(voice, mood, "better"),
    )


def _closed(voice: Voice, mood: str, text: str) -> str:
    """What somebody wrote, now and then with thanks at its end; without capitals and full stops it stays as it is."""
    if mood != "good" or voice.role == "staff" or voice.chance.random() >= CLOSES or THANKFUL.search(text):
        return text
    thanks = tidy(compose(voice.chance.choice(THANKS), voice.chance, voice.fill))
    return f"{text} {thanks}" if text[:1].isupper() and text[-1] == "." else text


def _without(voice: Voice, mood: str, question: str) -> str:
    """What stands where somebody has no answer: blank, declined, or "Nothing" where it agrees with their mood."""
    fits = {"good": "better", "bad": "good"}.get(mood) == question and voice.role != "staff"
    silent = SILENT_BY_TEXT if voice.texted else SILENT
    if fits and voice.chance.random() >= silent:
        return voice.few(f"nothing {question}")
    return DECLINED if voice.chance.random() < UNANSWERED else ""


def tidy(text: str) -> str:
    """The text without the gaps that empty choices leave; a teller who begins with a capital uses them throughout."""
    closed = _GAPS.sub("", text).strip()
    return (
        _STARTS.sub(lambda found: found.group(1) + found.group(2).upper(), closed) if closed[:1].isupper() else closed
    )

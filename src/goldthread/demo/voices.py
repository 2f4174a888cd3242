"""What one teller says: a few lines of the grammar, in their mood, with the slips that people make."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from goldthread.demo import people
from goldthread.demo.grammar import Line, compose, lines
from goldthread.demo.misspelling import misspell


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
    ("our little girl", "she", "her", "her"),
)
_GAPS = re.compile(r" +(?=[ .,:?!])")
_STOPS = re.compile(r"[,:]+(?=[.?!])|(?<=[.?!])[.,]+")
_STARTS = re.compile(r"(^|[.?!] )([a-z])")
YOUNG = {"children", "minds", "maternity"}


@dataclass
class Voice:
    """One person's way of telling: role, relative, and the names and numbers they let slip (kept for the tests)."""

    chance: Random
    role: str
    words: tuple[str, ...]
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
        }

    def fill(self, slot: str) -> str:
        """What stands in a slot: a fact about the teller, something invented that identifies, or another line."""
        if slot in self.facts:
            return self.facts[slot]
        if slot in SLIPS:
            kind, make = SLIPS[slot]
            said = make(self.chance)
            self.slipped.append((kind, said))
            return said
        return self.one(slot)

    def one(self, tone: str) -> str:
        """One line of this tone that fits everywhere."""
        return compose(self.chance.choice(lines("any", tone)), self.chance, self.fill)

    def some(self, pools: list[tuple[Line, ...]], count: int) -> list[str]:
        """`count` different lines, each from one of the pools."""
        chosen: list[Line] = []
        for _ in range(count * 3):
            line = self.chance.choice(self.chance.choice(pools))
            if line not in chosen:
                chosen.append(line)
            if len(chosen) == count:
                break
        return [compose(line, self.chance, self.fill) for line in chosen]


SLIPS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "first": ("STAFF_NAME", lambda chance: chance.choice(people.FIRST)),
    "full": ("NAME", people.full_name),
    "nhs": ("NHS_NUMBER", people.nhs_number),
    "mobile": ("PHONE", people.mobile),
    "landline": ("PHONE", people.landline),
    "email": ("EMAIL", people.email),
    "postcode": ("POSTCODE", people.postcode),
    "address": ("ADDRESS", people.address),
}


def say(
    voice: Voice, mood: str, question_type: str, *, about: str = "", terse: bool = False, trouble: bool = False
) -> str:
    """The answer of this voice to one kind of question; may be a single word, is never empty.

    Takes: `mood` good, mixed or bad; `about` a file of words that comes before the service's own (going_home);
    `terse` for an answer by telephone text; `trouble` once going home got worse for carers.
    """
    chance = voice.chance
    tones = _tones(mood, question_type, chance, terse)
    if isinstance(tones, str):
        return tidy(voice.one(tones)).strip()
    said: list[str] = []
    for position, (tone, count) in enumerate(tones):
        if position and tone != "good" and tones[0][0] == "good" and chance.random() < 0.6:
            said.append(voice.one("turn"))
        said += _lines(voice, "trouble" if trouble and tone == "bad" else tone, about, count)
    text = tidy(" ".join(_dress(voice, said, tones[-1][0], terse)))
    return misspell(text, chance) if chance.random() < 0.09 else text


def _tones(mood: str, asked: str, chance: Random, terse: bool) -> str | list[tuple[str, int]]:
    """What kinds of line, and how many of each; or the kind of short answer."""
    roll = chance.random()
    some = 1 if terse and roll < 0.35 else chance.choice((2, 2, 3, 3, 4))
    if asked == "what_good":
        if mood == "bad":
            return "nothing good" if roll < 0.3 else [("good", 1)]
        return "short good" if roll < 0.05 else [("good", some)]
    if asked == "could_improve":
        if mood == "good":
            return "nothing better" if roll < 0.2 else [("suggest", chance.choice((1, 2, 2)))]
        if mood == "mixed":
            return [("bad", some), ("suggest", 1)] if roll < 0.5 else [("bad", some)]
        return (
            "short bad" if roll < 0.04 else [("bad", some + 1), ("suggest", 1)] if roll < 0.4 else [("bad", some + 1)]
        )
    if mood == "mixed":
        return [("good", max(1, some - 1)), ("bad", some)]
    if roll < 0.08:
        return f"short {mood}"
    return [(mood, some + 1)]


def _lines(voice: Voice, tone: str, about: str, count: int) -> list[str]:
    """Lines of this tone; now and then one of them is a whole story."""
    chance = voice.chance
    if tone == "suggest":
        said = voice.some(_pools(voice, tone, about), count)
        return [*said, voice.one("reason")] if voice.role != "staff" and chance.random() < 0.62 else said
    stories = _pools(voice, f"story {tone}", about) if count > 1 and chance.random() < 0.5 else []
    told = voice.some(stories, 1) if stories else []
    return told + voice.some(_pools(voice, tone, about), max(1, count - 2) if told else count)


def _pools(voice: Voice, tone: str, about: str) -> list[tuple[Line, ...]]:
    """Lines to choose from, the likelier ones more than once; never none but for stories."""
    role = voice.role
    if tone.endswith("trouble"):
        pools = [lines(about, tone, role)] * 7 + [lines(voice.words[0], tone.replace("trouble", "bad"), role)]
    else:
        own = [lines(name, tone, role) for name in voice.words]
        pools = [lines(about, tone, role)] * 3 + own if about else [*own * 2, lines("any", tone, role)]
    found = [pool for pool in pools if pool]
    return found if found or tone.startswith("story") else [lines("any", tone, role)]


def _dress(voice: Voice, said: list[str], tone: str, terse: bool) -> list[str]:
    """The lines with a beginning, an end, and what people let slip."""
    chance = voice.chance
    if voice.role == "staff" or tone == "suggest":
        return said
    if not terse and chance.random() < 0.26:
        said = [voice.one(f"open {tone}"), *said]
    if chance.random() < 0.36:
        said = [*said, voice.one(f"close {tone}")]
    if tone == "bad" and chance.random() < 0.04:
        said = [*said, voice.one("sarcasm")]
    if chance.random() < 0.045:
        said = [*said, voice.one(f"slip {tone}")]
    return said


def tidy(text: str) -> str:
    """The text without the gaps that empty choices leave, each sentence with its capital."""
    closed = _STOPS.sub("", _GAPS.sub("", text))
    return _STARTS.sub(lambda found: found.group(1) + found.group(2).upper(), closed)

"""Ordinary sentences, composed by the demo's own grammar: what wards, clinics and carers speak of every day.

What a person should see among them (for_a_person.txt, beside this file) is left out, and what phrases flag.
"""

from importlib.resources import files
from pathlib import Path
from random import Random

from goldthread.coding.concerns.classifier import sentences
from goldthread.coding.concerns.finding import finder
from goldthread.demo.grammar import Line, compose, lines_of, parse
from goldthread.demo.voices import SLIPS, Voice, tidy


OF_EACH_LINE = 8
TONES = ("good", "mixed", "suggest")
"""Headings of the grammar whose lines need nobody: what is told under others may need a person."""


def ordinary_sentences() -> dict[str, str]:
    """Sentences, each with the line of the grammar that it came from, so that a line can be left out whole."""
    seen: dict[str, str] = {}
    wanted = (Path(__file__).parent / "for_a_person.txt").read_text(encoding="utf-8").splitlines()
    for_a_person = [one for one in wanted if one and not one.startswith("#")]
    for path in sorted(files("goldthread.demo").joinpath("words").iterdir(), key=lambda one: one.name):
        name = path.name.removesuffix(".txt")
        for heading, some in lines_of(name).items():
            if not set(heading.split()) & set(TONES):
                continue
            for at, line in enumerate(filter(None, some)):
                said = line.partition(": ")[2] if heading.startswith("remarks") else line.lstrip("+- ")
                for text in _texts(name, f"{name}/{heading}/{at}", parse(said)):
                    told = (text[start:end] for start, end in sentences(text))
                    seen |= {one: f"{name}/{heading}/{at}" for one in told if one not in seen}
    return {
        one: line
        for one, line in seen.items()
        if not finder().find(one) and not any(part in one.lower() for part in for_a_person)
    }


def _texts(name: str, key: str, line: Line) -> list[str]:
    made = []
    for nth in range(OF_EACH_LINE):
        chance = Random(f"{key}/{nth}")
        voice = Voice(chance, "carer", (name,))
        told = compose(line, chance, lambda slot, voice=voice: "[NAME]" if slot in SLIPS else voice.fill(slot))
        made.append(tidy(told))
    return made

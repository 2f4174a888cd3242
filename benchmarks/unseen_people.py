"""People of nobody's acquaintance: their names in the forms in which comments have them."""

import unicodedata
from dataclasses import dataclass
from random import Random

import yaml
from unseen_values import FOLDER, digits


NAMES: dict[str, dict[str, list[str]]] = yaml.safe_load((FOLDER / "names.yaml").read_text(encoding="utf-8"))
BRITISH = ("english", "english", "english", "english", "scottish", "irish", "welsh")
OTHERS = tuple(background for background in NAMES["given"] if background not in BRITISH)
WITHOUT_MARKS = str.maketrans("łŁıđĐøØ", "lLidDoO")


@dataclass(frozen=True)
class Person:
    given: str
    surname: str

    def email(self, draw: Random) -> str:
        """At one of the domains set aside for examples."""
        given, surname = (ascii_only(name) for name in (self.given, self.surname))
        host = draw.choice(("example.com", "example.org", "example.net", "example.co.uk"))
        before = draw.choice(
            (f"{given}.{surname}", f"{given[:1]}{surname}", f"{surname}_{given}", f"{given}{digits(draw, 2)}")
        )
        return f"{before}@{host}"


def ascii_only(name: str) -> str:
    return "".join(letter for letter in plain(name).lower() if letter.isascii() and letter.isalpha())


def plain(name: str) -> str:
    """The name without the marks on its letters."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", name.translate(WITHOUT_MARKS))
        if not unicodedata.combining(letter)
    )


def person(draw: Random) -> Person:
    """About half of British background; one in seven has a surname of another."""
    background = draw.choice(BRITISH if draw.random() < 0.5 else OTHERS)
    other = draw.choice((*BRITISH, *OTHERS)) if draw.random() < 0.15 else background
    found = Person(draw.choice(NAMES["given"][background]), draw.choice(NAMES["surnames"][other]))
    return Person(plain(found.given), plain(found.surname)) if draw.random() < 0.3 else found


def full(draw: Random, whom: Person) -> str:
    chance = draw.random()
    if chance < 0.85:
        return f"{whom.given} {whom.surname}"
    if chance < 0.93:
        return f"{whom.given[0]}{draw.choice(('.', ''))} {whom.surname}"
    return f"{whom.given} {person(draw).given} {whom.surname}"


def initials(draw: Random, whom: Person) -> str:
    parts = [whom.given[0], whom.surname.split()[-1][0]]
    if draw.random() < 0.4:
        parts.insert(1, draw.choice("AEJMRST"))
    return draw.choice(("", ".", ". ")).join(parts) + draw.choice(("", ".") if draw.random() < 0.5 else ("",))


def named(draw: Random, whom: Person, form: str) -> str:
    """The person's name in a form that a frame asks for; an unknown form raises `KeyError`."""
    forms = {
        "": lambda: whom.given,
        "last": lambda: whom.surname,
        "full": lambda: full(draw, whom),
        "initials": lambda: initials(draw, whom),
        "short": lambda: draw.choice(NAMES["short"]),
        "word": lambda: draw.choice(NAMES["word_given"]),
        "wordlast": lambda: draw.choice(NAMES["word_surnames"]),
        "wordfull": lambda: (
            f"{draw.choice((whom.given, draw.choice(NAMES['word_given'])))} {draw.choice(NAMES['word_surnames'])}"
        ),
        "script": lambda: draw.choice(NAMES["scripts"]),
    }
    return forms[form]()

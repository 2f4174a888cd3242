"""What tells who somebody is: headings of columns, questions and answers, by the list in about_people.yaml.

Splits by these are never exact (CONTRACTS §5), files keep them apart from answers, and no measure is made of them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml


HERE = Path(__file__).parent
RULES = ("never", "role", "answering", "care", "applies", "answers")
"""Parts of the list that are no characteristic."""
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SENTENCES = re.compile(r"[.?!:;\n]+")
NUMBER = re.compile(r"^(part \d+ )?(q(uestion)? ?\d+[a-z]?|\d{1,2}[a-z]?) (?=[a-z])")
POLITE = re.compile(
    r"^(please |can you |could you |would you |tell us |(select|state|give|enter|choose|indicate|confirm) )+"
)
NEXT = r"(?:^|, )(?:(?:and|or|but|overall|finally) )?"
"""Where a clause of a question begins."""


class Characteristic(NamedTuple):
    """How one thing about people is asked for: headings, as `sources` lists them, and two kinds of words."""

    headings: tuple[str, ...]
    asks: re.Pattern[str] | None
    topics: re.Pattern[str] | None


class _Rules(NamedTuple):
    """What is told apart from a characteristic, and by which answers one is known."""

    never: re.Pattern[str]
    role: re.Pattern[str]
    answering: re.Pattern[str]
    care: re.Pattern[str]
    applies: re.Pattern[str]
    answers: re.Pattern[str]


@cache
def _list() -> tuple[Mapping[str, Characteristic], _Rules]:
    held = yaml.safe_load((HERE / "about_people.yaml").read_text(encoding="utf-8"))
    rules = {name: held.pop(name) for name in RULES}
    found = {
        name: Characteristic(
            tuple(map(str, parts["headings"])), _any(parts.get("asks", ())), _any(parts.get("topics", ()))
        )
        for name, parts in held.items()
    }
    whole = {"care": f"{NEXT}(?:{_either(rules.pop('care'))})", "answers": f"^(?:{_either(rules.pop('answers'))})$"}
    made = {name: re.compile(pattern) for name, pattern in whole.items()}
    return found, _Rules(**made, **{name: re.compile(_either(parts)) for name, parts in rules.items()})


def _either(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{one})" for one in patterns)


def _any(patterns: Collection[str]) -> re.Pattern[str] | None:
    return re.compile(_either(patterns)) if patterns else None


def headings() -> dict[str, tuple[str, ...]]:
    """What suppliers call a column of each characteristic, as the list of headings writes names."""
    return {name: one.headings for name, one in _list()[0].items()}


def characteristic(question: str) -> str:
    """What a question, or the heading of a column, asks about who somebody is ("age", "sex", …); "" for nothing."""
    return next(filter(None, map(_of_sentence, _sentences(question))), "")


def asked_of_oneself(question: str) -> str:
    """The same, where the answers are that characteristic: of “Year of birth”, not of “If you are deaf, were you …”."""
    said = _sentences(question)
    found = _of_sentence(said[0], topics=False) if len(said) == 1 else ""
    return found if found and not _list()[1].applies.search(said[0]) else ""


def is_about_people(question: str, answers: Iterable[str] = ()) -> bool:
    """Whether a question asks who somebody is, not what their care was like: by its wording, or by its answers.

    To ask who answers, as patient or carer, is to ask who somebody is.
    """
    by_wording = bool(characteristic(question)) or any(map(_list()[1].answering.search, _sentences(question)))
    return by_wording or any(map(is_about_a_person, answers))


def is_about_a_person(answer: str) -> bool:
    """Whether an answer to some question tells who somebody is: “Female”, “White British”, “Retired”."""
    return _list()[1].answers.fullmatch(_plain(answer)) is not None


def _sentences(question: str) -> list[str]:
    spoken = HUMP.sub(" ", question).lower()
    parts = [_plain(one, keep=",") for one in SENTENCES.split(spoken)]
    return [POLITE.sub("", NUMBER.sub("", one)) for one in parts if one]


def _plain(text: str, keep: str = "") -> str:
    """Small letters and digits, single blanks, and the marks that are kept."""
    return " ".join(re.sub(rf"[^\w{keep}]+|_", " ", text.lower()).split()).strip(", ")


def _of_sentence(said: str, *, topics: bool = True) -> str:
    """The characteristic that one sentence asks for. `topics`: also where it only names one, and asks of no care."""
    held, rules = _list()
    said = rules.never.sub(" ", said)
    if rules.role.search(said):
        return ""
    if not _is_direct(said):
        return ""
    asked = next((name for name, one in held.items() if one.asks and one.asks.search(said)), "") or _by_heading(said)
    if asked or not topics:
        return asked
    return next((name for name, one in held.items() if one.topics and one.topics.search(said)), "")


def _is_direct(said: str) -> bool:
    """Whether a sentence asks people of themselves: not of what was done for everybody."""
    rules = _list()[1]
    return rules.applies.search(said) is not None or rules.care.search(said) is None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(".*".join(re.escape(part) for part in one.split("*"))))
        for name, some in headings().items()
        for one in some
    )


def _by_heading(said: str) -> str:
    bare = said.replace(",", "").rstrip("0123456789 ")
    return next((name for name, pattern in _patterns() if pattern.fullmatch(bare)), "")


__all__ = ["asked_of_oneself", "characteristic", "headings", "is_about_a_person", "is_about_people"]

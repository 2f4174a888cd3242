"""What single cells say: whether something was answered, and on which scale a score stands."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

import yaml

from goldthread.sources.headings import plain
from goldthread.vocabulary import Answered, QuestionType, Role
from goldthread.vocabulary.not_answered import NOT_ANSWERED
from goldthread.vocabulary.scale_words import standing


FACE = re.compile(r"[:;=][-o']?[()\[\]dp/\\|*]|[()][-o']?[:;=]|<3", re.I)
LONGEST_DECLINED = 40
ROLES: tuple[Role, ...] = ("patient", "carer", "staff")
FACES = frozenset("😀😃😄😁😊🙂😐😑🙁☹😟😞😢😠😡")
DIGITS = "0123456789 "


@cache
def _held() -> dict[str, frozenset[str]]:
    held = yaml.safe_load((Path(__file__).parent / "values.yaml").read_text(encoding="utf-8"))
    held |= held.pop("scales")
    held["declined"] += NOT_ANSWERED
    return {name: frozenset(_bare(str(one)) for one in values) for name, values in held.items()}


def _bare(text: str) -> str:
    """A cell for comparing: as `plain`, but spreadsheet errors and n/a keep their signs."""
    said = " ".join(text.lower().replace("’", "'").split()).strip(' .!,;:()[]<>"-_*')
    return said if said.startswith("#") or "/" in said else plain(said)


@lru_cache(maxsize=20_000)
def _short_answer(text: str) -> Answered:
    if _bare(text) in _held()["declined"] or text.strip().lower() in _held()["declined"]:
        return "declined"
    speaks = any(character.isalnum() or unicodedata.category(character) in ("So", "Sk") for character in text)
    return "words" if speaks or FACE.search(text) else "blank"


def said(text: str) -> str:
    """A short value without no-break and double blanks, "" where it only says that nothing stands there."""
    kept = " ".join(text.split())
    return "" if kept.lower() in _held()["nothing"] or _bare(kept) in _held()["nothing"] else kept


def answered(text: str) -> Answered:
    """Whether an answer holds words: blank when nothing can be read in it, declined when it says so."""
    if len(text) <= LONGEST_DECLINED:
        return _short_answer(text) if text else "blank"
    return "words" if not text.isspace() and any(map(str.isalnum, text)) else _short_answer(text)


def on_fft_scale(value: str) -> str:
    """The FFT scale that an answer in words stands on; "both" where it stands on either, "" for none."""
    name = plain(value)
    for bare in (name, name.strip(DIGITS)):
        for scale in ("fft_2020", "fft_2013", "both"):
            if bare in _held()[scale]:
                return scale
    return ""


def on_a_scale(value: str) -> str:
    """The scale that an answer in words, or a face, stands on; "" for none."""
    if found := on_fft_scale(value):
        return found
    if value.strip().rstrip("\ufe0f") in FACES:
        return "faces_5"
    name = plain(value).strip(DIGITS)
    return next((scale for scale in ("satisfaction_5", "faces_5") if name in _held()[scale]), "")


@lru_cache(maxsize=4096)
def scale_of(value: str, usual: str) -> str:
    """The native scale of a score: the two FFT scales in words are told apart, figures stand on the usual scale."""
    if not value.strip():
        return ""
    if standing(usual, value) is not None:
        return usual
    found = on_a_scale(value)
    if found == "both":
        return usual if usual.startswith("fft") else "fft_2020"
    return found or usual or "other"


def type_of(value: str, given: dict[str, str]) -> QuestionType:
    """The kind of question that a question-type cell names."""
    if value in given:
        return cast(QuestionType, given[value])
    name = plain(value)
    kind = next((kind for kind in ("what_good", "could_improve", "suggestion") if name in _held()[kind]), "nonspecific")
    return cast(QuestionType, kind)


def role_of(value: str, given: dict[str, str]) -> Role:
    """Who speaks: patient, carer or staff, unknown where the cell does not say."""
    if not value:
        return "unknown"
    return cast(Role, given[value]) if given.get(value) in ROLES else _usual_role(value)


@lru_cache(maxsize=4096)
def _usual_role(value: str) -> Role:
    name = plain(value)
    for role in ROLES:
        if name in _held()[role]:
            return role
    found = {role for role in ROLES for one in _held()[role] if f" {one} " in f" {name} "}
    return found.pop() if len(found) == 1 else "unknown"

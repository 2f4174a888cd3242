"""Metadata features: question, score and service, in the few forms that a coder can rely on."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldthread.vocabulary import Answer
from goldthread.vocabulary.suggestions import SUGGESTION


QUESTION_TYPES = ("what_good", "could_improve", "nonspecific")
"""The kinds of question that models were fitted to."""

SCORES = ("1", "2", "3", "4", "5")
"""FFT as asked since 2020, 1 very good to 5 very poor."""

_WORDED = {
    "very good": "1",
    "good": "2",
    "neither good nor poor": "3",
    "neither": "3",
    "poor": "4",
    "very poor": "5",
}

_SWAPPED_SERVICES = re.compile(r"\b(?:111|pts|patient transport)\b")
_SWAPPED_HEADINGS = {"fft why?": "could_improve", "how could we improve?": "nonspecific"}
_NOTHING = re.compile(
    r"\W*(?:no|non|none|nope|nothing|nothin|nowt|na|n a|not really|not at all|no thanks?|no thank you|nil)"
    r"(?: (?:at all|really|else|much|more|to add|to improve|comes to mind|i can think of|that i can think of|"
    r"at this time|at the moment|so far|needed|thank you|thanks))*\W*"
)


def score_of(score: str, scale: str) -> str:
    """The FFT answer from 1 to 5, or empty where there is none or it is on another scale.

    The scale of 2013 asked a different question and other scales run another way: both act as no score. Words
    ("Very good") count only where the scale is named.
    """
    plain = score.strip()
    if plain in SCORES and scale in ("", "fft_2020"):
        return plain
    if scale != "fft_2020":
        return ""
    plain = _WORDED.get(plain.lower(), plain.removesuffix(".0"))
    return plain if plain in SCORES else ""


def service_of(service: str) -> str:
    """A service's name in one form: blanks single, lower case."""
    return " ".join(service.lower().split())


def asked(question_type: str, question: str, service: str) -> str:
    """The question that the words really answer, empty for none known.

    In the source that we train on, the headings "FFT Why?" and "How could we improve?" of 111 and Patient Transport
    stand for each other (its answers "nothing" show it), so exactly these are put back; where the heading itself is
    not given for these services, the type says nothing. A question for suggestions is one of what could be better.
    """
    question_type = "could_improve" if question_type == SUGGESTION else question_type
    if _SWAPPED_SERVICES.search(service_of(service)):
        heading = question.strip().lower()
        if not heading:
            return ""
        question_type = _SWAPPED_HEADINGS.get(heading, question_type)
    return question_type if question_type in QUESTION_TYPES else ""


def circumstances(answer: Answer) -> tuple[str, str, str]:
    """Question type, score and service of an answer, each in one form."""
    return (
        asked(answer.question_type, answer.question, answer.service),
        score_of(answer.score, answer.scale),
        service_of(answer.service),
    )


def says_nothing(text: str) -> bool:
    """Whether the whole answer is a form of "nothing"."""
    return len(text) < 60 and _NOTHING.fullmatch(text.lower().replace("/", " ").replace("'", "")) is not None


SETTINGS = tuple(
    re.compile(rf"\b(?:{names})")
    for names in (
        "111|999|call|telephone|helpline|crisis",
        "pts|patient transport|non.?emergency",
        "see and|ambulance|paramedic|conve|emergency|urgent|accident|a&e",
        "mh|mental|psych|camhs|adhd|cmht|iapt",
        "forensic|ward|inpatient|secure|prison|hospital",
        "community|health visit|physio|podiatr|district|therap|clinic|outpatient|gp|surgery",
    )
)
"""Kinds of setting that the name of a service may tell: they hold for trusts that call their services otherwise."""


def settings(service: str) -> list[int]:
    """Which kinds of setting a service's name tells of, as column numbers."""
    told = service_of(service)
    return [at for at, names in enumerate(SETTINGS) if names.search(told)] if told else []


def settings_told(answers: Sequence[Answer]) -> NDArray[np.float32]:
    """Kinds of setting of each answer, as 0 and 1 (n, kinds)."""
    known: dict[str, list[int]] = {}
    made = np.zeros((len(answers), len(SETTINGS)), np.float32)
    for row, answer in enumerate(answers):
        if answer.service not in known:
            known[answer.service] = settings(answer.service)
        made[row, known[answer.service]] = 1
    return made


SERVICES_APART = ("unknown", "")
"""Names of services that say nothing."""


def metadata_features(told: tuple[str, str, str], nothing: bool, services: dict[str, int]) -> list[int]:
    """Which metadata features an answer has, as column numbers; see `metadata_feature_names`."""
    question, score, service = told
    found = []
    at_question = QUESTION_TYPES.index(question) if question else -1
    at_score = SCORES.index(score) if score else -1
    if question:
        found.append(at_question)
    if score:
        found.append(3 + at_score)
    if question and score:
        found.append(8 + 5 * at_question + at_score)
    if nothing:
        found.append(23)
        if question:
            found.append(24 + at_question)
    if service in services:
        found.append(27 + services[service])
    return found


def metadata_feature_names(services: list[str]) -> list[str]:
    """What the columns of `metadata_features` stand for."""
    crossed = [f"{question} and score {score}" for question in QUESTION_TYPES for score in SCORES]
    nothings = ["says nothing", *(f"says nothing to {question}" for question in QUESTION_TYPES)]
    scores = [f"score {score}" for score in SCORES]
    return [*QUESTION_TYPES, *scores, *crossed, *nothings, *(f"service {one}" for one in services)]

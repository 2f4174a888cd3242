"""What single cells say: whether something was answered, and on which scale a score stands."""

import unicodedata
from typing import cast

from goldthread.sources.headings import plain
from goldthread.vocabulary import Answered, QuestionType, Role


DECLINED = frozenset(
    """did not answer|not answered|no answer|no answer given|no response|null|n/a|na|nan|#n/a|#name?|#value!|#ref!|
    prefer not to say|left blank|no comment given|not applicable|question not asked|skipped""".replace("\n", "")
    .replace("    ", "").split("|")
)  # fmt: skip
FFT_2020 = frozenset(
    (
        "very good",
        "good",
        "neither good nor poor",
        "neither good or poor",
        "poor",
        "very poor",
        "don t know",
        "dont know",
    )
)
FFT_2013 = frozenset(
    ("extremely likely", "likely", "neither likely nor unlikely", "neither likely or unlikely", "unlikely",
     "extremely unlikely")
)  # fmt: skip
GOOD = frozenset(("best", "good", "positive", "what good", "compliment", "praise", "well"))
IMPROVE = frozenset(("improve", "could improve", "better", "negative", "suggestion", "concern", "improvement"))
ROLES: dict[str, Role] = {
    "patient": "patient", "service user": "patient", "self": "patient", "myself": "patient", "client": "patient",
    "resident": "patient", "me": "patient", "the patient": "patient", "person receiving care": "patient",
    "carer": "carer", "relative": "carer", "family": "carer", "parent": "carer", "guardian": "carer",
    "family member": "carer", "unpaid carer": "carer", "friend or relative": "carer", "spouse": "carer",
    "relative or carer": "carer", "daughter": "carer", "son": "carer", "parent or carer": "carer",
    "staff": "staff", "staff member": "staff", "professional": "staff", "nurse": "staff", "care worker": "staff",
}  # fmt: skip


def answered(text: str) -> Answered:
    """Whether an answer holds words: blank when nothing can be read in it, declined when it says so."""
    said = text.strip().lower()
    if said in DECLINED:
        return "declined"
    return "words" if any(_says(character) for character in said) else "blank"


def _says(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("So", "Sk")


def scale_of(value: str, usual: str) -> str:
    """The native scale of a score: the two FFT scales in words are told apart, figures stand on the usual scale."""
    said = plain(value)
    if said in FFT_2020 or plain(said.lstrip("0123456789 ")) in FFT_2020:
        return "fft_2020"
    if said in FFT_2013 or plain(said.lstrip("0123456789 ")) in FFT_2013:
        return "fft_2013"
    return (usual or "other") if value.strip() else ""


def type_of(value: str, given: dict[str, str]) -> QuestionType:
    """The kind of question that a question-type cell names."""
    if value in given:
        return cast(QuestionType, given[value])
    said = plain(value)
    return "what_good" if said in GOOD else "could_improve" if said in IMPROVE else "nonspecific"


def role_of(value: str, given: dict[str, str]) -> Role:
    """Who speaks: patient, carer or staff, unknown where the cell does not say."""
    if value in given and given[value] in ("patient", "carer", "staff"):
        return cast(Role, given[value])
    return ROLES.get(plain(value), "unknown")

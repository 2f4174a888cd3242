"""The slips of people who type on a telephone, in a bed, or in a hurry."""

import re
from random import Random


COMMON = {
    "definitely": "definately",
    "received": "recieved",
    "excellent": "excelent",
    "appointment": "apointment",
    "professional": "proffesional",
    "physiotherapist": "physio therapist",
    "disappointed": "dissapointed",
    "really": "realy",
    "which": "wich",
    "because": "becuase",
    "until": "untill",
    "their": "thier",
    "separate": "seperate",
    "tomorrow": "tommorow",
    "medication": "medicaton",
    "friend": "freind",
    "believe": "beleive",
    "knowledgeable": "knowledgable",
    "discharged": "discharaged",
    "communication": "comunication",
    "ambulance": "ambulence",
    "reassuring": "reasuring",
    "before": "befor",
    "hospital": "hosptial",
    "staff": "staf",
    "didn't": "didnt",
    "couldn't": "couldnt",
    "wasn't": "wasnt",
    "don't": "dont",
    "I'm": "im",
    "nurses": "nurse's",
    "brilliant": "briliant",
    "lovely": "lovley",
    "would": "wud",
    "thought": "thort",
}
_WORD = re.compile(r"[A-Za-z']+")


def misspell(text: str, chance: Random) -> str:
    """The same text as somebody in a hurry types it: a known slip, two letters swapped, no capitals or full stops."""
    style = chance.random()
    if style < 0.25:
        return text.lower()
    if style < 0.35:
        return text.replace(".", "").replace(",", "")
    if style < 0.42:
        return text.upper()
    swapped = [chance.random() < 0.3]

    def slip(found: re.Match[str]) -> str:
        word = found.group()
        if word in COMMON:
            return COMMON[word]
        if not swapped[0] and len(word) > 5 and word.islower() and chance.random() < 0.2:
            swapped[0] = True
            at = chance.randrange(1, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word

    return _WORD.sub(slip, text)

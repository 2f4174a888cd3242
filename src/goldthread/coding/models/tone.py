"""How it felt where a few words say it outright: bare scores, one word of blame, denied blame, and mock praise.

The linear model adds words up and hears none of these: "0/10", "HORRIBLE!", "could not have been kinder", "Thanks for
nothing". Only whole short answers and fixed turns of phrase are read here; everything else is the model's.
"""

import re
from typing import NamedTuple

from goldthread.vocabulary import FEELINGS, SENTIMENT, Answer, Code


SURE = 0.9
"""The confidence of what is read here: of 52 labelled comments, 47 agree on five points and all on three."""

LONGEST = 25
"""Words of an answer beyond which a turn of phrase says too little about the whole."""

OTHER = re.compile(r"[^a-z0-9/.%' ]|(?<!\d)[./]|[./](?!\d)")
CURLY, QUOTE = "\u2019", "'"
OF = re.compile(r" (?P<given>\d{1,2}(?: ?\. ?\d)?) ?(?:/|out of) ?(?P<most>5|10|100) ")
NUMBERS = {"no": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
STARS = re.compile(rf" (?P<given>[0-5]|{'|'.join(NUMBERS)}) stars? ")
AROUND = re.compile(
    r"(?: (?:i|we|it|is|its|it's|a|an|the|my|score|rating|mark|marks|for|would|i'd|id|give|gave|them|this|you|out|of|"
    r"all|"
    r"from|me|if|could|so|definitely|overall|rate|service|staff|care|place|surgery|hospital))* "
)
BLAME = (
    r"horrible|horrendous|horrific|appalling|disgusting|dreadful|useless|shocking|rubbish|terrible|awful|atrocious|"
    r"abysmal|"
    r"diabolical|disgraceful|pathetic|unacceptable|shambolic|shambles|disgrace|joke|crap|shite?|hopeless|inhumane|"
    r"degrading|waste of (?:my |everyones |everyone's )?time|farce|nightmare|worst"
)
BLAMED = re.compile(
    rf" (?:(?:absolutely|totally|utterly|just|simply|completely|a|an|the|complete|total|absolute|utter|what|very|so|"
    rf"truly|bloody|"
    rf"it|it's|its|this|is|was|service|staff|they|were|are) ){{0,4}}(?:{BLAME})"
    r"(?: (?:service|care|experience|place|hospital|surgery|treatment|staff|attitude|communication|ever|practice|"
    r"ward))* "
)
GOOD = (
    r"good|great|happy|helpful|kind|friendly|impressed|nice|best|pleasant|caring|polite|professional|satisfied|clean|"
    r"listened to|treated well|treated with respect|supportive|welcoming|acceptable"
)
DENIED = re.compile(
    rf" (?:(?:the|staff|they|it|i|we|he|she|i'm|im|nurses?|doctors?|receptionists?|service|reception|food|this|that|"
    rf"was|were|is|"
    rf"are|am|am|all|just|really) ){{0,4}}(?:not|wasn't|wasnt|weren't|werent|isn't|isnt|aren't|arent)"
    rf"(?: (?:very|really|that|so|the|at all|particularly|too|a|been|being)){{0,2}} (?:{GOOD})(?: (?P<all>at all)|"
    rf" service| experience)? "
)
MORE = r"(?:better|kinder|nicer|easier|quicker|smoother|happier|friendlier|more [a-z]+|improved|faulted)"
PRAISE = re.compile(
    r" (?:couldn't|couldnt|could not|can't|cant|cannot|can not)(?: really)?(?: have| of)?(?: been| be| done)?"
    rf"(?: any)? {MORE} | (?:couldn't|couldnt|could not)(?: have| of)? (?:asked?|wish(?:ed)?|"
    rf"want(?:ed)?) for (?:more|better|anything|a "
    r"better|a nicer|a kinder|any more|any better) | (?:can't|cant|cannot|can not|couldn't|couldnt|could not) "
    r"(?:really )?fault | no complaints? (?:at all|whatsoever|from me)? ?$| nothing (?:was|is) too much (?:trouble|"
    r"bother) | "
    r"not a bad word | never (?:had|have) (?:a|any) (?:problems?|issues?|complaints?) | never felt (?:rushed|"
    r"so (?:well|safe|"
    r"cared|looked|welcome|at ease)) | without (?:them|him|her|you|this service) (?:i'd|id|i would|we'd|"
    r"we would)(?: have)?"
    r"(?: been| be)? (?:lost|dead|nowhere|stuck) "
)
HELD_BACK = re.compile(r" (?:but|however|although|though|except|apart from|unless|only|until|if|should|before) ")
MOCK = re.compile(
    r" thanks? (?:you )?for (?:nothing|wasting|losing|cancelling|ignoring|making me|not|leaving) | well done (?:for|"
    r"on) (?:losing|"
    r"cancelling|ignoring|wasting|making|forgetting|not) | top marks for (?:being )?(?:rude|rudeness|ignor|wast|"
    r"losing|late) |"
    r" if you (?:like|enjoy|love|want|fancy) (?:to be|being|getting|waiting|sitting) | so (?:caring|kind|helpful|"
    r"good|professional) "
    r"(?:that )?they (?:left|lost|forgot|ignored|cancelled) |^ (?:oh )?(?:great|fantastic|brilliant|lovely|wonderful|"
    r"marvellous|"
    r"excellent|super) (?:another [a-z' ]*(?:wait|delay|cancellation|queue) |(?:cancelled|lost|no one|noone|nobody|"
    r"still|yet "
    r"again|ignored|forgotten) )"
)
PAIN_RELIEF = re.compile(r"\b(?:pain|symptom|stress|nausea)[ -]$")


class Tone(NamedTuple):
    """The point of sentiment, 1 to 5, and the feelings that the words only seem to show."""

    point: int
    unfelt: frozenset[str]


NONE_UNFELT: frozenset[str] = frozenset()
PLEASED = frozenset(("happy", "grateful"))
LET_DOWN = frozenset(("disappointed", "frustrated"))


def tone(text: str) -> Tone | None:
    """What a few words say outright of how it felt; None where the model is to say it."""
    plain = f" {' '.join(OTHER.sub(' ', text.lower().replace(CURLY, QUOTE)).split())} "
    words = plain.count(" ") - 1
    if not words or words > LONGEST:
        return None
    if MOCK.search(plain):
        return Tone(5, PLEASED)
    if scored := _scored(plain):
        return Tone(scored, NONE_UNFELT)
    if BLAMED.fullmatch(plain):
        return Tone(5, PLEASED)
    if denied := DENIED.fullmatch(plain):
        return Tone(5 if denied["all"] else 4, PLEASED)
    return Tone(1, LET_DOWN) if PRAISE.search(plain) and not HELD_BACK.search(plain) else None


def _scored(plain: str) -> int | None:
    """The point of an answer that is only a mark out of 5, 10 or 100, or a number of stars; None for any other."""
    match = OF.search(plain) or STARS.search(plain)
    if (
        match is None
        or not AROUND.fullmatch(plain[: match.start() + 1])
        or not AROUND.fullmatch(plain[match.end() - 1 :])
    ):
        return None
    given = float(NUMBERS.get(match["given"], -1) if match["given"] in NUMBERS else match["given"].replace(" ", ""))
    share = given / float(match.groupdict().get("most") or 5)
    if share > 1:
        return None
    return 1 + sum(share < least for least in (0.9, 0.7, 0.5, 0.3))


def heard(answer: Answer, marks: tuple[Code, ...], version: str) -> tuple[Code, ...]:
    """The marks with the sentiment that few words say outright, and less the feelings that these only seem to show."""
    said = tone(answer.text)
    made = []
    for mark in marks:
        if said and mark.framework == SENTIMENT:
            mark = Code(SENTIMENT, str(said.point), version, SURE)
        elif mark.framework == FEELINGS and (
            (said and mark.label in said.unfelt) or _is_relief_of_pain(answer.text, mark)
        ):
            continue
        made.append(mark)
    return tuple(made)


def _is_relief_of_pain(text: str, mark: Code) -> bool:
    """Whether relief is of pain, which is a treatment and no feeling: "give pain relief sooner"."""
    if mark.label != "relieved" or text[mark.start : mark.end].lower() != "relief":
        return False
    return bool(PAIN_RELIEF.search(text[: mark.start].lower()))

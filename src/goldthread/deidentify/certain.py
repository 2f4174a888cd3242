"""Where a word is a name, or is none, for certain, so that the tagger has no say."""

from collections.abc import Sequence

from goldthread.deidentify.tagger import TokenContext, WordInfo
from goldthread.deidentify.verbs import DID, VERBS, is_verb
from goldthread.deidentify.words import MONTHS, PLACEHOLDER, listed, never


TOO_COMMON = frozenset(
    "ni noone my he oh fell olds childs said son man soon long young song sun wing wan loan hung hang ion van ram "
    "rim nest sim will may ha ho he hind princess harsh rehab chin min tho woo dot bong sung gene chi ah don guy "
    "hope an to so do go you were good more every way day see short last house line hand low cope love close best "
    "little person east west south reg tel doesnt dont didnt wasnt isnt oz lb ab goin comin doin gettin havin takin "
    "waitin sittin nothin somethin tellin bein talkin walkin lookin".split()
)
NEVER_ALONE = TOO_COMMON - {"will", "may", "hope", "gene", "don", "guy", "chi", "min", "wan"}
SHORT_MONTHS = frozenset("jan mar".split())
SHORT_FORMS = listed("acronyms") | frozenset("ed pat".split())
STREETS = frozenset("lane grove street road close drive avenue hill park court".split())
OTHERWISE = MONTHS | SHORT_MONTHS | VERBS | STREETS
WHEN = frozenset(
    "in on for since until till during last next this early late mid by before after of every end to "
    "st nd rd th".split()
)
CALLED_SO = frozenset(
    "french english welsh ireland england holland wales britain german israel jordan london jain roma".split()
)
"""Peoples and places that are surnames as well: names after a first name or a title."""

CLOSERS = frozenset("twice thrice onwards upstairs downstairs overnight indoors outdoors tonight forever".split())
ASKED_OF = frozenset("will may sue chase rob skip trace".split())
"""Verbs that have people as their object, so that no role after them makes them a name."""

ABBREVIATED = frozenset("dr drs mr mrs ms prof rev fr st sgt cpl capt col".split())
"""Words that a full stop shortens and does not end."""


def ended(gap: str, word: WordInfo) -> bool:
    """Whether a sentence ends after a word."""
    return gap[:1] == "." and len(word.low) > 1 and word.low not in ABBREVIATED


def follows(word: WordInfo, free: bool) -> bool:
    """Whether a word that is no name by itself may be one after a title, a role or another name."""
    if word.low in CALLED_SO and word.shape == "C":
        return free
    if not free or len(word.low) < 2 or no_name(word.low) or (word.shape == "l" and word.low in TOO_COMMON):
        return False
    return word.sort[1:3] != "--" or word.shape != "l" or word.sort[0] > "c"


def no_name(low: str) -> bool:
    """Whether a word names nobody, wherever it stands: with its possessive too, and as a word for no answer."""
    return low in never() or low.removesuffix("'s") in never() or bool(PLACEHOLDER.fullmatch(low))


def surely(word: WordInfo, titled: bool, was: bool) -> bool:
    """Whether a word with a capital after a title or a first name can only be a surname."""
    if word.shape == "U" and was and word.sort[0] == "z" and word.sort[1:3] != "--" and not word.role:
        return True
    if word.shape not in "CM" or word.role:
        return False
    return (titled and (word.sort[0] > "a" or word.sort[1:3] != "--")) or (was and word.sort[0] == "z")


def apposed(known: Sequence[WordInfo], at: int, context: TokenContext) -> bool:
    """Whether a listed name is told who it is: "Page, a nurse, was kind", "mark the porter was kind"."""
    word = context.word
    told = ("the", "our", "a") if word.shape == "C" else ("the", "our")
    if word.sort[1] == "F" and context.gap_after == " " and context.after.low in told and at + 2 < len(known):
        did = at + 3 < len(known) and known[at + 3].low in DID
        asked = word.low in ASKED_OF and context.after.low != "a" and not did
        return known[at + 2].role == "r" and word.sort[0] < "p" and not asked
    if word.shape != "C" or word.sort[1:3] == "--" or context.gap_after != "," or at + 2 >= len(known):
        return False
    return context.after.low in ("a", "the", "my", "our", "your") and known[at + 2].role in ("r", "k")


def closes(first: WordInfo, context: TokenContext) -> bool:
    """Whether a word after a first name closes what is said and can only be a surname: "thank you margaret crush"."""
    low, _, sort = context.word[:3]
    if first.sort[1] != "F" or context.gap_after not in ("$", ".", ",", "!", "\n", ";") or len(low) < 4:
        return False
    if sort[2] in "Ss":
        return sort[0] > "a"
    return (
        low not in CLOSERS
        and sort[0] != "m"
        and sort[0] > ("a" if context.gap_after == "$" and first.sort[0] == "z" else "b")
    )


def _month(context: TokenContext) -> bool:
    """A month, told as one."""
    if context.word.low not in MONTHS and context.word.low not in SHORT_MONTHS:
        return False
    return context.gap_before == "0" or context.gap_after == "0" or context.before.low in WHEN


def shouted(context: TokenContext) -> bool:
    """Whether capitals in a text of small letters are a service's short form, though some are called so."""
    word, before = context.word, context.before
    return word.shape == "U" and context.case == "m" and before.role != "t" and word.low in SHORT_FORMS


def glued(gaps: Sequence[str], at: int) -> bool:
    """Whether a figure is glued to a word, as to a clinic's code."""
    return gaps[at + 1][:1].isdigit() or gaps[at][-1:].isdigit()


def _of_a_street(context: TokenContext) -> bool:
    """Whether a word with a capital is what a street is, after its name: "Gypsy Lane"."""
    word, before = context.word, context.before
    if word.low not in STREETS or word.shape != "C" or context.gap_before != " ":
        return False
    return before.shape == "C" and before.sort[1] != "F" and before.role == "" and context.named == "O"


def otherwise(gaps: Sequence[str], known: Sequence[WordInfo], at: int, context: TokenContext) -> bool:
    """Whether a word that may be a name is a month or a verb where it stands."""
    return _month(context) or _of_a_street(context) or (context.word.low in VERBS and is_verb(gaps, known, at, context))

"""Words that people are called by and that are verbs too: "Read my notes", "Mark the form", "Will you thank them".

Told apart by what follows. Where a person could be meant, the tagger decides: "Mark the porter was kind".
"""

from collections.abc import Sequence

from goldthread.deidentify.tagger import TokenContext, WordInfo


VERBS = frozenset(
    "ball batten bill bridge burn cater chase comfort cook cork crane cross drew dust fan fell fish flood foster fry "
    "gamble garner grant harrow hatch head heap hunt judge lance land leach lock mark may mill mould mount nick pack "
    "pad page park pat peel peg pen pierce ping plant pop power price read rouse rule rush salt share shell shore "
    "spark stack stamp steer stew stock stow sue swallow tailor tone trace twist usher wade wall will win worth".split()
)
ASKS = frozenset("will may".split())
OBJECTS = frozenset(
    "the a an my your our his her their its this that these those me us him them it all some any more every each "
    "another no everyone everybody everything people patients".split()
)
WHO = frozenset("i you we they he she it there someone somebody anyone".split())
SUBJECTS = OBJECTS | frozenset(
    "i you we they he she there someone somebody anyone anybody staff nurses doctors".split()
)
SAID_OF_SOMEBODY = frozenset(
    "is was has had were are who does did made helped came gave went looked took said told deserves needs star "
    "legend angel hero gem best loveliest nicest kindest absolute total real true champion diamond saint lovely "
    "wonderful amazing fantastic brilliant excellent fabulous".split()
)
DID = frozenset("was is had has did said came went gave took told got made brought helped".split())
REACH = 5


def is_verb(gaps: Sequence[str], known: Sequence[WordInfo], at: int, context: TokenContext) -> bool:
    """Whether a word that could be a name is a verb, by where it stands and what follows it."""
    small = context.word.shape == "l"
    if small and context.before.role in ("k", "r") and context.word.sort[1] not in "Ff":
        return True  # my husband fell
    if (
        small
        and context.before.low in ("doctor", "nurse")
        and context.gap_after == " "
        and context.after.low in OBJECTS
    ):
        return True  # doctor read my notes
    if context.word.low in ASKS and _told_by_role(known, at):
        return False  # Will the porter said
    opens = at == 0 or context.opens == "^"
    asks = context.word.low in ASKS and context.gap_after == " " and context.after.low in WHO
    if asks and context.before.role not in ("t", "c"):
        return True  # kind May I say
    if (not small and not opens) or context.named == "N" or (small and not opens and context.before.role in ("t", "c")):
        return False
    follows = SUBJECTS if context.word.low in ASKS else OBJECTS
    if context.gap_after != " " or context.after.low not in follows:
        return False
    return context.word.sort[1] not in "Ff" or not _told_of_somebody(gaps, known, at)


def _told_by_role(known: Sequence[WordInfo], at: int) -> bool:
    """Whether a role follows that did something: no question begins so."""
    told = [word.low for word in known[at + 1 : at + 4]]
    return len(told) == 3 and told[0] in ("the", "our") and known[at + 2].role == "r" and told[2] in DID


def _told_of_somebody(gaps: Sequence[str], known: Sequence[WordInfo], at: int) -> bool:
    """Whether what follows speaks of a person, as after a first name: a role, a relative, what somebody is or did."""
    for ahead in range(at + 1, min(at + 1 + REACH, len(known))):
        if gaps[ahead] != " ":
            return False
        if known[ahead].role in ("r", "k") or known[ahead].low in SAID_OF_SOMEBODY:
            return True
    return False

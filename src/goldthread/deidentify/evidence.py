"""Where the words around show that somebody is meant, whatever a word looks like: after a title, a role or a cue."""

from collections.abc import Sequence

from goldthread.deidentify.certain import TOO_COMMON, ended, no_name
from goldthread.deidentify.evidence_words import (
    ACTED,
    AFTER_A_LIST,
    AFTER_ROLES,
    BY_INITIAL,
    CALLED,
    DETERMINERS,
    DOES,
    JOINS,
    LED_BY,
    LETTERS,
    LISTING,
    MODALS,
    NEAR,
    NOT_A_NAME,
    NOT_CALLED,
    OFTEN,
    PEOPLE,
    SEEN,
    SIGNING,
    STOPS,
    SURE_TITLES,
    VIRTUES,
)
from goldthread.deidentify.joining import PARTICLES
from goldthread.deidentify.tagger import WordInfo
from goldthread.deidentify.verbs import SAID_OF_SOMEBODY
from goldthread.deidentify.words import MONTHS


def leading(known: Sequence[WordInfo], opening: Sequence[int]) -> Sequence[int]:
    """Where a name may follow: after words that open one, and after what people sign with, near the end of a text."""
    last = len(known)
    signing = [at for at in range(max(0, last - 3), last - 1) if known[at].low in SIGNING and at not in opening]
    return [*opening, *signing] if signing else opening


def shown(
    plain: str, gaps: Sequence[str], known: Sequence[WordInfo], opening: Sequence[int], named: list[bool]
) -> None:
    """Mark the words that must be names by what stands beside them; `opening` are words that a name may follow."""
    for at in leading(known, opening):
        ahead = _after(gaps, known, at, named)
        if ahead is None or not _is_called(plain, gaps, known, at, ahead):
            continue
        named[ahead] = True
        if known[at].low in SIGNING and ahead + 2 == len(known):
            named[ahead + 1] = known[ahead + 1].sort[1:3] != "--" or known[ahead + 1].low in LETTERS
    if len(known) == 2 and known[0].sort[1] == "F" and known[1].sort[2] in "Ss" and gaps[1] == " ":
        named[0] = named[1] = named[0] or named[1] or known[0].low not in TOO_COMMON
    _close(gaps, known, named)
    _acts(gaps, known, named)
    at = -1
    while True in named[at + 1 :]:
        at = named.index(True, at + 1)
        for other in (_listed_after(gaps, known, at), _listed_before(gaps, known, at)):
            if other is not None and not named[other]:
                named[other] = True


def _acts(gaps: Sequence[str], known: Sequence[WordInfo], named: list[bool]) -> None:
    """Mark words such as hope where they act or saw somebody, and a name that is all there is."""
    if len(known) == 1:
        named[0] = named[0] or known[0].sort[:2] == "zF"
    for at, word in enumerate(known):
        if named[at] or word.low not in VIRTUES:
            continue
        opens = at == 0 or gaps[at].strip(" ")[:1] in STOPS
        acts = opens and at + 1 < len(known) and gaps[at + 1] == " " and known[at + 1].low in ACTED
        seen = at > 1 and known[at - 1].low == "by" and known[at - 2].low in SEEN and word.low not in MONTHS
        named[at] = acts or seen


def _close(gaps: Sequence[str], known: Sequence[WordInfo], named: list[bool]) -> None:
    """Mark the surname of two words that close a text after its last full stop: "Great service. margaret crush"."""
    at = len(known) - 2
    if at >= 0 and named[at] and known[at].sort[1] == "F" and gaps[at + 1] == " " and known[at + 1].low in LETTERS:
        named[at + 1] = not gaps[at + 2].strip(" .")
    if at < 1 or not named[at] or known[at].sort[1] != "F" or gaps[at + 1] != " " or gaps[at][:1] not in STOPS:
        return
    word = known[at + 1]
    if not word.role and not no_name(word.low) and gaps[at + 2].strip(" ")[:1] in ("", ".", "!"):
        named[at + 1] = (
            named[at + 1] or word.sort[2] in "Ss" or word.sort[0] > ("a" if known[at].sort[0] == "z" else "b")
        )


def _after(gaps: Sequence[str], known: Sequence[WordInfo], at: int, named: Sequence[bool]) -> int | None:
    """The word that would be the name after a title, a role or a cue, past initials and particles."""
    ahead, role = at + 1, known[at].role
    if ahead >= len(known) or gaps[ahead] not in NEAR or ended(gaps[ahead], known[at]):
        return None
    while ahead + 1 < len(known) and gaps[ahead + 1] in (" ", ". ", "."):
        low = known[ahead].low
        letter = len(low) == 1 and low in LETTERS and known[ahead + 1].low not in NOT_CALLED | DOES | SAID_OF_SOMEBODY
        if role != "t" or not (low in PARTICLES or letter):
            break
        ahead += 1
    word = known[ahead]
    if named[ahead] or word.role or (no_name(word.low) and word.low not in LETTERS):
        return None
    return None if len(word.low) < 2 and not _is_an_initial(gaps, known, at, ahead) else ahead


def _is_an_initial(gaps: Sequence[str], known: Sequence[WordInfo], at: int, ahead: int) -> bool:
    """Whether a letter is all that is told of a name: "mrs b in the next bed", "saw Dr K"."""
    glued = gaps[ahead + 1][:1] in ("'", "-", "/", "&") or gaps[ahead + 1][:1].isdigit()
    titled = known[at].role == "t" or (known[at].low in BY_INITIAL and known[ahead].shape == "I")
    if known[ahead].low not in LETTERS or not titled or gaps[ahead] not in (" ", ". ", ".") or glued:
        return False
    return known[at].low in SURE_TITLES or _does(gaps, known, ahead, True)


def _is_called(plain: str, gaps: Sequence[str], known: Sequence[WordInfo], at: int, ahead: int) -> bool:
    role = known[at].role
    if role == "c" or known[at].low in SIGNING:
        return _by_cue(gaps, known, at, ahead)
    if role == "k" and known[at].low != "sister":
        return _of_kin(gaps, known, at, ahead)
    if role == "t" and known[at].low in SURE_TITLES:
        return known[ahead].low not in NOT_CALLED
    return _by_role(plain, gaps, known, at, ahead)


def _by_role(plain: str, gaps: Sequence[str], known: Sequence[WordInfo], at: int, ahead: int) -> bool:
    """After "dr", "nurse", "matron" and the like: a word that people are called by, which does or is something."""
    word, earlier = known[ahead], known[at - 1].low if at and gaps[at] == " " else ""
    if len(word.low) == 1:
        return True
    if word.low in AFTER_ROLES or word.low in NOT_CALLED:
        return False
    if (
        word.shape == known[at].shape == "C"
        and known[at].role == "t"
        and known[at].low != "miss"
        and gaps[ahead] == " "
    ):
        if not plain.istitle():
            return True
    if ahead > at + 1 and known[ahead - 1].low in PARTICLES and word.sort[0] > "c":
        return True
    if word.sort[1:3] == "--":
        return False
    if known[at].low == "miss" and earlier in ("i", "we", "you", "to", "not", "will", "they", "dont", "don't", "and"):
        return False
    if ":" in gaps[ahead]:
        return word.sort[1] == "F"
    if earlier in DETERMINERS and (word.low in TOO_COMMON or word.sort[1] != "F" or word.sort[0] < "b"):
        return False
    return gaps[ahead] in (" ", ". ", ".") and _does(gaps, known, ahead, known[at].role == "t")


def _does(gaps: Sequence[str], known: Sequence[WordInfo], at: int, titled: bool) -> bool:
    """Whether a word is said to do or be something, or closes what is said."""
    if at + 1 >= len(known):
        return titled or known[at].sort[0] > "b"
    if gaps[at + 1].strip(" "):
        return known[at].low not in TOO_COMMON and (titled or known[at].sort[0] > "b")
    after = known[at + 1].low
    if after in SAID_OF_SOMEBODY or after in DOES or (after.endswith("ed") and len(after) > 4):
        return True
    if after in OFTEN and known[at].low not in MODALS:
        return True
    return after == "and" and at + 2 < len(known) and known[at + 2].role in ("t", "r")


def _of_kin(gaps: Sequence[str], known: Sequence[WordInfo], at: int, ahead: int) -> bool:
    """After a relative of somebody's: a first name that is or has something, as in "my mother dot is deaf"."""
    word = known[ahead]
    if not at or known[at - 1].low not in ("my", "our", "his", "her") or gaps[ahead] != " " or word.sort[1] != "F":
        return False
    return ahead + 1 < len(known) and gaps[ahead + 1] == " " and known[ahead + 1].low in ("is", "was", "has", "had")


def _by_cue(gaps: Sequence[str], known: Sequence[WordInfo], at: int, ahead: int) -> bool:
    """After "somebody called", or under what somebody wrote: "yours sincerely hubert lane"."""
    word, cue = known[ahead], known[at].low
    if cue in CALLED and at:
        somebody = known[at - 1].low in PEOPLE or known[at - 1].role in ("r", "k")
        fits = word.sort[1:3] != "--" or word.sort[0] > "c"
        return somebody and fits and gaps[ahead] == " " and word.low not in NOT_A_NAME
    ends = len(known) - ahead <= 2 and all(gap in (" ", "") for gap in gaps[ahead + 1 : -1])
    return cue in SIGNING and ends and word.sort[1] == "F" and word.low not in TOO_COMMON


def _listed_after(gaps: Sequence[str], known: Sequence[WordInfo], at: int) -> int | None:
    """A first name that a name is listed with: "karen and rose", "karen, rose"."""
    ahead = at + 1
    if ahead >= len(known):
        return None
    if gaps[ahead] == " " and known[ahead].low in JOINS:
        ahead += 1
        while (
            ahead < len(known) and gaps[ahead] == " " and (known[ahead].role in ("t", "r") or known[ahead].low == "to")
        ):
            ahead += 1
        titled = known[ahead - 1].role != ""
        if ahead >= len(known) or gaps[ahead] != " ":
            return None
    elif gaps[ahead] in LISTING:
        titled = False
    else:
        return None
    word = known[ahead]
    called = word.sort[1] == "F" or ((titled or known[at - 1].low == "drs") and word.sort[2] in "Ss")
    if not called or word.role or word.low in TOO_COMMON or no_name(word.low) or word.shape != known[at].shape:
        return None
    return ahead if _list_goes_on(gaps, known, ahead) else None


def _list_goes_on(gaps: Sequence[str], known: Sequence[WordInfo], at: int) -> bool:
    if at + 1 >= len(known):
        return True
    gap, after = gaps[at + 1], known[at + 1]
    if gap.strip(" ")[:1] in STOPS:
        return True
    told = at + 2 < len(known) and after.low in ("the", "our") and known[at + 2].role == "r"
    return told or (gap == " " and (after.low in AFTER_A_LIST or after.low in SAID_OF_SOMEBODY or after.low in DOES))


def _listed_before(gaps: Sequence[str], known: Sequence[WordInfo], at: int) -> int | None:
    """The same the other way: "from ken and barbara", "paramedics ash and lee"."""
    if at < 2 or gaps[at] != " " or gaps[at - 1] != " " or known[at - 1].low not in JOINS:
        return None
    word, earlier = known[at - 2], known[at - 3].low if at > 2 else ""
    if word.sort[1] != "F" or word.role or word.low in TOO_COMMON or word.shape != known[at].shape:
        return None
    led = at == 2 or earlier in LED_BY or known[at - 3].role in ("r", "t")
    return at - 2 if led else None

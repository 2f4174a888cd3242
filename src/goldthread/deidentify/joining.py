"""Words taken for names, joined into whole names with their initials and particles."""

from collections.abc import Iterator, Sequence

from goldthread.deidentify.places import sheltered
from goldthread.deidentify.split import Split
from goldthread.deidentify.tagger import WordInfo
from goldthread.deidentify.words import KIN, MONTHS, ROLES


PARTICLES = frozenset(
    "de la van der den von bin ibn al el ap ab ferch da dos das di do du le mac mc st o ben abu ul ur del dela san "
    "ter ten bint".split()
)
STAFF = (ROLES - KIN) | {"dr", "doctor", "prof", "professor", "sister", "drs"}
LONGEST = 6


def joined(plain: str, told: Split, known: Sequence[WordInfo], named: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    """Whole names with their types; a name met once is one wherever it stands with a capital."""
    marked = [at for at, one in enumerate(named) if one]
    again = {told.words[at] for at in marked if known[at].shape != "l" and known[at].low not in MONTHS}
    if again:
        marked = [at for at, word in enumerate(told.words) if named[at] or word in again]
    places, done = told.places(), -1
    for at in marked:
        if at <= done:
            continue
        first, last = _first(told, known, at), _last(told, known, named, at)
        if not sheltered(told.gaps, known, first, last):
            end = places[2 * last + 1]
            yield places[2 * first], end - 2 * (plain[end - 2 : end].lower() == "'s"), _kind(known, first)
        done = last


def _last(told: Split, known: Sequence[WordInfo], named: Sequence[bool], at: int) -> int:
    last, ahead = at, at + 1
    while ahead < len(named) and ahead - at < LONGEST and _touch(told, ahead):
        if named[ahead] or (last == ahead - 1 and _initial(told, known, ahead) and _is_initial(told, ahead)):
            last = ahead
        elif known[ahead].low not in PARTICLES:
            break
        ahead += 1
    return last


def _first(told: Split, known: Sequence[WordInfo], at: int) -> int:
    first = at
    while first and at - first < LONGEST and _initial(told, known, first - 1) and _touch(told, first):
        dotted = told.gaps[first][:1] == "."
        titled = first > 1 and known[first - 2].role in ("t", "c")
        if told.words[first - 1] in "AIaix" and not (dotted or titled):
            break
        first -= 1
    return _particles(told, known, first)


def _particles(told: Split, known: Sequence[WordInfo], first: int) -> int:
    """Where a name begins with its particles, if a title or a capital says that they are."""
    start = first
    while start and first - start < LONGEST and known[start - 1].low in PARTICLES and _touch(told, start):
        start -= 1
    titled = start > 0 and known[start - 1].role == "t"
    return start if start < first and (titled or known[start].shape in "CM") else first


def _initial(told: Split, known: Sequence[WordInfo], at: int) -> bool:
    """A single letter: a capital, or a small one with its dot or between a title and a name."""
    if known[at].shape == "I":
        return True
    if len(told.words[at]) > 1:
        return False
    return told.gaps[at + 1][:1] == "." or (at > 0 and known[at - 1].role in ("t", "c", "r"))


def _is_initial(told: Split, at: int) -> bool:
    return told.words[at] not in "AI" or told.gaps[at + 1][:1] in (".", ",", "")


def _touch(told: Split, at: int) -> bool:
    """Whether nothing but a blank, a hyphen or an initial's dot stands between a word and the one before."""
    gap = told.gaps[at]
    return gap in (" ", "  ", "-", "") or (gap in (". ", ".") and len(told.words[at - 1]) < 3)


def _kind(known: Sequence[WordInfo], first: int) -> str:
    earlier = [word.low for word in known[max(0, first - 3) : first]]
    if not earlier:
        return "NAME"
    if earlier[-1] in ("is", "am", "name") and {"name", "i", "patient"} & set(earlier):
        return "PATIENT_NAME"
    if earlier[-1] in STAFF:
        return "STAFF_NAME"
    return "RELATIVE_NAME" if earlier[-1] in KIN and earlier[-1] != "patient" else "NAME"

"""Words taken for names, joined into whole names with their initials and particles."""

from collections.abc import Iterator, Sequence

from goldthread.deidentify.places import sheltered
from goldthread.deidentify.tagger import Known
from goldthread.deidentify.words import KIN, MONTHS, ROLES, TITLES


PARTICLES = frozenset(
    "de la van der den von bin ibn al el ap ab ferch da dos das di do du le mac mc st o ben abu ul "
    "ur del dela san ter ten "
    "bint".split()
)
STAFF = (ROLES - KIN) | {"dr", "doctor", "prof", "professor", "sister", "drs"}
LONGEST = 6
Spans = Sequence[tuple[int, int]]


def joined(
    plain: str, words: Sequence[str], spans: Spans, known: Sequence[Known], named: Sequence[bool]
) -> Iterator[tuple[int, int, str]]:
    """Whole names with their types; a name met once is one wherever it stands with a capital."""
    marked = [at for at, one in enumerate(named) if one]
    again = {words[at] for at in marked if known[at].shape != "l" and known[at].low not in MONTHS}
    if again:
        marked = [at for at, word in enumerate(words) if named[at] or word in again]
    done = -1
    for at in marked:
        if at <= done:
            continue
        first, last = _first(plain, words, spans, known, at), _last(plain, words, spans, known, named, at)
        if not sheltered(plain, spans, known, first, last):
            end = spans[last][1]
            yield spans[first][0], end - 2 * (plain[end - 2 : end].lower() == "'s"), _kind(known, first)
        done = last


def _last(
    plain: str, words: Sequence[str], spans: Spans, known: Sequence[Known], named: Sequence[bool], at: int
) -> int:
    last, ahead = at, at + 1
    while ahead < len(words) and ahead - at < LONGEST and _touch(plain, spans, ahead):
        if named[ahead] or (
            last == ahead - 1 and known[ahead].shape == "I" and _is_initial(plain, spans, words, ahead)
        ):
            last = ahead
        elif known[ahead].low not in PARTICLES:
            break
        ahead += 1
    return last


def _first(plain: str, words: Sequence[str], spans: Spans, known: Sequence[Known], at: int) -> int:
    first = at
    while first and at - first < LONGEST and known[first - 1].shape == "I" and _touch(plain, spans, first):
        dotted = plain[spans[first - 1][1]] == "."
        titled = first > 1 and known[first - 2].low in TITLES
        if words[first - 1] in "AI" and not (dotted or titled):
            break
        first -= 1
    return _particles(plain, spans, known, first)


def _particles(plain: str, spans: Spans, known: Sequence[Known], first: int) -> int:
    """Where a name begins with its particles, if a title or a capital says that they are."""
    start = first
    while start and known[start - 1].low in PARTICLES and _touch(plain, spans, start):
        start -= 1
    titled = start > 0 and known[start - 1].role == "t"
    return start if start < first and (titled or known[start].shape in "CM") else first


def _is_initial(plain: str, spans: Spans, words: Sequence[str], at: int) -> bool:
    after = plain[spans[at][1] : spans[at][1] + 1]
    return words[at] not in "AI" or after in (".", ",", "")


def _touch(plain: str, spans: Spans, at: int) -> bool:
    """Whether nothing but a blank, a hyphen or an initial's dot stands between a word and the one before."""
    gap = plain[spans[at - 1][1] : spans[at][0]]
    if gap in (" ", "  ", "-", ""):
        return True
    return gap in (". ", ".") and spans[at - 1][1] - spans[at - 1][0] < 3


def _kind(known: Sequence[Known], first: int) -> str:
    earlier = [word.low for word in known[max(0, first - 3) : first]]
    if not earlier:
        return "NAME"
    if earlier[-1] in ("is", "am", "name") and {"name", "i", "patient"} & set(earlier):
        return "PATIENT_NAME"
    if earlier[-1] in STAFF:
        return "STAFF_NAME"
    return "RELATIVE_NAME" if earlier[-1] in KIN and earlier[-1] != "patient" else "NAME"

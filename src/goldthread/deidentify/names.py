"""Names of people, by lists and by the words around them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from goldthread.deidentify.words import listed


WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
TITLES = frozenset("dr doctor mr mrs ms miss mister prof professor sir dame lady rev reverend fr father".split())
ROLES = frozenset(
    "nurse sister matron midwife paramedic consultant surgeon physio physiotherapist therapist receptionist carer "
    "driver porter registrar counsellor psychiatrist psychologist practitioner pharmacist dentist hca gp".split()
)
KIN = frozenset(
    "husband wife son daughter mum mother dad father brother sister nan nana grandad grandma granddad grandmother "
    "grandfather partner uncle aunt auntie niece nephew grandson granddaughter friend baby twin neighbour".split()
)
CALLED = frozenset("called named name's thank thanks to with by from saw and especially particularly cheers".split())
NEVER = frozenset(
    "i a the ward hospital trust parkinson's parkinsons crohn's alzheimer's alzheimers hodgkin's bell's down's "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter nhs covid england english british london god gp ok".split()
)
EPONYMS = frozenset(
    "parkinson parkinsons alzheimer alzheimers crohn crohns bell bells down downs hodgkin hodgkins addison addisons "
    "graves raynaud raynauds huntington huntingtons paget pagets asperger aspergers tourette tourettes lewy "
    "marfan marfans meniere menieres sjogren sjogrens turner turners wilson wilsons barrett barretts dupuytren "
    "dupuytrens cushing cushings hashimoto hashimotos guillain barre charcot perthes scheuermann ehlers danlos "
    "kawasaki peyronie behcet bright colles heimlich caesarean hickman foley thomas zimmer apgar glasgow macmillan "
    "marie curie samaritan samaritans john".split()
)
ILLS = frozenset(
    "disease syndrome palsy lymphoma sign test frame catheter line nurse nurses score scale bodies body fracture "
    "contracture oesophagus thyroiditis collar splint phenomenon chorea tremor dementia cancer manoeuvre "
    "section".split()
)
PLACES = frozenset(
    "ward hospital clinic centre center unit house suite wing lodge surgery infirmary trust court".split()
)


def fold(word: str) -> str:
    """A word without case, accents and possessive, for looking up."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.removesuffix("'s").replace("'", "").replace("-", "")


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    first, last = listed("first_names"), listed("surnames")
    wide = listed("first_names_wide") | listed("surnames_wide") | first | last
    words = listed("words_common") | listed("words_usual") | listed("words_less_usual") | listed("words_rare")
    return first, last, wide, words


def found(text: str, low: str = "") -> Iterator[tuple[int, int, str]]:
    """Every stretch taken for a name: start, end, type."""
    first, last, wide, words = _sets()
    tokens = [(hit.start(), hit.end(), hit.group()) for hit in WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        kind = _is_name(text, tokens, at, first, last, wide, words)
        if not kind:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and end - at < 4 and _goes_on(text, tokens, end, last, wide, words):
            end += 1
        yield tokens[at][0], tokens[end - 1][1], kind
        at = end


def _is_name(text, tokens, at, first, last, wide, words) -> str:  # type: ignore[no-untyped-def]
    start, end, token = tokens[at]
    plain = fold(token)
    if plain in NEVER or len(plain) < 2 or token.lower() in NEVER or _is_place(text, tokens, at):
        return ""
    if _is_ill(tokens, at, plain):
        return ""
    capital = token[0].isupper() and (not token.isupper() or len(token) > 3)
    before = tokens[at - 1][2].lower().rstrip(".") if at and start - tokens[at - 1][1] <= 2 else ""
    opens = not at or bool(re.search(r"[.!?\n]\s*$", text[max(0, start - 3) : start]))
    known, ordinary = plain in first, plain in words
    if before in TITLES and plain not in ROLES and (capital or (not ordinary and plain in wide)):
        return "STAFF_NAME" if before in ("dr", "doctor", "prof", "professor") else "NAME"
    if before in ROLES | KIN and (capital or known) and (not ordinary or (capital and known)):
        return "RELATIVE_NAME" if before in KIN else "STAFF_NAME"
    if capital and known and not ordinary:
        return "NAME"
    if capital and known and (not opens or _surname_follows(text, tokens, at, last)):
        return "NAME"
    if token.isupper() and len(token) > 3 and known and not ordinary:
        return "NAME"
    if not capital and known and not ordinary and len(plain) > 3:
        return "NAME"
    if capital and not opens and not ordinary and plain in last and before in CALLED:
        return "NAME"
    return ""


def _surname_follows(text, tokens, at, last) -> bool:  # type: ignore[no-untyped-def]
    if at + 1 == len(tokens) or text[tokens[at][1] : tokens[at + 1][0]] != " ":
        return False
    token = tokens[at + 1][2]
    return token[0].isupper() and not token.isupper() and fold(token) in last


def _goes_on(text, tokens, at, last, wide, words) -> bool:  # type: ignore[no-untyped-def]
    start, _, token = tokens[at]
    between = text[tokens[at - 1][1] : start]
    plain = fold(token)
    if between.strip(" .") or "\n" in between or plain in NEVER or tokens[at - 1][2].lower().endswith(("'s", "’s")):
        return False
    if ". " in between and len(tokens[at - 1][2]) > 1:
        return False
    if token[0].isupper():
        return plain in wide or plain not in words
    return plain in last and (plain not in words or len(between) == 1 and not tokens[at - 1][2][0].isupper())


def _is_ill(tokens, at, plain) -> bool:  # type: ignore[no-untyped-def]
    """A disease, a frame or a charity that bears somebody's name."""
    following = {token[2].lower() for token in tokens[at + 1 : at + 3]}
    always = (
        plain.endswith("s") and plain in EPONYMS and plain not in ("graves", "barretts", "thomas", "turners", "bells")
    )
    return always or (plain in EPONYMS and bool(following & ILLS))


def _is_place(text, tokens, at) -> bool:  # type: ignore[no-untyped-def]
    if at and tokens[at - 1][2].lower() == "the" and text[tokens[at - 1][1] : tokens[at][0]] == " ":
        return True
    following = [token[2].lower() for token in tokens[at + 1 : at + 3]]
    return bool(set(following) & PLACES)

"""What is known of a word: how ordinary it is, whether people are called so, and what it does to the word after "
"it."""

import re
from functools import cache
from pathlib import Path


LISTS = Path(__file__).parent / "lists"
BOUND = 100_000
TITLES = frozenset(
    "dr doctor mr mrs ms miss mister prof professor sir dame rev reverend fr father docter drs mx".split()
)
ROLES = frozenset(
    "nurse sister matron midwife paramedic consultant surgeon physio physiotherapist therapist receptionist carer "
    "driver porter registrar counsellor psychiatrist psychologist practitioner pharmacist dentist hca gp cpn ot "
    "phlebotomist radiographer sonographer dietitian anaesthetist optician chiropodist podiatrist technician "
    "volunteer chaplain healthcare assistant coordinator worker visitor student manager secretary clerk ladies lady "
    "gentleman lad girl man woman colleague hygienist audiologist auxiliary domestic cleaner cook housekeeper warden "
    "crew call-handler dietician councillor operator advisor adviser".split()
)
KIN = frozenset(
    "husband wife son daughter mum mother dad father brother sister nan nana nanny gran granny grandad grandma "
    "granddad grandmother grandfather grandpa partner uncle aunt auntie aunty niece nephew cousin grandson "
    "granddaughter friend baby twin neighbour mam mom boy hubby fiance fiancee stepson stepdaughter sister-in-law "
    "brother-in-law mother-in-law father-in-law daughter-in-law son-in-law patient child toddler".split()
)
CUES = frozenset("called named name names dear hi hello hey hiya aka surname christian forename regards signed".split())
MONTHS = frozenset("april may june august".split())
NEVER = frozenset(
    "my i a a's i'm i've i'd i'll he she it we they you me him her us them his hers its our your their this that these "
    "those there here who what when where why how monday tuesday wednesday thursday friday saturday sunday january "
    "february march july september october november december feb apr jul aug sep sept oct nov dec nhs covid ok god "
    "uk london christ mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
PLACEHOLDER = re.compile(r"x+|n+a")
"""What a supplier or a hand put where a name was, and what people write for no answer."""
NO_NAMES = frozenset("lad nan fatty sket noo lol tan al la sand chuck chip queenie dong ai rehab".split())
ENDINGS = re.compile(r"(?:'s|'ll|'ve|'re|'d|'m|s')$")
MEDICAL = re.compile(
    r"(?:oscopy|ology|ologist|ologists|ectomy|otomy|ostomy|plasty|opathy|itis|aemia|emia|osis|ography|ograms?|"
    r"therapy|therapist|pril|sartan|purinol|amide|azine|idine|oprim|cycline|zide|tinib|ciclib|prazole|tadine|lukast|"
    r"coxib|fenac|thiazole|conazole|statin|olol|azole|cillin|mycin|floxacin|azepam|triptan|formin|gliptin|gliflozin|"
    r"parin|xaban|mab|tidine|profen|codone|thiazide|semide|dipine|zosin|olone|asone|tropium|dronate|setron|barbital|"
    r"zepine)$"
)
CONTRACTED = re.compile(r"n't$|^(?:i|you|he|she|it|we|they|that|there|who|what|how|where|here|let)'")


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def first_names() -> frozenset[str]:
    """First names and short forms of our own lists."""
    return (listed("first_names") | frozenset(fold(name) for name in listed("short_forms"))) - NO_NAMES


@cache
def _bands() -> dict[str, str]:
    """How ordinary each word is: a, said by many patients, to e, rare."""
    bands: dict[str, str] = {}
    for band, name in zip("edcb", ("words_rare", "words_less_usual", "words_usual", "words_common"), strict=True):
        bands |= dict.fromkeys(listed(name), band)
    bands |= dict.fromkeys(listed("words_said"), "a")
    for name in ("acronyms", "brands", "medicines"):
        bands = dict.fromkeys(listed(name), "m") | bands
    return dict.fromkeys(listed("towns"), "p") | bands


@cache
def never() -> frozenset[str]:
    """Words that are no name wherever they stand."""
    return NEVER | listed("peoples")


def ordinary(word: str) -> bool:
    """Whether a lower-case word stands in a dictionary, or many patients say it."""
    return _bands().get(word, "p") != "p"


def everyday(word: str) -> bool:
    """Whether a lower-case word is among the commonest, or many patients say it."""
    return _bands().get(word, "z") < "c"


def fold(word: str) -> str:
    """A lower-case ASCII word without its possessive and marks, for looking up."""
    return ENDINGS.sub("", word).replace("'", "").replace("-", "")


class Lexicon:
    """What the lists say of a word, remembered; `hidden` names are taken for unlisted, so that training meets "
    "some."""

    def __init__(self, hidden: frozenset[str] = frozenset()) -> None:
        self.first, self.last = first_names() - hidden, listed("surnames") - hidden
        self.wide_first, self.wide_last = listed("first_names_wide") - hidden, listed("surnames_wide") - hidden
        self.bands = _bands()
        self.known: dict[str, str] = {}

    def sort(self, low: str) -> str:
        """Four letters: how ordinary, first name, surname, what it is one slip away from."""
        known = self.known.get(low)
        if known is None:
            if len(self.known) > BOUND:
                self.known.clear()
            known = self.known[low] = self._sort(low)
        return known

    def _sort(self, low: str) -> str:
        if CONTRACTED.search(low):
            return "a---"
        plain = fold(low)
        band = self.bands.get(low) or self.bands.get(plain) or self._joined(low)
        first = "F" if plain in self.first else "f" if plain in self.wide_first else "-"
        last = "S" if plain in self.last else "s" if plain in self.wide_last else "-"
        if "-" in low and band == "z" and first == last == "-":
            parts = low.split("-")
            first = "F" if any(part in self.first for part in parts) else "-"
            last = "S" if any(part in self.last for part in parts) else "-"
        return band + first + last + (self._near(plain) if band == "z" and first == last == "-" else "-")

    def _joined(self, low: str) -> str:
        parts = low.split("-")
        if len(parts) > 1 and all(part in self.bands or len(part) < 3 for part in parts):
            return "c"
        return "m" if len(low) > 6 and MEDICAL.search(low) else "z"

    def _near(self, plain: str) -> str:
        """w: one slip from a usual word, or two of them run together; n: a slip from a name; m: from both."""
        if not 4 <= len(plain) <= 18:
            return "-"
        word = name = False
        for slip in slips(plain):
            word = word or self.bands.get(slip, "z") in "abcmp" or slip in never()
            name = name or slip in self.first or slip in self.last
        word = word or self.run_together(plain)
        return "m" if word and name else "w" if word else "n" if name else "-"

    def run_together(self, plain: str) -> bool:
        """Whether a word is two usual ones without their blank, as in veryhelpful or listento."""
        return any(
            self.bands.get(plain[:at], "z") <= "b"
            and self.bands.get(plain[at:], "z") <= "b"
            and (min(at, len(plain) - at) > 1 or plain[:at] in ("i", "a"))
            for at in range(1, len(plain) - 1)
        )


def slips(word: str) -> "set[str]":
    """Every word one slip of the fingers away: a letter lost, doubled, swapped or struck beside."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return (
        {a + b[1:] for a, b in cuts if b}
        | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        | {a + c + b[1:] for a, b in cuts if b for c in letters}
        | {a + c + b for a, b in cuts for c in letters}
    )

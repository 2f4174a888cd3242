"""Which kinds of identifier a text could hold at all, seen in one pass."""

import re
import threading
from typing import Any

from goldthread.deidentify.forms.addresses import ENDINGS, STRONG, WEAK


try:
    import hyperscan
except ImportError:  # a machine without it redacts the same, more slowly
    hyperscan = None  # type: ignore[assignment]


HINTS = {
    "four digits": r"[0-9][^0-9]{0,3}[0-9][^0-9]{0,3}[0-9][^0-9]{0,3}[0-9]",
    "letter and digit": r"[a-z][0-9]",
    "vehicle": r"\b(?:reg|registration|plates?|car|van|vehicle|taxi|ambulance|bike|motorbike|scooter|parked|"
    r"parking|drove|driving"
    r"|clamped|ticket|lorry|mini ?bus)\b",
    "old mark": r"[a-z]{3}[ -]?[0-9]{1,3}[ -]?[a-z]\b",
    "postcode": r"post ?code",
    "street": rf"[0-9][^\n]{{0,100}}(?:\b(?:{STRONG}|{WEAK})|{ENDINGS}|\bthe [a-z]{{4,9}}|broadway)\b",
    "birth": r"born|dob\b|d\. ?o|d/o/b|birth|b-?day|\(b\b|\bb\.|19[0-9][0-9]|20[01][0-9]",
    "at": r"@",
    "web": r"www|http|\.(?:co|org|com|net|uk|info|me|io|ly|gl|nhs|gov|ac|app|site|blog|online|ie|eu|scot|"
    r"wales|tv|live|dev"
    r"|example)\b|facebook|\bfb\b|twitter|insta|handle|username|tiktok|snapchat",
    "spoken": r"\bdot\b|[(\[<]at[)\]>]",
    "ninety": r"ninet|hundred|centenarian|\b9[0-9]|\b1[01][0-9]",
    "bed": r"\bbed",
    "live": r"\bliv(?:e|ing)|\baddress|\breside|\bmoved|\bflat\b|\bap(?:art)?(?:t|ment)\b",
    "digits in words": r"\b(?:zero|oh|nought|double|triple)\b",
}
NAMES = tuple(HINTS)


def hints_by_re(low: str) -> frozenset[str]:
    """The hints in a lower-case ASCII text: the slow twin."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(low))


def hints(low: str) -> frozenset[str]:
    """The hints in a lower-case ASCII text."""
    return hints_by_re(low) if hyperscan is None else _scanner()(low)


_PATTERNS = {name: re.compile(pattern, re.ASCII) for name, pattern in HINTS.items()}
_NONE: frozenset[str] = frozenset()
_held = threading.local()


class _Scanner:
    """One compiled database and its scratch, which no two threads may share."""

    def __init__(self) -> None:
        self.database = hyperscan.Database()
        self.database.compile(
            expressions=[HINTS[name].encode() for name in NAMES],
            ids=list(range(len(NAMES))),
            flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(NAMES),
        )
        self.seen: list[str] = []

    def __call__(self, low: str) -> frozenset[str]:
        self.seen.clear()
        self.database.scan(low.encode("ascii"), match_event_handler=self._note)
        return frozenset(self.seen) if self.seen else _NONE

    def _note(self, number: int, start: int, end: int, flags: int, context: Any) -> None:
        self.seen.append(NAMES[number])


def _scanner() -> _Scanner:
    scanner: _Scanner | None = getattr(_held, "scanner", None)
    if scanner is None:
        scanner = _held.scanner = _Scanner()
    return scanner

"""The prefilter: which kinds of identifier a text could hold at all, seen in one pass."""

import re
import threading
from collections.abc import Sequence

from goldthread.deidentify.patterns.addresses import ENDINGS, NAMED, STRONG, WEAK
from goldthread.deidentify.patterns.pattern import ITSELF, IdentifierPattern


try:
    import hyperscan
except ImportError:  # a machine without it redacts the same, more slowly
    hyperscan = None  # type: ignore[assignment]


BOUND = 5_000
NONE: frozenset[str] = frozenset()
HINTS = {
    "four digits": r"[0-9][^0-9]{0,3}[0-9][^0-9]{0,3}[0-9][^0-9]{0,3}[0-9]",
    "vehicle": r"\b(?:reg|registration|plates?|car|van|vehicle|taxi|ambulance|bike|motorbike|scooter|parked|"
    r"parking|drove|driving"
    r"|clamped|ticket|lorry|mini ?bus)\b",
    "postcode": r"post ?code",
    "digit": r"[0-9]",
    "street": rf"\b(?:{STRONG}|{WEAK})\b",
    "street in a word": rf"(?:{ENDINGS}|\bthe (?:{NAMED})|broadway|parade)\b",
    "telephone": r"\b(?:tel|phone|mob|cell|ring|rang|call|text|whatsapp|landline|fax|ext|contact|reach)",
    "birth": r"born|dob\b|d\. ?o|d/o/b|birth|b-?day|\(b\b|\bb\.|19[0-9][0-9]|20[01][0-9]",
    "at": r"@",
    "web": r"www|http|\.(?:co|org|com|net|uk|info|me|io|ly|gl|nhs|gov|ac|app|site|blog|online|ie|eu|scot|"
    r"wales|tv|live|dev"
    r"|example)\b|facebook|\bfb\b|twitter|insta|handle|username|tiktok|snapchat",
    "spoken": r"\bdot\b|[(\[<]at[)\]>]",
    "ninety": r"\b9[0-9]|\b1[01][0-9]",
    "ninety in words": r"ninet|hundred|centenarian",
    "at in words": r" at ",
    "bed": r"\bbed",
    "live": r"\bliv(?:e|ing)|\baddress|\breside|\bmoved|\bflat\b|\bap(?:art)?(?:t|ment)\b",
    "digits in words": r"\b(?:zero|oh|nought|double|triple)\b",
}


class Prefilter:
    """Which of the patterns could be found in a text at all.

    A pattern is tried where all its hints are; one with the hint `ITSELF` only where Hyperscan, which knows nothing
    of what its check will say, finds it too.
    """

    def __init__(self, patterns: Sequence[IdentifierPattern]) -> None:
        self.patterns = patterns
        self.hints = {name: re.compile(pattern, re.ASCII) for name, pattern in HINTS.items()}
        self.known: dict[frozenset[str], tuple[IdentifierPattern, ...]] = {}
        self.held = threading.local()

    def __call__(self, low: str) -> tuple[IdentifierPattern, ...]:
        """The patterns worth trying in a lower-case ASCII text."""
        seen = self._by_re(low) if hyperscan is None else self._scanner()(low)
        found = self.known.get(seen)
        if found is None:
            if len(self.known) > BOUND:
                self.known.clear()
            found = self.known[seen] = tuple(one for at, one in enumerate(self.patterns) if _hinted(one, at, seen))
        return found

    def _by_re(self, low: str) -> frozenset[str]:
        told = {name for name, pattern in self.hints.items() if pattern.search(low)}
        return frozenset(told | {_own(at) for at, one in enumerate(self.patterns) if _itself(one)})

    def _scanner(self) -> "_Scanner":
        scanner: _Scanner | None = getattr(self.held, "scanner", None)
        if scanner is None:
            scanner = self.held.scanner = _Scanner(self.patterns)
        return scanner


def _own(at: int) -> str:
    return f"{ITSELF} {at}"


def _hinted(pattern: IdentifierPattern, at: int, seen: frozenset[str]) -> bool:
    return all((_own(at) if hint == ITSELF else hint) in seen for hint in pattern.hint.split(" & "))


def _itself(pattern: IdentifierPattern) -> bool:
    return ITSELF in pattern.hint.split(" & ")


class _Scanner:
    """One compiled database and its scratch, which no two threads may share."""

    def __init__(self, patterns: Sequence[IdentifierPattern]) -> None:
        expressions = {
            **HINTS,
            **{_own(at): f"(?x){one.pattern.pattern}" for at, one in enumerate(patterns) if _itself(one)},
        }
        self.names = tuple(expressions)
        self.database = hyperscan.Database()
        self.database.compile(
            expressions=[one.encode() for one in expressions.values()],
            ids=list(range(len(expressions))),
            flags=[hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_PREFILTER] * len(expressions),
        )
        self.seen: list[str] = []

    def __call__(self, low: str) -> frozenset[str]:
        self.seen.clear()
        self.database.scan(low.encode("ascii"), match_event_handler=self._note)
        return frozenset(self.seen) if self.seen else NONE

    def _note(self, number: int, start: int, end: int, flags: int, context: object) -> None:
        self.seen.append(self.names[number])

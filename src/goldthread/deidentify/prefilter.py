"""The prefilter: which kinds of identifier a text could hold at all, seen in one pass."""

import re
import threading
from collections.abc import Sequence

from goldthread.deidentify.patterns.addresses import ENDINGS, HOUSES, NAMED, STREETS, STRONG, WEAK, WELSH
from goldthread.deidentify.patterns.homes import BUILDING
from goldthread.deidentify.patterns.pattern import ITSELF, IdentifierPattern


try:
    import hyperscan
except ImportError:  # a machine without it redacts the same, more slowly
    hyperscan = None  # type: ignore[assignment]


BOUND = 5_000
NONE: frozenset[str] = frozenset()
HINTS = {
    "four digits": r"[0-9][^0-9]{0,3}[0-9][^0-9]{0,3}[0-9][^0-9]{0,3}[0-9]",
    "vehicle": r"\b(?:driv(?:e|es|er|ers|ing|en)|windscreen|blue badge|barrier|ford|vauxhall|volvo|skoda|audi|bmw|"
    r"toyota|nissan|honda|"
    r"kia|fiesta|corsa|golf|polo|land rover|reg|registration|plates?|car|van|vehicle|taxi|ambulance|bike|motorbike|"
    r"scooter|parked|parking|drove|driving|clamped|ticket|lorry|mini ?bus)\b",
    "postcode": r"post ?code",
    "digit": r"[0-9]",
    "street": rf"\b(?:{STRONG}|{WEAK})\b",
    "street in a word": rf"(?:{ENDINGS}|\bthe (?:{NAMED})|broadway|parade)\b",
    "telephone": r"\b(?:tel|phone|mob|cell|ring|rang|call|text|whatsapp|landline|fax|ext|contact|reach)",
    "birth": r"born|dob|d\. ?o|d o b|d/o/b|deliver|arrived|\b(?:had|having|welcomed) (?:my|our|the|a) |"
    r"into the world|birth|b-?day|\(b\b|\bb\.|19[0-9][0-9]|20[01][0-9]|[0-9] baby",
    "at": r"@",
    "web": r"www|http|\.(?:co|org|com|net|uk|info|me|io|ly|gl|nhs|gov|ac|app|site|blog|online|ie|eu|scot|"
    r"wales|tv|live|dev|example)\b|facebook|\bfb\b|twitter|insta|handle|username|tiktok|snapchat",
    "platform": r"twitter|insta|tiktok|snap|facebook|\bfb\b|messenger|threads|bluesky|mastodon|reddit|discord|wechat|"
    r"telegram|bereal|youtube|twitch|pinterest|linkedin|tumblr|handle|user ?name|screen ?name|gamertag|\bu/",
    "posting": r"\b(?:post(?:ed|ing|s)?|tweet|comment(?:ed|ing)?|mumsnet|care opinion|forum|online|trustpilot|"
    r"nickname)",
    "spoken": r"\bdot\b|[(\[<]at[)\]>]",
    "ninety": r"\b9[0-9o]|\b9 0|\b1[01][0-9]",
    "ninety in words": r"nine?t|hundred|centenarian|nonagenarian",
    "at in words": r" at ",
    "bed": r"\bbe?d|\b(?:resus|majors|[cihn]{1,2}[ctd]u|picu|scbu|amu|mau|sau|eau|cdu|aau|delivery room|"
    r"delivery suite|labour room|"
    r"labour suite|birthing \w+) [a-f]?[0-9]|\b(?:bay|cubicle|pod)s?\b|b[0-9]|\bsr ?[0-9]|\b(?:cot|r(?:oo)?m|trolley|"
    r"chair)s?(?: bay)"
    r"? ?(?:no\.? ?)?[0-9]",
    "live": r"\bliv(?:e|ing)|\baddress|\breside|\bmoved|\bflat\b|\bap(?:art)?(?:t|ment)\b",
    "digits in words": r"\b(?:zero|oh|nought|naught|double|treble|triple|one|two|three|four|five|six|seven|eight|"
    r"nine)[ ,.-]{1,3}(?:and )?(?:zero|oh|o|nought|naught|double|treble|triple|one|two|three|four|five|six|seven|"
    r"eight|nine|hundred)[ ,.-]{1,3}(?:and )?(?:zero|oh|o|nought|naught|double|treble|triple|one|two|three|four|five|"
    r"six|seven|eight|nine|hundred)",
    "birth in any form": r"born|dob|d\. ?o|d o b|d/o/b|birth",
    "month in words": r"(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    "date in words": r"\b(?:nineteen|two thousand|twenty)",
    "bank": r"\b(?:acc|a/c|sc\b|sort[ -]?code|s/c|bank|barclays|lloyds|natwest|hsbc|santander|halifax|nationwide|monzo|"
    r"starling|refund|bacs|pay|paid|transfer|expenses|direct debit)",
    "card": r"\b(?:card|cvv|cvc|security code|last (?:four|4)|visa|mastercard|amex)",
    "certificate": r"\b(?:badge|hc[123]|cert|certificate|prepayment|exemption|permit|voucher|bus pass|library card)",
    "papers": r"\b(?:passport|visa|id card|brp|residence|share code|biometric|driv|licen[cs]e|dvla)",
    "address of a machine": r"[0-9] ?\. ?[0-9]{1,3} ?\. ?[0-9]{1,3} ?\. ?[0-9]",
    "three words": r"///|what ?(?:3|three) ?word|w3w",
    "home": rf",[ \n]?(?:the )?[a-z' -]{{2,40}}(?:{STRONG}|{WEAK}|bottom|moorings|basin)\b|, ?{WELSH}\b",
    "unit of a home": r"\b(?:flat|apartment|apt|unit|caravan|mooring|pitch|chalet|plot|block|bungalow|bedsit|"
    r"studio|lodge|berth|cabin|croft|room|no\.?) ",
    "care of": r"c/o",
    "ends short": r"(?:^|[ \n])[a-z]\.? ?[a-z]\.?(?: ?[a-z]\.?)?\s{0,4}$",
    "welsh street": rf"\b{WELSH}\b",
    "radio alphabet": r"\b(?:foxtrot|juliett?|whiskey|yankee|zulu|tango|romeo|sierra|papa|oscar|november|kilo|quebec|"
    r"bravo|alfa|alpha|delta|echo|uniform|victor|hotel|lima|charlie) ",
    "number told after": r"(?:number|\bno\b|\bnum|\bid\b|\bref|code|mrn|crn|wristband|letter|notes|card|label|"
    r"sticker|record|"
    r"file|form|envelope|system|computer|screen)",
    "number told before": r"\b(?:hospital|hosp|patient|unit|case|record|note|mrn|chart|file|wristband|sticker|"
    r"label|ref|bump|"
    r"booking|study|trial|chemo|scan|under)",
    "living": r"\b(?:live[sd]?|living|resid|byw|livin?|ad?dd?ress|stay(?:ing|s|ed)?|put up|housed|based|"
    r"moved (?:house|home|in|out)|we're at|we are at|i'm at|im at|i am at|"
    r"(?:house|home|bungalow|cottage|farm) (?:is|was|called|named)|deliver|post|send|forward|return|write|bring|"
    r"drop|letters?|"
    r"parcels?|meds|tablets|prescriptions?|dressings)",
    "home by name": rf"\b(?:{HOUSES}|{BUILDING}|{STRONG}|{WEAK})\b",
    "farm": r"\b(?:cottage|farm|bungalow|vicarage|rectory|barn|croft|manse|almshouses|street|road|lane|avenue|"
    r"crescent|terrace|"
    r"gardens|grove|mews|close|drive|court)\b",
    "sort of street": rf"\b(?:{STREETS}|hill|way|row|yard|walk|square|place)\b",
    "household": r"\b(?:live|living|home|house|flat|farm|cottage|boat|caravan|"
    r"address|door|bungalow|sleeping|neighbour|deliver|waited in|i'm|"
    r"im|i am|we're|"
    r"we are|we r|she's|he's)",
    "visited": r"\b(?:doctor|gp|nurse|carer|crew|ambulance|taxi|paramedic|midwi|driver|visit)",
    "care home": r"\b(?:nursing|care|residential|rest|retirement|sheltered) (?:home|hous)",
    "house name": rf"\b(?:{HOUSES})\b",
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

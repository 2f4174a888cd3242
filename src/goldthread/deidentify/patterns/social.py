"""Names on social media without a mark in them, and the three words of a square as people say or space them."""

import re

from goldthread.deidentify.patterns.online import PLATFORMS, W3W
from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.words import ordinary


STAY = frozenset(
    "a an the as i we you they he she it is was my your our me and or but by if so well page group post posts video "
    "account handle user name chat app yesterday today last this that there where when with about to for of in on at "
    "then now too also live stories story reviews review page. message messages nhs advert ads trust hospital pages "
    "dob d.o.b anonymous private soon posted said saw put all not no yes comments comment site link friends "
    "people patients".split()
)
NAMED = (
    r"(?:as|under|called|named|(?:handle|username|user\ ?name|name|account|id|profile)(?:\ (?:is|as|=))?|is|"
    r"[:=]|i'm|im|i\ am|add|follow|me)"
)
SPACED = r"(?:\ ?[.,/|-]\ ?|\ dot\ |\ stop\ |\ )"
DOTTED = r"(?:\ ?[.]\ ?|\ dot\ |\ stop\ )"
AFTER = re.compile(r"[^!?\n]{0,40}\b(?:what ?(?:3|three) ?words?|w3w)\b")


def _named(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A name right after what says that it is one; a plain word only where a handle or a user is spoken of."""
    told = match["handle"].rstrip(".-")
    if told in STAY or len(told) < 3:
        return None
    sure = re.search(r"handle|user|under|[:=]|name", match["how"])
    return (match.start("handle"), match.start("handle") + len(told)) if sure or not ordinary(told) else None


def _there(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    told = match["handle"]
    plainly = told in STAY or ordinary(told) or (told.isalpha() and match["who"] is None)
    return None if plainly else match.span("handle")


def _three(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Three words after what says that they are a square's."""
    start, end = match.span("words")
    return None if set(low[start:end].split()) & STAY else (start, end)


def _dotted(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    spoken = W3W.search(before(low, match.start(), 70)) or AFTER.match(low, match.end())
    return whole(match) if spoken else None


PATTERNS = (
    identifier(
        "TWITTER",
        f"platform & {ITSELF}",
        rf"\b{PLATFORMS}\ ?(?:\([a-z\ ]{{0,12}}\)\ )?(?P<how>(?:(?:\ ?{NAMED}){{1,3}}))(?:\b|(?<=[:=]))"
        rf"\ ?\"?@?(?P<handle>[a-z_][\w.-]{{2,30}})",
        _named,
    ),
    identifier(
        "TWITTER",
        f"platform & {ITSELF}",
        rf"(?P<who>\b(?:i'm|im|i\ am|it's|its|as|called|follow|add|find|message|known\ as|user)\ (?:me\ )?)"
        rf"?(?<![\w.@/])@?(?P<handle>"
        rf"[a-z_][\w.]{{3,30}})\ (?:on|over\ on|at)\ (?:my\ )?{PLATFORMS}\b",
        _there,
    ),
    identifier(
        "ADDRESS",
        f"three words & {ITSELF}",
        rf"(?:what\ ?(?:3|three)\ ?words?|w3w)(?:\ (?:address|location|code|app|for\ \w+|our\ \w+|here|says|said|"
        rf"gave|gives|is|was|are|"
        rf"of|it's|its|my|place)){{0,4}}(?:\ ?[:=-]\ ?|\ (?<=is\ )|\ (?<=was\ )|\ )(?:///?\ ?)"
        rf"?(?P<words>[a-z]{{3,18}}{SPACED}[a-z]{{3,18}}"
        rf"{SPACED}[a-z]{{3,18}})\b",
        _three,
    ),
    identifier(
        "ADDRESS",
        f"three words & {ITSELF}",
        rf"(?<![\w.@])[a-z]{{3,18}}{DOTTED}[a-z]{{3,18}}{DOTTED}[a-z]{{3,18}}(?![\w]|\.[a-z])",
        _dotted,
    ),
    identifier(
        "ADDRESS",
        f"three words & {ITSELF}",
        rf"///\ ?(?P<words>[a-z]{{3,18}}{SPACED}[a-z]{{3,18}}{SPACED}[a-z]{{3,18}})\b",
        lambda plain, low, match: whole(match),
    ),
)

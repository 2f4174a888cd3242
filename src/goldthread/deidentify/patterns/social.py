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
POSTED = (
    r"(?:post(?:ed|ing|s)?|tweet(?:ed|ing|s)?|comment(?:ed|ing)?|mumsnet|care\ opinion|forum|online|trustpilot|"
    r"nickname)"
)
NUMBERED = re.compile(r"(?:covid|sars|hba|vitamin|ward|bed|bay|room|level|type|grade|step|ext|dob)[\d_-]")
"""Words with a figure that are no name."""

FINDS = re.compile(
    r"\b(?:locat(?:ion|ed)|(?:three|3)\ words|find\ (?:me|us)|found\ (?:me|us)|(?:we|i)(?:'re|'m|\ are|\ am|m)\ at|"
    r"(?:gave|sent|"
    r"give|send)\ (?:them|him|her|999|the\ \w+)|pin|square|lives?\ at|come\ to)\b[^!?\n]{0,30}$"
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


def _posted(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A name with a figure or an underscore in it, where somebody says what they post as."""
    told = match["handle"].rstrip(".-")
    letters = sum(c.isalpha() for c in told)
    if letters < 4 or NUMBERED.match(told) or "." in told and not any(c.isdigit() or c == "_" for c in told):
        return None
    return match.start("handle"), match.start("handle") + len(told)


def _beside_platform(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A word of no dictionary right after a platform, at the end of what is said of it."""
    told = match["handle"]
    return None if told in STAY or ordinary(told) or ordinary(told.removesuffix("s")) else match.span("handle")


def _located(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Three words joined by dots, where somebody says where they are to be found."""
    return whole(match) if FINDS.search(before(low, match.start(), 60)) else None


def _dotted(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    spoken = W3W.search(before(low, match.start(), 70)) or AFTER.match(low, match.end())
    return whole(match) if spoken else None


PATTERNS = (
    identifier(
        "TWITTER",
        f"posting & {ITSELF}",
        rf"\b{POSTED}\b[^.!?\n]{{0,25}}?\ @?(?P<handle>(?=[a-z.-]*[\d_])[a-z][\w.-]{{3,30}})(?![\w@])",
        _posted,
    ),
    identifier(
        "TWITTER",
        f"platform & {ITSELF}",
        rf"\b{PLATFORMS}\ ?:?\ (?P<handle>[a-z_][\w.]{{4,30}}(?:\#\d{{3,5}})?)(?=[,;!?)]|\.?$|\.\ |\ (?:if|for|to|"
        rf"and)\b)",
        _beside_platform,
    ),
    identifier(
        "ADDRESS",
        ITSELF,
        r"(?<![\w.@/])[a-z]{3,18}\.[a-z]{3,18}\.[a-z]{3,18}(?![\w/@]|\.[a-z])",
        _located,
    ),
    identifier(
        "ADDRESS",
        f"spoken & {ITSELF}",
        r"\b[a-z]{3,18}\ dot\ [a-z]{3,18}\ dot\ (?!com\b|uk\b|org\b|net\b)[a-z]{3,18}\b(?!\ dot|\ at\b)",
        _located,
    ),
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

"""E-mail addresses, pages and handles, also as people say them aloud."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.words import ordinary


NAME = r"[\w.+'-]{1,64}"
FREE = r"(?<![\w.+'-])(?!(?:me|us|you|him|her|them|out|it|back|is|on|look|work|live|stay|get)\ at\b)"
DOT = r"\ ?(?:[(\[]dot[)\]]|\bdot\b)\ ?"
AT = r"\ ?(?:[(\[<]at[)\]>]|\bat\b)\ ?"
ENDS = r"(?:com|org|net|co|uk|nhs|gov|ac|info|me|ie|eu)"
HOSTS = r"(?:gmail|hotmail|outlook|yahoo|icloud|live|btinternet|aol|googlemail|nhs|example|sky|msn)"
SAFE_TAILS = r"(?:co\.uk|org\.uk|nhs\.uk|ac\.uk|gov\.uk|me\.uk|com|org|net|uk|scot|wales)"
SHORT_TAILS = r"(?:me|io|ie|eu|ly|gl|app|info|site|blog|online|tv|live|dev)"
PATH = r"[^\s<>\"']{0,300}"
PLATFORMS = (
    r"(?:twitter|insta(?:gram)?|tiktok|snapchat|snap|facebook|fb|messenger|threads|bluesky|mastodon|reddit|discord|"
    r"wechat|telegram|bereal|youtube|twitch|pinterest|linkedin|tumblr|handle|user ?name|screen ?name|gamertag)"
)
SPOKEN_OF = re.compile(rf"\b{PLATFORMS}(?:'s)?\b[^!?\n]{{0,45}}$")
W3W = re.compile(r"what ?(?:3|three) ?words?[^!?\n]{0,50}$|\bw3w\b[^!?\n]{0,30}$")
VERSION = re.compile(r"\b(?:version|v|release|update|app|ios|android|section|paragraph)\.? ?$")
PUBLIC = re.compile(r"(?:https?://)?(?:www\.)?(?:nhs|gov)\.uk/?")


def _page(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    found = match.group().rstrip(".,;:!?)]}*")
    return None if PUBLIC.fullmatch(found) else (match.start(), match.start() + len(found))


def _email(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    found = match.group().rstrip(".,-'")
    if " @" in found and "@ " not in found and not re.search(rf"\.{ENDS}$", found):
        return None  # a handle that follows a word
    return match.start() + len(found) - len(found.lstrip(".'-")), match.start() + len(found)


def _machine(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    fits = all(int(part) < 256 for part in match.group().split(":")[0].split("."))
    return whole(match) if fits and not VERSION.search(before(low, match.start(), 20)) else None


def _long_machine(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The longer form: a letter or two colons tell it from a time."""
    told = match.group()
    return whole(match) if "::" in told or (told.count(":") == 7 and not told.replace(":", "").isdigit()) else None


def _handle(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    told = match["handle"]
    marked = any(c.isdigit() or c in "_." for c in told.strip("."))
    if not marked and (not match["is"] or ordinary(told)):
        return None
    return match.start("handle"), match.start("handle") + len(told.rstrip("."))


def _marked(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A name with dots, figures or underscores in it, where a platform is spoken of before."""
    start, end = match.span("handle")
    start += len(match["handle"]) - len(match["handle"].lstrip())
    return (start, end) if SPOKEN_OF.search(before(low, match.start(), 70)) else None


def _words(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Three words of what3words: after their three slashes, or where it is spoken of."""
    return whole(match) if match["slashes"] or W3W.search(before(low, match.start(), 60)) else None


AT_ITSELF, WEB = f"at & {ITSELF}", f"web & {ITSELF}"


PATTERNS = (
    identifier(
        "EMAIL",
        AT_ITSELF,
        rf"(?<![\w.+'-]){NAME}\ ?@\ ?[a-z0-9][a-z0-9-]{{0,62}}(?:\.[a-z0-9-]{{1,63}}){{1,5}}",
        _email,
    ),
    identifier(
        "EMAIL", AT_ITSELF, rf"(?<![\w.+'-]){NAME}@[a-z0-9][a-z0-9-]{{0,62}}(?:\ ?[.,]\ ?{ENDS}\b){{0,3}}", _email
    ),
    identifier(
        "EMAIL",
        "spoken",
        rf"{FREE}(?:[\w.+-]{{1,40}}(?:{DOT}|\ (?:underscore|dash|"
        rf"hyphen)\ )){{0,4}}{NAME}{AT}[a-z0-9-]{{1,63}}(?:{DOT}[a-z0-9-]{{2,30}}){{1,4}}",
        _email,
    ),
    identifier(
        "EMAIL",
        "spoken",
        rf"{FREE}(?:[\w.+-]{{1,40}}(?:{DOT}|\ (?:underscore|dash|"
        rf"hyphen)\ )){{0,4}}{NAME}\ ?[(\[<]at[)\]>]\ ?[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{2,30}}){{1,4}}",
        _email,
    ),
    identifier(
        "EMAIL",
        "web & at in words",
        rf"(?<![\w.+'-])(?:[\w.+-]{{0,30}}[._\d][\w.+-]{{0,30}}|"
        rf"\w{{1,30}}(?=\ at\ {HOSTS}\.))\ at\ [a-z0-9-]{{1,63}}(?:\.{ENDS}){{1,3}}\b",
        _email,
    ),
    identifier("URL", WEB, rf"(?:https?:/{{1,2}}|\bwww\.)\S{PATH}", _page),
    identifier("URL", WEB, rf"(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}{SAFE_TAILS}\b(?![@-])(?:/{PATH})?", _page),
    identifier("URL", WEB, rf"(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}{SHORT_TAILS}/{PATH}", _page),
    identifier("URL", WEB, rf"(?<![\w@.-])[a-z0-9-]{{1,63}}\.(?:example|nhs)\.[a-z]{{2,10}}\b(?:/{PATH})?", _page),
    identifier(
        "URL",
        "spoken",
        rf"(?<![\w.-])(?:www{DOT})?(?:[a-z0-9-]{{1,40}}{DOT}){{1,4}}(?:com|org|net|uk|info)\b"
        r"(?:\ (?:forward\ )?slash\ [\w.-]{1,40}){0,3}",
        None,
    ),
    identifier("TWITTER", "at", r"(?<![\w.@+-])@[a-z_](?:[\w.]{0,29}\w)?"),
    identifier(
        "TWITTER",
        AT_ITSELF,
        r"(?:twitter|insta(?:gram)?|tiktok|handle|tweet(?:ed)?|threads|"
        r"snapchat)\b[^@\n]{0,20}@\ (?P<handle>[a-z_][\w.]{1,30})(?P<is>)",
        lambda plain, low, match: (match.start("handle") - 2, match.end("handle")),
    ),
    identifier(
        "TWITTER",
        WEB,
        r"\b(?:twitter|insta(?:gram)?|tiktok|snapchat|snap|facebook|fb|threads|bluesky|handle|"
        r"username)\b(?P<is>(?:\ (?:handle|name|account|page|user|profile)){0,2}(?:\ is\b|\ =|\ ?:)?)\ ?(?:as\ |"
        r"under\ )?(?P<handle>[a-z_][\w.]{2,30})",
        _handle,
    ),
    identifier(
        "IP_ADDRESS",
        f"address of a machine & {ITSELF}",
        r"(?<![\w.])(?:\d{1,3}\ ?\.\ ?){3}\d{1,3}(?::\d{2,5})?(?![\w]|\.\d)",
        _machine,
    ),
    identifier(
        "IP_ADDRESS", ITSELF, r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])", _long_machine
    ),
    identifier(
        "TWITTER",
        f"platform & {ITSELF}",
        r"(?<![\w.@/])(?P<handle>@?\ ?(?:[a-z]\w*[._-])+[a-z0-9]\w*(?:\#\d{4})?)(?![\w@]|\.(?:com|co|uk|org|nhs))",
        _marked,
    ),
    identifier(
        "TWITTER",
        f"platform & {ITSELF}",
        r"(?<![\w/])u/(?P<handle>[\w-]{3,30})",
        lambda plain, low, match: match.span("handle"),
    ),
    identifier(
        "ADDRESS",
        f"three words & {ITSELF}",
        r"(?P<slashes>///\ ?)?(?<![\w.@])[a-z]{3,18}\ ?\.\ ?[a-z]{3,18}\ ?\.\ ?[a-z]{3,18}(?![\w]|\.[a-z])",
        _words,
    ),
)

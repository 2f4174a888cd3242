"""E-mail addresses, pages and handles, also as people say them aloud."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, identifier


NAME = r"[\w.+'-]{1,64}"
FREE = r"(?<![\w.+'-])(?!(?:me|us|you|him|her|them|out|it|back|is|on|look|work|live|stay|get)\ at\b)"
DOT = r"\ ?(?:[(\[]dot[)\]]|\bdot\b)\ ?"
AT = r"\ ?(?:[(\[<]at[)\]>]|\bat\b)\ ?"
ENDS = r"(?:com|org|net|co|uk|nhs|gov|ac|info|me|ie|eu)"
HOSTS = r"(?:gmail|hotmail|outlook|yahoo|icloud|live|btinternet|aol|googlemail|nhs|example|sky|msn)"
SAFE_TAILS = r"(?:co\.uk|org\.uk|nhs\.uk|ac\.uk|gov\.uk|me\.uk|com|org|net|uk|scot|wales)"
SHORT_TAILS = r"(?:me|io|ie|eu|ly|gl|app|info|site|blog|online|tv|live|dev)"
PATH = r"[^\s<>\"']{0,300}"
PUBLIC = re.compile(r"(?:https?://)?(?:www\.)?(?:nhs|gov)\.uk/?")


def _page(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    found = match.group().rstrip(".,;:!?)]}*")
    return None if PUBLIC.fullmatch(found) else (match.start(), match.start() + len(found))


def _email(plain: str, low: str, match: re.Match[str]) -> tuple[int, int]:
    found = match.group().rstrip(".,-'")
    return match.start() + len(found) - len(found.lstrip(".'-")), match.start() + len(found)


def _handle(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    told = match["handle"]
    marked = any(c.isdigit() or c in "_." for c in told.strip("."))
    if not marked and not match["is"]:
        return None
    return match.start("handle"), match.start("handle") + len(told.rstrip("."))


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
        rf"{FREE}(?:[\w.+-]{{1,40}}(?:{DOT}|\ (?:underscore|dash|hyphen)\ )){{0,4}}{NAME}{AT}"
        rf"[a-z0-9-]{{1,63}}(?:{DOT}[a-z0-9-]{{2,30}}){{1,4}}",
        _email,
    ),
    identifier(
        "EMAIL",
        "spoken",
        rf"{FREE}(?:[\w.+-]{{1,40}}(?:{DOT}|\ (?:underscore|dash|hyphen)\ )){{0,4}}{NAME}"
        rf"\ ?[(\[<]at[)\]>]\ ?[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{2,30}}){{1,4}}",
        _email,
    ),
    identifier(
        "EMAIL",
        "web & at in words",
        rf"(?<![\w.+'-])(?:[\w.+-]{{0,30}}[._\d][\w.+-]{{0,30}}|\w{{1,30}}(?=\ at\ {HOSTS}\.))\ at\ "
        rf"[a-z0-9-]{{1,63}}(?:\.{ENDS}){{1,3}}\b",
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
    identifier("TWITTER", "at", r"(?<![\w.@+-])@[a-z_]\w{1,30}"),
    identifier(
        "TWITTER",
        AT_ITSELF,
        r"(?:twitter|insta(?:gram)?|tiktok|handle|tweet(?:ed)?|threads|"
        r"snapchat)\b[^@\n]{0,20}@\ (?P<handle>[a-z_][\w.]{1,30})"
        r"(?P<is>)",
        lambda plain, low, match: (match.start("handle") - 2, match.end("handle")),
    ),
    identifier(
        "TWITTER",
        WEB,
        r"\b(?:twitter|insta(?:gram)?|tiktok|snapchat|facebook|fb|handle|username)"
        r"(?P<is>(?:\ (?:handle|name|account|page|user|profile)){0,2}(?:\ (?:is|=)|\ ?:)?)\ ?(?:as\ |under\ )?"
        r"(?P<handle>[a-z_][\w.]{2,30})",
        _handle,
    ),
)

"""Words as people wrote them, where a program on the way has written them otherwise: before any name is looked for."""

import html
import re

import ftfy


SUSPECT = re.compile(r"[ÃÂâËÐÑ]|ï»¿|&(?:#\w{1,7}|[a-zA-Z]{2,8});|</?[a-zA-Z]|@[SD]Q@")
"""What a text that may have been rewritten holds; hardly any other does."""
SIGNS = ("&", "<", "@")
MISREAD = re.compile(r"[ÃÂâËÐÑ]|ï»¿")
HALF_A_QUOTE = "â€"
"""A closing quotation mark whose last byte was dropped on the way, since Windows-1252 has no sign for it."""
DAGGER = "†"
"""What half a quotation mark and the blank after it are taken for."""
ESCAPES = {"@SQ@": "’", "@DQ@": "”"}
"""Signs that survey platforms write in place of quotation marks."""
ENDS = re.compile(r"<(?:br\s*/?|/p|/div|/li|/h[1-6]|/tr)\s*>", re.I)
TAGS = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|cite|code|div|em|font|h[1-6]|head|hr|html|i|img|li|link|meta|ol|p"
    r"|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|title|tr|u|ul)\b[^<>]{0,500}>",
    re.I,
)


def restored(text: str) -> str:
    """A text without what programs made of it: bytes read twice, entities, tags, a platform's own escapes.

    Whatever a person may have written, such as `<3` or `AT&T`, stays.
    """
    if (text.isascii() and not any(sign in text for sign in SIGNS)) or not SUSPECT.search(text):
        return text
    for step in (_read_once, _unescaped, _without_tags):
        text = step(text)
    return text


def _read_once(text: str) -> str:
    """Bytes that were taken for another encoding than theirs, read again."""
    if not MISREAD.search(text):
        return text
    read = ftfy.fix_encoding(text)
    if f"{HALF_A_QUOTE} " in text:
        read = read.replace(DAGGER, "” ")
    return read.replace(HALF_A_QUOTE, "”")


def _unescaped(text: str) -> str:
    for written, meant in ESCAPES.items():
        text = text.replace(written, meant)
    return html.unescape(text).replace("\xa0", " ") if "&" in text else text


def _without_tags(text: str) -> str:
    if "<" not in text or not TAGS.search(text):
        return text
    kept = TAGS.sub("", ENDS.sub("\n", text))
    return "\n".join(" ".join(line.split()) for line in kept.splitlines() if line.strip())

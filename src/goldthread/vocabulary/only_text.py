"""Hostile text is only text, on every face: one function for each, used at its one door.

Words come from people, files and forms. A spreadsheet runs what looks like a formula, a terminal obeys escapes, a page
or a document shows text in an order that is not written, a log takes a line break for its next entry.
"""

import logging
import re
import unicodedata
from typing import TextIO


UNSEEN = "\ufffd"
"""What stands for a character that nobody could see."""
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters but tab and line ends, marks that turn the direction of text, and others without a shape."""
UNREAD = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that are not read as letters: marks on one, and format characters, which nobody sees."""
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Hangul fillers, which count as letters and are not seen."""
NOTHING = UNREAD | {"Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
"""Categories of characters that say nothing by themselves: those that are not read, blanks, and what has no shape."""
EMPTY_DOTS = "\u2800"
"""A Braille letter without a dot, which is a blank."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of text; they come along unseen with what is pasted from Word, Excel or a chat."""
LINES = re.compile("[\t\n\r]+")
FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@|\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?[\d(][\d ,.()/-]*%?")
"""A number, a telephone number or a range: nothing in it can run."""
ESCAPED = re.compile(r"'(?=[\s\u200b\ufeff]*[=+\-@|\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def on_page(text: str) -> str:
    """Text for a page or a document; escaping what the format itself means is the format's work."""
    return HIDDEN.sub(UNSEEN, text) if HIDDEN.search(text) else text


def without_direction(text: str) -> str:
    """Text that somebody typed, without marks that turn its direction: letters say by themselves where they run."""
    return DIRECTION.sub("", text)


def says_anything(text: str) -> bool:
    """Whether a text holds anything that somebody could see."""
    return any(unicodedata.category(one) not in NOTHING and one not in BLANK_LETTERS | {EMPTY_DOTS} for one in text)


def in_terminal(text: str) -> str:
    """Text for a terminal: line ends and tabs stay, nothing else moves the cursor."""
    return on_page(text.replace("\r\n", "\n")).replace("\r", UNSEEN)


def in_log(text: str) -> str:
    """Text for one line of a log."""
    return LINES.sub(" ", on_page(text))


def in_cell(text: str) -> str:
    """Text for a cell of a CSV file, with an apostrophe before what a spreadsheet would run."""
    plain = on_page(text.replace("\x00", ""))
    return f"'{plain}" if FORMULA.match(plain) and not NUMBER.fullmatch(plain.strip()) else plain


def from_cell(text: str) -> str:
    """A cell of a CSV file that we wrote, without that apostrophe."""
    return ESCAPED.sub("", text, count=1) if ESCAPED.match(text) else text


class Screen:
    """Stands before a stream that people read: whatever is written to it is only text."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text. Gives how much was asked for."""
        self._stream.write(in_terminal(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class OneLine(logging.Formatter):
    """Writes each entry of a log as one line of text; a traceback of ours follows it as it is."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name that logging asks for
        """The entry without what a terminal would obey or a reader would take for another entry."""
        return in_log(super().formatMessage(record))

"""What the pages of a PDF of ours say: enough of the format to read what WeasyPrint writes, and no more."""

import re
import zlib


OBJECT = re.compile(rb"(\d+) 0 obj\s*<<((?:(?!endobj).)*?)>>\s*stream\r?\n(.*?)\r?\n?endstream", re.S)
CONTENTS = re.compile(rb"/Contents\s+(\d+) 0 R")


def streams(made: bytes) -> dict[int, bytes]:
    """Every stream of a PDF, unpacked, by the number of its object."""
    return {int(number): _unpacked(stream) for number, _, stream in OBJECT.findall(made)}


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def pages(made: bytes) -> list[str]:
    """What each page says, without blanks, once in the letters of each font: one of these readings is right."""
    every = streams(made)
    fonts = [_letters(one) for one in every.values() if b"beginbfchar" in one]
    leads = [int(number) for one in (made, *every.values()) for number in CONTENTS.findall(one)]
    return ["\n".join("".join(_said(every[number], font)) for font in fonts) for number in dict.fromkeys(leads)]


def _letters(cmap: bytes) -> dict[str, str]:
    """Glyphs of one font, in hexadecimal, and the letters that they stand for."""
    found = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for glyph, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            found[glyph.decode().lower()] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    return found


def _said(page: bytes, font: dict[str, str]) -> list[str]:
    glyphs = "".join(run.decode().lower() for run in re.findall(rb"<([0-9A-Fa-f]+)>", page))
    letters = [font.get(glyphs[at : at + 4], "\ufffd") for at in range(0, len(glyphs), 4)]
    return [letter for letter in letters if not letter.isspace()]

"""Invented identifiers of every type, in the forms in which people in Britain write them.

NHS numbers start with 9 and telephone numbers are in Ofcom's ranges for drama; addresses on the internet are those set
aside for examples. `made` returns the text of one identifier, and its type.
"""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import yaml


FOLDER = Path(__file__).parent / "unseen_redaction"
PLACES: dict[str, list[str]] = yaml.safe_load((FOLDER / "places.yaml").read_text(encoding="utf-8"))
FORMS: dict[str, tuple[str, list[str]]] = yaml.safe_load((FOLDER / "forms.yaml").read_text(encoding="utf-8"))
DIGITS = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "eleventh", "fourteenth", "twentieth", "twenty third")
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty")
LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
MOBILE = ("07700900", 3)
LANDLINES = (
    *(("01134960", 3), ("01164960", 3), ("01214960", 3), ("01314960", 3), ("01514960", 3)),
    *(("01914980", 3), ("02079460", 3), ("02896496", 3), ("02920180", 3), ("01632960", 3)),
)


def made(draw: Random, slot: str) -> tuple[str, str]:
    """An identifier's text and type; a slot that is not known raises `KeyError`."""
    if slot in SPECIAL:
        kind, make = SPECIAL[slot]
        return make(draw), kind
    kind, patterns = FORMS[slot]
    return from_pattern(draw, draw.choice(patterns)), kind


def from_pattern(draw: Random, pattern: str) -> str:
    """The pattern with each <part> drawn by chance, as forms.yaml says."""

    def drawn(part: re.Match[str]) -> str:
        asked = part[1]
        if asked[0] == "#":
            return digits(draw, int(asked[1:]))
        if asked[0] == "@":
            return "".join(draw.choices(LETTERS, k=int(asked[1:])))
        if asked[0].isdigit():
            low, high = asked.split("-")
            return str(draw.randint(int(low), int(high)))
        return draw.choice(PLACES[asked])

    return re.sub(r"<([^>]+)>", drawn, pattern)


def digits(draw: Random, count: int) -> str:
    return "".join(draw.choices("0123456789", k=count))


def spoken(draw: Random, number: str) -> str:
    """Digits in words: zero is said in three ways, and the same digit twice may be "double"."""
    zero = draw.choice(("oh", "zero", "o"))
    words: list[str] = []
    for digit in map(int, number):
        said = DIGITS[digit] if digit else zero
        if words and words[-1] == said and draw.random() < 0.6:
            words[-1] = f"double {said}"
        else:
            words.append(said)
    return " ".join(words)


def nhs_number(draw: Random) -> str:
    """Ten digits that start with 9; 6 in 100 have a wrong check digit."""
    while True:
        nine = "9" + digits(draw, 8)
        check = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return nine + str((check + 3) % 10 if draw.random() < 0.06 else check)


def nhs(draw: Random) -> str:
    whole = nhs_number(draw)
    joint = draw.choice(("", "", " ", " ", "-", "."))
    return joint.join((whole[:3], whole[3:6], whole[6:]))


def phone_number(draw: Random) -> str:
    start, free = MOBILE if draw.random() < 0.5 else draw.choice(LANDLINES)
    return start + digits(draw, free)


def phone(draw: Random) -> str:
    whole = phone_number(draw)
    code = 5 if whole.startswith(("077", "01632")) else 3 if whole.startswith("02") else 4
    first, rest = whole[:code], whole[code:]
    near, far = rest[:-3], rest[-3:]
    return draw.choice(
        (
            *(whole, f"{first} {near} {far}", f"{first} {rest}", f"({first}) {rest}", f"{first}-{near}-{far}"),
            *(f"{first}.{rest}", f"+44 {first[1:]} {rest}", f"+44{whole[1:]}", f"0044 {first[1:]} {near} {far}"),
        )
    )


def dob(draw: Random) -> str:
    day, month = draw.randint(1, 28), draw.randint(1, 12)
    year = draw.choice((draw.randint(1928, 2006), draw.randint(2008, 2025)))
    name, short = MONTHS[month - 1], f"{year % 100:02}"
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    return draw.choice(
        (
            *(f"{day:02}/{month:02}/{year}", f"{day}/{month}/{short}", f"{day}.{month}.{short}"),
            *(f"{day} {name} {year}", f"{day}{suffix} {name} {year}", f"{name[:3]} {day} {year}"),
            *(f"{year}-{month:02}-{day:02}", f"{day:02}-{month:02}-{year}", f"{day:02}{month:02}{year}"),
            *(f"{day}{suffix} of {name} {year}", f"{day}-{name[:3]}-{short}"),
        )
    )


def dob_words(draw: Random) -> str:
    tens, ones = divmod(draw.randint(30, 89), 10)
    nineteen = f"nineteen {TENS[tens]}" + (f" {DIGITS[ones]}" if ones else "")
    year = draw.choice((nineteen, nineteen, f"two thousand and {draw.choice(DIGITS[1:])}"))
    return f"{draw.choice(ORDINALS)} of {draw.choice(MONTHS).lower()} {year}"


def iban(draw: Random) -> str:
    """A British one with the right check digits, of a bank that does not exist."""
    bank, rest = draw.choice(("QZBK", "XMPL", "GTHR")), digits(draw, 14)
    as_number = int("".join(str(int(each, 36)) for each in f"{bank}{rest}GB00"))
    whole = f"GB{98 - as_number % 97:02}{bank}{rest}"
    return draw.choice((whole, " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))))


def card(draw: Random) -> str:
    """Sixteen digits (American Express: fifteen) that pass Luhn's check, from the prefixes of test cards."""
    start, sizes = draw.choice((("400000", (4, 4, 4, 4)), ("555555", (4, 4, 4, 4)), ("378282", (4, 6, 5))))
    body = start + digits(draw, sum(sizes) - len(start) - 1)
    total = sum(sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed(body)))
    whole = body + str(-total % 10)
    parts = [whole[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(len(sizes))]
    return draw.choice(("", " ", "-")).join(parts)


SPECIAL: dict[str, tuple[str, Callable[[Random], str]]] = {
    "nhs": ("NHS_NUMBER", nhs),
    "nhs words": ("NHS_NUMBER", lambda draw: spoken(draw, nhs_number(draw))),
    "phone": ("PHONE", phone),
    "phone words": ("PHONE", lambda draw: spoken(draw, phone_number(draw))),
    "dob": ("DOB", dob),
    "dob words": ("DOB", dob_words),
    "sort words": ("SORT_CODE", lambda draw: spoken(draw, "9" + digits(draw, 5))),
    "account words": ("ACCOUNT_NO", lambda draw: spoken(draw, digits(draw, 8))),
    "iban": ("IBAN", iban),
    "card": ("PAYMENT_CARD", card),
}
"""Identifiers with check digits, in several parts, or in words."""
SLOTS = {**FORMS, **SPECIAL}

"""Numbers of banks and cards: an account with its sort code, an IBAN, the long number of a card."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.patterns.spoken import ONES


ABOUT = re.compile(
    r"\b(?:accounts?|acc(?:nt|t)?|a/c|sort[ -]?codes?|s/c|\bsc\b|bank(?:ed|ing)?|barclays|lloyds|natwest|hsbc|"
    r"santander|"
    r"halifax|nationwide|monzo|starling|refund|bacs|pay(?:ment|able)?|paid|transfer|expenses|"
    r"direct debit)\b[^!?\n]{0,60}$"
)
BANKING = re.compile(r"[^!?\n]{0,40}\b(?:accounts?|acc(?:nt|t)?|a/c|sort[ -]?codes?|s/c|bank(?: details)?)\b")
CARD = re.compile(r"\b(?:card|visa|mastercard|amex|debit|credit|ending|paid)\b[^!?\n]{0,40}$")


def _account(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Eight digits, or a sort code, count only where a bank or a payment is spoken of."""
    return whole(match) if ABOUT.search(before(low, match.start(), 80)) or BANKING.match(low, match.end()) else None


def _with_sort_code(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    banking = ABOUT.search(before(low, match.start(), 80)) or BANKING.match(low, match.end())
    return whole(match) if match["marked"] or banking else None


def _iban(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """An IBAN by its check digits, or by what is said before it."""
    told = re.sub(r"[ -]", "", match.group())
    figures = "".join(str(int(letter, 36)) for letter in told[4:] + told[:4])
    return whole(match) if int(figures) % 97 == 1 or "iban" in before(low, match.start(), 30) else None


def _card(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The long number of a card by its check digit, or where a card is spoken of."""
    digits = [int(digit) for digit in match.group() if digit.isdigit()]
    doubled = [digit if at % 2 == 0 else digit * 2 - 9 * (digit > 4) for at, digit in enumerate(reversed(digits))]
    return whole(match) if sum(doubled) % 10 == 0 or CARD.search(before(low, match.start(), 60)) else None


DIGITS_ALOUD = rf"(?:{ONES}|zero|oh|nought|naught|nil|double|treble|triple|\\d{{1,2}})"
PATTERNS = (
    identifier(
        "ACCOUNT",
        f"bank & digits in words & {ITSELF}",
        rf"\b(?:sort[\ -]?code|account|acc(?:nt|t)?|a/c)\b(?:\ (?:number|no|num|is|"
        rf"was))*[\ :]{{1,2}}(?P<number>{DIGITS_ALOUD}"
        rf"(?:[\ ,.-]{{1,2}}{DIGITS_ALOUD}){{4,8}})\b",
        lambda plain, low, match: match.span("number"),
    ),
    identifier(
        "ACCOUNT",
        "card & digit",
        r"\b(?:cvv|cvc|security\ code)\b(?:\ (?:number|no|is|was))*[\ :]{1,2}(?P<number>\d{3,4})\b",
        lambda plain, low, match: match.span("number"),
    ),
    identifier(
        "ACCOUNT",
        "card & digit",
        r"\bexp(?:iry|ires|iring)?\b(?:\ (?:date|is|was|on))*[\ :]{1,2}(?P<number>(?:0\d|"
        r"1[0-2])\ ?[/-]\ ?(?:20)?[23]\d)\b",
        lambda plain, low, match: match.span("number") if CARD.search(before(low, match.start(), 60)) else None,
    ),
    identifier(
        "ACCOUNT",
        f"card & {ITSELF}",
        r"\b(?:last\ (?:four|4)(?:\ (?:digits|numbers?))?(?:\ (?:of|on)\ my\ card)?)(?:\ (?:are|is|was|"
        r"were))?[\ :]{1,2}"
        r"(?P<number>\d{4})\b",
        lambda plain, low, match: match.span("number"),
    ),
    identifier("ACCOUNT", ITSELF, r"\b[a-z]{2}\d{2}(?:[\ -]?[a-z\d]{4}){3,7}(?:[\ -]?[a-z\d]{1,3})?\b", _iban),
    identifier("ACCOUNT", ITSELF, r"(?<![\w$.])[3-6]\d{3}(?:[\ -]?\d{4}){2}[\ -]?\d{1,7}(?![\w]|[.,]\d)", _card),
    identifier("ACCOUNT", ITSELF, r"(?<![\w$.])3[47]\d{2}[\ -]?\d{6}[\ -]?\d{5}(?![\w]|[.,]\d)", _card),
    identifier(
        "ACCOUNT",
        f"bank & {ITSELF}",
        r"(?<![\w$.])\d{2}[\ -]\d{2}[\ -]\d{2}(?:[,;/\ ]{1,3}(?P<marked>(?:and\ )?(?:account|acc(?:nt|t)?|"
        r"a/c)(?:\ (?:number|no|num))?[\ .:]{0,3}(?:is\ )?)?\d{4}\ ?\d{3,4})?(?![\w]|[.,]\d)",
        _with_sort_code,
    ),
    identifier("ACCOUNT", f"bank & {ITSELF}", r"(?<![\w$./-])\d{4}\ ?\d{3,4}(?![\w/]|[.,-]\d)", _account),
    identifier("ACCOUNT", f"bank & {ITSELF}", r"(?<![\w$./-])\d{6}(?![\w/]|[.,-]\d)", _account),
    identifier(
        "ACCOUNT",
        f"card & four digits & {ITSELF}",
        r"\b(?:card|visa|mastercard|amex)\b[^.!?\n\d]{0,25}\b(?:ending|ends|ended|last\ four(?:\ digits)?)(?:\ (?:in|"
        r"with|are|is|were))?[\ :]{0,2}(?P<last>\d{4})\b",
        lambda plain, low, match: match.span("last"),
    ),
)

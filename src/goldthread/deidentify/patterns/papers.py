"""Numbers of papers that the state gives: National Insurance, passport, driving licence."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole


INSURANCE = re.compile(r"\b(?:national insurance|n\.? ?i\.?|nino)\b[^!?\n]{0,25}$")
LICENCE = re.compile(r"\b(?:driv(?:ing|er'?s?)|licen[cs]e|dvla)\b[^!?\n]{0,40}$")


def _insurance(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Two letters, six digits and a letter; without the last letter only where it is spoken of."""
    return whole(match) if match["last"] or INSURANCE.search(before(low, match.start())) else None


PATTERNS = (
    identifier(
        "ID_NUMBER",
        f"certificate & four digits & {ITSELF}",
        r"\b(?:blue\ badge|badge|hc[123]|cert(?:ificate)?|prepayment|exemption|permit|voucher|bus\ pass|"
        r"library\ card)\b(?:\ (?:serial|cert(?:ificate)?|"
        r"card|numbers?|no\.?|num|is|was|of|id|pass)){0,4}[\ :#.(-]{1,3}(?P<number>(?=(?:[a-z/-]*\d){5})"
        r"[a-z\d][a-z\d/-]{5,14})\b",
        lambda plain, low, match: match.span("number"),
    ),
    identifier(
        "ID_NUMBER",
        ITSELF,
        r"\b[a-z]{2}[\ -]?\d{2}[\ -]?\d{2}[\ -]?\d{2}(?P<last>[\ -]?[a-d])?\b",
        _insurance,
    ),
    identifier(
        "ID_NUMBER",
        f"papers & four digits & {ITSELF}",
        r"\b(?:passports?|visa|id\ card|brp|residence\ permit|share\ code|biometric)\b(?:[\ .:#-]{0,3}(?:numbers?|no|"
        r"num|is|was|of|card|it's)\b){0,3}[\ :#.(-]{0,4}(?P<number>(?:[a-z]{1,2}[\ -]?)?\d[\d\ ]{4,10}\d)\b",
        lambda plain, low, match: match.span("number"),
    ),
    identifier("ID_NUMBER", ITSELF, r"\b[a-z]{1,5}9{0,4}\d{6}[a-z9]{2}\d?[a-z]{2,3}(?:\ \d\d)?\b", None),
    identifier(
        "ID_NUMBER",
        f"papers & four digits & {ITSELF}",
        r"\b[a-z9]{5}[\ -]?\d{6}[\ -]?[a-z9]{2}[\ -]?\w{0,3}\b",
        lambda plain, low, match: whole(match) if LICENCE.search(before(low, match.start(), 60)) else None,
    ),
)

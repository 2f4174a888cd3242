"""Published Friends and Family Test tables: counts and percentages, as their publisher gives them."""

import re

from goldthread.sources.figure_rows import read, says_month
from goldthread.sources.headings import meaning, plain
from goldthread.sources.heads import Head
from goldthread.sources.profile import FigureColumn, Profile


KIND = "fft_figures"
TITLE = "Published Friends and Family Test figures"
PERCENT = r"(percentages?|per cent|percent|prop|proportion|pc)"
MEASURES = (
    (rf".*\b{PERCENT} not recommend(ed|ing)?\b.*", "percentage not recommended", "percent"),
    (rf".*\b{PERCENT} recommend(ed|ing)?\b.*", "percentage recommended", "percent"),
    (rf".*\b{PERCENT} neg(ative)?\b.*", "percentage negative", "percent"),
    (rf".*\b{PERCENT} pos(itive)?\b.*", "percentage positive", "percent"),
    (r".*\bresponse rate\b.*", "response rate", "percent"),
    (r".*\bresponses to date\b.*", "responses to date", "count"),
    (r".*\b(submitters|organisations submitting|number of organisations)\b.*", "organisations submitting", "count"),
    (r".*\b(responses?|total number of responses|responses received)( sum)?( [a-z&]{1,3})?", "responses", "count"),
    (r".*\btotal eligible\b.*|.*\beligible( patients| population)?( sum)?", "eligible", "count"),
    (r".*\bneither( good nor poor| likely nor unlikely)?( sum)?", "neither", "count"),
    (r".*\bvery good( sum)?", "very good", "count"),
    (r".*\bvery poor( sum)?", "very poor", "count"),
    (r".*\bdon ?t know( sum)?", "don't know", "count"),
    (r".*\bextremely likely( sum)?", "extremely likely", "count"),
    (r".*\bextremely unlikely( sum)?", "extremely unlikely", "count"),
    (r"(.* )?good( sum)?", "good", "count"),
    (r"(.* )?poor( sum)?", "poor", "count"),
    (r"(.* )?unlikely( sum)?", "unlikely", "count"),
    (r"(.* )?likely( sum)?", "likely", "count"),
    (r"(.* )?(mode )?(sms|text message)( sum)?|(.* )?mode .*", "responses by mode", "count"),
)
NEW = {"very good", "good", "neither", "poor", "very poor", "don't know"}
OLD = {"extremely likely", "likely", "neither", "unlikely", "extremely unlikely", "don't know"}
SHARES = {"percentage positive", "percentage negative", "percentage recommended", "percentage not recommended"}
PLACES = ("organisation", "organisation_name", "area", "area_name", "site", "site_code", "service", "team")
KEPT = (*PLACES, "period", "year", "date")
LONGEST_ANSWER = 6


def recognise(head: Head) -> Profile | None:
    """The profile of a published FFT table; None for anything else."""
    figures = [FigureColumn(heading, *found) for heading in head.header if (found := measure_of(heading, head))]
    kinds = {figure.measure for figure in figures}
    answers = max(len(kinds & NEW), len(kinds & OLD))
    if not (
        ("responses" in kinds and kinds & SHARES)
        or answers >= 5
        or (answers >= 4 and kinds & {"responses", "eligible"})
    ):
        return None
    profile = Profile(
        kind=KIND,
        header_rows=list(head.rows),
        sheets=[head.sheet.name] if head.sheet.name else [],
        figures=figures,
        columns=_columns(head, {figure.column for figure in figures}),
        confidence=0.97,
        reasons=["Its columns are those of a published Friends and Family Test table."],
    )
    if not says_month(head, profile):
        profile.confidence = 0.8
        profile.missing = ("It does not say which month it is of: give it as period beside each of its figures.",)
        profile.reasons.extend(profile.missing)
    return profile


def measure_of(heading: str, head: Head | None = None) -> tuple[str, str] | None:
    """The FFT figure that a heading names, with its unit; None for any other."""
    said = plain(re.sub("%", " percentage ", re.sub(r"\(n\)", " ", heading)))
    said = " ".join(re.sub(r"\b(20\d\d \d\d \d\d|[a-z]{3,9} \d{2,4})$", "", said).split()) or said
    if head is not None and heading in head.header and _is_text(head.column(head.header.index(heading))):
        return None
    for pattern, measure, unit in MEASURES:
        if re.fullmatch(pattern, said):
            short = measure in NEW | OLD and len(said.split()) > LONGEST_ANSWER
            return None if short else (measure, unit)
    return None


def _is_text(values: list[str]) -> bool:
    words = [value for value in values if not re.search(r"\d", value) and re.search(r"[a-z]{3,}", value, re.I)]
    return len(words) > 0.5 * len(values) if values else False


def _columns(head: Head, figures: set[str]) -> dict[str, str]:
    """Where a row's place and period stand; a trust's code speaks before a column called organisation."""
    columns: dict[str, str] = {}
    for heading in head.header:
        means = meaning(heading)
        if means not in KEPT or heading in figures:
            continue
        if means not in columns or (means == "organisation" and plain(heading) in ("trust code", "provider code")):
            columns[means] = heading
    if not columns.keys() & set(PLACES):
        free = [heading for heading in head.header if heading not in figures and heading not in columns.values()]
        if free:
            columns["service"] = free[0]
    return columns


__all__ = ["KIND", "TITLE", "measure_of", "read", "recognise"]

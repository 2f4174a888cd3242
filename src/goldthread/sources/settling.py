"""What columns say of one another, once each was looked at by itself: the date, whose voice it is, the score."""

import re
from collections.abc import Callable
from statistics import mean

from goldthread.sources.column_values import fits
from goldthread.sources.dates import is_day_alone, look_at
from goldthread.sources.headings import meaning, plain
from goldthread.sources.heads import Head
from goldthread.sources.profile import WordsColumn
from goldthread.sources.scores import OVERALL, are_scores_in_words, is_rating, rank_of_score
from goldthread.sources.sheet_names import month_of
from goldthread.sources.table_findings import TableFindings
from goldthread.sources.values import role_of
from goldthread.sources.voices import is_copy, is_jotted, is_theirs


SENTENCE = 3
"""So many words on average are more than a choice."""
NEARLY_ALL = 0.9
OTHER_DAYS = re.compile(r"\b(birth\w*|born|dob|next|due|expir\w*|renew\w*|until|review|follow up|died|death)\b")
"""Headings of days that are not those of the answer."""
WHO_ANSWERS = re.compile(
    r"(are you|you are|i am|who|who (are|is|was|were) .*|(your |their )?(relationship|connection|role)\b.*"
    r"|respond\w*.*|.*\b(capacity|behalf)\b.*|(answered|filled in|written|given|submitted) by.*)"
)
DAYS = {"day", "date", "day of month", "date received", "received", "day received", "dd"}


def settle_period(found: TableFindings) -> None:
    """Where nothing but a month says when, the month is the date."""
    for heading in found.head.header:
        if (
            "date" not in found.profile.columns
            and meaning(heading) == "period"
            and fits("date", heading, found.values(heading))
        ):
            found.take("date", heading)


def settle_day(found: TableFindings) -> None:
    """Where a sheet is named after a month, a column of days alone says when."""
    if "date" in found.profile.columns or not month_of(found.head.sheet.name, found.head.title):
        return
    for place, heading in enumerate(found.head.header):
        said = {plain(heading), plain(found.head.lower[place]) if found.head.lower else ""}
        values = found.values(heading)
        if said & DAYS and values and mean(map(is_day_alone, values)) > 0.8:
            found.take("date", heading)
            return


def settle_by_values(found: TableFindings) -> None:
    """Where no heading says when or who, a column that nobody knows may: by its dates, or by who stands in it."""
    columns = found.profile.columns
    if "date" not in columns and (heading := _unknown(found, _holds_days)):
        found.take("date", heading)
    if "role" not in columns and (heading := _unknown(found, _says_who)):
        found.take("role", heading)


def _unknown(found: TableFindings, test: Callable[[str, list[str]], bool]) -> str:
    """The first column of a heading that nobody knows which passes, "" for none."""
    for heading in found.head.header:
        free = heading in found.profile.extra or heading in found.profile.ignore
        if free and not meaning(heading) and (values := found.values(heading)) and test(plain(heading), values):
            return heading
    return ""


def _holds_days(said: str, values: list[str]) -> bool:
    dated = mean(look_at(value) is not None and not value.strip().isdigit() for value in values)
    return OTHER_DAYS.search(said) is None and dated >= NEARLY_ALL


def _says_who(said: str, values: list[str]) -> bool:
    known = mean(role_of(value, {}) != "unknown" for value in values)
    return WHO_ANSWERS.fullmatch(said) is not None and known >= NEARLY_ALL


def settle_voice(found: TableFindings) -> None:
    """Leave out what is not the voice of patients or carers: an organisation's own words, and cleaned copies."""
    profile = found.profile
    theirs = [one for one in profile.words if _is_of_staff(found, one)]
    if len(theirs) < len(profile.words):
        _drop(found, theirs)
        found.not_voice = [one.column for one in theirs]
    for heading in [one for one in profile.extra if is_theirs(one, others_speak=bool(profile.words))]:
        if mean(len(value.split()) for value in found.values(heading)) >= SENTENCE:
            profile.extra.remove(heading)
            profile.ignore.append(heading)
            found.not_voice.append(heading)
    rows = {one.column: _row_by_row(found.head, one.column) for one in profile.words}
    copies = [
        later
        for place, later in enumerate(profile.words)
        if any(
            is_copy(rows[later.column], rows[one.column]) and later.question_type == one.question_type
            for one in profile.words[:place]
        )
    ]
    _drop(found, copies)
    found.copies = [one.column for one in copies]


def _is_of_staff(found: TableFindings, one: WordsColumn) -> bool:
    """Whether a column of words is of staff, by its heading, or by what it says beside the other columns."""
    others = [other.column for other in found.profile.words if other is not one]
    said = [value for heading in others for value in found.values(heading)]
    return is_theirs(one.column, others_speak=bool(others)) or is_jotted(one.column, found.values(one.column), said)


def _drop(found: TableFindings, columns: list[WordsColumn]) -> None:
    found.profile.words = [one for one in found.profile.words if one not in columns]
    found.profile.ignore += [one.column for one in columns]


def _row_by_row(head: Head, heading: str) -> list[str]:
    place = head.header.index(heading)
    return [row[place] if place < len(row) else "" for row in head.below]


def settle_score(found: TableFindings) -> None:
    """Of several columns that could be the score, the one that asks about the whole counts."""
    profile = found.profile
    if (now := profile.columns.get("score")) is None:
        free = [*profile.extra, *(heading for heading in profile.ignore if meaning(heading) != "ignore")]
        rated = [heading for heading in free if is_rating(heading, found.values(heading))]
        if rated:
            found.take("score", max(rated, key=lambda heading: rank_of_score(heading, found.values(heading))))
        return
    others = [
        heading
        for heading in profile.extra
        if meaning(heading) == "score" or are_scores_in_words(found.values(heading)) or OVERALL.search(heading)
    ]
    best = max([now, *others], key=lambda heading: rank_of_score(heading, found.values(heading)))
    if best != now:
        profile.columns["score"] = best
        profile.extra[profile.extra.index(best)] = now

"""What became of each column of a table, in sentences, so that nothing is left out in silence."""

import re
from collections.abc import Iterable
from statistics import mean

from goldthread.sources.formats.sheet import OURS
from goldthread.sources.headings import meaning
from goldthread.sources.scores import steers_nothing
from goldthread.sources.sheet_names import month_of
from goldthread.sources.table_findings import COMPLAINT, PLACES, TableFindings, quoted


NO_DAY = "No column says when an answer was given, so answers have no date."
NO_PLACE = "No column says where care was given, so answers have no ward, service or practice."
NO_YEAR = "“{}” has days without a year, so answers have no date."
DAY_AND_MONTH = re.compile(r"(?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.-]?(?:[a-z]{3,9}|\d{1,2})\.?", re.I)
BY_STATEMENT = "Kept beside the answers, and no score, since which answer is best depends on the question: {}."
SENTENCES = "{} left out, though sentences stand there. If people said them, change what the column is, then import."
NO_END = "Nothing says which end of “{}” is best, so these scores steer nothing."


def losses(notes: Iterable[str]) -> tuple[str, ...]:
    """Those notes on a file that say what its answers will lack."""
    lacking = (NO_DAY, NO_PLACE, *(one.partition("{}")[2] for one in (NO_YEAR, NO_END, SENTENCES)))
    return tuple(note for note in notes if note.endswith(lacking))


def fates(found: TableFindings) -> tuple[str, ...]:
    """What became of each column, in sentences: what is read, what is kept beside it, what is left out and why."""
    profile, columns = found.profile, found.profile.columns
    held = [heading for heading in profile.ignore if heading not in OURS and found.values(heading)]
    left = [heading for heading in held if heading not in (*found.not_voice, *found.copies)]
    stated = [heading for heading in profile.extra if steers_nothing(found.values(heading))]
    said = [
        ("Words of patients and carers are read from {}.", [one.column for one in profile.words]),
        ("Left out, since it seems to be the organisation's own words: {}.", found.not_voice),
        ("Left out, since it repeats another column: {}.", found.copies),
        ("Kept beside the answers: {}.", [heading for heading in profile.extra if heading not in stated]),
        (BY_STATEMENT, stated),
        ("Left out: {}.", [heading for heading in left if not _holds_sentences(found, heading)]),
    ]
    told = [sentence.format(quoted(names)) for sentence, names in said if names]
    spoken = [heading for heading in left if _holds_sentences(found, heading)]
    told += [SENTENCES.format(f"{quoted(spoken)} {'is' if len(spoken) == 1 else 'are'}")] if spoken else []
    if profile.words and "date" not in columns and not month_of(found.head.sheet.name, found.head.title):
        told.append(_no_day(found))
    if profile.words and not profile.sheet_is and not PLACES & columns.keys():
        told.append(NO_PLACE)
    if "score" in columns and not profile.scale and found.values(columns["score"]):
        told.append(NO_END.format(columns["score"]))
    if profile.kind != "complaints" and any(COMPLAINT.search(heading) for heading in found.head.header):
        told.append("If this is a log of complaints, import it with --source complaints.")
    return tuple(told)


def _holds_sentences(found: TableFindings, heading: str) -> bool:
    """Whether a column that nothing is known of holds sentences: many of its values are of five words or more."""
    values = [value for value in found.values(heading) if value.strip()]
    return not meaning(heading) and bool(values) and mean(len(value.split()) >= 5 for value in values) > 0.3


def _no_day(found: TableFindings) -> str:
    """Why answers have no date: a column of dates says no year, or there is none."""
    for heading in found.profile.ignore:
        values = found.values(heading) if meaning(heading) == "date" else []
        if values and mean(DAY_AND_MONTH.fullmatch(value.strip()) is not None for value in values) > 0.9:
            return NO_YEAR.format(heading)
    return NO_DAY

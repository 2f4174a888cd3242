"""A profile suggested from a table's head, with a stated confidence and the reasons for it."""

import re
from collections.abc import Sequence

from goldthread.sources.column_values import (
    are_choices,
    are_long_words,
    are_numbers,
    are_on_a_scale,
    are_questions,
    are_words,
    fits,
)
from goldthread.sources.fates import fates
from goldthread.sources.formats.sheet import OURS
from goldthread.sources.headings import contrary, meaning, plain, question_type, unnamed
from goldthread.sources.heads import Head
from goldthread.sources.profile import MEANINGS, QUESTION_TYPES, Profile, WordsColumn
from goldthread.sources.scores import OF_FFT, are_scores_in_words, settled_scale
from goldthread.sources.settling import settle_by_values, settle_day, settle_period, settle_score, settle_voice
from goldthread.sources.sheet_names import is_ward, month_of
from goldthread.sources.table_findings import ANSWERS, COMPLAINT, PLACES, TableFindings, quoted
from goldthread.sources.values import answered, on_fft_scale, type_of
from goldthread.sources.voices import OFFICE, asks_whom, names_people
from goldthread.vocabulary import about_people
from goldthread.vocabulary.scale_words import by_statement, family_of


ENOUGH = 0.9
BEGAN = re.compile(r"start|began|begun|opened")
"""A day on which somebody began; where another says when they ended, that one counts."""
NOTHING = "Nothing says when or where care was given, or how it was scored."
RESPONSES = ("response", "responses")
CODE = re.compile(r"[A-Za-z0-9]{2,8}")
RESPONDENT = r"^(.+?)[ _]*[-_/:][ _]*[Qq]\d+$"
CARE = re.compile(
    r"\b(care[rd]?|nhs|patients?|ward|hospital|surgery|gps?|nurses?|nursing|staff|treat\w*|clinic|appointments?|doctors?"
    r"|friends and family|fft|ambulance|therap\w+|health|discharged?|midwi\w+|physio\w*|medic\w+|operation|a&e)\b",
    re.I,
)
STRONG = re.compile(
    r"\b(ward|trust|surgery|practice|hospital|clinic|care home|ods|nacs|icb|carer|patient|special[it]+y|bay)\b", re.I
)


def suggest(head: Head) -> Profile:
    """The most likely profile of a table of comments; its confidence is below 0.9 where something is missing."""
    found = TableFindings(
        head, Profile(header_rows=list(head.rows), sheets=[head.sheet.name] if head.sheet.name else [])
    )
    for place, heading in enumerate(head.header):
        _place(found, place, heading)
    settle_period(found)
    settle_day(found)
    settle_by_values(found)
    settle_voice(found)
    settle_score(found)
    _settle_words(found)
    _settle_values(found)
    _signs(found)
    _against(found)
    profile = found.profile
    profile.notes = fates(found)
    profile.confidence = round(max(0.0, min(found.score, 0.99)), 2)
    profile.reasons = [*found.reasons, *found.missing]
    profile.missing = tuple(found.missing)
    return profile


def _place(found: TableFindings, place: int, heading: str) -> None:
    """Give one column its meaning."""
    profile, values = found.profile, found.head.column(place)
    if heading in OURS:
        profile.ignore.append(heading)
        return
    means = _meaning(found, place, heading, values)
    if means in ANSWERS:
        profile.words.append(WordsColumn(heading, "", means if means != "words" else ""))
    elif means.startswith("about:"):
        profile.about[means.partition(":")[2]] = heading
    elif means in MEANINGS:
        if means in profile.columns:
            profile.ignore.append(profile.columns[means])
        profile.columns[means] = heading
    elif means == "extra":
        profile.extra.append(heading)
    else:
        profile.ignore.append(heading)


def _means(head: Head, place: int) -> str:
    """What the heading of a column says that it means; where headings have several rows, the lowest may say it."""
    heading = head.header[place]
    if head.upper and OFFICE.search(plain(head.upper[place])):
        return "ignore"
    own = meaning(heading) or meaning(re.sub(r" \(\d+\)$", "", heading))
    below = meaning(head.lower[place]) if head.lower else ""
    return own or ("" if below.startswith("about:") else below)  # else files of before would bring other rows


def _meaning(found: TableFindings, place: int, heading: str, values: list[str]) -> str:
    """What a column means, by its heading and by what stands in it."""
    profile, means = found.profile, _means(found.head, place)
    if means in ("organisation", "organisation_name") and values:
        means = "organisation" if all(CODE.fullmatch(value.strip()) for value in values) else "organisation_name"
    if (
        means == "question"
        and re.search(r"\d\s*$", heading)
        and are_words(values)
        and len(set(values)) > 0.3 * len(values)
    ):
        means = "words"  # columns named after their question's number hold its answers
    if plain(heading) in RESPONSES:
        means = _of_a_response(found, place, values)
    if heading in found.head.multiple and (means in ("", "ignore", *ANSWERS) or means in profile.columns):
        return "extra"
    if means in ANSWERS:
        if are_words(values):
            return means
        none_yet = "score" not in profile.columns
        return "score" if none_yet and are_on_a_scale(values) else "ignore" if are_numbers(values) else "extra"
    if means.startswith("about:"):
        return means if means.partition(":")[2] not in profile.about else "extra"
    if means == "score" and values and are_questions(values) and "question" not in profile.columns:
        means = "question"
    if means in ("", "ignore", *PLACES) and asks_whom(heading) and not are_long_words(values):
        return "ignore" if names_people(heading, values) or not are_choices(values) else "extra"
    free = means not in profile.columns or (means == "date" and BEGAN.match(plain(profile.columns[means])) is not None)
    if means in MEANINGS and free and fits(means, heading, values):
        return means
    if means == "ignore" or names_people(heading, values):
        return "ignore"
    if means not in MEANINGS and are_long_words(values):
        return "words"
    if "score" not in profile.columns and are_scores_in_words(values):
        return "score"
    return _beside(found, heading) if are_choices(values) or family_of(values) or by_statement(values) else "ignore"


def _beside(found: TableFindings, heading: str) -> str:
    """What a column of choices beside the words is: what people say of themselves, or an answer to keep."""
    name = about_people.asked_of_oneself(heading)
    return f"about:{name}" if name and name not in found.profile.about else "extra"


def _of_a_response(found: TableFindings, place: int, values: list[str]) -> str:
    """A column called “response” is a score, the answer to a question beside it, or what the organisation replied."""
    if are_on_a_scale(values) or not are_words(values):
        return "score"
    others = {_means(found.head, other) for other in range(len(found.head.header)) if other != place}
    return "words" if "question" in others or not others & set(ANSWERS) else "ignore"


def _settle_words(found: TableFindings) -> None:
    """Say which question each column of words answers."""
    profile = found.profile
    own = "question" in profile.columns and len(profile.words) == 1
    typed = "question_type" in profile.columns
    for one in profile.words:
        alone = len(profile.words) == 1 and meaning(one.column) == "words" and len(one.column.split()) < 3
        if not own and not (alone and typed):
            one.question = "" if unnamed(one.column) else " ".join(one.column.replace("_", " ").split())
            one.question_type = one.question_type or ("" if typed else question_type(one.column))
    if profile.words:
        known = [one.column for one in profile.words if meaning(one.column)]
        by_look = [one.column for one in profile.words if not meaning(one.column)]
        found.add(0.3 if known else 0.15, f"Words are in {quoted(known or by_look)}.")
        if known and by_look:
            found.reasons.append(f"Words are, by the look of them, also in {quoted(by_look)}.")


def _settle_values(found: TableFindings) -> None:
    profile, columns = found.profile, found.profile.columns
    if "question_type" in columns:
        for value in sorted({value.strip() for value in found.values(columns["question_type"])}):
            kind = value if value in QUESTION_TYPES else type_of(value, {})
            profile.question_types[value] = kind
    if "score" in columns:
        _scale(found, columns["score"])
    if "comment_id" in columns and "respondent_id" not in columns:
        ids = found.values(columns["comment_id"])
        if ids and all(re.match(RESPONDENT, value.strip()) for value in ids):
            profile.respondent_pattern = RESPONDENT


def _scale(found: TableFindings, column: str) -> None:
    values = found.values(column)
    scale = found.profile.scale = settled_scale(column, values, found.head.title)
    of_fft = re.search(r"fft|friends|recommend|likely", column, re.I) or OF_FFT.search(found.head.title)
    if (scale.startswith("fft") and _on_the_form(values)) or (scale.startswith("of_") and of_fft):
        found.profile.kind = "friends_and_family"


def _on_the_form(values: Sequence[str]) -> bool:
    """Whether answers show by themselves that a form of the Friends and Family Test was filled in: in words, or all
    its boxes' figures. With a figure that is none the kind stays as it was: ids rest on it, and a file that came in
    before brings duplicates alone.
    """
    figures = [float(value) for value in values if re.fullmatch(r"-?\d{1,2}(\.0)?", value.strip())]
    return all(1 <= one <= 7 for one in figures) or any(on_fft_scale(one) not in ("", "both") for one in values)


def _signs(found: TableFindings) -> None:
    """Count what shows that this is feedback about care."""
    profile, columns = found.profile, found.profile.columns
    if "date" in columns:
        found.add(0.08, f"“{columns['date']}” holds dates.")
    places = [
        columns[name] for name in ("team", "service", "organisation", "organisation_name", "site") if name in columns
    ]
    strong = [place for place in places if STRONG.search(place.replace("_", " "))]
    if places:
        found.add(0.2 if strong else 0.12, f"“{(strong or places)[0]}” says where care was given.", bool(strong))
    elif is_ward(found.head.sheet.name):
        found.add(0.2, f"The sheet “{found.head.sheet.name}” says where care was given.", True)
    if "score" in columns:
        known = profile.scale == "criticality" or profile.kind == "friends_and_family"
        found.add(0.2 if known else 0.05, f"“{columns['score']}” holds scores.", known)
    _question_signs(found)
    if "comment_id" in columns or "respondent_id" in columns:
        heading = columns.get("comment_id") or columns["respondent_id"]
        found.add(0.04, f"“{heading}” tells answers apart.")
    if profile.about or "role" in columns:
        found.add(0.04, "It says who is answering.")
    if month_of(found.head.sheet.name, found.head.title) and "date" not in columns:
        found.add(0.08, f"The sheet “{found.head.sheet.name}” says when.")
    if not places and "date" not in columns and "score" not in columns and not is_ward(found.head.sheet.name):
        found.missing.append(NOTHING)
        found.score = min(found.score, 0.85)


def _question_signs(found: TableFindings) -> None:
    profile = found.profile
    kinds = {one.question_type for one in profile.words}
    if "what_good" in kinds and kinds & {"could_improve", "suggestion"}:
        found.add(0.2, "It asks what was good and what could be better.", True)
    elif {"question", "question_type"} & profile.columns.keys() or any(_asks(one.column) for one in profile.words):
        found.add(0.14, "The question that was asked is known.", True)
    if CARE.search(found.head.title):
        found.add(0.06, "The title is about care.", True)
    said = [value for one in profile.words for value in found.values(one.column) if answered(value) == "words"]
    speaking = sum(bool(CARE.search(value)) for value in said)
    if said and speaking >= max(1, 0.08 * len(said)):
        found.add(0.08, "The words are about care.", True)
    elif len(said) >= 40 and not speaking:
        found.add(-0.15, "The words are not about care.")


def _is_of_a_case(heading: str) -> bool:
    """Whether a heading is usual in a log of complaints too."""
    return plain(heading) in ("priority", "status", "assignee", "stage")


def _asks(heading: str) -> bool:
    return "?" in heading or meaning(heading) in ANSWERS[1:] or len(heading.split()) > 3


def _against(found: TableFindings) -> None:
    """What speaks against reading the table as patient feedback."""
    of_cases = any(COMPLAINT.search(heading) for heading in found.head.header)
    strange = [
        heading for heading in found.head.header if contrary(heading) and not (of_cases and _is_of_a_case(heading))
    ]
    if strange:
        found.score -= 0.25 * min(len(strange), 2)
        found.missing.append(f"{quoted(strange[:3])} {'is' if len(strange) == 1 else 'are'} not about care.")
    if found.signs == 0:
        found.score = min(found.score, 0.8)
        found.missing.append(
            "Nothing shows that it is about care: no ward, practice or trust, no FFT score, no question."
        )
    if not found.profile.words:
        found.score = min(found.score, 0.4)
        found.missing.insert(0, "No column of comments was found.")
    for meaning_of, what in (("date", "dates"), ("score", "scores")):
        if found.score < ENOUGH and meaning_of not in found.profile.columns:
            found.missing.append(f"No column of {what} was found.")
    placed = PLACES & found.profile.columns.keys() or is_ward(found.head.sheet.name)
    if found.score < ENOUGH and not placed and NOTHING not in found.missing:
        found.missing.append("No column says where care was given.")

"""A profile suggested from a table's head, with a stated confidence and the reasons for it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import mean

from goldthread.sources.dates import look_at
from goldthread.sources.headings import contrary, meaning, question_type
from goldthread.sources.heads import Head
from goldthread.sources.profile import MEANINGS, Profile, WordsColumn
from goldthread.sources.values import answered, on_fft_scale, scale_of, type_of


ANSWERS = ("words", "what_good", "could_improve")
ENOUGH = 0.9
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
TELLING = re.compile(r"@|\d{6,}|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|https?:", re.I)
"""What an extra column may not hold: addresses, numbers that reach somebody, postcodes."""


@dataclass
class TableFindings:
    """What was found of one table while its profile is made."""

    head: Head
    profile: Profile
    score: float = 0.35
    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    signs: int = 0

    def add(self, points: float, reason: str, sign: bool = False) -> None:
        """Count a reason for or against; a sign is one that shows that the table is about care."""
        self.score += points
        self.reasons.append(reason)
        self.signs += sign

    def values(self, heading: str) -> list[str]:
        """What stands in a column of the head."""
        return self.head.column(self.head.header.index(heading))


def suggest(head: Head) -> Profile:
    """The most likely profile of a table of comments; its confidence is below 0.9 where something is missing."""
    found = TableFindings(
        head, Profile(header_rows=list(head.rows), sheets=[head.sheet.name] if head.sheet.name else [])
    )
    for place, heading in enumerate(head.header):
        _place(found, place, heading)
    _settle_period(found)
    _settle_words(found)
    _settle_values(found)
    _signs(found)
    _against(found)
    profile = found.profile
    profile.confidence = round(max(0.0, min(found.score, 0.99)), 2)
    profile.reasons = [*found.reasons, *found.missing]
    profile.missing = tuple(found.missing)
    return profile


def _place(found: TableFindings, place: int, heading: str) -> None:
    """Give one column its meaning."""
    profile, values = found.profile, found.head.column(place)
    means = _meaning(heading, values, profile)
    if means in ANSWERS:
        profile.words.append(WordsColumn(heading, "", means if means != "words" else ""))
    elif means.startswith("about:"):
        profile.about[means.partition(":")[2]] = heading
    elif means in MEANINGS:
        profile.columns[means] = heading
    elif means == "extra":
        profile.extra.append(heading)
    else:
        profile.ignore.append(heading)


def _meaning(heading: str, values: list[str], profile: Profile) -> str:
    """What a column means, by its heading and by what stands in it."""
    means = meaning(heading) or meaning(re.sub(r" \(\d+\)$", "", heading))
    if means in ("organisation", "organisation_name") and values:
        means = "organisation" if all(CODE.fullmatch(value.strip()) for value in values) else "organisation_name"
    if (
        means == "question"
        and re.search(r"\d\s*$", heading)
        and _is_words(values)
        and len(set(values)) > 0.3 * len(values)
    ):
        means = "words"  # columns named after their question's number hold its answers
    if means in ANSWERS:
        if _is_words(values):
            return means
        free = "score" not in profile.columns
        return "score" if free and _on_fft_scale(values) else "ignore" if _numbers(values) else "extra"
    if means.startswith("about:"):
        return means if means.partition(":")[2] not in profile.about else "extra"
    if means == "score" and values and _asked(values) and "question" not in profile.columns:
        means = "question"
    if means in MEANINGS and means not in profile.columns and _fits(means, heading, values):
        return means
    if means == "ignore":
        return "ignore"
    if means not in MEANINGS and _long_words(values):
        return "words"
    if "score" not in profile.columns and _on_fft_scale(values):
        return "score"
    return "extra" if _worth_keeping(values) else "ignore"


def _fits(means: str, heading: str, values: list[str]) -> bool:
    if not values:
        return True
    if means == "date":
        read = mean(look_at(value) is not None for value in values)
        return read > 0.6 or ("date" in heading.lower() and read > 0)
    if means == "score":
        if _asked(values):
            return False
        return all(len(value) < 60 for value in values) and not any("/" in v and look_at(v) for v in values)
    if means.endswith("_id"):
        return all(len(value) < 80 for value in values) and mean(look_at(v) is not None for v in values) < 0.5
    return means == "question" or not _long_words(values)


def _asked(values: list[str]) -> bool:
    """Whether a column holds questions and not answers to them."""
    return mean(value.strip().endswith("?") and " " in value for value in values) > 0.7


def _is_words(values: list[str]) -> bool:
    said = [value for value in values if answered(value) == "words"]
    if not said:
        return True
    codes = mean(bool(re.fullmatch(r"[-\d.,|;\s%]+", value)) for value in said)
    varied = len(set(said)) > 0.3 * len(said) or len(said) < 12
    return codes < 0.3 and not _on_fft_scale(said) and (mean(" " in value.strip() for value in said) > 0.15 or varied)


def _long_words(values: list[str]) -> bool:
    said = [value for value in values if answered(value) == "words"]
    if len(said) < 2 or any(value.startswith(("http", "{", "[")) for value in said):
        return False
    return mean(len(value.split()) for value in said) >= 5 and len(set(said)) > 0.6 * len(said)


def _on_fft_scale(values: list[str]) -> bool:
    return len(values) > 0 and mean(bool(on_fft_scale(value)) for value in values) > 0.7


def _numbers(values: list[str]) -> bool:
    return mean(bool(re.fullmatch(r"[-\d.,|;\s%]+", value)) for value in values) > 0.7 if values else True


def _worth_keeping(values: list[str]) -> bool:
    """Whether an unknown column is a short choice of values, and none of them reaches anybody."""
    if not values or any(len(value) > 60 or TELLING.search(value) for value in values):
        return False
    kinds = len(set(values))
    return kinds <= max(3, 0.3 * len(values)) and not (kinds > 12 and _numbers(values))


def _settle_period(found: TableFindings) -> None:
    """Where nothing but a month says when, the month is the date."""
    for heading in found.head.header:
        if (
            "date" not in found.profile.columns
            and meaning(heading) == "period"
            and _fits("date", heading, found.values(heading))
        ):
            found.profile.columns["date"] = heading
            for other in (found.profile.extra, found.profile.ignore):
                if heading in other:
                    other.remove(heading)


def _settle_words(found: TableFindings) -> None:
    """Say which question each column of words answers."""
    profile = found.profile
    own = "question" in profile.columns and len(profile.words) == 1
    typed = "question_type" in profile.columns
    for one in profile.words:
        alone = len(profile.words) == 1 and meaning(one.column) == "words" and len(one.column.split()) < 3
        if not own and not (alone and typed):
            one.question = " ".join(one.column.replace("_", " ").split())
            one.question_type = one.question_type or ("" if typed else question_type(one.column))
    if profile.words:
        known = [one.column for one in profile.words if meaning(one.column)]
        by_look = [one.column for one in profile.words if not meaning(one.column)]
        found.add(0.3 if known else 0.15, f"Words are in {_listed(known or by_look)}.")
        if known and by_look:
            found.reasons.append(f"Words are, by the look of them, also in {_listed(by_look)}.")


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _settle_values(found: TableFindings) -> None:
    profile, columns = found.profile, found.profile.columns
    if "question_type" in columns:
        for value in sorted({value.strip() for value in found.values(columns["question_type"])}):
            kind = value if value in ("what_good", "could_improve", "nonspecific") else type_of(value, {})
            profile.question_types[value] = kind
    if "score" in columns:
        _scale(found, columns["score"])
    if "comment_id" in columns and "respondent_id" not in columns:
        ids = found.values(columns["comment_id"])
        if ids and all(re.match(RESPONDENT, value.strip()) for value in ids):
            profile.respondent_pattern = RESPONDENT


def _scale(found: TableFindings, column: str) -> None:
    values = found.values(column)
    name = column.lower()
    in_words = Counter(scale for value in values if (scale := on_fft_scale(value)) and scale != "both")
    figures = [value.strip() for value in values if re.fullmatch(r"-?\d{1,2}(\.0)?", value.strip())]
    of_fft = re.search(r"fft|friends|recommend|likely", name) or re.search(
        r"fft|friends and family", found.head.title, re.I
    )
    if in_words:
        found.profile.scale = in_words.most_common(1)[0][0]
    elif "crit" in name:
        found.profile.scale = "criticality"
    elif "star" in name or any("star" in value.lower() for value in values):
        found.profile.scale = "stars_5"
    elif figures and of_fft and all(1 <= float(value) <= 7 for value in figures):
        found.profile.scale = "fft_2020"
    if found.profile.scale.startswith("fft") or any(scale_of(value, "").startswith("fft") for value in values):
        found.profile.kind = "friends_and_family"


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
    if "score" in columns:
        known = profile.scale == "criticality" or profile.kind == "friends_and_family"
        found.add(0.2 if known else 0.05, f"“{columns['score']}” holds scores.", known)
    _question_signs(found)
    if "comment_id" in columns or "respondent_id" in columns:
        heading = columns.get("comment_id") or columns["respondent_id"]
        found.add(0.04, f"“{heading}” tells answers apart.")
    if profile.about or "role" in columns:
        found.add(0.04, "It says who is answering.")
    if not places and "date" not in columns and "score" not in columns:
        found.missing.append("Nothing says when or where care was given, or how it was scored.")
        found.score = min(found.score, 0.85)


def _question_signs(found: TableFindings) -> None:
    profile = found.profile
    kinds = {one.question_type for one in profile.words} & {"what_good", "could_improve"}
    if len(kinds) == 2:
        found.add(0.2, "It asks what was good and what could be better.", True)
    elif {"question", "question_type"} & profile.columns.keys() or any(_asks(one.column) for one in profile.words):
        found.add(0.14, "The question that was asked is known.", True)
    if CARE.search(found.head.title):
        found.add(0.06, "The title speaks of care.", True)
    said = [value for one in profile.words for value in found.values(one.column) if answered(value) == "words"]
    speaking = sum(bool(CARE.search(value)) for value in said)
    if said and speaking >= max(1, 0.08 * len(said)):
        found.add(0.08, "The words speak of care.", True)
    elif len(said) >= 40 and not speaking:
        found.add(-0.15, "The words do not speak of care.")


def _asks(heading: str) -> bool:
    return "?" in heading or meaning(heading) in ("what_good", "could_improve") or len(heading.split()) > 3


def _against(found: TableFindings) -> None:
    """What speaks against reading the table as patient feedback."""
    strange = [heading for heading in found.head.header if contrary(heading)]
    if strange:
        found.score -= 0.25 * min(len(strange), 2)
        found.missing.append(f"{_listed(strange[:3])} {'is' if len(strange) == 1 else 'are'} not about care.")
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

"""A profile suggested from a table's head, with a stated confidence and the reasons for it."""

import re
from dataclasses import dataclass, field
from statistics import mean

from goldthread.sources.dates import look_at
from goldthread.sources.headings import meaning, plain, question_type
from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile, Words
from goldthread.sources.values import FFT_2013, FFT_2020, GOOD, IMPROVE, answered, scale_of


SINGLE = (
    "comment_id", "respondent_id", "date", "organisation", "organisation_name", "site", "service", "team", "score",
    "question", "question_type", "role", "channel",
)  # fmt: skip
ANSWERS = ("words", "what_good", "could_improve")
ENOUGH = 0.9
CODE = re.compile(r"[A-Z0-9]{3,6}$")
RESPONDENT = r"^(.*?) - Q\d+$"
CARE = re.compile(
    r"\b(care|nhs|patient|service|ward|hospital|surgery|gp|nurses?|staff|treat\w*|clinic|visit|appointment|carers?)\b"
)


@dataclass
class Finding:
    """What was found of one table while its profile is made."""

    profile: Profile
    score: float = 0.35
    reasons: list[str] = field(default_factory=list)
    signs: int = 0

    def add(self, points: float, reason: str) -> None:
        """Count a reason for or against."""
        self.score += points
        self.reasons.append(reason)


def suggest(head: Head) -> Profile:
    """The most likely profile of a table of comments; its confidence is below 0.9 where something is missing."""
    found = Finding(Profile(header_rows=list(head.rows), sheets=[head.sheet.name] if head.sheet.name else []))
    for place, heading in enumerate(head.header):
        _place(found, head, place, heading)
    _settle_words(found, head)
    _signs(found, head)
    profile = found.profile
    if found.signs == 0:
        found.score = min(found.score, 0.8)
        found.reasons.append("Nothing shows that this is about care: no service, question or score on an FFT scale.")
    if not profile.words:
        found.score = min(found.score, 0.4)
        found.reasons.append("No column of comments was found.")
    profile.confidence = round(min(found.score, 0.99), 2)
    profile.reasons = found.reasons
    return profile


def _place(found: Finding, head: Head, place: int, heading: str) -> None:
    """Give one column its meaning."""
    profile, means = found.profile, meaning(heading)
    base = re.sub(r" \(\d+\)$", "", heading)
    means = means or (meaning(base) if base != heading else "")
    values = head.column(place)
    if means in ANSWERS:
        if _is_words(values) or not values:
            kind = means if means != "words" else ""
            profile.words.append(Words(heading, "", kind))
        elif means == "words" and _on_fft_scale(values) and "score" not in profile.columns:
            profile.columns["score"] = heading
        else:
            profile.ignore.append(heading)
    elif means.startswith("about:"):
        profile.about.setdefault(means.partition(":")[2], heading)
    elif means in SINGLE and means not in profile.columns and _fits(means, values):
        profile.columns[means] = heading
    elif means == "ignore":
        profile.ignore.append(heading)
    elif _long_words(values):
        profile.words.append(Words(heading, heading, question_type(heading)))
    elif _on_fft_scale(values) and "score" not in profile.columns:
        profile.columns["score"] = heading
    else:
        profile.extra.append(heading) if means in SINGLE else profile.ignore.append(heading)


def _fits(means: str, values: list[str]) -> bool:
    if means == "date":
        return not values or mean(look_at(value) is not None for value in values) > 0.6
    if means == "score":
        return all(len(value) < 40 for value in values)
    if means.endswith("_id"):
        return all(len(value) < 60 for value in values)
    return not _long_words(values)


def _is_words(values: list[str]) -> bool:
    said = [value for value in values if answered(value) == "words"]
    if not said:
        return bool(values)
    codes = mean(bool(re.fullmatch(r"[-\d.,|;\s]+", value)) for value in said)
    return codes < 0.3 and (mean(" " in value.strip() for value in said) > 0.15 or len(set(said)) > 0.5 * len(said))


def _long_words(values: list[str]) -> bool:
    said = [value for value in values if answered(value) == "words"]
    if len(said) < 2 or any(value.startswith(("http", "{")) for value in said):
        return False
    return mean(len(value.split()) for value in said) >= 5 and len(set(said)) > 0.6 * len(said)


def _on_fft_scale(values: list[str]) -> bool:
    said = [plain(value) for value in values]
    return len(said) > 1 and mean(value in FFT_2020 | FFT_2013 for value in said) > 0.7


def _settle_words(found: Finding, head: Head) -> None:
    """Say which question each column of words answers."""
    profile = found.profile
    own = "question" in profile.columns
    for one in profile.words:
        known = bool(meaning(one.column))
        if own and len(profile.words) == 1:
            one.question = ""
        elif not one.question:
            one.question = one.column
            one.question_type = one.question_type or ("" if "question_type" in profile.columns
                                                      else question_type(one.column))  # fmt: skip
        found.add(0.3 if known else 0.15, f"“{one.column}” holds words{'' if known else ' by its look'}.")
        if one is not profile.words[0]:
            found.score -= 0.3 if known else 0.15
    _question_types(profile, head)
    _scale(found, head)


def _question_types(profile: Profile, head: Head) -> None:
    column = profile.columns.get("question_type")
    if column:
        values = {value.strip() for value in head.column(head.header.index(column))}
        for value in sorted(values):
            said = plain(value)
            kind = "what_good" if said in GOOD else "could_improve" if said in IMPROVE else ""
            kind = kind or (said.replace(" ", "_") if said.replace(" ", "_") in ANSWERS[1:] else "nonspecific")
            profile.question_types[value] = kind


def _scale(found: Finding, head: Head) -> None:
    column = found.profile.columns.get("score")
    if not column:
        return
    values = head.column(head.header.index(column))
    name = plain(column)
    figures = [value.strip() for value in values if re.fullmatch(r"-?\d(\.0)?", value.strip())]
    if "crit" in name:
        found.profile.scale = "criticality"
    elif "star" in name:
        found.profile.scale = "stars_5"
    elif figures and ("fft" in name or "friends" in head.title.lower() or "recommend" in name):
        found.profile.scale = "fft_2020"
    if found.profile.scale == "fft_2020" or any(scale_of(v, "").startswith("fft") for v in values):
        found.profile.kind = "friends_and_family"


def _signs(found: Finding, head: Head) -> None:
    """Count what shows that this is feedback about care."""
    profile, columns = found.profile, found.profile.columns
    if "date" in columns:
        found.add(0.1, f"“{columns['date']}” holds dates.")
    places = [name for name in ("service", "team", "site", "organisation", "organisation_name") if name in columns]
    if places:
        found.add(0.12, f"“{columns[places[0]]}” says where care was given.")
        found.signs += 1
    if "score" in columns:
        known = profile.scale in ("fft_2020", "criticality") or profile.kind == "friends_and_family"
        found.add(0.12 if known else 0.05, f"“{columns['score']}” holds scores.")
        found.signs += known
    if "question" in columns or "question_type" in columns or any(_asks(w.column) for w in profile.words):
        found.add(0.12, "The question that was asked is known.")
        found.signs += 1
    if CARE.search(head.title.lower()):
        found.add(0.05, "The title speaks of care.")
        found.signs += 1
    if "comment_id" in columns:
        found.add(0.04, f"“{columns['comment_id']}” tells answers apart.")
        ids = head.column(head.header.index(columns["comment_id"]))
        if "respondent_id" not in columns and ids and all(re.match(RESPONDENT, value) for value in ids):
            profile.respondent_pattern = RESPONDENT


def _asks(heading: str) -> bool:
    return "?" in heading or meaning(heading) in ("what_good", "could_improve") or len(heading.split()) > 3

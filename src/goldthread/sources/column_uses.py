"""What each column of a table is used for, as a list that a person can change, and the profile that comes of it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.sources.headings import unnamed
from goldthread.sources.profile import MEANINGS, Profile, WordsColumn
from goldthread.vocabulary import WrongUsage


WORDS, EXTRA, IGNORE, ABOUT = "words", "extra", "ignore", "about:"
ANSWERS = {WORDS: "", "what_good": "what_good", "could_improve": "could_improve"}
NAMES = {
    WORDS: "Words: any answer",
    "what_good": "Words: what was good",
    "could_improve": "Words: what could be better",
    "date": "Date",
    "team": "Ward or team",
    "service": "Service or department",
    "site": "Hospital, clinic or other site",
    "organisation_name": "Organisation",
    "organisation": "Organisation’s code",
    "score": "Score",
    "role": "Who is answering",
    "channel": "How it was collected",
    "question": "The question that was asked",
    "question_type": "Type of comment",
    "respondent_id": "Reference of the person",
    "comment_id": "Reference of the answer",
    **{f"{ABOUT}{one}": f"About the person: {one}" for one in (
        "age", "sex", "ethnicity", "disability", "religion", "sexuality", "deprivation", "carer", "language",
        "living alone",
    )},
    EXTRA: "Keep with the answers",
    IGNORE: "Leave out",
}  # fmt: skip
"""Every use of a column, with its name."""


@dataclass(frozen=True)
class ColumnUse:
    """One column: its heading, what it is used for, and in how many rows it holds anything."""

    heading: str
    use: str
    filled: int = 0


def uses_of(profile: Profile, header: Sequence[str] = ()) -> tuple[ColumnUse, ...]:
    """What each column that a profile knows is used for, in the order of the header; none for a table of figures."""
    if profile.figures:
        return ()
    found = {one.column: one.question_type if one.question_type in ANSWERS else WORDS for one in profile.words}
    found |= {heading: means for means, heading in profile.columns.items() if means in MEANINGS}
    found |= {heading: f"{ABOUT}{name}" for name, heading in profile.about.items()}
    found |= dict.fromkeys(profile.extra, EXTRA)
    for heading in (*profile.ignore, *header):
        found.setdefault(heading, IGNORE)
    order = {heading: place for place, heading in enumerate(header)}
    return tuple(ColumnUse(name, use) for name, use in sorted(found.items(), key=lambda one: order.get(one[0], 0)))


def with_uses(profile: Profile, uses: Mapping[str, str]) -> Profile:
    """A profile whose columns are used as a person says. Takes: the use of each heading.

    Raises: WrongUsage where no column holds words, or two are used for what one alone can be.
    """
    words = [_words(profile, heading, use) for heading, use in uses.items() if use in ANSWERS]
    if not words:
        raise WrongUsage("No column holds people’s words.", "Choose “Words” for at least one column.")
    columns = _one_each({heading: use for heading, use in uses.items() if use in MEANINGS})
    about = _one_each({heading: use.removeprefix(ABOUT) for heading, use in uses.items() if use.startswith(ABOUT)})
    same = {means for means, heading in columns.items() if profile.columns.get(means) == heading}
    return replace(
        profile,
        words=words,
        columns=columns,
        about=about,
        extra=[heading for heading, use in uses.items() if use == EXTRA],
        ignore=[heading for heading, use in uses.items() if use == IGNORE],
        scale=profile.scale if "score" in same else "",
        question_types=profile.question_types if "question_type" in same else {},
        respondent_pattern=profile.respondent_pattern if "comment_id" in same else "",
        confidence=1.0,
        reasons=[],
        missing=(),
    )


def _words(profile: Profile, heading: str, use: str) -> WordsColumn:
    known = next((one for one in profile.words if one.column == heading), None)
    question = known.question if known else "" if unnamed(heading) else " ".join(heading.replace("_", " ").split())
    kept = (
        known.question_type
        if known and use == WORDS and known.question_type not in ("what_good", "could_improve")
        else ""
    )
    return WordsColumn(heading, question, ANSWERS[use] or kept or ("nonspecific" if known and use == WORDS else ""))


def _one_each(uses: Mapping[str, str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for heading, use in uses.items():
        if use in made:
            name = NAMES.get(use) or NAMES[f"{ABOUT}{use}"]
            raise WrongUsage(
                f"“{made[use]}” and “{heading}” are both used as “{name}”.", "Choose something else for one of them."
            )
        made[use] = heading
    return made


def for_other_files(profile: Profile) -> Profile:
    """A profile without what is of one file alone: the names of its sheets, and the rows of its headings."""
    return replace(profile, sheets=[], header_rows=[])


def fingerprint(headings: Iterable[str]) -> str:
    """What files with the same columns have in common, in whatever order these stand."""
    return hashlib.sha256("\n".join(sorted(headings)).encode()).hexdigest()[:16]


__all__ = ["NAMES", "ColumnUse", "fingerprint", "for_other_files", "uses_of", "with_uses"]

"""What each column of a table is used for, as a list that a person can change, and the profile that comes of it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.sources.formats.sheet import OURS
from goldthread.sources.headings import unnamed
from goldthread.sources.profile import MEANINGS, Profile, WordsColumn
from goldthread.vocabulary import WrongUsage, about_people
from goldthread.vocabulary.suggestions import is_suggestion


WORDS, EXTRA, IGNORE, ABOUT = "words", "extra", "ignore", "about:"
ASKED = ("what_good", "could_improve", "suggestion")
ANSWERS = {WORDS: "", **{one: one for one in ASKED}}
NAMES = {
    WORDS: "Words: any answer",
    "what_good": "Words: what was good",
    "could_improve": "Words: what could be better",
    "suggestion": "Words: suggestions",
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
    **{f"{ABOUT}{one}": f"About the person: {one}" for one in about_people.headings()},
    EXTRA: "Keep with the answers",
    IGNORE: "Leave out",
}
"""Every use of a column, with its name."""


@dataclass(frozen=True)
class ColumnUse:
    """One column: its heading, what it is used for, in how many of its rows it holds anything, and its sheets.

    `sheet` names the sheets that have these columns, "" where every sheet that is known has them.
    """

    heading: str
    use: str
    filled: int = 0
    rows: int = 0
    sheet: str = ""


def uses_of(profile: Profile, headers: Mapping[str, Sequence[str]] | None = None) -> tuple[ColumnUse, ...]:
    """What each column that a profile knows is used for, in order; none for a table of figures.

    Takes: the headings of each sheet by its name.
    """
    if profile.figures:
        return ()
    held = headers or {}
    made: list[ColumnUse] = []
    for one in (profile, *profile.others):
        own = next((held[name] for name in one.sheets or held if name in held), ())
        made += _uses(one, own, sheets_named(one) if profile.others else "")
    return tuple(made)


def sheets_named(profile: Profile) -> str:
    """The names of a profile's sheets, to be shown."""
    return ", ".join(profile.sheets)


def _uses(profile: Profile, header: Sequence[str], sheet: str) -> list[ColumnUse]:
    found = {one.column: _asked(one) for one in profile.words}
    found |= {heading: means for means, heading in profile.columns.items() if means in MEANINGS}
    found |= {heading: f"{ABOUT}{name}" for name, heading in profile.about.items()}
    found |= dict.fromkeys(profile.extra, EXTRA)
    for heading in (*profile.ignore, *header):
        found.setdefault(heading, IGNORE)
    order = {heading: place for place, heading in enumerate(header)}
    names = sorted(found.keys() - OURS, key=lambda name: order.get(name, 0))
    return [ColumnUse(name, found[name], sheet=sheet) for name in names]


def _asked(one: WordsColumn) -> str:
    """What a column of words is shown as: suggestions are told by their wording too, whatever their kind is."""
    kind = "suggestion" if is_suggestion(one.question_type, one.question or one.column) else one.question_type
    return kind if kind in ANSWERS else WORDS


def with_uses(profile: Profile, uses: Iterable[ColumnUse]) -> Profile:
    """A profile whose columns are used as a person says, sheet by sheet; a sheet without words is not read.

    Raises: WrongUsage where no column holds words, or two of a sheet are used for what one alone can be.
    """
    given: dict[str, dict[str, str]] = {}
    for one in uses:
        given.setdefault(one.sheet, {})[one.heading] = one.use
    sheets = [replace(one, others=[]) for one in (profile, *profile.others)]
    made = [_with_uses(one, given.get(sheets_named(one) if profile.others else "", {})) for one in sheets]
    read = [one for one in made if one.words]
    if not read:
        raise WrongUsage("No column holds people’s words.", "Choose “Words” for at least one column.")
    return replace(read[0], others=[*read[1:], *(one for one in made if not one.words)])


def _with_uses(profile: Profile, uses: Mapping[str, str]) -> Profile:
    words = [_words(profile, heading, use) for heading, use in uses.items() if use in ANSWERS]
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
    same = known is not None and _asked(known) == use
    kept = known.question_type if known and same and (use == "suggestion" or known.question_type not in ASKED) else ""
    return WordsColumn(heading, question, kept or ANSWERS[use] or ("nonspecific" if known and use == WORDS else ""))


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
    others = [replace(one, sheets=[], header_rows=[]) for one in profile.others if one.words]
    return replace(profile, sheets=[], header_rows=[], others=others)


def fingerprint(headings: Iterable[str]) -> str:
    """What files with the same columns have in common, in whatever order these stand."""
    return hashlib.sha256("\n".join(sorted(headings)).encode()).hexdigest()[:16]


__all__ = ["NAMES", "ColumnUse", "fingerprint", "for_other_files", "uses_of", "with_uses"]

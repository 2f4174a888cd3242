"""A profile: the small YAML that says what the columns of one supplier's table mean."""

import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

import yaml

from goldthread.vocabulary import BadDefinition, QuestionType
from goldthread.vocabulary.columns import columns_of
from goldthread.vocabulary.feedback import Told


QUESTION_TYPES = get_args(QuestionType)
ORDERS = ("", "day first", "month first")
MEANINGS = ("comment_id", "respondent_id", *(name for name, one in columns_of(Told).items() if one.heading))
"""What a column of a table may mean: the supplier's own ids, and every column of feedback that has headings."""
OF_FIGURES = ("area", "area_name", "site_code", "period", "year")
TEXT, NAMES, MAPPING = "a text", "a list of texts", "pairs of texts"
FORMS = {
    "kind": TEXT,
    "issuer": TEXT,
    "respondent_pattern": TEXT,
    "date_order": TEXT,
    "scale": TEXT,
    "sheet_is": TEXT,
    "sheets": NAMES,
    "extra": NAMES,
    "ignore": NAMES,
    "columns": MAPPING,
    "about": MAPPING,
    "question_types": MAPPING,
    "roles": MAPPING,
}
OF_THE_SUGGESTION = ("confidence", "reasons", "missing", "notes")
HELP = "definitions/sources/README.md shows a whole profile."


@dataclass
class WordsColumn:
    """A column of words, and the question that they answer; an empty question means: the row's own question."""

    column: str
    question: str = ""
    question_type: str = ""


@dataclass
class FigureColumn:
    """A column of figures: the measure in its publisher's words, its unit ("count" or "percent"), and its month."""

    column: str
    measure: str
    unit: str = "count"
    period: str = ""


@dataclass
class Profile:
    """What a table's columns mean. Empty means: none, or find out.

    `columns` maps a meaning (date, service, comment_id, …) to a heading; `about` a characteristic to a heading;
    `question_types` a value of the question-type column to what_good, could_improve, suggestion or nonspecific;
    `roles` a value of the role column to patient, carer or staff. `header_rows` are counted from 1. `sheet_is` says
    what the names of the sheets are: "team" or nothing. `others` are profiles of sheets whose columns are others; one
    that names no words is not read. `confidence`, `reasons`, `missing` and `notes` are of the suggestion, and are not
    kept in the file.
    """

    kind: str = "comment_table"
    issuer: str = ""
    sheets: list[str] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    words: list[WordsColumn] = field(default_factory=list)
    figures: list[FigureColumn] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    question_types: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    respondent_pattern: str = ""
    date_order: str = ""
    scale: str = ""
    sheet_is: str = ""
    others: list["Profile"] = field(default_factory=list)
    confidence: float = field(default=1.0, compare=False)
    reasons: list[str] = field(default_factory=list, compare=False)
    missing: tuple[str, ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def as_yaml(self) -> str:
        """The profile as a file that a person can finish."""
        held = asdict(self)
        for one in (held, *held["others"]):
            for name in OF_THE_SUGGESTION:
                one.pop(name)
        for one in held["others"]:
            one.pop("others")
        notes = "".join(f"# - {' '.join(reason.split())}\n" for reason in self.reasons)
        head = f"# A profile of one table; suggested with {self.confidence:.0%} confidence.\n{notes}# {HELP}\n"
        return head + str(yaml.safe_dump(held, sort_keys=False, allow_unicode=True, width=110))

    def save(self, path: Path) -> None:
        """Write the profile to a file."""
        path.write_text(self.as_yaml(), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Profile":
        """A profile from its file. Raises BadDefinition, saying what is wrong in it."""
        try:
            return profile_from(path.read_text(encoding="utf-8"), path.name)
        except FileNotFoundError:
            raise BadDefinition(f"There is no profile {path}.", "Check its name and folder.") from None
        except (OSError, ValueError):
            raise BadDefinition(f"The profile {path.name} cannot be read as YAML.", HELP) from None


def profile_from(text: str, name: str = "", *, finished: bool = True) -> Profile:
    """A profile from its YAML.

    Takes: the name of its file, to be said of what is wrong; whether it is one that a file can be read by.
    Raises: BadDefinition, saying what is wrong in it.
    """
    try:
        held = yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError):
        raise BadDefinition(f"The profile {name} cannot be read as YAML.", HELP) from None
    if not isinstance(held, dict):
        raise BadDefinition(f"The profile {name} holds no entries.", HELP)
    known = {one.name for one in fields(Profile)} - {*OF_THE_SUGGESTION}
    profile = _built(held, known - {"others"}, finished=finished, others=held.pop("others", None))
    if finished:
        _check(profile)
    return profile


def _built(held: dict[str, object], known: set[str], *, finished: bool, others: object = None) -> Profile:
    """A profile and those of further sheets, each checked where it names words. Raises BadDefinition."""
    if strange := sorted(set(map(str, held)) - known):
        raise BadDefinition(f"The profile has an entry “{strange[0]}”.", f"It may have: {', '.join(sorted(known))}.")
    given = others or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise BadDefinition("The profile's others is not a list of profiles.", HELP)
    made = _made({name: value for name, value in held.items() if value is not None})
    made.others = [_built(one, known, finished=finished) for one in given]
    for one in made.others if finished else ():
        if one.words or one.figures:
            _check(one)
    return made


def _made(held: dict[str, Any]) -> Profile:
    for name, form in FORMS.items():
        if name in held and not _has_form(held[name], form):
            raise BadDefinition(f"The profile's {name} is not {form}.", HELP)
    try:
        words = [
            WordsColumn(**one) if isinstance(one, dict) else WordsColumn(str(one)) for one in held.pop("words", [])
        ]
        figures = [FigureColumn(**one) for one in held.pop("figures", [])]
        rows = [int(row) for row in held.pop("header_rows", [])]
    except (TypeError, ValueError):
        raise BadDefinition("The profile's words, figures or header_rows do not have the right form.", HELP) from None
    return Profile(**held, words=words, figures=figures, header_rows=rows)


def _has_form(value: Any, form: str) -> bool:
    if form == TEXT:
        return isinstance(value, str)
    items = list(value.items()) if isinstance(value, dict) else [] if value else list(value or ())
    if form == MAPPING:
        return isinstance(value, dict) and all(isinstance(part, str) for item in items for part in item)
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _check(profile: Profile) -> None:
    """Raises BadDefinition for the first thing in a profile that cannot be."""
    given = [(one.column, one.question, one.question_type) for one in profile.words]
    given += [(one.column, one.measure, one.unit) for one in profile.figures]
    if not all(isinstance(part, str) for parts in given for part in parts):
        raise BadDefinition("The profile's words or figures hold something that is no text.", HELP)
    if not profile.words and not profile.figures:
        raise BadDefinition("The profile names no column of words or figures.", "Add one under words or figures.")
    columns = [one.column for one in profile.words]
    if twice := next((name for name in columns if columns.count(name) > 1), ""):
        raise BadDefinition(f"The profile names the column “{twice}” twice under words.", "Name it once.")
    if profile.date_order not in ORDERS:
        raise BadDefinition("The profile's date_order is neither “day first” nor “month first”.", HELP)
    if profile.sheet_is not in ("", "team"):
        raise BadDefinition("The profile's sheet_is is neither “team” nor empty.", HELP)
    if any(row < 1 for row in profile.header_rows):
        raise BadDefinition("The profile's header_rows are counted from 1.", HELP)
    types = [*(one.question_type for one in profile.words if one.question_type), *profile.question_types.values()]
    _one_of("question type", types, QUESTION_TYPES)
    _one_of("role", list(profile.roles.values()), ("patient", "carer", "staff", "unknown"))
    _one_of("unit", [one.unit for one in profile.figures], ("count", "percent"))
    _one_of("meaning of a column", list(profile.columns), MEANINGS if profile.words else (*MEANINGS, *OF_FIGURES))
    try:
        re.compile(profile.respondent_pattern)
    except re.error:
        raise BadDefinition("The profile's respondent_pattern is not a pattern.", "Example: ^(.*?) - Q\\d+$") from None


def _one_of(what: str, given: list[str], allowed: tuple[str, ...]) -> None:
    for one in given:
        if one not in allowed:
            raise BadDefinition(f"The profile's {what} “{one}” is not known.", f"It may be: {', '.join(allowed)}.")

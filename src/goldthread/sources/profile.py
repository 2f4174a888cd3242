"""A profile: the small YAML that says what the columns of one supplier's table mean."""

from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from goldthread.vocabulary import BadDefinition


@dataclass
class Words:
    """A column of words, and the question that they answer; an empty question means: the row's own question."""

    column: str
    question: str = ""
    question_type: str = ""


@dataclass
class Figure:
    """A column of figures: the measure in its publisher's words, and its unit ("count" or "percent")."""

    column: str
    measure: str
    unit: str
    period: str = ""


@dataclass
class Profile:
    """What a table's columns mean. Empty means: none, or find out.

    `columns` maps a meaning (date, service, comment_id, …) to a heading; `about` a characteristic to a heading;
    `question_types` a value of the question-type column to what_good, could_improve or nonspecific; `roles` a value
    of the role column to patient, carer or staff. `header_rows` are counted from 1.
    """

    kind: str = "comment_table"
    issuer: str = ""
    sheets: list[str] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    question_types: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    respondent_pattern: str = ""
    date_order: str = ""
    scale: str = ""
    confidence: float = 1.0
    reasons: list[str] = field(default_factory=list)

    def as_yaml(self) -> str:
        """The profile as a file that a person can finish."""
        held = asdict(self)
        reasons, confidence = held.pop("reasons"), held.pop("confidence")
        notes = "".join(f"# - {reason}\n" for reason in reasons)
        head = f"# A profile of one table; suggested with {confidence:.0%} confidence.\n{notes}"
        return head + yaml.safe_dump(held, sort_keys=False, allow_unicode=True, width=110)

    def save(self, path: Path) -> None:
        """Write the profile to a file."""
        path.write_text(self.as_yaml(), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Profile":
        """A profile from its file. Raises BadDefinition, saying what is wrong in it."""
        try:
            held = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            raise BadDefinition(f"The profile {path.name} cannot be read as YAML.") from None
        if not isinstance(held, dict):
            raise BadDefinition(f"The profile {path.name} holds no entries.")
        known = {f.name for f in fields(cls)}
        if strange := sorted(set(map(str, held)) - known):
            raise BadDefinition(
                f"The profile has an entry “{strange[0]}”.", f"It may have: {', '.join(sorted(known))}."
            )
        try:
            return _built(held)
        except (TypeError, ValueError, AttributeError):
            raise BadDefinition("The profile's entries do not have the right form.", "See docs/profiles.md.") from None


def _built(held: dict[str, Any]) -> Profile:
    profile = Profile(**{name: value for name, value in held.items() if value is not None})
    profile.words = [Words(**one) if isinstance(one, dict) else Words(str(one)) for one in profile.words]
    profile.figures = [Figure(**one) for one in profile.figures]
    profile.header_rows = [int(row) for row in profile.header_rows]
    if profile.date_order not in ("", "day first", "month first"):
        raise BadDefinition("The profile's date_order is neither “day first” nor “month first”.")
    if not profile.words and not profile.figures:
        raise BadDefinition("The profile names no column of words or figures.", "Add one under words or figures.")
    for one in profile.words:
        if one.question_type not in ("", "what_good", "could_improve", "nonspecific"):
            raise BadDefinition(f"The question type “{one.question_type}” is not known.")
    profile.confidence = 1.0
    return profile

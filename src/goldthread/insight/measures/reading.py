"""A measure from its YAML file: every key is known, or the file is refused and says which is not."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from goldthread.vocabulary import BadDefinition, Cut
from goldthread.vocabulary.measures import (
    Definition,
    Measure,
    ReportedCounts,
    ReportedMonth,
    ShareOfAnswers,
    ShareOfEvents,
    Threshold,
)


Held = Mapping[str, object]
KEYS = ("key", "wording", "definition", "cut", "period", "threshold", "standing")
MORE = (
    "title",
    "why",
    "area",
    "type",
    "exclusions",
    "source and owner",
    "collection",
    "basis",
    "breakdowns",
    "gaming",
    "agreed by",
    "contract",
    "consequence",
    "review",
    "cost and who pays",
)
"""What a measure may say besides; those of BEFORE_ENDORSEMENT must stand before it is endorsed."""
DEFINITIONS = {
    "share answering yes": ("question", "yes", "no"),
    "share of events": ("kind", "field", "good", "other"),
    "reported by the provider": ("numerator", "denominator", "months"),
}
CUTS = ("organisation", "service", "team", "role", "pathway", "moment")
"""The filters of a measure's cut; themes, feelings and moods, which software suggests, are not among them."""
MONTH = re.compile(r"2[01]\d\d-(0[1-9]|1[0-2])", re.ASCII)
PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%\s*")
LONGEST = 500


def load_measure(path: Path) -> Measure:
    """A measure from its file. Raises BadDefinition, which names the key that lacks or is wrong."""
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise BadDefinition(f"The measure {path.name} cannot be read as YAML.") from None
    except ValueError:  # a day that no calendar has
        raise BadDefinition(f"The measure {path.name} holds a date that does not exist.") from None
    if not isinstance(held, dict):
        raise BadDefinition(f"The measure {path.name} is no list of keys.", f"It needs {', '.join(KEYS[:3])}.")
    return measure_from(held, path.stem)


def measure_from(held: Held, name: str = "") -> Measure:
    """Return the measure that these keys and values say, as a file holds them or a form makes them.

    Takes: `name`, its key where none is held.
    Raises: BadDefinition, which names the key that lacks or is wrong.
    """
    _known(held, (*KEYS, *MORE), "a measure")
    return Measure(
        key=_text(held, "key", name),
        wording=_text(held, "wording"),
        definition=_definition(_inner(held, "definition")),
        cut=_cut(_inner(held, "cut", {})),
        period="quarter" if _one_of(held, "period", ("month", "quarter")) == "quarter" else "month",
        threshold=_threshold(_inner(held, "threshold")) if held.get("threshold") is not None else None,
        standing="agreed" if _one_of(held, "standing", ("watched", "agreed")) == "agreed" else "watched",
        more=tuple((name, _text(held, name)) for name in MORE if held.get(name) is not None),
    )


def _known(held: Held, names: tuple[str, ...], of: str) -> None:
    if strange := [str(name) for name in held if name not in names]:
        raise BadDefinition(f"Nobody knows the key “{strange[0][:60]}” of {of}.", f"It may be {', '.join(names)}.")


def _text(held: Held, name: str, otherwise: str = "") -> str:
    found = held.get(name, otherwise)
    if isinstance(found, bool) or not isinstance(found, str | int | float | date) or not str(found).strip():
        raise BadDefinition(f"The measure has no {name}.", "Write it as a text.")
    if len(str(found)) > LONGEST:
        raise BadDefinition(f"The measure's {name} is longer than {LONGEST} characters.", "Make it shorter.")
    return str(found).strip()


def _inner(held: Held, name: str, otherwise: Held | None = None) -> Held:
    """A list of keys in it. YAML reads the bare keys yes and no as true and false."""
    found = held.get(name, otherwise)
    if not isinstance(found, Mapping):
        raise BadDefinition(f"The measure has no {name}.", "See docs/guides/measures.md, which has an example of each.")
    return {{True: "yes", False: "no"}[key] if isinstance(key, bool) else key: value for key, value in found.items()}


def _one_of(held: Held, name: str, choices: tuple[str, ...]) -> str:
    found = held.get(name, choices[0])
    if found not in choices:
        raise BadDefinition(f"The measure's {name} is “{str(found)[:60]}”.", f"It may be {' or '.join(choices)}.")
    return str(found)


def _texts(held: Held, name: str) -> tuple[str, ...]:
    """One text, or several. YAML reads a bare Yes and No as true and false."""
    found = held.get(name)
    several = found if isinstance(found, list) else [found]
    made = tuple({True: "Yes", False: "No"}[one] if isinstance(one, bool) else one for one in several)
    if not made or not all(isinstance(one, str | int | float) and str(one).strip() for one in made):
        raise BadDefinition(f"The measure's {name} is not a list of texts.", "Write each as it is in the file.")
    return tuple(str(one).strip() for one in made)


def _definition(held: Held) -> Definition:
    kind = next((one for one in DEFINITIONS if one in held), None)
    if kind is None or len(held) > 1:
        raise BadDefinition("The measure's definition is not one of three.", f"It is {', or '.join(DEFINITIONS)}.")
    inner = _inner(held, kind)
    _known(inner, DEFINITIONS[kind], f"a {kind}")
    return READS[kind](inner)


def _of_answers(held: Held) -> Definition:
    made = ShareOfAnswers(question=_text(held, "question"), yes=_texts(held, "yes"), no=_texts(held, "no"))
    _apart(made.yes, made.no, "yes", "no")
    return made


def _of_events(held: Held) -> Definition:
    kind, field = _text(held, "kind"), _text(held, "field")
    made = ShareOfEvents(kind=kind, field=field, good=_texts(held, "good"), other=_texts(held, "other"))
    _apart(made.good, made.other, "good", "other")
    return made


def _reported(held: Held) -> Definition:
    return ReportedCounts(
        numerator=_text(held, "numerator"), denominator=_text(held, "denominator"), months=_months(held)
    )


READS = {"share answering yes": _of_answers, "share of events": _of_events, "reported by the provider": _reported}


def _apart(one: tuple[str, ...], other: tuple[str, ...], first: str, second: str) -> None:
    if both := sorted({value.casefold() for value in one} & {value.casefold() for value in other}):
        raise BadDefinition(f"“{both[0]}” is both {first} and {second}.", "Put each value in one of them.")


def _months(held: Held) -> tuple[ReportedMonth, ...]:
    found = held.get("months", [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BadDefinition("The measure's months are not a list.", "Give month, numerator, denominator of each.")
    made = [_month(one) for one in found]
    if twice := next((one.month for place, one in enumerate(made) if one.month in {m.month for m in made[:place]}), ""):
        raise BadDefinition(f"{twice} is reported twice.", "Keep the figure that is right.")
    return tuple(sorted(made, key=lambda one: one.month))


def _month(held: Held) -> ReportedMonth:
    _known(held, ("month", "numerator", "denominator"), "a reported month")
    month = held.get("month")
    if not isinstance(month, str) or not MONTH.fullmatch(month):
        raise BadDefinition(f"“{str(month)[:30]}” is not a month.", "Write months as 2026-05.")
    made = ReportedMonth(
        month=month, numerator=_count(held, "numerator", month), denominator=_count(held, "denominator", month)
    )
    if made.numerator > made.denominator:
        raise BadDefinition(
            f"In {month} the numerator, {made.numerator}, is above the denominator, {made.denominator}.",
            "Put right which is wrong.",
        )
    return made


def _count(held: Held, name: str, month: str) -> int:
    found = held.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < 10**9:
        raise BadDefinition(f"The {name} of {month} is not a whole number from 0 up.", "Write it in digits alone.")
    return found


def _cut(held: Held) -> Cut:
    _known(held, CUTS, "a measure's cut")
    return Cut(
        organisations=_some(held, "organisation"),
        services=_some(held, "service"),
        teams=_some(held, "team"),
        roles=_some(held, "role"),
        pathway=_text(held, "pathway") if "pathway" in held else "",
        touchpoint=_text(held, "moment") if "moment" in held else "",
    )


def _some(held: Held, name: str) -> tuple[str, ...]:
    return _texts(held, name) if name in held else ()


def _threshold(held: Held) -> Threshold:
    _known(held, ("at least", "at most"), "a threshold")
    if len(held) != 1:
        raise BadDefinition("The threshold is not one share.", "Give at least, or at most: 85%.")
    ((name, value),) = held.items()
    return Threshold(share=_share(value), at_most=name == "at most")


def _share(given: object) -> float:
    found = PERCENT.fullmatch(given) if isinstance(given, str) else None
    value = float(found[1]) / 100 if found else given
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise BadDefinition(f"“{str(given)[:30]}” is no share for a threshold.", "Write it as 85%, or 0.85.")
    return float(value)

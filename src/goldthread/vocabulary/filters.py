"""How one field of a cut is declared: which column it tests and how, and what people call it.

Pages, commands, addresses, saved searches and the words that describe a cut are made from these declarations.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal


How = Literal["is", "one of", "has any", "since", "until", "pathway", "point"]
Form = Literal["narrow", "search", "known"]
DAYS: tuple[How, ...] = ("since", "until")
EVERY_FORM: tuple[Form, ...] = ("narrow", "search", "known")


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One value that may be chosen, and its words. It may stand for several values; it need not be offered."""

    value: str
    words: str
    means: tuple[str, ...] = ()
    offered: bool = True

    @property
    def values(self) -> tuple[str, ...]:
        """The values of the column that it stands for."""
        return self.means or (self.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One field of a cut.

    `column` is the column tested and `test` how; `parameter` its name in addresses, forms and options (`--parameter`);
    `label` its heading, `everything` the choice that does not narrow. `choices` are all that may be chosen; without
    them `offered` names where choices come from: "held" in what the asker may see, else a list that coding keeps.
    `forms` are the pages' forms that offer it; `addressed` whether an address may name it; `option` the option's help,
    "" for a field that has none.
    """

    column: str
    test: How
    parameter: str
    label: str
    option: str
    everything: str = "All of them"
    choices: tuple[FilterValue, ...] = ()
    offered: str = "held"
    forms: tuple[Form, ...] = EVERY_FORM
    addressed: bool = True

    @property
    def is_list(self) -> bool:
        """Whether several values may be named."""
        return self.test in ("one of", "has any")

    @property
    def is_held(self) -> bool:
        """Whether what is held says which values there are, rather than a list that is declared."""
        return self.is_list and self.offered == "held" and not self.choices

    @property
    def is_day(self) -> bool:
        """Whether it names a day. The declared test says so; which column it tests does not matter."""
        return self.test in DAYS

    def chosen(self, given: Sequence[str]) -> tuple[str, ...]:
        """The values that were meant; where all that may be chosen is declared, others are left out."""
        known = {choice.value: choice.values for choice in self.choices}
        return tuple(dict.fromkeys(value for one in given for value in (known.get(one, ()) if known else (one,))))

    def is_choice(self, given: str) -> bool:
        """Whether a value may be chosen."""
        return not self.choices or any(choice.value == given for choice in self.choices)

    def words_for(self, values: Sequence[str]) -> list[str]:
        """Values in words, as they are declared; of several that one choice stands for, that choice."""
        said, left = list[str](), list(dict.fromkeys(values))
        for choice in sorted(self.choices, key=lambda one: -len(one.values)):
            if all(value in left for value in choice.values):
                said.append(choice.words)
                left = [value for value in left if value not in choice.values]
        return said + left


def filtered(*, column: str, test: How, parameter: str, label: str, option: str, **more: Any) -> Any:
    """The default and the declaration of a field of a cut, for its dataclass.

    Takes: `option`, the help of its command option; "" for none, with the reason beside it.
    Raises: TypeError for a filter that forms would offer, but no address may name: its control would do nothing.
    """
    default: Any = None if test in DAYS else () if test in ("one of", "has any") else ""
    declared = Filter(column=column, test=test, parameter=parameter, label=label, option=option, **more)
    if declared.forms and not declared.addressed:
        raise TypeError(f"The filter {parameter} is not addressed: say forms=() too.")
    return field(default=default, metadata={"filter": declared})


def filters(of: type) -> Mapping[str, Filter | None]:
    """The declaration of each field of a cut, by the field's name; None where a field has none."""
    return {one.name: one.metadata.get("filter") for one in fields(of)}


def day_of(value: str, test: How) -> date | None:
    """A day as an address or a file writes it; of a month its first or last day. None where it is no day."""
    text = value if len(value) == len("2026-05-31") else f"{value}-01" if len(value) == len("2026-05") else ""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    whole_month = test == "until" and len(value) == len("2026-05")
    return found.replace(day=monthrange(found.year, found.month)[1]) if whole_month else found

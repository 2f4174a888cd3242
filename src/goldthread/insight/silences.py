"""Who was not heard: groups, services and months of which the evidence holds few answers or none."""

from calendar import month_name
from collections.abc import Sequence

from goldthread.insight.sections import NAMES, Heard
from goldthread.vocabulary.listing import listed


FEW_SHARE = 0.03
PERSONAL = {
    "age": "age",
    "ethnicity": "ethnic group",
    "language": "language",
    "living alone": "living alone",
    "disability": "disability",
    "sex": "sex",
    "deprivation": "deprivation",
}
UNSAID = {"", "prefer not to say", "not stated", "did not answer", "not known", "unknown", "n/a"}
UNTOLD = "few or no people told us, or nearly all told us the same"
WORST_MONTHS = 4
PEOPLE = {
    ("living alone", "yes"): "people living alone",
    ("living alone", "no"): "people living with others",
    ("disability", "yes"): "disabled people",
}


def of_roles(heard: Heard) -> list[str]:
    """Patients, carers or staff of whom few or none spoke."""
    said: dict[str, int | None] = dict(heard.rows)
    silent = [NAMES[who].lower() for who in heard.expected if said.get(who, heard.missing) == 0]
    few = [NAMES[who].lower() for who in heard.expected if said.get(who, heard.missing) is None]
    unknown = said.get("unknown")
    if unknown and len(silent) == len(heard.expected):
        return [f"None of the {unknown:,} answers says whether a patient, a carer or a member of staff gave it."]
    made = [f"No {listed(silent, 'or')} were heard."] if silent else []
    made += [f"Fewer than five {listed(few, 'or')} were heard, or none."] if few else []
    if unknown:
        made.append(f"{unknown:,} answers do not say whether a patient, a carer or a member of staff gave them.")
    return made


def of_services(heard: Heard) -> list[str]:
    """Services that belong and of which few or nobody spoke."""
    said = dict(heard.rows)
    silent = [one for one in heard.expected if said.get(one, heard.missing) == 0]
    few = [one for one in heard.expected if said.get(one, heard.missing) is None]
    told = f"There are no comments about {listed(silent, 'or')}, although it is part of this journey."
    made = [told] if silent else []
    return [*made, *([f"There are few comments about {listed(few, 'or')}."] if few else [])]


def of_months(heard: Heard) -> list[str]:
    """Months between the first and the last in which few or nobody spoke."""
    said = {month: n for month, n in heard.rows if month}
    if not said:
        return []
    quiet = [month for month in every_month(min(said), max(said)) if not said.get(month, 0)]
    if not quiet:
        return []
    named = [f"{month_name[int(month[5:])]} {month[:4]}" for month in quiet]
    if len(named) > WORST_MONTHS:
        return [f"In {len(named)} months there were few comments or none, first in {named[0]} and last in {named[-1]}."]
    return [f"There were few comments or none in {listed(named)}."]


def every_month(first: str, last: str) -> list[str]:
    """Every month from the first to the last, as 2026-05."""
    year, month = map(int, first.split("-"))
    made = []
    while (name := f"{year:04d}-{month:02d}") <= last:
        made.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return made


def of_people(heard: Heard) -> list[str]:
    """Kinds of people, by one personal characteristic, of whom few are among the answers that record it.

    Takes: disclosed counts, rounded to 5; an answer that fewer than five people gave may not be in them.
    Source: our own rule: fewer than three in a hundred of those recorded, or too few to show.
    """
    title = PERSONAL[heard.name]
    said = [(value, n) for value, n in heard.rows if value.lower() not in UNSAID]
    recorded = sum(n or 0 for _, n in said)
    if not recorded:
        return [f"Too few answers record {title} to show who is missing."] if said else []
    answers = heard.answers
    made = [f"{_part(recorded, answers)} record {title}."] if answers and recorded < 0.8 * answers else []
    few = [_named(heard.name, value) for value, n in said if n is None or n < FEW_SHARE * recorded]
    return [*made, *([f"Few were heard: {listed(few)}."] if few else [])]


def never_asked(names: Sequence[str]) -> list[str]:
    """Characteristics that too few answers record to be shown, or of which one may be everybody's: said alike."""
    titles = listed([PERSONAL[name] for name in names], "or")
    return [f"We cannot show who is missing by {titles}: {UNTOLD}."] if names else []


def _named(name: str, value: str) -> str:
    """People by one answer about themselves."""
    return PEOPLE.get((name, value.lower()), f"{PERSONAL[name]} “{value}”")


def _part(some: int, whole: int) -> str:
    return f"Only about {some:,} of {whole:,} answers"


def unheard_groups(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences that name people or services that were not heard, for whoever plans whom to ask."""
    return tuple(one for one in sentences if not one.endswith("gave them."))

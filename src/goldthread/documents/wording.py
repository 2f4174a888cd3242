"""What documents say of a cell, a place, and of themselves."""

from goldthread.insight import Section
from goldthread.vocabulary import Passage, WrongUsage


INVENTED = "Every person, place and word in this document is invented."
SUGGESTED = "Themes, feelings and moments are suggested by software; people have not checked them unless it says so."
HIDDEN = "few"
"""A count that is not shown; the part says below what it means."""
WHO = {"patient": "a patient", "carer": "a carer", "staff": "a member of staff"}


def checked(section: Section) -> Section:
    """The section itself. Raises WrongUsage for a table that was not disclosed for anyone."""
    if section.table is not None and section.table.disclosed_for is None:
        raise WrongUsage("This table has not been made safe to show.")
    return section


def cell(value: object) -> str:
    """A cell in words; a figure that is not shown is few."""
    if value is None:
        return HIDDEN
    if isinstance(value, float):
        return f"{value:.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def place(passage: Passage, names: dict[str, str]) -> str:
    """Where, when and by whom words were said."""
    told = names.get(passage.organisation, passage.organisation_name or passage.organisation)
    day = f"{passage.date.day} " if passage.date and passage.date_precision == "day" else ""
    when = f"{day}{passage.date:%B %Y}" if passage.date else "no date given"
    who = WHO.get(passage.role, "")
    return ", ".join(part for part in (passage.service, told, when, f"from {who}" if who else "") if part)

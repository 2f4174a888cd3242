"""What a host has to look after, in words."""

from dataclasses import dataclass
from typing import Protocol


class DecisionLike(Protocol):
    """What is shown of a decision."""

    key: str
    title: str


@dataclass(frozen=True)
class Without:
    """A decision in which patients and carers are missing, and in what way."""

    key: str
    title: str
    said: str


def without(decision: DecisionLike, missing: int) -> Without:
    """A decision with how many patients or carers must still vote; 0 where their view is not stated yet."""
    if not missing:
        return Without(decision.key, decision.title, "Patients and carers have not stated their view")
    people = "patient or carer" if missing == 1 else "patients or carers"
    return Without(decision.key, decision.title, f"{missing} more {people} must vote")

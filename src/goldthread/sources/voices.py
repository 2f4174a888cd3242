"""Whose voice a column is: patients', or of the organisation, a copy of another column, or people's names."""

import re
from collections.abc import Sequence

from goldthread.sources.headings import meaning, plain


BODIES = (
    "council|trust|ward|staff|manager|matron|office|provider|practice|team|our|nurse|hospital|service|organisation"
    "|department|unit|clinic|reviewer|admin|agency|home|company"
)
THEIRS = re.compile(
    rf"(?:the )?(?:\w+ )?(?:{BODIES})(?: s)? "
    r"(?:comments?|notes?|remarks?|feedback|words|updates?|actions?|explanation|view)"
)
"""A heading that may be of an organisation's own words, where patients' words stand in another column."""
OFFICE = re.compile(r"\b(office use|internal use|admin(istration)? use|staff use|for staff|do not complete)\b")
NAMES = re.compile(
    r"\b((sur|fore|first|last|full|given|family|middle|maiden|preferred|known)? ?names?|surnames?|forenames?|initials"
    r"|complainants?|handlers?|investigators?|signed( by)?|signatures?|authors?|reviewers?|crew lead|staff member"
    r"|member of staff|contact person|next of kin|(entered|keyed|logged|taken|recorded|typed|handled|investigated"
    r"|received|seen|input|fed back) by( whom)?)\b"
)
PEOPLE = re.compile(
    r"\b(nurses?|doctors?|consultants?|midwi(fe|ves)|surgeons?|clinicians?|therapists?|key ?workers?|gp|matron"
    r"|carers?|managers?|physio(therapist)?s?|officers?)\b"
)
NAME = re.compile(r"(?:(?:dr|mr|mrs|ms|miss|sr|sister|nurse|prof)\.? )?[A-Z][a-z'’-]+(?: [A-Z][a-z'’.-]*){0,2}")
CHOICES = frozenset(
    "yes no maybe sometimes always never often rarely usually mostly agree disagree neither unsure other none patient"
    " carer staff parent relative friend male female good poor excellent fair average likely unlikely satisfied"
    " dissatisfied neutral happy unhappy completely partly partially definitely".split()
)
COPIED = 0.8


def is_theirs(heading: str, others_speak: bool) -> bool:
    """Whether a column of words is the organisation's own: its heading may say so, and patients speak in another."""
    return others_speak and THEIRS.fullmatch(plain(heading)) is not None


def names_people(heading: str, values: Sequence[str]) -> bool:
    """Whether a column holds people's names, by its heading, or by a heading of people and values like names."""
    said = plain(heading)
    if NAMES.search(said) and not _of_a_place(heading):
        return True
    named = [value for value in values if NAME.fullmatch(value.strip()) and not set(plain(value).split()) & CHOICES]
    return PEOPLE.search(said) is not None and len(named) > 0.6 * len(values)


def _of_a_place(heading: str) -> bool:
    return meaning(heading) in ("organisation", "organisation_name", "site", "service", "team", "area_name", "role")


def is_copy(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a column was made from another: nearly all of its texts hold no word that the other's do not.

    Takes: both columns row by row, blanks included. Equal columns are copies too.
    """
    pairs = [(plain(one).split(), plain(two).split()) for one, two in zip(words, other, strict=False) if one.strip()]
    long = [(one, two) for one, two in pairs if len(one) > 1]
    kept = sum(bool(two) and set(one) <= set(two) for one, two in long)
    return len(long) > 2 and kept >= COPIED * len(long)

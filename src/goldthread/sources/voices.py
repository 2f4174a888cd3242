"""Whose voice a column is: patients', or of the organisation, a copy of another column, or people's names."""

import re
from collections.abc import Sequence

from goldthread.sources.headings import meaning, plain
from goldthread.vocabulary.scale_words import by_statement, family_of


BODIES = (
    "council|trust|ward|staff|manager|matron|office|provider|practice|team|our|nurse|hospital|service|organisation"
    "|department|unit|clinic|reviewer|admin|agency|home|company|pals|entry|input|handler|officer|coordinator|sister"
    "|internal|pm|gp|surgery|doctor|dr|midwife|translator|interpreter|interviewer|researcher|volunteer|auditor|progress"
)
THEIRS = re.compile(
    rf"(?:the )?(?:\w+ )?(?:{BODIES})(?: s)? "
    r"(?:comments?|notes?|remarks?|observations?|feedback|words|updates?|actions?|follow ups?|logs?|explanation|view"
    r"|repl(?:y|ies)|responses?)"
    r"|advice (?:given|offered)|next steps|steps taken|resolution|how (?:it|this) was resolved"
)
"""A heading that may be of an organisation's own words, where patients' words stand in another column."""
MACHINE = r"ai|gpt|llm|auto(?:mated|matic|matically)?|machine|generated|predicted"
MADE_BY_SOFTWARE = re.compile(
    rf"(?:(?:{MACHINE}) )+(?:summar|comment|text|note|repl|response|explanation|reason)\w*"
    rf"|(?:summary|comments?|text|reply|response)(?: by)? (?:{MACHINE})"
)
OFFICE = re.compile(r"\b(office use|internal use|admin(istration)? use|staff use|for staff|do not complete)\b")
NAMES = re.compile(
    r"\b((sur|fore|first|last|full|given|family|middle|maiden|preferred|known)? ?names?|surnames?|forenames?|initials"
    r"|complainants?|handlers?|investigators?|signed( by)?|signatures?|authors?|reviewers?|crew lead|staff member"
    r"|member of staff|contact person|next of kin|(entered|keyed|logged|taken|recorded|typed|handled|investigated"
    r"|received|seen|input|fed back) by( whom)?)\b"
)
PEOPLE = re.compile(
    r"\b(nurses?|doctors?|consultants?|midwi(fe|ves)|surgeons?|clinicians?|therapists?|key ?workers?|gp|matron"
    r"|carers?|managers?|physio(therapist)?s?|officers?|lead|leads|owner|interviewers?|researchers?|translators?"
    r"|interpreters?|volunteers?|receptionists?|case ?workers?|(assigned|allocated|passed|sent|referred) to)\b|\bby$"
)
THOSE = (
    "clinicians?|nurses?|doctors?|dr|consultants?|midwi(?:fe|ves)|surgeons?|therapists?|physio\\w*|pharmacists?"
    "|dentists?|practitioners?|paramedics?|volunteers?|receptionists?|health visitors?|person"
)
MET = re.compile(
    rf"\b(?:which|name of(?: the| your)?) (?:\w+ ){{0,2}}(?:{THOSE})\b(?! led)|^(?:your|what) (?:\w+ )?(?:{THOSE})$"
    rf"|\b(?:{THOSE}|people) (?:you saw|who (?:saw|helped|treated|served|looked|cared))\b"
    r"|\bwho (?:did you|you) (?:see|saw|speak|spoke|meet|met|deal)\b"
    r"|\bwho (?:saw|helped|treated|served|looked after|cared for|assessed|examined) (?:you|them|your)\b"
)
"""A heading that asks whom somebody met: what stands below are names, or kinds of staff."""
KINDS = frozenset(
    "a an the gp dr nurse doctor pharmacist physio physiotherapist receptionist midwife paramedic consultant therapist"
    " practice reception advanced practitioner healthcare assistant hca volunteer dentist clinician health visitor"
    " trainee student locum social prescriber team or and other".split()
)
NAME = re.compile(
    r"(?:(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]iss|[Ss]r|[Ss]ister|[Nn]urse|[Pp]rof)\.? )?"
    r"(?:[A-Z]\.? ?){0,2}[A-Z][a-z'’-]+(?:[A-Z][a-z]+)?(?: [A-Z][A-Za-z'’.-]*){0,2}"
)
CHOICES = frozenset(
    "yes no maybe sometimes always never often rarely usually mostly agree disagree neither unsure other none patient"
    " carer staff parent relative friend male female good poor excellent fair average likely unlikely satisfied"
    " dissatisfied neutral happy unhappy completely partly partially definitely online phone telephone email post paper"
    " text letter person web website tablet kiosk card self myself daughter son mother father husband wife spouse"
    " partner parents team department ward".split()
)
COPIED = 0.8
JOTTED = re.compile(
    r"(?:(?:any|other|further|additional|general) )*(?:remarks?|observations?|notes?|follow ups?|updates?|log|progress"
    r"|what (?:was|we) (?:done|did))"
)
"""A heading that may be of either: patients' remarks, or what somebody jotted down about their answers."""
MYSELF = re.compile(r"\b(i|my|me|mine|we|us|our|myself|i['’]\w+|we['’]\w+)\b", re.I)
OF_US = re.compile(
    r"\b(patients?|pt|relatives?|apolog\w+|no (?:further )?action|called back|rang|phoned|emailed|letter sent"
    r"|passed (?:on )?to|forwarded|escalated|discussed|reminded|referred|actioned|logged|spoke(?:n)? (?:to|with)"
    r"|handover|huddle|team meeting|matron|see (?:form|card)|illegible|torn|scanned|copied|shared with|raised with)\b",
    re.I,
)
"""What staff write about an answer, and people hardly do about themselves."""
OFTEN = 0.25


def is_theirs(heading: str, others_speak: bool) -> bool:
    """Whether a column of words is the organisation's own: its heading may say so, and patients speak in another."""
    said = plain(heading)
    return others_speak and (THEIRS.fullmatch(said) or MADE_BY_SOFTWARE.fullmatch(said)) is not None


def is_jotted(heading: str, values: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a column of remarks is of staff: they speak of what was done, and of themselves less than answers do.

    Takes: what stands in it, and in the columns of answers beside it.
    """
    if not JOTTED.fullmatch(plain(heading)) or not values or not others:
        return False
    own, theirs = _share(MYSELF, values), _share(MYSELF, others)
    return own < theirs and _share(OF_US, values) > max(OFTEN, _share(OF_US, others))


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(pattern.search(value) is not None for value in values) / len(values)


def names_people(heading: str, values: Sequence[str]) -> bool:
    """Whether a column holds people's names, by its heading, or by a heading of people and values like names."""
    said = plain(heading)
    if family_of(values) or by_statement(values):
        return False
    if NAMES.search(said) and not _of_a_place(heading):
        return True
    named = [value for value in values if NAME.fullmatch(value.strip()) and not _is_a_choice(value)]
    return (PEOPLE.search(said) or MET.search(said)) is not None and len(named) > 0.6 * len(values)


def asks_whom(heading: str) -> bool:
    """Whether a heading asks whom somebody met, so that it says neither who answers nor where care was given."""
    return MET.search(plain(heading)) is not None


def _is_a_choice(value: str) -> bool:
    said = set(plain(value).split())
    return bool(said & CHOICES) or said <= KINDS


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

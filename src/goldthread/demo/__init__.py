"""Wenbrook and Tarrowdale: a care system that does not exist, and what its patients and carers say.

Every organisation, person and sentence here is invented. The files have the shapes that real suppliers send, and
they go in through the same importers as real ones.
"""

from goldthread.demo.building import build, is_built
from goldthread.demo.calendar import Calendar
from goldthread.demo.generating import PIECES, SEED, bens_export, generate
from goldthread.demo.people import A_CARERS_REFERENCE, A_CARERS_RESPONDENT, A_CARERS_WORDS
from goldthread.demo.places import ORGANISATIONS, SERVICES, Organisation, Service


__all__ = [
    "A_CARERS_REFERENCE",
    "A_CARERS_RESPONDENT",
    "A_CARERS_WORDS",
    "PIECES",
    "SEED",
    "Calendar",
    "ORGANISATIONS",
    "Organisation",
    "SERVICES",
    "Service",
    "bens_export",
    "build",
    "generate",
    "is_built",
]

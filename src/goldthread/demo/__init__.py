"""Wenbrook and Tarrowdale: a care system that does not exist, and what its patients and carers say.

Every organisation, person and sentence here is invented. The files have the shapes that real suppliers send, and
they go in through the same importers as real ones.
"""

from goldthread.demo.building import NotADemo, build, check_is_demo, claim, is_built
from goldthread.demo.calendar import Calendar
from goldthread.demo.generating import PIECES, SEED, bens_export, generate
from goldthread.demo.people import A_CARERS_REFERENCE, A_CARERS_RESPONDENT, A_CARERS_WORDS
from goldthread.demo.places import ORGANISATIONS, SERVICES, FictionalOrganisation, Service


__all__ = [
    "A_CARERS_REFERENCE",
    "A_CARERS_RESPONDENT",
    "A_CARERS_WORDS",
    "PIECES",
    "SEED",
    "Calendar",
    "NotADemo",
    "ORGANISATIONS",
    "FictionalOrganisation",
    "SERVICES",
    "Service",
    "bens_export",
    "build",
    "check_is_demo",
    "claim",
    "generate",
    "is_built",
]

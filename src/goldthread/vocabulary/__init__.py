"""The nouns that cross a wall between rooms. Frozen; they import nothing of ours.

`vocabulary.raw` is not re-exported here on purpose: only the way in may hold identifiable words.
"""

from goldthread.vocabulary.accounts import Account
from goldthread.vocabulary.answers import Citation, Finding, Passage, Passages, RawCells, Table
from goldthread.vocabulary.codes import (
    CONCERN_ACTIONS,
    CONCERNS,
    FEELINGS,
    SENTIMENT,
    THEMES,
    TOUCHPOINTS,
    Answer,
    Code,
    Status,
)
from goldthread.vocabulary.directory import Directory, ListedOrganisation, calling
from goldthread.vocabulary.errors import (
    BadDefinition,
    ClosedByPromise,
    NewerNoun,
    NoRight,
    NotEvidence,
    NotFound,
    NotShared,
    PlainError,
    Unanswerable,
    UnreadableFile,
    WorkspaceProblem,
    WrongUsage,
)
from goldthread.vocabulary.feedback import Answered, Feedback, Identity, QuestionType, Removal, Role
from goldthread.vocabulary.filters import Filter, FilterValue, day_of, filters
from goldthread.vocabulary.measurement import Measurement
from goldthread.vocabulary.pathways import (
    Acceptance,
    Membership,
    PathwayMap,
    Touchpoint,
    accepted_by,
    accepted_points,
    service_name,
)
from goldthread.vocabulary.questions import EVERYTHING, Cut
from goldthread.vocabulary.scope import (
    OPEN_TERMS,
    Audience,
    Scope,
    SharingAgreement,
    Terms,
    UnknownPromise,
    Use,
    Withholding,
)
from goldthread.vocabulary.suppliers import SupplierProfile


__all__ = [
    "CONCERNS",
    "CONCERN_ACTIONS",
    "EVERYTHING",
    "FEELINGS",
    "OPEN_TERMS",
    "SENTIMENT",
    "THEMES",
    "TOUCHPOINTS",
    "Acceptance",
    "Account",
    "Answer",
    "Answered",
    "Audience",
    "BadDefinition",
    "FilterValue",
    "Citation",
    "ClosedByPromise",
    "Code",
    "Cut",
    "Directory",
    "Feedback",
    "Filter",
    "Finding",
    "Identity",
    "ListedOrganisation",
    "Measurement",
    "Membership",
    "NewerNoun",
    "NoRight",
    "NotEvidence",
    "NotFound",
    "NotShared",
    "Passage",
    "Passages",
    "PathwayMap",
    "RawCells",
    "PlainError",
    "QuestionType",
    "Removal",
    "Role",
    "Scope",
    "SharingAgreement",
    "Status",
    "SupplierProfile",
    "Table",
    "Terms",
    "Touchpoint",
    "accepted_by",
    "accepted_points",
    "Unanswerable",
    "UnknownPromise",
    "UnreadableFile",
    "Use",
    "WorkspaceProblem",
    "Withholding",
    "WrongUsage",
    "calling",
    "day_of",
    "filters",
    "service_name",
]

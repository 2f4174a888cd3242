"""RawFeedback -> Feedback: names, numbers, places and dates taken out; says what it removed and by which version."""

from goldthread.deidentify.again import RedactedAgain, feedback_of, redact_again
from goldthread.deidentify.cleaning import deidentify
from goldthread.deidentify.language import Language, language
from goldthread.deidentify.redacting_files import redact_file
from goldthread.deidentify.redactor import RedactedSpan, Redaction, Redactor


__all__ = [
    "Language",
    "RedactedAgain",
    "RedactedSpan",
    "Redaction",
    "Redactor",
    "deidentify",
    "feedback_of",
    "language",
    "redact_again",
    "redact_file",
]

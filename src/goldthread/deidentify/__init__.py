"""RawFeedback -> Feedback: names, numbers, places and dates taken out; says what it removed and by which version."""

from goldthread.deidentify.cleaning import deidentify
from goldthread.deidentify.language import Language, language
from goldthread.deidentify.redacting_files import redact_file
from goldthread.deidentify.redactor import RedactedSpan, Redaction, Redactor


__all__ = ["Language", "Redaction", "Redactor", "RedactedSpan", "deidentify", "language", "redact_file"]

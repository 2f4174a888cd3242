"""RawFeedback -> Feedback: names, numbers, places and dates taken out; says what it removed and by which version."""

from goldthread.deidentify.cleaning import deidentify
from goldthread.deidentify.language import Language, language
from goldthread.deidentify.redacting_files import redact_file
from goldthread.deidentify.redactor import Redaction, Redactor, Span


__all__ = ["Language", "Redaction", "Redactor", "Span", "deidentify", "language", "redact_file"]

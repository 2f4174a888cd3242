"""The way in, in order: read, de-identify, code, keep. The only room that knows the order."""

from goldthread.intake.gather import Asked, Progress, gather
from goldthread.intake.mend import MEND, PROFILE
from goldthread.intake.redaction import redact_file


__all__ = ["MEND", "PROFILE", "Asked", "Progress", "gather", "redact_file"]

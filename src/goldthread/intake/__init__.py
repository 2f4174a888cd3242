"""The way in, in order: read, de-identify, code, keep. The only room that knows the order."""

from goldthread.intake.gather import Asked, Progress, gather
from goldthread.intake.looking_over import LookedOver, Shown, look_over
from goldthread.intake.mend import MEND, PROFILE
from goldthread.intake.redaction_figures import holds_identifiers, redaction_figures


__all__ = [
    "MEND", "PROFILE", "Asked", "LookedOver", "Progress", "Shown", "gather", "holds_identifiers", "look_over",
    "redaction_figures",
]  # fmt: skip

"""The way in, in order: read, de-identify, code, keep. The only room that knows the order."""

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from goldthread.intake.apart import TakesLonger
    from goldthread.intake.columns import (
        COLUMN_USES,
        ColumnUse,
        NotRecognised,
        changed_profile,
        column_name,
        columns_in,
        same_columns,
    )
    from goldthread.intake.figures import holds_identifiers, redaction_figures
    from goldthread.intake.found_parts import FoundPart, percent
    from goldthread.intake.gathering import gather
    from goldthread.intake.held_already import CountedTwice, HeldAlready
    from goldthread.intake.looking_over import LookedOver, SampleAnswer, look_over, preview
    from goldthread.intake.mend import MEND, PROFILE, mended_batch
    from goldthread.intake.options import ChosenProfile, ImportOptions, Mended, Progress
    from goldthread.intake.renewing import renew
    from goldthread.intake.withdrawn import holds_any
    from goldthread.intake.working import warm


__all__ = [
    "COLUMN_USES",
    "MEND",
    "PROFILE",
    "ChosenProfile",
    "ColumnUse",
    "CountedTwice",
    "FoundPart",
    "HeldAlready",
    "ImportOptions",
    "LookedOver",
    "Mended",
    "NotRecognised",
    "Progress",
    "SampleAnswer",
    "TakesLonger",
    "changed_profile",
    "column_name",
    "columns_in",
    "gather",
    "holds_any",
    "holds_identifiers",
    "look_over",
    "mended_batch",
    "percent",
    "preview",
    "redaction_figures",
    "renew",
    "same_columns",
    "warm",
]

_KEPT_IN = {
    **dict.fromkeys(
        ("COLUMN_USES", "ColumnUse", "NotRecognised", "changed_profile", "column_name", "columns_in", "same_columns"),
        "columns",
    ),
    "ImportOptions": "options",
    "Mended": "options",
    "Progress": "options",
    "gather": "gathering",
    "CountedTwice": "held_already",
    "HeldAlready": "held_already",
    "FoundPart": "found_parts",
    "percent": "found_parts",
    "LookedOver": "looking_over",
    "TakesLonger": "apart",
    "renew": "renewing",
    "warm": "working",
    "SampleAnswer": "looking_over",
    "look_over": "looking_over",
    "preview": "looking_over",
    "ChosenProfile": "options",
    "mended_batch": "mend",
    "MEND": "mend",
    "PROFILE": "mend",
    "holds_any": "withdrawn",
    "holds_identifiers": "figures",
    "redaction_figures": "figures",
}


def __getattr__(name: str) -> object:
    """Opened when first asked for: a process that works on chunks needs neither readers nor store."""
    if name not in _KEPT_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"goldthread.intake.{_KEPT_IN[name]}"), name)

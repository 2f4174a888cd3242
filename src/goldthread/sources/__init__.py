"""Where feedback comes from: files in, RawFeedback and Measurements out. Knows kinds of file, never the store."""

from goldthread.sources.column_uses import ColumnUse
from goldthread.sources.fates import losses
from goldthread.sources.formats.sheet import MENDED, MENDED_OF
from goldthread.sources.profile import Profile
from goldthread.sources.recognising import Look, NotRecognised, Reading, kinds, look, read


__all__ = [
    "MENDED",
    "MENDED_OF",
    "ColumnUse",
    "Look",
    "NotRecognised",
    "Profile",
    "Reading",
    "kinds",
    "look",
    "losses",
    "read",
]

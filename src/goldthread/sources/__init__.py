"""Where feedback comes from: files in, RawFeedback and Measurements out. Knows kinds of file, never the store."""

from goldthread.sources.formats.sheet import MENDED
from goldthread.sources.profile import Profile
from goldthread.sources.recognising import Look, NotRecognised, Reading, kinds, look, read


__all__ = ["MENDED", "Look", "NotRecognised", "Profile", "Reading", "kinds", "look", "read"]

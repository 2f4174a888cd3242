"""Where feedback comes from: files in, RawFeedback and Measurements out. Knows kinds of file, never the store."""

from goldthread.sources.profile import Profile
from goldthread.sources.recognising import KINDS, Look, NotRecognised, Reading, look, read


__all__ = ["KINDS", "Look", "NotRecognised", "Profile", "Reading", "look", "read"]

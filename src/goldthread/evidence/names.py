"""Names as they are asked for: a character that no name can hold matches nothing, and breaks nothing."""

import re
from dataclasses import fields, replace
from typing import Any

from goldthread.vocabulary import Cut


STRANGE = re.compile("[\x00\ud800-\udfff]")
NO_NAME = "\ufffd"


def speakable(value: Any) -> Any:
    """A value, or each of a list, with characters that the engine cannot hold replaced by one that no name has."""
    if isinstance(value, str):
        return STRANGE.sub(NO_NAME, value)
    return tuple(map(speakable, value)) if isinstance(value, tuple | list) else value


def speakable_cut(cut: Cut) -> Cut:
    """The cut with every name in it made speakable."""
    return replace(cut, **{one.name: speakable(getattr(cut, one.name)) for one in fields(cut)})

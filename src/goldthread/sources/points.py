"""One answer on a scale as its plain point: `1!`, `4 /10`, `★★★☆☆` and `2 - Good` are 1, 4, 3 and Good."""

import re
from functools import lru_cache

from goldthread.sources.values import FACES, answered, on_a_scale, scale_of
from goldthread.vocabulary.scale_words import is_unsure, standing
from goldthread.vocabulary.scores import SPELLINGS


IN_WORDS = {
    name: str(number) for number, name in enumerate("zero one two three four five six seven eight nine ten".split())
}
FIGURE = r"\d{1,2}(?:\.\d{1,2})?"
OUT_OF = re.compile(rf"({FIGURE})\s*(?:/|out of)\s*(?:5|10)(?:\s*stars?)?", re.I)
LABELLED = re.compile(rf"({FIGURE})[\s\W]+([^\W\d_].*)")
"""A figure with what it stands for beside it: 2 - Good, 3 (three)."""
STARRED = re.compile(r"([^\W\d_]+|\d{1,2}(?:\.\d)?)\s*[-\s]?stars?", re.I)
DRAWN = re.compile(r"(★+)☆*|(\*{1,10})|(⭐+)")
MARKS = "\"'`.,;:!?*()[]<>{}~_•✓✔√☑#^|\u00a0\u200b\u2026\u2018\u2019\u201c\u201d -–—"
"""What stands about an answer and says nothing; a minus sign is none where a figure follows it."""
NEGATIVE = re.compile(rf"[\s\W]*-{FIGURE}[\s\W]*")
ON_FFT_FORMS = frozenset("1234567")
"""Some forms of the Friends and Family Test have a seventh box."""
SIZES = {"stars_5": 5, "of_5_best_5": 5, "of_5_best_1": 5, "of_10_best_10": 10, "of_10_best_1": 10}


@lru_cache(maxsize=20_000)
def bare_point(text: str) -> str:
    """An answer without what says nothing; a figure as such, whatever is beside it. Anything else stays as it is."""
    given = " ".join(text.split())
    if not given or NEGATIVE.fullmatch(given) or given.rstrip("\ufe0f") in FACES:
        return given
    if drawn := DRAWN.fullmatch(given):
        return str(len(drawn[1] or drawn[2] or drawn[3]))
    said = given.strip(MARKS)
    if found := OUT_OF.fullmatch(said):
        return _figure(found[1])
    if (found := STARRED.fullmatch(said)) and _is_figure(found[1]):
        return _figure(found[1])
    if _is_figure(said):
        return _figure(said)
    if labelled := LABELLED.fullmatch(said):
        return _labelled(labelled[1], labelled[2].strip(MARKS)) or given
    return said if on_a_scale(said) else given


def _is_figure(said: str) -> bool:
    return said.lower() in IN_WORDS or re.fullmatch(FIGURE, said) is not None


def _figure(said: str) -> str:
    """A figure in digits, whole numbers without a point."""
    return IN_WORDS.get(said.lower(), re.sub(r"\.0+$", "", said))


def _labelled(figure: str, label: str) -> str:
    """What a figure and its label say together: the label where it is a point in words, else the figure; "" for

    what may be two answers or a remark.
    """
    if on_a_scale(label):
        return label
    same = IN_WORDS.get(label.lower()) == _figure(figure)
    return _figure(figure) if same or label.lower() in ("ticked", "circled", "selected", "chosen") else ""


@lru_cache(maxsize=20_000)
def point_of(text: str, scale: str) -> str:
    """The point of its scale that an answer is; "" for none. On a scale that nobody knows every answer stays."""
    said = bare_point(text)
    if not said or not is_known(scale):
        return said
    said = said if said.rstrip("\ufe0f") in FACES else said.strip(MARKS) or said
    if scale in SPELLINGS:
        known = said.lower() in SPELLINGS[scale] or said in ON_FFT_FORMS or on_a_scale(said) in ("both", scale)
        return said if known else ""
    if scale in SIZES:
        figure = float(said) if re.fullmatch(FIGURE, said) else None
        in_reach = figure is not None and figure <= SIZES[scale]
        return said if in_reach or is_unsure(said) or on_a_scale(said) not in ("", "both") else ""
    return said if standing(scale, said) is not None or is_unsure(said) or on_a_scale(said) == scale else ""


def scored(text: str, usual: str) -> tuple[str, str]:
    """A score and its scale, by the scale that its column usually has; both "" for what is no answer on it."""
    if answered(text) == "declined":
        return "", ""
    scale = scale_of(bare_point(text), usual)
    point = point_of(text, scale)
    return point, scale if point else ""


def is_known(scale: str) -> bool:
    """Whether the points of a scale are known, so that an answer can be none of them."""
    return scale in SPELLINGS or scale in SIZES or scale == "faces_5" or standing(scale, "neutral") is not None


__all__ = ["bare_point", "point_of", "scored"]

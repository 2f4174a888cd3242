"""Which column is the score of the whole, and which end of its scale is best."""

import re
from collections.abc import Sequence

from goldthread.sources.headings import meaning
from goldthread.sources.values import on_fft_scale


OVERALL = re.compile(
    r"\b(fft|friends (and|&) family|recommend|how likely|overall|experience of (our|the|this) (service|care|ward|clinic"
    r"|practice|hospital|team|unit|department|surgery|trust))\b",
    re.I,
)
RATED = re.compile(r"\b(stars?|rate|rated|rating|score[ds]?|satisf\w+|out of (5|10|five|ten))\b", re.I)
POINT = re.compile(r"(?<!\d)(\d{1,2})\s*(?:=|[-–:]|is|means|being|for)\s*((?:[a-z’'-]+ ?){1,4})", re.I)
BEST_POINT = re.compile(
    r"(?<!\d)(\d{1,2}) (?:(?:is|being|=) )?(?:the )?(?:best|highest|top)|(?:best|highest) (?:is |= ?|\()(\d{1,2})", re.I
)
BAD = re.compile(
    r"\b(poor|worst|bad|not at all|unlikely|never|disagree|dissatisfied|unsatisfied|unhappy|terrible|awful|low(est)?"
    r"|horrible|useless|sad|angry|hard|difficult|no)\b",
    re.I,
)
WELL = re.compile(
    r"\b(excellent|best|good|likely|always|agree|satisfied|great|happy|definitely|high(est)?|outstanding|perfect|easy"
    r"|brilliant|yes|wonderful|superb)\b",
    re.I,
)
OUT_OF = re.compile(r"\b(?:out of|/) ?(5|10)\b|\b(?:0|1) ?(?:-|–|to) ?(5|10)\b|\((5|10)\)", re.I)


def rank_of_score(heading: str, values: Sequence[str]) -> int:
    """How likely a column is the score of the whole: the question of the Friends and Family Test above all others."""
    if OVERALL.search(heading):
        return 3
    return 2 if meaning(heading) == "score" else 1 if values and all(map(on_fft_scale, values)) else 0


def is_rating(heading: str, values: Sequence[str]) -> bool:
    """Whether a column nobody knows holds ratings in figures: its heading asks for stars, a rate or a score."""
    figures = [value for value in values if re.fullmatch(r"(10|\d)(\.0)?", value.strip())]
    asks = RATED.search(heading) is not None or _ends(heading) != (None, None)
    return asks and bool(values) and len(figures) > 0.9 * len(values)


def scale_in_figures(heading: str, values: Sequence[str]) -> str:
    """The scale of scores that are figures, by the end that is best: of_5_best_5, of_5_best_1, of_10_best_10; "" where

    nothing says which end is best.
    """
    said = [value.strip() for value in values]
    figures = [float(value) for value in said if re.fullmatch(r"[0-9]{1,2}(\.[0-9])?", value)]
    if not figures or len(figures) < 0.6 * len(values):
        return ""
    best, worst = _ends(heading)
    top = max(best or 0, worst or 0, *figures)
    size = 5 if top <= 5 else 10 if top <= 10 else 0
    if not size:
        return ""
    if best is None and worst is not None:
        best = size if worst <= 1 else 1
    if best is None and OUT_OF.search(heading) and not re.search(r"likely|agree", heading, re.I):
        best = size
    if best is None:
        return ""
    return f"of_{size}_best_{size}" if best > size / 2 else f"of_{size}_best_1"


def _ends(heading: str) -> tuple[int | None, int | None]:
    """The figures that a heading calls best and worst, where it does."""
    if found := BEST_POINT.search(heading):
        return int(found[1] or found[2]), None
    best = worst = None
    for number, label in POINT.findall(heading):
        if BAD.search(label):
            worst = int(number)
        elif WELL.search(label):
            best = int(number)
    if best is not None and worst is not None and best == worst:
        return None, None
    return best, worst

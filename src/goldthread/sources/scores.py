"""Which column is the score of the whole, and which end of its scale is best."""

import re
from collections import Counter
from collections.abc import Sequence

from goldthread.sources.headings import meaning
from goldthread.sources.points import FIGURE, bare_point
from goldthread.sources.values import on_a_scale, on_fft_scale
from goldthread.vocabulary.scale_words import by_statement, family_of


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
OF_FFT = re.compile(r"fft|friends (?:and|&) family", re.I)
NEARLY_ALL = 0.9
MARK_OUT_OF = re.compile(r"\d\s*(?:/|out of)\s*(?:5|10)\b", re.I)
"""A mark such as 8/10: more is better, whatever the heading says."""
OUT_OF = re.compile(r"\b(?:out of|/) ?(5|10)\b|\b(?:0|1) ?(?:-|–|to) ?(5|10)\b|\((5|10)\)", re.I)


def rank_of_score(heading: str, values: Sequence[str]) -> int:
    """How likely a column is the score of the whole: the question of the Friends and Family Test above all others."""
    if OVERALL.search(heading):
        return 3
    return 2 if meaning(heading) == "score" else 1 if values and all(map(on_fft_scale, values)) else 0


def is_rating(heading: str, values: Sequence[str]) -> bool:
    """Whether a column nobody knows holds ratings in figures: its heading asks for stars, a rate or a score."""
    figures = [value for value in map(bare_point, values) if re.fullmatch(r"10|\d", value)]
    asks = RATED.search(heading) is not None or _ends(heading) != (None, None)
    return asks and bool(values) and len(figures) > 0.9 * len(values)


def settled_scale(heading: str, values: Sequence[str], title: str = "") -> str:
    """The scale that a column of scores stands on: one for the whole column; "" where nothing says which end is best.

    Takes: what stands above the table, which may name the Friends and Family Test.
    """
    said, name = [bare_point(value) for value in values], heading.lower()
    if found := _in_words(said):
        return found
    if "crit" in name:
        return "criticality"
    if "star" in name or any("star" in value.lower() or "★" in value for value in values):
        return "stars_5"
    if directed := scale_in_figures(heading, values):
        return directed
    figures = [value for value in said if re.fullmatch(r"-?\d{1,2}", value)]
    asked = OF_FFT.search(f"{heading} {title}") or re.search(r"friends|recommend|likely", name)
    fitting = sum(1 <= float(value) <= 7 for value in figures)
    return "fft_2020" if asked and fitting > NEARLY_ALL * len(figures) - 1 and fitting else ""


def _in_words(said: Sequence[str]) -> str:
    """The scale of answers in words: that of the Friends and Family Test where nearly all of them stand on it."""
    worded = [value for value in said if re.search(r"[^\W\d_]", value)]
    of_fft = Counter(scale for value in worded if (scale := on_fft_scale(value)) not in ("", "both"))
    family = family_of(worded)
    if of_fft and (not family or sum(map(bool, map(on_fft_scale, worded))) >= NEARLY_ALL * len(worded)):
        return of_fft.most_common(1)[0][0]
    others = Counter(scale for value in said if (scale := on_a_scale(value)) not in ("", "both"))
    return family or next((scale for scale, n in others.most_common(1) if n > 0.7 * len(said)), "")


def are_scores_in_words(values: Sequence[str]) -> bool:
    """Whether answers stand on a scale in words, or faces, whose words say which end is best."""
    on_one = sum(bool(on_a_scale(value)) for value in values)
    return len(values) > 0 and (on_one > 0.7 * len(values) or bool(family_of(values)))


def steers_nothing(values: Sequence[str]) -> bool:
    """Whether answers stand on a scale in words whose best end only the question can say: agreement, how often."""
    return not family_of(values) and bool(by_statement(values))


def scale_in_figures(heading: str, values: Sequence[str]) -> str:
    """The scale of scores that are figures, by the end that is best: of_5_best_5, of_5_best_1, of_10_best_10; "" where

    nothing says which end is best.
    """
    figures = [float(value) for value in map(bare_point, values) if re.fullmatch(FIGURE, value)]
    if not figures or len(figures) < 0.6 * len(values):
        return ""
    best, worst = _ends(heading)
    top = max(best or 0, worst or 0, *figures)
    size = 5 if top <= 5 else 10 if top <= 10 else 0
    if not size:
        return ""
    if best is None and worst is not None:
        best = size if worst <= 1 else 1
    says_size = OUT_OF.search(heading) is not None and not re.search(r"likely|agree", heading, re.I)
    if best is None and (
        says_size or sum(MARK_OUT_OF.search(value) is not None for value in values) > 0.6 * len(values)
    ):
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

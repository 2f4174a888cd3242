"""What a score says, whichever way its file spells it: points of the Friends and Family Test in their order."""

from collections.abc import Iterator, Mapping

from goldthread.vocabulary.scale_words import standing


MANY = 100
"""More places than any scale has points."""
DONT_KNOW = "Don't know"
FFT_2020 = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", DONT_KNOW)
FFT_2013 = (
    "Extremely likely",
    "Likely",
    "Neither likely nor unlikely",
    "Unlikely",
    "Extremely unlikely",
    DONT_KNOW,
)
SCALE_POINTS: Mapping[str, tuple[str, ...]] = {"fft_2020": FFT_2020, "fft_2013": FFT_2013}
"""The points of a scale that has names for them, best first; other scales keep the scores that their files give."""
POSITIVE = {scale: points[:2] for scale, points in SCALE_POINTS.items()}
"""The points that count as positive, by NHS England's guidance on the Friends and Family Test."""


def _spellings(points: tuple[str, ...]) -> dict[str, str]:
    """Each point by what files write for it, in lower case: its name, or its number on the form, from 1."""
    made = {point.lower(): point for point in points}
    made |= {f"{place}{end}": point for place, point in enumerate(points, 1) for end in ("", ".0")}
    neither = points[2]
    made |= {"neither": neither, neither.lower().replace(" nor ", " or "): neither}
    return made | dict.fromkeys(("dont know", "don’t know", "do not know", "not sure"), DONT_KNOW)


SPELLINGS: Mapping[str, Mapping[str, str]] = {scale: _spellings(points) for scale, points in SCALE_POINTS.items()}
"""For each of these scales, the point that a score means, by the score in lower case."""


def named_points() -> Iterator[tuple[str, str, list[str]]]:
    """Each scale and point with all that files write for it, in lower case."""
    for scale, spellings in SPELLINGS.items():
        for point in SCALE_POINTS[scale]:
            yield scale, point, [spelt for spelt, meant in spellings.items() if meant == point]


def place_of(scale: str, score: str) -> tuple[float, str]:
    """Where a score stands in a table of its scale: points from best to worst, then others by their spelling."""
    points = SCALE_POINTS.get(scale, ())
    if score in points:
        return points.index(score), ""
    good = standing(scale, score)
    return (len(points) + MANY, score) if good is None else (-good, score)

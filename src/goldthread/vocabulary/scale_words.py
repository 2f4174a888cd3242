"""Scales whose points are words, other than the Friends and Family Test's: how good each point is, by its words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache


DEGREES: Mapping[str, float] = {
    **dict.fromkeys(("extremely", "very", "completely", "totally", "really", "highly", "exceptionally", "strongly"), 3),
    **dict.fromkeys(("fairly", "quite", "mostly", "reasonably", "rather", "generally", "moderately"), 1.5),
    **dict.fromkeys(("somewhat", "slightly", "a little", "a bit", "partly", "partially"), 1),
    **dict.fromkeys(("not very", "not particularly", "not so", "not really", "not that"), -1),
    "not": -2,
    "not at all": -2.5,
}
"""What stands before a word such as good, and how much is left of it: 2 is the word alone."""
PLAIN = 2.0
BASES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "quality": (("good", "well", "positive"), ("poor", "bad", "poorly", "badly", "negative")),
    "satisfaction_5": (("satisfied",), ("dissatisfied", "unsatisfied")),
    "ease": (("easy", "simple", "quick"), ("difficult", "hard", "slow", "complicated")),
    "faces_5": (("happy", "pleased"), ("unhappy", "sad", "angry", "displeased", "disappointed")),
    "help": (("helpful", "useful", "clear", "helped"), ("unhelpful", "useless", "unclear", "confusing")),
    "comfort": (
        ("clean", "safe", "comfortable", "confident", "friendly", "polite", "kind", "caring", "respectful"),
        ("dirty", "unsafe", "uncomfortable", "unfriendly", "rude", "unkind", "uncaring", "disrespectful"),
    ),
    "likelihood": (("likely",), ("unlikely",)),
}
"""The words of each scale that say that something is well, and those that say that it is not."""
EXTREMES: Mapping[str, float] = {
    **dict.fromkeys(("excellent", "outstanding", "exceptional", "perfect", "brilliant", "superb", "delighted"), 4),
    **dict.fromkeys(("great", "fantastic", "amazing", "wonderful"), 3.5),
    **dict.fromkeys(("above average", "satisfactory", "acceptable", "adequate"), 0.5),
    **dict.fromkeys(("below average", "requires improvement", "needs improvement", "could be better"), -1),
    **dict.fromkeys(("inadequate", "unacceptable", "unsatisfactory", "well below average"), -3),
    **dict.fromkeys(("terrible", "awful", "dreadful", "horrible", "appalling", "worst"), -4),
}
"""Words that stand on any of these scales by themselves."""
MIDDLES = frozenset(
    ("neither", "neutral", "mixed", "average", "ok", "okay", "fair", "so so", "alright", "all right", "moderate")
)
UNSURE = frozenset(("don t know", "dont know", "do not know", "not sure", "unsure", "no opinion"))
MUCH = frozenset("far well greatly significantly much completely".split())
ENDS: Mapping[str, float] = {
    **dict.fromkeys(("exceeded", "exceeds", "exceed", "above", "better"), 2),
    **dict.fromkeys(("below", "short", "worse", "not"), -2),
    **dict.fromkeys(("met", "meets", "as", "in"), 0),
}
AMONG = frozenset("fell than of my our all your expectations expectation expected line with".split())
EXPECTED = MUCH | ENDS.keys() | AMONG
"""What is said of somebody's expectations: far exceeded, met, fell below."""
BY_STATEMENT: Mapping[str, frozenset[str]] = {
    "agreement": frozenset(("agree", "disagree")),
    "frequency": frozenset(
        "always usually often mostly sometimes occasionally rarely seldom never frequently all most some none".split()
    ),
    "extent": frozenset("yes no definitely completely partly partially sometimes extent".split()),
}
"""Scales whose best end depends on what was asked: “Strongly agree” is no praise of “I had to wait too long”."""
AROUND = frozenset("of the time to some a an certain great large very i not at all nor neither or strongly".split())
LONGEST = 8
MOST_POINTS = 9
ALIKE = 0.7


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", text.lower()).split())


@lru_cache(maxsize=20_000)
def standing(scale: str, score: str) -> float | None:
    """How good a point of a scale in words is, 0 in the middle; None for what is no point of it or says no standing."""
    said = _bare(score)
    if not said or len(said.split()) > LONGEST:
        return None
    if scale == "expectations":
        return _expected(said)
    if scale not in BASES:
        return None
    good, bad = BASES[scale]
    if said.startswith("neither ") and set(said.split()) & {*good, *bad}:
        return 0.0
    degree, _, word = said.rpartition(" ")
    if word in good or word in bad:
        much = DEGREES.get(degree) if degree else PLAIN
        return None if much is None else much if word in good else -much
    return 0.0 if said in MIDDLES else EXTREMES.get(said)


def _expected(said: str) -> float | None:
    words = said.split()
    if not set(words) <= EXPECTED:
        return 0.0 if said in MIDDLES else None
    end = next((ENDS[word] for word in sorted(words, key=lambda one: -abs(ENDS.get(one, 0))) if word in ENDS), None)
    return None if end is None else end * (2 if set(words) & MUCH else 1)


def is_unsure(score: str) -> bool:
    """Whether an answer says that somebody does not know, on whichever scale."""
    return _bare(score) in UNSURE


def family_of(values: Iterable[str]) -> str:
    """The scale in words that a column of answers stands on, whose best end its words say; "" for none."""
    given = [value for value in values if not is_unsure(value)]
    points = {_bare(value) for value in given}
    if not 1 < len(points) <= MOST_POINTS:
        return ""
    known = {scale: sum(standing(scale, value) is not None for value in given) for scale in (*BASES, "expectations")}
    best = max(known, key=lambda scale: known[scale])
    return best if known[best] > ALIKE * len(given) else ""


def by_statement(values: Iterable[str]) -> str:
    """The scale in words of a column whose best end only its question can say; "" for none."""
    given = [_bare(value) for value in values if not is_unsure(value)]
    if not 1 < len(set(given)) <= MOST_POINTS:
        return ""
    for scale, words in BY_STATEMENT.items():
        fitting = sum(bool(set(one.split()) & words) and set(one.split()) <= words | AROUND for one in given)
        if fitting > ALIKE * len(given):
            return scale
    return ""


__all__ = ["by_statement", "family_of", "is_unsure", "standing"]

"""What contradicts what: groups that feel it differently, and scores that say something else than the words."""

from goldthread.insight.layers import Layered
from goldthread.insight.sections import NAMES


MOOD = {"high": "mostly positive", "low": "mostly negative", "mixed": "mixed"}
GOOD_SCORE, HARD_WORDS, BAD_SCORE, GOOD_WORDS = 75.0, 40.0, 50.0, 50.0


def of_groups(journey: Layered, touchpoint: str = "") -> list[str]:
    """Moments at which two groups feel it differently, each with what they feel most."""
    made = []
    titles = {step.key: step.title for step in journey.whole.steps}
    for key, pair in journey.apart.items():
        if touchpoint and key != touchpoint:
            continue
        same = len({next(one for one in journey.layers if one.who == who).steps[key].mood for who in pair}) == 1
        best, worst = (f"{NAMES[who].lower()} find it {_mood(journey, who, key)}" for who in pair)
        worst = worst.replace(" find it ", " far more so: ", 1) if same else worst
        made.append(f"{titles[key]}: {best}, {'and' if same else 'but'} {worst}.")
    return made


def _mood(journey: Layered, who: str, key: str) -> str:
    step = next(layer for layer in journey.layers if layer.who == who).steps[key]
    felt = sorted(((n, name) for name, n in step.feelings.items() if n), key=lambda pair: (-pair[0], pair[1]))[:2]
    most = " and ".join(f"{name.replace('_', ' ')} {n:,}" for n, name in felt)
    return f"{MOOD[step.mood]} ({most})" if most else MOOD[step.mood]


def of_scores(
    scores: dict[str, float | None], positive: float | None, negative: float | None, *, unprompted: bool = False
) -> list[str]:
    """Where scores and words point different ways.

    Takes: percent positive by scale; percent of answers with words that are positive and negative; whether these leave
    out answers to questions that ask for it, as what could be better.
    Source: our own rule: at least 75 % positive scores beside at least 40 % negative words, or fewer than 50 %
    positive scores beside at least 50 % positive words.
    """
    made = []
    asked_for = ", not counting answers to “{}”" if unprompted else ""
    hard, fine = asked_for.format("What could be better?"), asked_for.format("What was good?")
    for scale, score in scores.items():
        if score is None or positive is None or negative is None:
            continue
        if score >= GOOD_SCORE and negative >= HARD_WORDS:
            made.append(
                f"Scores ({scale}) are {score:.0f}% good, but {negative:.0f}% of what people wrote is negative{hard}."
            )
        elif score < BAD_SCORE and positive >= GOOD_WORDS:
            made.append(
                f"Scores ({scale}) are only {score:.0f}% good, "
                f"but {positive:.0f}% of what people wrote is positive{fine}."
            )
    return made

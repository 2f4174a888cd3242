"""The figures of the page "How we read comments", from what is kept with the coder."""

from typing import Any

from goldthread import coding
from goldthread.vocabulary import FEELINGS, THEMES, TOUCHPOINTS


OF_ITS_OWN = ("comments", "respondents", "folds", "content", "sentiment5", "sentiment3")
"""Figures that each coder has of its own; the others are the fast coder's, whichever codes."""


def page(coder: str) -> dict[str, Any]:
    """What the page says of a kind of coder, all of it measured; empty blocks where nothing was kept."""
    own = coding.figures(coder)
    held = coding.figures() | {name: own[name] for name in OF_ITS_OWN if name in own}
    themes = [(label, coding.how_sure(THEMES, label, coder)) for label in coding.framework().labels]
    felt = [(one.title, coding.how_sure(FEELINGS, one.key)) for one in coding.feelings()]
    kinds = [(one.title, coding.how_sure(TOUCHPOINTS, one.key)) for one in coding.touchpoint_kinds()]
    return {
        "held": held,
        "coder": coder,
        "ten": coding.in_ten,
        "blocks": [("Themes", _known(themes)), ("Feelings", _known(felt)), ("Moments that matter", _known(kinds))],
        "concerns": coding.figures("concerns"),
        "by": _parts(held.get("by", {})),
    }


def _known(rows: list[tuple[str, coding.Sureness | None]]) -> list[tuple[str, coding.Sureness]]:
    """Those with figures, most examples first."""
    return sorted(((name, sure) for name, sure in rows if sure), key=lambda row: -row[1].n)


TITLES = {
    "service": "By service",
    "length": "By length, in letters",
    "question_type": "By question",
    "spelling": "With typing mistakes that we added",
}
ASKED = {
    "what_good": "What was good?",
    "could_improve": "What could be better?",
    "suggestion": "Suggestions",
    "nonspecific": "Neither",
}


def _parts(by: dict[str, Any]) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    return [
        (title, [(ASKED.get(name, name), figures) for name, figures in by[key].items() if figures.get("micro_f1")])
        for key, title in TITLES.items()
        if key in by
    ]

"""Marks laid beside feedback, by software or by people."""

from dataclasses import dataclass
from typing import Literal, Protocol


THEMES = "nhs-qdc/7"
SENTIMENT = "sentiment/1"
FEELINGS = "feelings/1"
TOUCHPOINTS = "touchpoints/1"
CONCERNS = "concerns/1"
CONCERN_ACTIONS = "concern-actions/1"
"""What a person did about a concern; marks of these two frameworks are seen under the safeguarding right alone."""

Status = Literal["suggested", "agreed", "rejected"]


@dataclass(frozen=True, slots=True)
class Code:
    """One mark on one piece of feedback.

    `framework` names framework and version; `by` is a coder's version ("fast/1") or a person's reference; a
    machine's mark is always "suggested". `confidence` is a calibrated probability, 1 for people. `start` and `end`
    are the words that show it, -1 where the whole answer does. Sentiment labels are "1" (very positive) to "5".
    """

    framework: str
    label: str
    by: str
    confidence: float
    status: Status = "suggested"
    start: int = -1
    end: int = -1


class Answer(Protocol):
    """What a coder may read of a piece of feedback: the words, and the question that they answer."""

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def question_type(self) -> str:
        """what_good, could_improve, suggestion or nonspecific."""
        ...

    @property
    def question(self) -> str:
        """The question asked, as worded."""
        ...

    @property
    def score(self) -> str:
        """The native score, empty for none."""
        ...

    @property
    def scale(self) -> str:
        """The scale of the score, empty for none."""
        ...

    @property
    def service(self) -> str:
        """The service it is about."""
        ...

"""What a withdrawal takes out of this app."""

from collections.abc import Sequence


def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Nothing goes by rule: this app holds no words and nobody who told us something.

    What people worded here, such as a clause or a comment, is looked through like every text that is typed: a copy of
    withdrawn words is named by its place until somebody has worded it anew.
    """
    return 0

"""Several words in a sentence."""

from collections.abc import Sequence


def listed(words: Sequence[str], joined: str = "and") -> str:
    """Words as people list them: commas, and a word before the last; "" for none."""
    return f"{', '.join(words[:-1])} {joined} {words[-1]}" if len(words) > 1 else "".join(words)

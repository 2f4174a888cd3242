"""What stands in a column, whatever its heading says."""

import re
from statistics import mean

from goldthread.sources.dates import look_at
from goldthread.sources.values import answered, on_a_scale


TELLING = re.compile(r"@|\d{6,}|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|https?:", re.I)
"""What an extra column may not hold: addresses, numbers that reach somebody, postcodes."""


def fits(means: str, heading: str, values: list[str]) -> bool:
    """Whether what stands in a column can mean what its heading says."""
    if not values:
        return True
    if means == "date":
        read = mean(look_at(value) is not None for value in values)
        return read > 0.6 or ("date" in heading.lower() and read > 0)
    if means == "score":
        if are_questions(values):
            return False
        return all(len(value) < 60 for value in values) and not any("/" in v and look_at(v) for v in values)
    if means.endswith("_id"):
        tells = len(values) < 5 or len(set(values)) > 0.1 * len(values)
        short = all(len(value) < 80 for value in values)
        return tells and short and mean(look_at(v) is not None for v in values) < 0.5
    return means == "question" or not are_long_words(values)


def are_questions(values: list[str]) -> bool:
    """Whether a column holds questions and not answers to them."""
    return mean(value.strip().endswith("?") and " " in value for value in values) > 0.7


def are_words(values: list[str]) -> bool:
    """Whether a column holds what people wrote, and not codes, numbers or points of a scale."""
    said = [value for value in values if answered(value) == "words"]
    if not said:
        return True
    codes = mean(bool(re.fullmatch(r"[-\d.,|;\s%]+", value)) for value in said)
    varied = len(set(said)) > 0.3 * len(said) or len(said) < 12
    return codes < 0.3 and not are_on_a_scale(said) and (mean(" " in value.strip() for value in said) > 0.15 or varied)


def are_long_words(values: list[str]) -> bool:
    """Whether a column that nobody knows holds sentences, each another."""
    said = [value for value in values if answered(value) == "words"]
    if len(said) < 2 or any(value.startswith(("http", "{", "[")) for value in said):
        return False
    return mean(len(value.split()) for value in said) >= 5 and len(set(said)) > 0.6 * len(said)


def are_on_a_scale(values: list[str]) -> bool:
    """Whether a column holds answers that stand on a scale in words, or faces."""
    return len(values) > 0 and mean(bool(on_a_scale(value)) for value in values) > 0.7


def are_numbers(values: list[str]) -> bool:
    """Whether a column holds numbers; an empty one does."""
    return mean(bool(re.fullmatch(r"[-\d.,|;\s%]+", value)) for value in values) > 0.7 if values else True


def are_choices(values: list[str]) -> bool:
    """Whether an unknown column is a short choice of values, and none of them reaches anybody."""
    if not values or any(len(value) > 60 or TELLING.search(value) for value in values):
        return False
    kinds = len(set(values))
    return kinds <= max(3, 0.3 * len(values)) and not (kinds > 12 and are_numbers(values))

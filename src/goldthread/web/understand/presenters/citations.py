"""A citation as text to copy, and where a part of an answer is in it."""

from goldthread.vocabulary import Citation, Passage
from goldthread.web import wording


def span(text: str, part: str) -> tuple[int, int] | None:
    """Where a part stands in an answer; the whole of it where no part is asked for, None where it does not stand."""
    if not part:
        return 0, len(text)
    at = text.casefold().find(part.casefold()) if len(text) == len(text.casefold()) else text.find(part)
    return (at, at + len(part)) if at >= 0 else None


def as_text(cited: Citation, passage: Passage, names: dict[str, str]) -> str:
    """A citation to copy: the words, where and when they were told, and what finds them again."""
    place = passage.service or passage.team or "Service not given"
    whose = names.get(passage.organisation, passage.organisation_name or passage.organisation)
    told = f", from {who}" if (who := wording.teller(passage.role)) else ""
    return (
        f"“{cited.passage}”\n"
        f"{', '.join(filter(None, (place, whose)))}, {wording.day(passage.date, passage.date_precision)}{told}.\n"
        f"Names and numbers were removed. "
        f"Reference {cited.reference}, characters {cited.start} to {cited.end}, batch {cited.batch}, hash {cited.hash}."
    )

"""Figures in the manner of a national FFT publication: counts and percentages, `*` and `-` where they are small."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from goldthread.demo.places import organisation_name
from goldthread.demo.tellings import Telling


HEADER = (
    "YearMonth",
    "Trust Code",
    "Trust Name",
    "Ward Name",
    "Total Responses",
    "Total Eligible",
    "Percentage Positive",
    "Percentage Negative",
)
FEWEST = 5


def write(path: Path, tellings: Iterable[Telling]) -> Path:
    """The monthly figures of these tellings, with a total row below each month."""
    counted: dict[tuple[str, str, str], Counter[str]] = {}
    for each in tellings:
        if each.role == "staff":
            continue
        key = (f"{each.date:%Y%m}", each.service.organisation, each.service.name)
        said = "positive" if each.score <= 2 else "negative" if each.score in (4, 5) else "other"
        counted.setdefault(key, Counter())[said] += 1
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\r\n")
        out.writerow(HEADER)
        for month in sorted({key[0] for key in counted}):
            out.writerows(_month(month, {key: counted[key] for key in sorted(counted) if key[0] == month}))
    return path


def _month(month: str, counted: dict[tuple[str, str, str], Counter[str]]) -> Iterable[tuple[object, ...]]:
    for (_, code, ward), said in counted.items():
        yield (month, code, organisation_name(code), ward, *_figures(said))
    yield (month, "", "Total", "", *_figures(sum(counted.values(), Counter())))


def _figures(said: Counter[str]) -> tuple[object, ...]:
    responses = said.total()
    if responses < FEWEST:
        return ("*", responses * 4, "-", "-")
    return (responses, responses * 4, *(f"{100 * said[tone] / responses:.1f}%" for tone in ("positive", "negative")))

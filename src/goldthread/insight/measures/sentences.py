"""A measure explained back in one sentence, in words that whoever wrote it can check."""

from collections.abc import Mapping
from types import MappingProxyType

from goldthread.insight.measures.back_test import BackTest
from goldthread.vocabulary import Cut
from goldthread.vocabulary.listing import listed
from goldthread.vocabulary.measures import Measure, Period, ReportedCounts, ShareOfAnswers, ShareOfEvents


WHO = {"patient": "patients", "carer": "carers", "staff": "staff"}


def in_a_sentence(measure: Measure, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """What is counted, out of what, where, how often, and what it must reach.

    Takes: names of organisations, journeys and moments by their codes and keys; what has none is named by these.
    """
    made = f"{_share(measure, names)}, {_every(measure)}"
    if measure.threshold is None:
        return f"{made}; no threshold is set."
    way = "at most" if measure.threshold.at_most else "at least"
    return f"{made}; it must be {way} {percent(measure.threshold.share)}."


def _share(measure: Measure, names: Mapping[str, str]) -> str:
    definition, where = measure.definition, _where(measure.cut, names)
    if isinstance(definition, ShareOfAnswers):
        who = listed([WHO.get(role, role) for role in measure.cut.roles], "and") or "people"
        return (
            f"Of {who}{where} who answered “{definition.question}” with {_or((*definition.yes, *definition.no))}, "
            f"the share who answered {_or(definition.yes)}"
        )
    if isinstance(definition, ShareOfEvents):
        return (
            f"Of rows of {definition.kind.replace('_', ' ')}{where} in which “{definition.field}” is "
            f"{_or((*definition.good, *definition.other))}, the share in which it is {_or(definition.good)}"
        )
    assert isinstance(definition, ReportedCounts)
    counted = f"{_first_upper(definition.numerator)}, as a share of {definition.denominator}"
    return f"{counted}, as the provider reports them{where}"


def _where(cut: Cut, names: Mapping[str, str]) -> str:
    named = [names.get(code, code) for code in cut.organisations]
    parts = [listed(some, "or") for some in (cut.services, cut.teams, named) if some]
    parts += [f"on the journey “{names.get(cut.pathway, cut.pathway)}”"] if cut.pathway else []
    parts += [f"at the moment “{names.get(cut.touchpoint, cut.touchpoint)}”"] if cut.touchpoint else []
    return f" ({', '.join(parts)})" if parts else ""


def _every(measure: Measure) -> str:
    return "month by month" if measure.period == "month" else "quarter by quarter"


def _or(values: tuple[str, ...]) -> str:
    return listed([f"“{one}”" for one in values], "or")


def percent(share: float) -> str:
    """A share as people read it: 85%."""
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def change_in_words(tested: BackTest, period: Period) -> str:
    """The smallest change that a period can show, in words; "" where nobody knows.

    Source: 2.8 √(p(1 - p) / n), two standard errors of a difference at 80 % power.
    """
    if tested.smallest_change is None:
        return ""
    replies = round(tested.replies_a_month)
    said = f"With {replies:,} {'reply' if replies == 1 else 'replies'} a month"
    said += "" if period == "month" else f", and so {round(3 * tested.replies_a_month):,} a quarter"
    points = round(100 * tested.smallest_change)
    return f"{said}, changes under about {points} percentage points cannot be told from chance."


def chance_in_words(tested: BackTest, period: Period) -> tuple[str, ...]:
    """What chance alone would do: how often a threshold is missed, and how often a run is seen."""
    made = []
    if tested.chance_failure is not None:
        share = percent(tested.chance_failure)
        made.append(
            f"If nothing had changed since the first 12 months, chance alone would miss it in {share} of {period}s."
        )
    if tested.chance_runs is not None:
        share = percent(tested.chance_runs)
        made.append(f"Chance alone shows a run or a trend of seven {period}s in {share} of such series.")
    return tuple(made)

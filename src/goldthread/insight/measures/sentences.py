"""A measure explained back in one sentence, in words that whoever wrote it can check."""

from goldthread.vocabulary import Cut
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfAnswers, ShareOfEvents


WHO = {"patient": "patients", "carer": "carers", "staff": "staff"}


def in_a_sentence(measure: Measure) -> str:
    """What is counted, out of what, where, how often, and what it must reach."""
    made = f"{_share(measure)}, {_every(measure)}"
    if measure.threshold is None:
        return f"{made}; no threshold is set."
    way = "at most" if measure.threshold.at_most else "at least"
    return f"{made}; it must be {way} {percent(measure.threshold.share)}."


def _share(measure: Measure) -> str:
    definition, where = measure.definition, _where(measure.cut)
    if isinstance(definition, ShareOfAnswers):
        who = " and ".join(WHO.get(role, role) for role in measure.cut.roles) or "people"
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


def _where(cut: Cut) -> str:
    parts = [*(cut.services and [" or ".join(cut.services)] or []), *(cut.teams and [" or ".join(cut.teams)] or [])]
    parts += [" or ".join(cut.organisations)] if cut.organisations else []
    parts += [f"on the pathway {cut.pathway}"] if cut.pathway else []
    parts += [f"at the moment {cut.touchpoint}"] if cut.touchpoint else []
    return f" ({', '.join(parts)})" if parts else ""


def _every(measure: Measure) -> str:
    return "month by month" if measure.period == "month" else "quarter by quarter"


def _or(values: tuple[str, ...]) -> str:
    said = [f"“{one}”" for one in values]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def percent(share: float) -> str:
    """A share as people read it: 85 %."""
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]

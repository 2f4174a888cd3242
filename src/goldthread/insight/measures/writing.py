"""A measure as a file or a database keeps it: the keys of its YAML, which `measure_from` reads back exactly."""

from dataclasses import asdict, replace

from goldthread.vocabulary import EVERYTHING, BadDefinition, Cut
from goldthread.vocabulary.measures import Definition, Measure, ShareOfAnswers, ShareOfEvents, Threshold


Written = dict[str, object]


def as_held(measure: Measure) -> Written:
    """Return a measure's keys and values, as JSON or YAML can hold them; what is as usual is left out.

    Raises: BadDefinition for a cut that a measure cannot have, such as one by themes.
    """
    held: Written = {"key": measure.key, "wording": measure.wording, "definition": _definition(measure.definition)}
    if cut := _cut(measure.cut):
        held["cut"] = cut
    if measure.period != "month":
        held["period"] = measure.period
    if measure.threshold is not None:
        held["threshold"] = _threshold(measure.threshold)
    if measure.standing != "watched":
        held["standing"] = measure.standing
    return held | dict(measure.more)


def _definition(made: Definition) -> Written:
    if isinstance(made, ShareOfAnswers):
        return {"share answering yes": {"question": made.question, "yes": list(made.yes), "no": list(made.no)}}
    if isinstance(made, ShareOfEvents):
        sides = {"good": list(made.good), "other": list(made.other)}
        return {"share of events": {"kind": made.kind, "field": made.field, **sides}}
    months = [asdict(one) for one in made.months]
    words = {"numerator": made.numerator, "denominator": made.denominator}
    return {"reported by the provider": {**words, "months": months}}


def _cut(cut: Cut) -> Written:
    several = {"organisation": cut.organisations, "service": cut.services, "team": cut.teams, "role": cut.roles}
    one = {"pathway": cut.pathway, "moment": cut.touchpoint}
    if replace(EVERYTHING, **{field: getattr(cut, field) for field in HELD}) != cut:
        raise BadDefinition(
            "A measure's cut has a filter that a measure cannot have.",
            f"It may narrow by {', '.join((*several, *one))}.",
        )
    return {name: list(values) for name, values in several.items() if values} | {
        name: value for name, value in one.items() if value
    }


HELD = ("organisations", "services", "teams", "roles", "pathway", "touchpoint")
"""The filters of a cut that a measure may have, by their names in `Cut`."""


def _threshold(threshold: Threshold) -> Written:
    return {"at most" if threshold.at_most else "at least": threshold.share}

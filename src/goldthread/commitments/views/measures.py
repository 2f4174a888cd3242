"""Measures: what they count, what two years would have said, what lacks before they are agreed, and their versions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from markupsafe import Markup

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.workspaces import GapLike, MeetingLike
from goldthread.commitments import (
    charting,
    defining,
    disclosing,
    measuring,
    parties,
    queries,
    rehearsed,
    rules,
    standings,
)
from goldthread.commitments.actions import measures as actions
from goldthread.commitments.forms.charts import Unmark
from goldthread.commitments.forms.measures import FIELDS, ByQuarter, ChangeMeasure, Complete, Retire
from goldthread.commitments.models import ChartMark, MeasureRecord, MeasureVersion
from goldthread.commitments.presenters import measures as presenters
from goldthread.commitments.rehearsing import rounded
from goldthread.commitments.views.reading import answers_of, words_of
from goldthread.documents.charts import CHART_FORMS, chart_file
from goldthread.forms.form import Given
from goldthread.forms.pages import page
from goldthread.partnership.reading import tokens_under
from goldthread.vocabulary import NotFound
from goldthread.vocabulary.measure_charts import MeasureChart
from goldthread.vocabulary.measures import Measure, ReportedCounts
from goldthread.workspace import draw_chart


MEETINGS_SHOWN, WORDS_SHOWN = 3, 2


class _Reason(NamedTuple):
    code: str
    sentence: str


TOO_FEW_OR_NONE = _Reason(
    "too few",
    "Too few people answer, or none. Count it by quarter, widen it, or have the question asked more often.",
)


def every(request: Request) -> HttpResponse:
    """Every measure, with how it stands."""
    held, scope = [], request.acting.scope()
    used = {one.measure_id for one in queries.clauses(scope) if one.ended_on is None}
    for one in queries.measures(scope):
        version, retired = measuring.newest_version(one), one.retired_on is not None
        held.append((one, version, presenters.standing(version.standing, retired=retired, used=one.pk in used)))
    return render(request, "commitments/measures.html", {"measures": held})


def one(request: Request, key: str) -> HttpResponse:
    """One measure, with its rehearsal as far as whoever looks may know it."""
    held = queries.measure(request.acting.scope(), key)
    version = measuring.newest_version(held)
    measure = measuring.defined(version)
    shown = {
        "measure": held,
        "version": version,
        "standing": presenters.standing(version.standing, retired=held.retired_on is not None),
        "target": presenters.target_said(measure),
        "lacking": presenters.lacking(measure),
        "facts": presenters.facts(measure),
        "keeps": parties.keeps_measure(request.acting, held.organisations) and held.retired_on is None,
        "words": words_of(request, tokens_under(str(held))),
        "clauses": _clauses(request, held),
        "versions": list(held.versions.order_by("-number")),
        "people": accounts.names_of_people(one.by for one in held.versions.all()),
        **_rehearsed(request, held, measure),
        **_months(request, held, measure),
        "by_quarter": ByQuarter(initial={"based_on": version.number}),
        "by_quarters": measure.period == "quarter",
        "charts": parties.charts_measure(request.acting, held.organisations) and held.retired_on is None,
        "marks": _marks(held),
        "gaps": _gaps(request, held, measure),
        "unmark": Unmark(),
    }
    return render(request, "commitments/measure.html", shown)


def _rehearsed(request: Request, held: MeasureRecord, measure: Measure) -> dict[str, object]:
    """What two years would have said."""
    if not _is_exact(request, held, measure):
        return _shared(request, held, measure)
    found = rehearsed.of(measure, request.acting.scope(), queries.about(held))
    periods = found.checked.rehearsed.periods
    status = [workspace().measures.status(measure, one.numerator, one.denominator) for one in periods]
    rebases, events = charting.rebases_of(held), charting.events_of(held)
    drawn = rehearsed.chart(measure, request.acting.scope(), rebases, events)
    return {
        "chart": Markup(draw_chart(drawn)) if drawn else "",  # noqa: S704  # the drawing has escaped its words
        "notes": drawn.notes if drawn else (),
        "forms": tuple(CHART_FORMS) if _for_everybody(request, held) else (),
        "sentence": workspace().measures.sentence(measure),
        "rehearsal": found,
        "baseline": found.checked.rehearsed.baseline,
        "rows": presenters.rows(measure, periods, status),
        "failed": presenters.failed_said(measure, status),
        "refused": [one for one in found.checked.refused if one.code != "incomplete"],
        "offers_quarters": presenters.offers_quarters(measure, found),
        "meetings": _meetings(request, measure, found.meetings),
    }


def _months(request: Request, held: MeasureRecord, measure: Measure) -> dict[str, object]:
    """Of a measure that its provider reports: whether it has no months yet, and whether whoever looks may add some."""
    if not isinstance(measure.definition, ReportedCounts):
        return {}
    gives = held.retired_on is None and parties.gives_months(request.acting, held, measure.cut.organisations)
    return {"no_months": not measure.definition.months, "gives": gives}


def _marks(held: MeasureRecord) -> list[tuple[ChartMark, str]]:
    """New limits and changes of collection, each with the name of who said so."""
    some = list(held.marks.filter(removed_at=None).order_by("on", "id"))
    names = accounts.names_of_people(one.by for one in some)
    return [(one, names.get(one.by, "the commissioner")) for one in some]


def _gaps(request: Request, held: MeasureRecord, measure: Measure) -> list[dict[str, object]]:
    """Groups that are compared: what both answered, as far as whoever looks may know it, with its chart."""
    made, groups, events = [], dict(rules.GROUPS), charting.events_of(held)
    for one in held.gaps.filter(ended=None).order_by("id"):
        found = rehearsed.gap(one, measure, request.acting.scope())
        drawn = draw_chart(replace(found.chart, events=events)) if found and _has_points(found) else ""
        made.append(
            {
                "gap": one,
                "groups": (groups[one.first], groups[one.second]),
                "sentence": found.sentence if found else "",
                "chart": Markup(drawn),  # noqa: S704  # the drawing has escaped its words
                "notes": found.chart.notes if found and drawn else (),
            }
        )
    return made


def _has_points(found: GapLike) -> bool:
    return any(one.value is not None for one in found.chart.points)


def _is_exact(request: Request, held: MeasureRecord, measure: Measure) -> bool:
    """Whether somebody gets exact counts of a measure: readers of all words.

    Of what a provider reports everybody does, unless a month of it is small: then those who report or commission it.
    """
    if isinstance(measure.definition, ReportedCounts):
        return not disclosing.has_small(measure) or parties.reads_reported(request.acting, held.organisations)
    return workspace().findings.is_exact(request.acting.scope(), measure.cut)


def _shared(request: Request, held: MeasureRecord, measure: Measure) -> dict[str, object]:
    """What whoever may not read the words learns of two years: what shared figures say, and no month's counts.

    Why it cannot be agreed rests on exact counts, of which nothing more is told than that they are too few or none.
    """
    found = rehearsed.of(disclosing.released(measure), request.acting.scope(), queries.about(held)).checked
    kept, version = rounded(found.rehearsed, measure.period), measuring.newest_version(held)
    refused = [one for one in found.refused if one.code in ("no threshold", "suggested", "forbidden")]
    if version.rehearsal.get("few"):
        refused = [*refused, TOO_FEW_OR_NONE]
    return {
        "chart": "",
        "notes": (),
        "forms": (),
        "sentence": workspace().measures.sentence(measure),
        "rehearsal": {"said": presenters.shared_said(kept), "unseen": ()},
        "baseline": found.rehearsed.baseline if kept["baseline"] is not None else None,
        "rows": [],
        "failed": presenters.shared_failed(kept),
        "refused": refused if version.standing == "watched" else [],
        "offers_quarters": False,
        "meetings": [],
    }


def _meetings(request: Request, measure: Measure, found: Sequence[MeetingLike]) -> list[dict[str, object]]:
    """The newest contract meetings that it would have caused, with what people said then."""
    return [
        {
            "when": rules.named(one.period, measure.period),
            "count": one.count,
            "words": answers_of(request, one.passages[:WORDS_SHOWN]),
        }
        for one in list(found)[: -MEETINGS_SHOWN - 1 : -1]
    ]


def _clauses(request: Request, measure: MeasureRecord) -> list[tuple[object, object, str]]:
    held = [one for one in queries.clauses(request.acting.scope()) if one.measure_id == measure.pk]
    found = standings.of_all(held)
    return [(one, queries.wording_of(one), found[one.pk].state) for one in held]


def chart(request: Request, key: str, form: str) -> HttpResponse:
    """Its control chart as a file that may be passed on: of shared figures, or of what a provider reports."""
    held = queries.measure(request.acting.scope(), key)
    found, drawn = next((one for one in CHART_FORMS if one == form), None), _for_everybody(request, held)
    if found is None or drawn is None:
        raise NotFound("There is no such chart.", "Open the measure, and choose one there.")
    made = HttpResponse(chart_file(drawn, found, invented=settings.DEMO), content_type=CHART_FORMS[found])
    made.headers["Content-Disposition"] = f'attachment; filename="{slugify(drawn.title)[:60]}.{found}"'
    return made


def _for_everybody(request: Request, held: MeasureRecord) -> MeasureChart | None:
    """Its chart as anybody may have it who sees these organisations; None where shared figures show too few."""
    measure = disclosing.released(measuring.defined(measuring.newest_version(held)))
    scope = request.acting.scope().for_everybody()
    return rehearsed.chart(measure, scope, charting.rebases_of(held), charting.events_of(held))


def change(request: Request, key: str) -> HttpResponse:
    """Another sentence, threshold or period: the next version."""
    held, version = _kept(request, key)
    target = defining.target_of(measuring.defined(version))
    now = {"wording": version.wording, "way": target.way, "percent": target.percent, "based_on": version.number}
    form = ChangeMeasure.of(request, initial=now | {"period": measuring.defined(version).period})
    made = form.done(lambda given: _change(request, held, version, given))
    if made:
        messages.success(request, "The measure is changed. Clauses that use it are to be checked again.")
        return redirect("measure", key=key)
    return page(request, form, title="Change the measure", send="Save the change", back=_back(held))


def _change(request: Request, held: MeasureRecord, version: MeasureVersion, given: Given) -> MeasureVersion:
    body = {name: value for name, value in version.body.items() if name != "threshold"}
    body |= {"wording": given["wording"], "period": given["period"]}
    baseline = None
    if given["way"] == "baseline":
        measure = measuring.defined(version)
        baseline = workspace().measures.check(measure, request.acting.scope()).rehearsed.baseline
    body |= defining.MeasureTarget(given["way"], given["percent"]).held(baseline)
    return _next(request, held, given["based_on"], body, given["why"])


def _next(request: Request, held: MeasureRecord, based_on: int, body: defining.Body, why: str) -> MeasureVersion:
    return actions.change(
        by=request.acting,
        workspace=workspace(),
        scope=request.acting.scope(),
        measure=held,
        based_on=based_on,
        body=body,
        why=why,
    )


def by_quarter(request: Request, key: str) -> HttpResponse:
    """Count it by quarter, because months have too few replies."""
    held, version = _kept(request, key)
    based_on = ByQuarter.of(request).asked()["based_on"]
    _next(request, held, based_on, {**version.body, "period": "quarter"}, "Months have too few replies to say.")
    messages.success(request, "It is counted by quarter now. See what the last two years would have said.")
    return redirect("measure", key=key)


def complete(request: Request, key: str) -> HttpResponse:
    """What must be said before it is agreed."""
    held, version = _kept(request, key)
    names = {name: FIELDS.get(name, name) for name in Complete.base_fields if name != "based_on"}
    now = {name: version.body.get(field, "") for name, field in names.items()}
    form = Complete.of(request, initial=now | {"based_on": version.number})

    def say(given: Given) -> MeasureVersion:
        body = {name: value for name, value in version.body.items() if name not in names.values()}
        body |= {field: given[name] for name, field in names.items() if given[name]}
        return _next(request, held, given["based_on"], body, "What you must add before it can be agreed.")

    if form.done(say):
        messages.success(request, "Saved.")
        return redirect("measure", key=key)
    return page(request, form, title="Before this measure is agreed", send="Save", back=_back(held))


def retire(request: Request, key: str) -> HttpResponse:
    """Retire it; what is there stays to be read."""
    held, _ = _kept(request, key)
    form = Retire.of(request)
    if form.done(lambda given: actions.retire(by=request.acting, measure=held, **given)):
        messages.success(request, "The measure is retired. Clauses that use it are to be checked again.")
        return redirect("measure", key=key)
    return page(request, form, title="Retire this measure", send="Retire it", back=_back(held))


def _kept(request: Request, key: str) -> tuple[MeasureRecord, MeasureVersion]:
    """A measure for whoever may change it. Raises NoRight, NotFound."""
    held = queries.measure(request.acting.scope(), key)
    parties.measure_keeper(request.acting, held)
    return held, measuring.newest_version(held)


def _back(held: MeasureRecord) -> tuple[str, str]:
    return reverse("measure", args=[held.key]), "The measure"

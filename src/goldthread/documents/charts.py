"""A chart as PowerPoint, Excel, PNG or SVG, with its caveats printed in it and its figures in a table behind it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Literal, TypeAlias

from goldthread.documents.printed_charts import ChartLine, PrintedChart
from goldthread.insight import charts
from goldthread.insight.measures import draw_chart
from goldthread.vocabulary import PlainError, Table, WrongUsage, marking
from goldthread.vocabulary.measure_charts import MeasureChart


ChartForm: TypeAlias = Literal["pptx", "xlsx", "png", "svg"]
CHART_FORMS: Mapping[ChartForm, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
"""What a chart can be handed round as, each with its media type."""
GAP = "A gap in a line: {}."
INVENTED = "Every figure in this chart is invented."
NO_FIGURE, FEW = "no figure for it", "fewer than 5 answers, or none"


def chart_file(
    chart: MeasureChart | Table, form: ChartForm, *, title: str = "", only_for: str = "", invented: bool = False
) -> bytes:
    """Return a measure's chart, or a trend's table, as a file of one form.

    Takes: the title of a trend; in `only_for` who alone the file is for, which is printed in it, "" for everybody (a
    trend that is not of shared figures alone is always marked); whether its figures are invented, which is printed too.
    Raises: WrongUsage for another form or a table that was not disclosed; PlainError where a part is not installed.
    """
    if form not in CHART_FORMS:
        raise WrongUsage(f"A chart is not written as {form}.", f"It may be {', '.join(CHART_FORMS)}.")
    if isinstance(chart, Table):
        only_for = marking.kept_for(chart.disclosed_for, shared=bool(chart.asked.get("shared")), who=only_for)
    mark = " ".join(filter(None, (marking.said(only_for), INVENTED if invented else "")))
    printed = of_measure(chart, mark) if isinstance(chart, MeasureChart) else of_trend(chart, title, mark)
    return _WRITES[form](printed)


def of_measure(chart: MeasureChart, mark: str = "") -> PrintedChart:
    """What is printed of a measure's control chart."""
    values = {name: tuple(getattr(one, name) for one in chart.points) for name in ("value", "centre", "lower", "upper")}
    lines = [
        ChartLine(name="Difference" if chart.is_gap else "Share", values=values["value"], colour="005EB8", points=True),
        ChartLine(name="Mean", values=values["centre"], colour="212B32"),
        ChartLine(name="Lower limit", values=values["lower"], colour="768692", dashed=True),
        ChartLine(name="Upper limit", values=values["upper"], colour="768692", dashed=True),
    ]
    if chart.threshold:
        shares = (chart.threshold.share,) * len(chart.points)
        lines.append(ChartLine(name="Threshold", values=shares, colour="B3261E", dashed=True))
    icons = [one.text + "." for one in (chart.variation, chart.assurance) if one]
    events = [f"{one.on.day} {one.on:%B %Y}: {one.what}." for one in chart.events]
    gaps = [GAP.format(NO_FIGURE)] if None in values["value"] else []
    return PrintedChart(
        title=chart.title,
        about=chart.sentence,
        lines=tuple(lines),
        months=tuple(one.month for one in chart.points),
        columns=chart.columns,
        rows=[(_named(str(month)), *rest) for month, *rest in chart.rows()],
        notes=(*icons, *events, *gaps, *chart.notes),
        draw=lambda: draw_chart(chart, caveats=True, mark=mark),
        percent=True,
        mark=mark,
    )


def _named(month: str) -> str:
    return f"{date.fromisoformat(month + '-01'):%B %Y}"


def of_trend(table: Table, title: str, mark: str = "") -> PrintedChart:
    """What is printed of a trend. Raises WrongUsage for a table that has not been made safe to show."""
    if table.disclosed_for is None:
        raise WrongUsage("This table has not been made safe to show.")
    title = title or "Answers month by month"
    at_least = ", at least" if table.asked.get("at_least") else ""
    values = tuple(row["n"] for row in table.rows)
    gaps = (GAP.format(FEW),) if None in values else ()
    about = f"Answers with words by month{at_least}."
    notes = (*gaps, *table.notes)
    return PrintedChart(
        title=title,
        about=about,
        lines=(ChartLine(name=f"Answers{at_least}", values=values, colour="005EB8", points=True),),
        months=tuple(row["month"] for row in table.rows),
        columns=("Month", f"Answers{at_least}", "Out of", "Share %"),
        rows=[(_named(row["month"]), row["n"], row["out_of"], row["share"]) for row in table.rows],
        notes=notes,
        draw=lambda: _trend_svg(table, title, [*filter(None, [mark]), about, *notes]),
        mark=mark,
    )


def _trend_svg(table: Table, title: str, lines: Sequence[str]) -> str:
    drawn = charts.trend(table, title=title, width=640, height=300, under=lines)
    svg = str(_vl_convert().vegalite_to_svg(drawn.to_dict(), vl_version="6.1"))
    return svg[svg.index("<svg") :]


def _vl_convert() -> ModuleType:
    """What turns drawings into images. Raises PlainError where it is not installed."""
    try:
        return import_module("vl_convert")
    except ImportError:
        raise PlainError("Images need a part that is not installed here.", "Install goldthread[documents].") from None


def _svg(chart: PrintedChart) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + chart.draw().encode("utf-8")


def _png(chart: PrintedChart) -> bytes:
    return bytes(_vl_convert().svg_to_png(chart.draw(), scale=2))


def _pptx(chart: PrintedChart) -> bytes:
    try:
        from goldthread.documents.slides import slides_of  # only where slides are made: their part may not be there
    except ImportError:
        raise PlainError(
            "PowerPoint needs a part that is not installed here.", "Install goldthread[documents]."
        ) from None
    return slides_of(chart)


def _xlsx(chart: PrintedChart) -> bytes:
    from goldthread.documents.chart_workbook import chart_workbook

    return chart_workbook(chart)


_WRITES: Mapping[ChartForm, Callable[[PrintedChart], bytes]] = {
    "pptx": _pptx,
    "xlsx": _xlsx,
    "png": _png,
    "svg": _svg,
}

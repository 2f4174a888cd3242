"""Charts as Altair specifications, each with the words that say what it shows; never a point under threshold."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from goldthread.vocabulary import Table


if TYPE_CHECKING:
    import altair as alt

    from goldthread.insight.journey import Journey

BLUE, GOLD, RED, GREY, INK = "#005eb8", "#8a6100", "#b3261e", "#768692", "#212b32"
FEW_MONTHS = 4
FONT = "Arial, sans-serif"
BALANCE = {"positive": BLUE, "neutral": GREY, "negative": RED}


def trend(table: Table, *, title: str, width: int = 460, height: int = 210, under: Sequence[str] = ()) -> "alt.Chart":
    """Answers month by month as a line with points; hidden months are gaps.

    Takes: sentences that are printed under the title, for files that are passed on.
    """
    import altair as alt  # only where a chart is drawn: it takes half a second

    rows = [{"month": f"{row['month']}-01", "n": row["n"]} for row in table.rows]  # of nothing a line is broken
    line = alt.Chart(alt.Data(values=rows)).mark_line(color=BLUE, point=alt.OverlayMarkDef(color=BLUE, size=40))
    chart = line.encode(
        x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, **_ticks(table))),
        y=alt.Y("n:Q", title=_answers(table), scale=alt.Scale(zero=True)),
    )
    head = title
    if under:
        lines = [line for one in under for line in wrap(one, width // 7)]
        head = alt.TitleParams(title, subtitle=lines, subtitleFontSize=13, subtitleColor=INK, subtitlePadding=6)
    return _dressed(chart.properties(width=width, height=height, title=head, description=f"{title}, month by month."))


def _ticks(table: Table) -> dict[str, object]:
    """Where months stand on an axis: each of a few, since its labels would else repeat within a month."""
    import altair as alt

    months = [str(row["month"]).split("-") for row in table.rows]
    if len(months) > FEW_MONTHS:
        return {"tickCount": FEW_MONTHS}
    return {"values": [alt.DateTime(year=int(year), month=int(month), date=1, utc=True) for year, month in months]}


def themes(table: Table, *, title: str = "What people talk about", width: int = 520, most: int = 15) -> "alt.Chart":
    """Themes as bars, split by how people feel."""
    import altair as alt  # only where a chart is drawn: it takes half a second

    rows = [
        {"theme": row["theme"], "feeling": name, "n": row[name], "order": place}
        for row in [row for row in table.rows if row["n"] is not None][:most]
        for place, name in enumerate(BALANCE)
        if row[name] is not None
    ]
    bars = alt.Chart(alt.Data(values=rows)).mark_bar()
    chart = bars.encode(
        x=alt.X("n:Q", title=_answers(table)),
        y=alt.Y("theme:N", title=None, sort=[row["theme"] for row in table.rows], axis=alt.Axis(labelLimit=300)),
        color=alt.Color("feeling:N", title=None, scale=alt.Scale(domain=list(BALANCE), range=list(BALANCE.values()))),
        order=alt.Order("order:Q"),
    )
    return _dressed(chart.properties(width=width, title=title, description=f"{title}, by how people feel about it."))


def journey(found: "Journey", *, width: int = 760) -> "alt.Chart":
    """Steps by feelings as a heat map with the numbers in it."""
    import altair as alt  # only where a chart is drawn: it takes half a second

    rows = [
        {"step": step.title, "feeling": name.replace("_", " "), "n": count}
        for step in found.steps
        for name, count in step.feelings.items()
        if count
    ]
    order = [step.title for step in found.steps]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("step:N", sort=order, title=None, axis=alt.Axis(labelAngle=-35, labelLimit=180)),
        y=alt.Y("feeling:N", sort=[name.replace("_", " ") for name in found.feelings], title=None),
    )
    shade = alt.Color("n:Q", title=_answers(found.source), scale=alt.Scale(scheme="blues"))
    cells = base.mark_rect().encode(color=shade)
    text = base.mark_text(fontSize=11).encode(text="n:Q")
    title = f"Feelings on the way: {found.title}"
    return _dressed((cells + text).properties(width=width, title=title, description=f"{title}. {found.coverage}"))


def _answers(table: Table) -> str:
    """What an axis counts: sums of what several places show are at least so many."""
    return "Answers, at least" if table.asked.get("at_least") else "Answers"


def _dressed(chart: "alt.Chart") -> "alt.Chart":
    return (
        chart.configure(font=FONT)
        .configure_axis(labelFontSize=15, titleFontSize=15, labelColor=INK, gridColor="#d8dde0")
        .configure_title(fontSize=17, anchor="start", color=INK)
        .configure_view(stroke=None)
        .configure_legend(labelFontSize=15, orient="top")
    )

"""A chart as a workbook: a native chart with its caveats on the first sheet, its figures on the second."""

from datetime import date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from goldthread.documents.printed_charts import ChartLine, PrintedChart
from goldthread.documents.workbook import MOST_IN_HEADER, PLAIN
from goldthread.vocabulary.only_text import on_page


SHEET, ROWS, WIDE = "Figures", 24, 110
"""The sheet that the chart is of, how many rows of the first sheet it covers, and how many letters a row holds."""


def chart_workbook(chart: PrintedChart) -> bytes:
    """The workbook. A figure that is not there is an empty cell, a gap in the line; no cell is ever a formula."""
    out = BytesIO()
    with Workbook(out, PLAIN | {"in_memory": True}) as book:
        book.set_properties({"title": on_page(chart.title), "author": "Goldthread"})
        front = book.add_worksheet("Chart")
        _figures(book, chart)
        front.set_column(0, 0, WIDE)
        bold, plain = book.add_format({"bold": True, "font_size": 14}), book.add_format({"text_wrap": True})
        front.write_string(0, 0, on_page(chart.title), bold)
        _say(front, 1, chart.about, plain)
        if chart.months:
            look = {"description": on_page(f"{chart.about} Its figures are on the next sheet.")}
            front.insert_chart(2, 0, _drawn(book, chart), look)
        for place, sentence in enumerate(filter(None, (chart.mark, *chart.notes)), 3 + ROWS):
            _say(front, place, sentence, plain)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            if chart.mark:
                sheet.set_header("&L&B" + on_page(chart.mark).replace("&", "&&")[:MOST_IN_HEADER])
    return out.getvalue()


def _say(sheet: Worksheet, row: int, sentence: str, look: Format) -> None:
    """A sentence in a row that is as high as its lines."""
    sheet.set_row(row, 16 * (1 + len(sentence) // WIDE))
    sheet.write_string(row, 0, on_page(sentence), look)


def _figures(book: Workbook, chart: PrintedChart) -> None:
    """First what the chart is drawn from, then the table as pages show it."""
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "bottom": 1})
    named = book.add_format({"num_format": MONTH, "align": "left"})
    shape = book.add_format({"num_format": "0.0%" if chart.percent else "#,##0"})
    for at, name in enumerate(("Month", *(one.name for one in chart.lines))):
        sheet.write_string(0, at, on_page(name), head)
    for down, month in enumerate(chart.months, 1):
        sheet.write_datetime(down, 0, date.fromisoformat(f"{month}-01"), named)
        for at, line in enumerate(chart.lines, 1):
            if (value := line.values[down - 1]) is not None:
                sheet.write_number(down, at, value, shape)
    first = len(chart.lines) + 2
    for at, name in enumerate(chart.columns, first):
        sheet.write_string(0, at, on_page(name), head)
    for down, row in enumerate(chart.rows, 1):
        for at, cell in enumerate(row, first):
            if isinstance(cell, str):
                sheet.write_string(down, at, on_page(cell))
            elif cell is not None:
                sheet.write_number(down, at, cell, shape if isinstance(cell, float) else None)
    sheet.set_column(0, first + len(chart.columns), 18)
    sheet.freeze_panes(1, 1)


MONTH = "mmm yyyy"
GRID = {"visible": True, "line": {"color": "#D8DDE0"}}


def _drawn(book: Workbook, chart: PrintedChart) -> Chart:
    made = book.add_chart({"type": "line"})
    last = len(chart.months)
    for at, line in enumerate(chart.lines, 1):
        made.add_series(
            {
                "name": [SHEET, 0, at],
                "categories": [SHEET, 1, 0, last, 0],
                "values": [SHEET, 1, at, last, at],
                **_look(line),
            }
        )
    made.set_size({"width": 900, "height": 460})
    made.set_legend({"position": "bottom"})
    scale = {"min": 0, "max": 1} if chart.percent and not chart.goes_below else {}
    made.set_y_axis({"num_format": "0%" if chart.percent else "#,##0", "major_gridlines": GRID, **scale})
    made.set_x_axis({"num_format": MONTH, "text_axis": True})
    made.set_title({"none": True})
    made.show_blanks_as("gap")
    return made


def _look(line: ChartLine) -> dict[str, object]:
    stroke: dict[str, object] = {"color": f"#{line.colour}", "width": 2.25 if line.points else 1.5}
    if line.dashed:
        stroke["dash_type"] = "dash"
    marker: dict[str, object] = {"type": "none"}
    if line.points:
        marker = {"type": "circle", "size": 6, "fill": {"color": f"#{line.colour}"}}
    return {"line": stroke, "marker": marker}

"""A chart in PowerPoint: a native chart that can be changed there, its caveats as text, its table on further slides."""

from collections.abc import Sequence
from io import BytesIO

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from goldthread.documents.printed_charts import ChartLine, PrintedChart
from goldthread.vocabulary.only_text import on_page


WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, WIDTH = Inches(0.6), Inches(12.1)
TITLE_ONLY = 5
ROWS_A_SLIDE = 13
"""Rows of a table that stand on one slide and can be read from the back of a room."""
FONT = "Arial"
MOST_IN_PROPERTY = 255
"""Letters that a property of a document may have."""


def slides_of(chart: PrintedChart) -> bytes:
    """The chart on one slide with its caveats, and its table on those that follow."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    deck.core_properties.title = on_page(chart.title)[:MOST_IN_PROPERTY]
    deck.core_properties.author = "Goldthread"
    deck.core_properties.language = "en-GB"
    slide = _slide(deck, chart, chart.title)
    _say(slide, [chart.about], Inches(1.15), Inches(0.6), 14)
    if chart.months:
        _draw(slide, chart)
    else:
        _say(slide, ["No figures yet."], Inches(3), Inches(0.6), 18)
    _say(slide, chart.notes, Inches(5.55), Inches(1.7), 11)
    for first in range(0, len(chart.rows), ROWS_A_SLIDE):
        _table(_slide(deck, chart, f"{chart.title.rstrip('.')}: figures"), chart, first)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _slide(deck: Deck, chart: PrintedChart, title: str) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = LEFT, Inches(0.45), WIDTH, Inches(0.75)
    head.text_frame.word_wrap = True
    head.text_frame.text = on_page(title)
    _dress(head.text_frame, 26 if len(title) < 70 else 20, bold=True)
    if chart.mark:
        _say(slide, [chart.mark], Inches(0.1), Inches(0.35), 12, bold=True)
    return slide


def _say(slide: Slide, sentences: Sequence[str], top: Length, height: Length, size: int, *, bold: bool = False) -> None:
    frame = slide.shapes.add_textbox(LEFT, top, WIDTH, height).text_frame
    frame.word_wrap = True
    for place, sentence in enumerate(sentences):
        line = frame.paragraphs[0] if not place else frame.add_paragraph()
        line.text = on_page(sentence)
    _dress(frame, size, bold=bold)


def _dress(frame: TextFrame, size: int, *, bold: bool = False) -> None:
    for line in frame.paragraphs:
        line.alignment = 1
        line.font.name, line.font.size, line.font.bold = FONT, Pt(size), bold
        line.font.language_id = 2057  # British English
        line.font.color.rgb = RGBColor(0x21, 0x2B, 0x32)


def _draw(slide: Slide, chart: PrintedChart) -> None:
    held = CategoryChartData(number_format="0%" if chart.percent else "#,##0")
    held.categories = chart.short_months
    for line in chart.lines:
        held.add_series(line.name, line.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, LEFT, Inches(1.7), WIDTH, Inches(3.85), held)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", on_page(f"{chart.about} The figures are on the next slide."))
    drawn = frame.chart
    drawn.has_title, drawn.has_legend = False, True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.font.size, drawn.font.name = Pt(12), FONT
    drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xD8, 0xDD, 0xE0)
    drawn.value_axis.tick_labels.number_format_is_linked = False
    if chart.percent and not chart.goes_below:
        drawn.value_axis.minimum_scale, drawn.value_axis.maximum_scale = 0, 1
    drawn.value_axis.tick_labels.number_format = "0%" if chart.percent else "#,##0"
    for series, line in zip(drawn.plots[0].series, chart.lines, strict=True):
        _look(series, line)


def _look(series: LineSeries, line: ChartLine) -> None:
    colour = RGBColor.from_string(line.colour)
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour, Pt(2.25 if line.points else 1.5)
    if line.dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = XL_MARKER_STYLE.CIRCLE if line.points else XL_MARKER_STYLE.NONE
    if line.points:
        series.marker.size = 7
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour


def _table(slide: Slide, chart: PrintedChart, first: int) -> None:
    rows = chart.rows[first : first + ROWS_A_SLIDE]
    high = Inches(0.4) * (len(rows) + 1)
    shape = slide.shapes.add_table(len(rows) + 1, len(chart.columns), LEFT, Inches(1.35), WIDTH, high)
    each = WIDTH // (len(chart.columns) + 2)
    for at, column in enumerate(shape.table.columns):
        column.width = each * 3 if at == len(chart.columns) - 1 else each
    for down, row in enumerate([chart.columns, *rows]):
        for at, value in enumerate(row):
            cell = shape.table.cell(down, at)
            cell.text = on_page(said(value, percent=chart.percent))
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            for line in cell.text_frame.paragraphs:
                line.font.size, line.font.name = Pt(12), FONT


def said(value: str | float | None, *, percent: bool) -> str:
    """A cell in words: shares as percentages, a figure that is not there as a dash."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{100 * value:.0f}%" if percent else f"{value:.0f}"
    return f"{value:,}" if isinstance(value, int) else value

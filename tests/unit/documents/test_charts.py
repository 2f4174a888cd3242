"""Charts as documents: native charts with their figures, and every caveat printed in each."""

import io
import struct
import xml.etree.ElementTree as ET
from datetime import date

import openpyxl
import pytest
from pptx import Presentation

from goldthread.documents import chart_file
from goldthread.documents.charts import CHART_FORMS
from goldthread.insight.measures import MonthCount, charted, measure_from
from goldthread.vocabulary import Table, WrongUsage
from goldthread.vocabulary.measure_charts import DatedEvent


ANSWERS = {"share answering yes": {"question": "Did you know?", "yes": "Yes", "no": "No"}}
MARK = "Exact figures, for Ward 7: not to be passed on."


def measured(wording="We know who is coming.", months=24):
    made = measure_from({"wording": wording, "definition": ANSWERS, "threshold": {"at least": 0.8}}, "we-know")
    counts = [MonthCount(f"{2024 + n // 12}-{n % 12 + 1:02}", 7 + n % 5, 12 if n != 3 else 0) for n in range(months)]
    counts = [one if one.denominator else one._replace(numerator=0) for one in counts]
    return charted(made, counts, events=[DatedEvent(on=date(2024, 6, 3), what="text messages")], notes=["A note."])


def trend(**change):
    rows = tuple(
        {"month": f"2025-{n:02}", "n": None if n == 4 else 5 * n, "out_of": 100, "share": None} for n in range(1, 8)
    )
    held = {
        "question": "trend",
        "keys": ("month",),
        "figures": ("n", "out_of", "share"),
        "rows": rows,
        "denominator": 500,
        "people": None,
        "store_version": 3,
        "disclosed_for": "public",
        "asked": {"exact": False, "at_least": True, "shared": True},
        "notes": ("Counts are rounded to 5.",),
    }
    return Table(**held | change)


def in_slides(made: bytes) -> list[str]:
    deck = Presentation(io.BytesIO(made))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    said = [line.text for shape in shapes if shape.has_text_frame for line in shape.text_frame.paragraphs]
    tables = [shape.table for shape in shapes if shape.has_table]
    return said + [cell.text for table in tables for row in table.rows for cell in row.cells]


def in_sheets(made: bytes) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def in_drawing(made: bytes) -> str:
    texts = ET.fromstring(made).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314  # our own drawing
    return " ".join("".join(one.itertext()) for one in texts)


@pytest.mark.parametrize("chart", [measured(), trend()], ids=["measure", "trend"])
def test_every_form_prints_every_caveat_and_figure(chart):
    notes = [*chart.notes, *([chart.variation.text, "3 June 2024"] if hasattr(chart, "variation") else [])]
    slides, sheets = in_slides(chart_file(chart, "pptx", title="Parking")), in_sheets(chart_file(chart, "xlsx"))
    drawing = in_drawing(chart_file(chart, "svg", title="Parking"))
    for note in notes:
        assert any(note in one for one in slides)
        assert any(note in str(one) for one in sheets)
        assert note.split(" ")[0] in drawing and note[-12:].strip() in drawing.replace("  ", " ")
    months = {"February 2025", "July 2025"}
    assert months <= {*slides} and months <= {*map(str, sheets)}


def test_charts_are_native_and_say_what_they_are_without_being_seen():
    deck = Presentation(io.BytesIO(chart_file(measured(), "pptx")))
    (frame,) = [shape for shape in deck.slides[0].shapes if shape.has_chart]
    names = [one.name for one in frame.chart.plots[0].series]
    assert names == ["Share", "Mean", "Lower limit", "Upper limit", "Threshold"]
    assert list(frame.chart.plots[0].series[0].values)[:4] == [7 / 12, 8 / 12, 9 / 12, None]
    assert "Did you know?" in frame._element.nvGraphicFramePr.cNvPr.get("descr")
    assert [len(slide.shapes) > 0 for slide in deck.slides] == [True] * 3 and deck.core_properties.language == "en-GB"
    book = openpyxl.load_workbook(io.BytesIO(chart_file(measured(), "xlsx")))
    assert book.sheetnames == ["Chart", "Figures"] and book["Figures"]["B2"].value == 7 / 12
    assert book["Figures"]["B5"].value is None
    assert book["Figures"]["A2"].value.date() == date(2024, 1, 1) and book["Figures"]["A2"].number_format == "mmm yyyy"


def test_a_mark_is_on_every_slide_and_sheet_and_in_every_picture():
    deck = Presentation(io.BytesIO(chart_file(measured(), "pptx", only_for="Ward 7", invented=True)))
    wanted = f"{MARK} Every figure in this chart is invented."
    for slide in deck.slides:
        assert wanted in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    book = openpyxl.load_workbook(io.BytesIO(chart_file(measured(), "xlsx", only_for="Ward 7")))
    assert all(MARK in sheet.oddHeader.left.text for sheet in book)
    assert MARK in in_drawing(chart_file(measured(), "svg", only_for="Ward 7"))
    assert "Exact figures" not in in_drawing(chart_file(measured(), "svg"))


def test_a_trend_of_exact_figures_is_marked_though_nobody_asks_for_it():
    exact = trend(asked={"exact": True, "shared": False}, disclosed_for="provider")
    assert "not to be passed on" in in_drawing(chart_file(exact, "svg"))
    assert any("not to be passed on" in one for one in in_slides(chart_file(exact, "pptx")))
    assert "not to be passed on" not in in_drawing(chart_file(trend(), "svg"))


def test_a_table_that_was_not_disclosed_is_refused():
    for form in CHART_FORMS:
        with pytest.raises(WrongUsage):
            chart_file(trend(disclosed_for=None), form)


def test_another_form_is_refused():
    with pytest.raises(WrongUsage):
        chart_file(trend(), "pdf")


def test_a_picture_is_a_picture():
    made = chart_file(measured(), "png")
    width, height = struct.unpack(">II", made[16:24])
    assert made[:8] == b"\x89PNG\r\n\x1a\n" and width > 900 and height > 900


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "<script>&\"'", "a\x00b\u202ec", "x" * 500])
def test_hostile_words_are_only_text(words):
    chart = measured(wording=words)
    for form in CHART_FORMS:
        assert chart_file(chart, form)
    book = openpyxl.load_workbook(io.BytesIO(chart_file(chart, "xlsx")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert "\u202e" not in in_drawing(chart_file(chart, "svg")) and "<script" not in chart_file(chart, "svg").decode()


@pytest.mark.parametrize("months", [0, 1, 60])
def test_nothing_and_much_are_written_too(months):
    for form in CHART_FORMS:
        assert chart_file(measured(months=months), form)
    assert (
        chart_file(trend(rows=()), "pptx") and chart_file(trend(rows=()), "xlsx") and chart_file(trend(rows=()), "svg")
    )

"""Documents hold the figures that they were given, say what is invented, run nothing and fetch nothing."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from goldthread import documents
from goldthread.insight import brief, drawing, layered
from goldthread.vocabulary import Cut, WrongUsage
from tests.builders import pdf
from tests.unit.insight.test_layers import ASHA, HOME, OWNER, PIECES, held, told


HOSTILE = '<script>alert(1)</script> & "quotes" =cmd|x \x0b\x07 <img src="https://example.org/x.png">'


@pytest.fixture
def made(tmp_path):
    return brief(held(tmp_path, PIECES), OWNER, HOME, Cut(roles=("carer",)), on=date(2026, 6, 1))


@pytest.fixture
def hostile(tmp_path):
    pieces = told((12, "carer", ("discharge",), ("alone",)))
    for piece in pieces:
        piece |= {"text": HOSTILE, "service": "Ward"}
    title = "Home <b>after</b> a fall"
    return brief(held(tmp_path, pieces), OWNER, replace(HOME, title=title), on=date(2026, 6, 1))


def test_the_page_needs_nothing_else_and_says_what_is_invented(made):
    page = documents.brief_html(made, invented=True)
    assert "is invented" in page and "suggested by software" in page
    assert not re.search(r"(src|href)=|url\(|@import|<script", page)
    assert page.count("<h1>") == 1 and page.count("<h2>") == len(made.sections)
    assert "is invented" not in documents.brief_html(made)


def test_words_in_a_page_are_only_words(hostile):
    page = documents.brief_html(hostile)
    assert "<script>" not in page and "<img" not in page and "<b>after" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_word_has_headings_and_table_headers_and_opens_again(made):
    from docx import Document

    opened = Document(BytesIO(documents.brief_word(made, invented=True)))
    headings = [p.text for p in opened.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in made.sections]
    assert opened.core_properties.title == made.title and opened.core_properties.language == "en-GB"
    assert len(opened.tables) == sum(bool(section.rows()) for section in made.sections)
    for table in opened.tables:
        assert "tblHeader" in table.rows[0]._tr.xml
    felt = next(table for table in opened.tables if table.rows[0].cells[0].text == "Moment that matters")
    shown = [[cell.text for cell in row.cells][:3] for row in felt.rows[1:]]
    assert shown == [
        [row[0], row[1], "hidden" if row[2] is None else str(row[2])] for row in made.section("felt").rows()
    ]


def test_word_holds_hostile_words_as_text(hostile):
    made = documents.brief_word(hostile)
    with zipfile.ZipFile(BytesIO(made)) as held_file:
        text = held_file.read("word/document.xml").decode()
        links = held_file.read("word/_rels/document.xml.rels").decode()
    assert "&lt;script&gt;" in text and "\x0b" not in text
    assert "example.org" not in links


@pytest.mark.parametrize("what", ["brief", "journey"])
def test_pdf_is_tagged_with_title_and_language_and_fetches_nothing(tmp_path, hostile, what):
    pytest.importorskip("weasyprint")
    if what == "brief":
        made = documents.brief_pdf(hostile)
    else:
        made = documents.journey_pdf(layered(held(tmp_path / "again", PIECES), OWNER, HOME), invented=True)
    assert made.startswith(b"%PDF-")
    for needed in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"pdfuaid"):
        assert needed in made or needed in _unpacked(made), needed


def _unpacked(made: bytes) -> bytes:
    import zlib

    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", made, re.S):
        try:
            found += zlib.decompress(stream.strip(b"\r\n"))
        except zlib.error:
            found += stream
    return found


def test_what_was_not_disclosed_is_refused(made, tmp_path):
    section = made.section("felt")
    raw = replace(section, table=replace(section.table, disclosed_for=None))
    with pytest.raises(WrongUsage, match="made safe"):
        documents.brief_html(replace(made, sections=(raw,)))
    journey = layered(held(tmp_path / "again", PIECES), OWNER, HOME)
    with pytest.raises(WrongUsage, match="made safe"):
        documents.journey_html(replace(journey, source=replace(journey.source, disclosed_for=None)))


def test_the_poster_draws_and_tells_the_same(tmp_path):
    journey = layered(held(tmp_path / "again", PIECES), OWNER, HOME)
    page = documents.journey_html(journey, names={"XWR": "Royal <Hospital>", "XWC": "Council"}, invented=True)
    assert "They</text>" in page and "&lt;Hospital&gt;" in page
    assert page.count('<th scope="row">') == len(HOME.touchpoints) * 3
    assert "relieved 20" in page and "alone 27" in page


def test_the_drawing_of_a_poster_ends_on_its_sheet(tmp_path):
    """Its last lines say that figures are sums, and that people have not checked the marks."""
    weasyprint = pytest.importorskip("weasyprint")
    page = documents.journey_html(layered(held(tmp_path / "sheet", PIECES), ASHA, HOME), invented=True)
    first = weasyprint.HTML(string=page).render().pages[0]
    (drawn,) = [box for box in first._page_box.descendants() if hasattr(box, "replacement")]
    assert 0 < drawn.position_y + drawn.height < first.height


def test_the_drawing_needs_no_style_no_script_and_its_cells_open_only_what_is_shown(tmp_path):
    few = told(
        (60, "patient", ("stay",), ("happy",)),
        (20, "patient", ("stay",), ("relieved",)),
        (2, "carer", ("stay",), ("alone",)),
        (3, "staff", ("stay",), ("sad",)),
    )
    opened = []
    picture = drawing.draw(
        layered(held(tmp_path / "few", few), ASHA, HOME),
        opens=lambda *at: opened.append(at) or f"/words/?{'&'.join(at)}",
    )
    assert "style=" not in picture and "<script" not in picture
    assert opened == [("stay", "patient", "happy"), ("stay", "patient", "relieved")]
    assert 'aria-label="Patients, happy, 60 answers at On the ward: read them"' in picture
    assert ">Positive<" in picture and "▲ positive" in picture
    assert "80 or more</text>" in picture and "at least" not in picture, "that would run out of its cell"
    assert "A number opens the words" in picture
    assert "A number opens" not in drawing.draw(layered(held(tmp_path / "closed", few), ASHA, HOME))


def test_whatever_is_not_shared_says_so_by_itself(made, tmp_path):
    """A document of exact figures or words cannot be made without its mark, whoever forgets to name its readers."""
    from docx import Document

    mark = "Exact figures, for the owner of this workspace: not to be passed on."
    assert mark in documents.brief_html(made)
    assert Document(BytesIO(documents.brief_word(made))).sections[0].header.paragraphs[0].text == mark
    assert "for Ward 7 &amp; co: not to be passed on" in documents.brief_html(made, only_for="Ward 7 & co")
    journey = layered(held(tmp_path / "again", PIECES), OWNER, HOME)
    assert documents.journey_html(journey).count(mark) == 1  # and at the head of each page, on paper
    assert "not to be passed on" in documents.brief_html(made, only_for="Everyone on the ward, " * 90)
    assert made.as_dict()["for"] == "the owner of this workspace, not to be passed on"


def test_what_may_be_passed_on_has_no_mark_and_no_words(tmp_path):
    store = held(tmp_path, PIECES)
    everybody = OWNER.for_everybody()
    shared = brief(store, everybody, HOME, Cut(roles=("carer",)), on=date(2026, 6, 1))
    page = documents.brief_html(shared, only_for="Ward 7")
    assert (
        "not to be passed on" not in page
        and "Comments are left out" in page
        and "<blockquote" not in page
        and "made for: everyone" in page
    )
    assert "not to be passed on" not in documents.journey_html(layered(store, everybody, HOME))
    assert shared.as_dict()["for"] == "everyone"


def test_a_workbook_says_on_each_sheet_whom_it_is_for(tmp_path):
    import openpyxl

    mark = "Exact figures, for Ward & co: not to be passed on."
    documents.write_workbook(tmp_path / "a.xlsx", title="T", about=["A"], rows=[{"n": 1}], mark=mark)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert all("for Ward && co: not to be passed on." in sheet.oddHeader.left.text for sheet in book)
    assert book["About"]["A2"].value == mark


def test_the_mark_stands_on_each_page_and_moves_nothing(tmp_path):
    pytest.importorskip("weasyprint")
    store = held(tmp_path, PIECES)
    drawn = pdf.pages(documents.journey_pdf(layered(store, OWNER, HOME), only_for="Ward 7"))
    plain = pdf.pages(documents.journey_pdf(layered(store, OWNER.for_everybody(), HOME)))
    assert len(drawn) == len(plain) == 2
    assert all("Exactfigures,forWard7:nottobepassedon." in page for page in drawn)
    told = pdf.pages(documents.brief_pdf(brief(store, OWNER, HOME, on=date(2026, 6, 1)), only_for="Ward 7"))
    assert len(told) > 1 and all("Exactfigures,forWard7:nottobepassedon." in page for page in told)
    assert not any("passedon" in page for page in plain)

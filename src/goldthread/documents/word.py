"""How a section looks in Word: headings, lists, tables whose first row is a header, words as quotations."""

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from goldthread.documents.wording import cell as said
from goldthread.documents.wording import place
from goldthread.insight import Section
from goldthread.vocabulary.only_text import on_page


FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no Word file may hold."""
DEEP = RGBColor(0x00, 0x30, 0x87)


def dress(document: Any, title: str, *, foot: str, mark: str = "") -> None:
    """Fonts, language, the document's own title, and on each page a foot, and the mark of whom alone it is for."""
    document.core_properties.title = safe(title)
    document.core_properties.language = "en-GB"
    document.core_properties.author = "Goldthread"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.element.rPr.append(_language())
    for name in ("Title", "Heading 1"):
        document.styles[name].font.name = "Arial"
        document.styles[name].font.color.rgb = DEEP
        document.styles[name].element.rPr.rFonts.set(qn("w:asciiTheme"), "")
    document.sections[0].footer.paragraphs[0].text = safe(foot)
    if mark:
        document.core_properties.subject = safe(mark)
        document.sections[0].header.paragraphs[0].add_run(safe(mark)).bold = True


def _language() -> Any:
    made = OxmlElement("w:lang")
    made.set(qn("w:val"), "en-GB")
    return made


def safe(text: str) -> str:
    """Text without the characters that would break a Word file."""
    return FORBIDDEN.sub("", on_page(text))


def add_section(document: Any, section: Section, names: dict[str, str]) -> None:
    """One part of a brief."""
    document.add_heading(safe(section.title), level=1)
    for sentence in section.sentences:
        document.add_paragraph(safe(sentence), style="List Bullet" if len(section.sentences) > 2 else None)
    if section.silence:
        document.add_paragraph(safe(section.silence))
    elif rows := section.rows():
        _add_table(document, section, rows)
        if section.few:
            document.add_paragraph(safe(section.few))
    for one in section.passages:
        if one.question:
            document.add_paragraph(safe(f"In answer to “{one.question}”:"))
        document.add_paragraph(safe(one.text), style="Intense Quote")
        told = document.add_paragraph(safe(place(one, names)))
        told.runs[0].font.size = Pt(9)


def _add_table(document: Any, section: Section, rows: list[list[Any]]) -> None:
    table = document.add_table(rows=1, cols=len(section.columns), style="Light List Accent 1")
    for cell, (_, heading) in zip(table.rows[0].cells, section.columns, strict=True):
        cell.text = safe(heading)
    table.rows[0]._tr.get_or_add_trPr().append(_header())
    for row in rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = safe(said(value))


def _header() -> Any:
    """Marks a row as the header, which is read out with each cell and repeated on each page."""
    made = OxmlElement("w:tblHeader")
    made.set(qn("w:val"), "true")
    return made

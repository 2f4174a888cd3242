"""A brief as a page, as PDF and in Word: the same parts, the same figures."""

from html import escape
from io import BytesIO

from goldthread.documents.pages import as_pdf, page
from goldthread.documents.wording import INVENTED, SUGGESTED, cell, checked, place
from goldthread.insight import Brief, Section
from goldthread.vocabulary import PlainError, marking


def brief_html(brief: Brief, *, names: dict[str, str] | None = None, invented: bool = False, only_for: str = "") -> str:
    """The brief as one page of HTML that needs nothing else; one that holds more than shared figures is marked so."""
    mark = marking.said(brief.kept_for(only_for))
    head = [f"<h1>{escape(brief.title)}</h1>", f'<p class="lede">{escape(brief.about)}</p>']
    head = [f'<p class="only">{escape(mark)}</p>', *head] if mark else head
    head.append(f'<p class="held">{escape(brief.held)}</p>')
    head += [f'<p class="invented">{INVENTED}</p>'] if invented else []
    head += [f'<p class="mark">{SUGGESTED}</p>', f'<p class="foot">{escape(_foot(brief, invented))}</p>']
    return page(brief.title, "".join(head) + "".join(_part(part, names or {}) for part in brief.sections))


def brief_pdf(
    brief: Brief, *, names: dict[str, str] | None = None, invented: bool = False, only_for: str = ""
) -> bytes:
    """The brief as PDF/UA. Raises PlainError where that part is not installed."""
    return as_pdf(brief_html(brief, names=names, invented=invented, only_for=only_for))


def _foot(brief: Brief, invented: bool) -> str:
    made = f"Goldthread, {brief.on.day} {brief.on:%B %Y}; evidence version {brief.store_version}; made for: "
    audience = marking.EVERYBODY if brief.shared else brief.disclosed_for
    return f"{made}{audience}." + (" Invented." if invented else "")


def _part(section: Section, names: dict[str, str]) -> str:
    made = [f"<h2>{escape(checked(section).title)}</h2>"]
    if len(section.sentences) > 2:
        made.append("<ul>" + "".join(f"<li>{escape(one)}</li>" for one in section.sentences) + "</ul>")
    else:
        made += [f"<p>{escape(one)}</p>" for one in section.sentences]
    if section.silence:
        made.append(f"<p>{escape(section.silence)}</p>")
    elif rows := section.rows():
        made.append(_table(section, rows))
        made += [f'<p class="few">{escape(section.few)}</p>'] if section.few else []
    for one in section.passages:
        made += [f"<p>In answer to “{escape(one.question)}”:</p>"] if one.question else []
        made.append(f"<blockquote><p>{escape(one.text)}</p><cite>{escape(place(one, names))}</cite></blockquote>")
    return "".join(made)


def _table(section: Section, rows: list[list[object]]) -> str:
    figures = _figures(section, rows)
    look = [' class="figure"' if figure else "" for figure in figures]
    head = "".join(f'<th scope="col"{c}>{escape(t)}</th>' for (_, t), c in zip(section.columns, look, strict=True))
    body = "".join(
        "<tr>"
        f'<th scope="row">{escape(cell(row[0]))}</th>'
        + "".join(f"<td{c}>{escape(cell(value))}</td>" for value, c in zip(row[1:], look[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    caption = f"<caption>{escape(section.title)}, in figures</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _figures(section: Section, rows: list[list[object]]) -> list[bool]:
    """Which columns hold figures, to stand at the right."""
    return [all(not isinstance(row[at], str) for row in rows) for at in range(len(section.columns))]


def brief_word(
    brief: Brief, *, names: dict[str, str] | None = None, invented: bool = False, only_for: str = ""
) -> bytes:
    """The brief in Word, with real headings and table headers, and its mark on each page where it has one.

    Raises: PlainError where that part is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise PlainError("Word needs a part that is not installed here.", "Install goldthread[documents].") from None
    from goldthread.documents import word

    made = Document()
    word.dress(made, brief.title, foot=_foot(brief, invented), mark=marking.said(brief.kept_for(only_for)))
    made.add_heading(brief.title, level=0)
    made.add_paragraph(brief.about)
    made.add_paragraph().add_run(brief.held).bold = True
    for sentence in ([INVENTED] if invented else []) + [SUGGESTED]:
        made.add_paragraph().add_run(sentence).italic = True
    for section in brief.sections:
        word.add_section(made, checked(section), names or {})
    out = BytesIO()
    made.save(out)
    return out.getvalue()

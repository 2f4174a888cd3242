"""One page of HTML that needs nothing else, and the same page as PDF/UA."""

from html import escape

from goldthread.vocabulary import PlainError


STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm;
  @top-left { content: string(only); font: bold 10pt Arial, sans-serif; color: #212b32 }
  @bottom-left { content: string(foot); font: 9pt Arial, sans-serif; color: #4c6272 }
  @bottom-right { content: counter(page) " of " counter(pages); font: 9pt Arial, sans-serif; color: #4c6272 } }
body { font: 11pt/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #212b32; max-width: 50rem;
  margin: 0 auto; padding: 0 1rem }
h1 { font-size: 22pt; line-height: 1.2; margin: 0 0 6pt; border-bottom: 3pt solid #ffb81c; padding-bottom: 6pt }
h2 { font-size: 15pt; margin: 18pt 0 4pt; break-after: avoid }
p, li { margin: 0 0 5pt } .lede { font-size: 13pt } .held { font-weight: bold }
.invented, .mark { background: #fbf7ee; border-left: 3pt solid #b8860b; padding: 5pt 9pt }
.only { string-set: only content(); font-weight: bold; border: 1.5pt solid #212b32; padding: 4pt 8pt }
.foot, .few { color: #4c6272; font-size: 9pt } .foot { string-set: foot content() }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 10pt; font-size: 10pt }
caption { text-align: left; font-weight: bold; padding-bottom: 3pt; break-after: avoid }
th, td { border-bottom: .75pt solid #aab4ba; padding: 3pt 6pt 3pt 0; text-align: left; vertical-align: top }
td.figure, th.figure { text-align: right } tr { break-inside: avoid }
blockquote { margin: 0 0 9pt; padding: 2pt 0 2pt 10pt; border-left: 3pt solid #ffb81c; break-inside: avoid }
blockquote p { font-size: 12pt } cite { font-style: normal; color: #4c6272; font-size: 9.5pt }
svg { max-width: 100%; height: auto }
"""
POSTER = """
@page { size: A3 landscape; margin: 10mm }
body { max-width: none; padding: 0 } svg { width: 100%; height: 268mm }
"""


def in_head(mark: str) -> str:
    """Style that prints a sentence at the head of each page, without taking room from what stands on it."""
    said = "".join(f"\\{ord(letter):06x}" for letter in mark)
    return f'@page {{ @top-left {{ content: "{said}" }} }}' if mark else ""


def page(title: str, body: str, *, style: str = "") -> str:
    """A whole page; `body` is HTML already, `title` is not."""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}{style}</style></head><body>{body}</body></html>\n"
    )


def as_pdf(html: str) -> bytes:
    """The page as PDF/UA: tagged, with its title and language; nothing is fetched.

    Raises: PlainError where this part or Pango is not installed.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise PlainError(
            "PDF needs a part that is not installed here.",
            "Install goldthread[documents] and Pango (libpango-1.0-0, libpangoft2-1.0-0), or take Word or HTML.",
        ) from None
    made: bytes = HTML(string=html, url_fetcher=_fetch_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _fetch_nothing(url: str, *_: object, **__: object) -> object:
    """Documents fetch nothing: no text leaves the machine, and words cannot make it reach out."""
    raise ValueError("Documents fetch nothing.")

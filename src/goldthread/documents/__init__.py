"""Documents that people hand round, from answers that small numbers have been hidden in; others are refused."""

from goldthread.documents.briefs import brief_html, brief_pdf, brief_word
from goldthread.documents.charts import chart_file
from goldthread.documents.posters import journey_html, journey_pdf
from goldthread.documents.workbook import write_workbook


__all__ = [
    "brief_html",
    "brief_pdf",
    "brief_word",
    "chart_file",
    "journey_html",
    "journey_pdf",
    "write_workbook",
]

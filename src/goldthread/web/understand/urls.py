"""The addresses of Understand, below understand/."""

from functools import partial

from goldthread.accounts.registry.pages import Page
from goldthread.accounts.rules import Permission
from goldthread.documents.charts import CHART_FORMS
from goldthread.web.understand.views import briefs, citing, findings, journeys, search, words


KNOW, READ_WORDS = Permission.SEE_FINDINGS, Permission.SEE_WORDS
PAGES = (
    Page("", findings.overview, "overview", needs=KNOW),
    Page("themes/", findings.themes, "themes", needs=KNOW),
    *(
        Page(f"themes/months.{form}", partial(findings.months_file, form=form), f"months_{form}", needs=KNOW)
        for form in CHART_FORMS
    ),
    Page("journey/", journeys.journey, "journey", needs=KNOW),
    Page("journey/poster.pdf", journeys.poster, "poster", needs=KNOW),
    Page("known/", briefs.known, "known", needs=KNOW),
    Page("known/brief.pdf", briefs.as_pdf, "known_pdf", needs=KNOW),
    Page("known/brief.docx", briefs.as_word, "known_word", needs=KNOW),
    Page("known/brief.json", briefs.as_json, "known_json", needs=KNOW),
    Page("search/", search.search, "search", needs=READ_WORDS),
    Page("words/", words.words, "words", needs=READ_WORDS),
    Page("words/<slug:key>/", words.comment, "comment", needs=READ_WORDS),
    Page("words/<slug:key>/like/", search.like, "like", needs=READ_WORDS),
    Page("words/<slug:key>/cite/", citing.cite, "cite", needs=READ_WORDS),
)

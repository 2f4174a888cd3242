"""A citation: words that can be pointed at, found again, and seen to stand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import Citation, Passage
from goldthread.web import wording
from goldthread.web.opened import workspace
from goldthread.web.rights import needs
from goldthread.web.thread.forms import Quote
from goldthread.web.understand.forms import CitePart


NOT_THERE = "These words are not in the answer one after another. Copy them from it."


@require_safe
@needs(Permission.SEE_WORDS)
def cite(request: Request, key: str) -> HttpResponse:
    """One answer, or a part of it, as a citation to copy."""
    scope, names = request.acting.scope(), queries.names_of_organisations()
    passage = workspace().words.passage(key, scope=scope)
    form = CitePart(request.GET) if "part" in request.GET else CitePart()
    span = _span(passage.text, form.cleaned_data["part"] if form.is_valid() else "")
    if span is None:
        form.add_error("part", NOT_THERE)
    start, end = span or (0, len(passage.text))
    cited = workspace().words.cite(key, start, end, scope=scope)
    told = as_text(cited, passage, names)
    shown = {
        "passage": passage,
        "cited": cited,
        "form": form,
        "quote": Quote(initial={"start": start, "end": end}),
        "whole": (start, end) == (0, len(passage.text)),
        "as_text": told,
        "rows": min(20, 4 + len(told) // 55),
        "names": names,
    }
    return render(request, "understand/cite.html", shown, status=400 if form.errors else 200)


def _span(text: str, part: str) -> tuple[int, int] | None:
    """Where a part stands in an answer; the whole of it where no part is asked for, None where it does not stand."""
    if not part:
        return 0, len(text)
    at = text.casefold().find(part.casefold()) if len(text) == len(text.casefold()) else text.find(part)
    return (at, at + len(part)) if at >= 0 else None


def as_text(cited: Citation, passage: Passage, names: dict[str, str]) -> str:
    """A citation to copy: the words, where and when they were told, and what finds them again."""
    place = passage.service or passage.team or "Service not given"
    whose = names.get(passage.organisation, passage.organisation_name or passage.organisation)
    told = f", told by {who}" if (who := wording.teller(passage.role)) else ""
    return (
        f"“{cited.passage}”\n"
        f"{', '.join(filter(None, (place, whose)))}, {wording.day(passage.date, passage.date_precision)}{told}.\n"
        f"Names and numbers were taken out. "
        f"Reference {cited.reference}, characters {cited.start} to {cited.end}, batch {cited.batch}, hash {cited.hash}."
    )

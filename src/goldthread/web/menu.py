"""The menu: six areas for people who work with feedback, and what comes next, said plainly."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldthread.accounts.rules import Permission


@dataclass(frozen=True)
class Page:
    """One page of an area; `also` names the pages that lie below it."""

    title: str
    name: str
    needs: Permission
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """One area of the menu. An area without pages is not built yet, and `coming` says what it will be."""

    title: str
    pages: tuple[Page, ...] = ()
    coming: str = ""


AREAS = (
    Area(
        "Listen",
        (
            Page("Files brought in", "imports", Permission.SEE_IMPORTS, ("account", "preview", "upload")),
            Page("For a person's eye", "concerns", Permission.SAFEGUARD, ("looked",)),
            Page("Before you ask", "before_you_ask", Permission.LINK),
        ),
    ),
    Area(
        "Understand",
        (
            Page("What we know", "overview", Permission.SEE_FINDINGS),
            Page("Journey", "journey", Permission.SEE_FINDINGS, ("pathways", "pathway", "pathway_moment")),
            Page("Already known", "known", Permission.SEE_FINDINGS),
            Page("Themes", "themes", Permission.SEE_FINDINGS),
            Page("What people said", "words", Permission.SEE_WORDS, ("comment", "cite", "like")),
            Page("Search", "search", Permission.SEE_WORDS),
            Page("The thread", "threads", Permission.SEE_FINDINGS, ("thread",)),
        ),
    ),
    Area("Decide together", coming="Patients choose what is asked, how answers are used, and what must change."),
    Area("Improve", coming="Who is changing what, so that two teams do not ask the same people twice."),
    Area("Contracts", coming="What patients asked for, written into contracts, with a result each month."),
    Area("Keep going", coming="Plans with dates, so that a good change lasts."),
)


def menu(allowed: Collection[Permission], here: str) -> list[dict[str, Any]]:
    """The areas that somebody may open, each with its pages and whether one of them is shown now."""
    made = []
    for area in AREAS:
        pages = [
            {"title": page.title, "href": reverse(page.name), "here": here == page.name,
             "within": here == page.name or here in page.also}
            for page in area.pages if page.needs in allowed
        ]  # fmt: skip
        if pages:
            within = any(page["within"] for page in pages)
            made.append({"title": area.title, "href": pages[0]["href"], "pages": pages, "within": within})
    return made


def coming() -> list[tuple[str, str]]:
    """Areas that are not built yet, each with a sentence about it."""
    return [(area.title, area.coming) for area in AREAS if not area.pages]

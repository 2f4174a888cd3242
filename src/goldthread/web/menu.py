"""The menu as whoever is here sees it, from what the apps registered; and what comes next, said plainly."""

from collections.abc import Collection

from django.urls import reverse

from goldthread.accounts.registry import menu as registered


def menu(allowed: Collection[str], here: str) -> list[dict[str, object]]:
    """The areas that somebody may open, each with its pages and whether one of them is shown now."""
    made = []
    for area in registered.AREAS:
        pages = [
            {
                "title": page.title,
                "href": reverse(page.name),
                "here": here == page.name,
                "within": here == page.name or here in page.also,
            }
            for page in registered.entries(area.title)
            if page.needs in allowed
        ]
        if pages:
            within = any(page["within"] for page in pages)
            made.append({"title": area.title, "href": pages[0]["href"], "pages": pages, "within": within})
    return made


def coming() -> list[tuple[str, str]]:
    """Areas that are not built yet, each with a sentence about it."""
    return [(area.title, area.coming) for area in registered.AREAS if not registered.entries(area.title)]

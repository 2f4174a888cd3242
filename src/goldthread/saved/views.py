"""Pages: saving and deleting a search; and what the search page shows of them."""

from typing import TypedDict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts.acting import Request
from goldthread.accounts.onward import is_here
from goldthread.forms.form import Given
from goldthread.forms.pages import page
from goldthread.saved import actions, queries
from goldthread.saved.forms import SaveSearch
from goldthread.saved.models import SavedSearch


class Shown(TypedDict):
    """What the search page says of itself: the words looked for, and its filters by their names in the address."""

    words: str
    query: dict[str, object]


def listed(request: Request, shown: Shown) -> dict[str, object]:
    """What whoever asks may repeat."""
    return {"saved": queries.seen_by(request.acting), "person": request.user}


def to_keep(request: Request, shown: Shown) -> dict[str, object]:
    """The form that saves what was searched for."""
    words = shown["words"]
    form = SaveSearch(initial={"q": words, "name": words[:60], "next": request.get_full_path()})
    form.carry(shown["query"])
    return {"save": form}


def keep(request: Request) -> HttpResponse:
    """Save a search under a name."""
    form = SaveSearch.of(request)

    def save(given: Given) -> SavedSearch:
        return actions.keep(
            by=request.acting, name=given["name"], words=given["q"], asked=form.asked(), shared=given["shared"]
        )

    kept = form.done(save, WrongUsage="name")
    back = _back(request, form)
    if kept is None:
        return page(request, form, title="Save this search", send="Save it", back=(back, "Search"))
    messages.success(request, f"Saved as “{kept.name}”. You find it on the search page.")
    return redirect(back)


def forget(request: Request, key: str) -> HttpResponse:
    """Delete a saved search of one's own."""
    name = actions.delete(by=request.acting, token=key)
    messages.success(request, f"“{name}” is deleted.")
    return redirect("search")


def _back(request: Request, form: SaveSearch) -> str:
    """Where somebody was on this site, else the search page."""
    wanted = form.cleaned_data.get("next", "")
    return wanted if wanted and is_here(request, wanted) else reverse("search")

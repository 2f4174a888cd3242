"""Pages of the apps: each address is guarded here, so that an app's pages refuse strangers and other organisations."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, include, path, resolve

from goldthread.accounts.registry import permissions
from goldthread.accounts.registry.entries import Entries
from goldthread.vocabulary import NoRight


ASK = "If you need it for your work, ask the person who looks after Goldthread where you work."
READ, WRITE = ("GET", "HEAD"), ("POST",)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Page:
    """One address of an app: below the app's own prefix, under a name of its own, for one permission.

    `methods` are what it answers: READ, WRITE, or both together. `file` says that its form takes a file: any other
    address refuses a body that is larger than words can be.
    """

    route: str
    view: View
    name: str
    _: KW_ONLY
    needs: str
    methods: tuple[str, ...] = READ
    file: bool = False


PAGES: Entries[tuple[str, Page]] = Entries("page")


def register(prefix: str, pages: Sequence[Page]) -> None:
    """Register an app's pages: `prefix`/`route` shows `view` to whoever is signed in, acts for an organisation of this
    care system, and has the permission. Raises: RegisteredTwice for a name, NotRegistered for an unknown permission."""
    for page in pages:
        permissions.check(page.needs)
        PAGES.add(page.name, (prefix.strip("/"), page))


def takes_file(name: str) -> str:
    """The permission of a page whose form takes a file; empty for any other name."""
    found = PAGES.all().get(name)
    return found[1].needs if found and found[1].file else ""


def opens(address: str, may: Callable[[str], bool]) -> bool:
    """Whether the guard of a page lets somebody in, by what they may do; True for a page that no app registers."""
    found = PAGES.all().get(resolve(urlsplit(address).path).url_name or "")
    return found is None or may(found[1].needs)


def patterns() -> list[URLResolver]:
    """Every registered address, guarded, below the prefix that it was registered under."""
    areas: dict[str, list[URLPattern]] = {}
    for prefix, page in PAGES.all().values():
        areas.setdefault(prefix, []).append(path(page.route, guarded(page), name=page.name))
    return [path(f"{prefix}/", include(pages)) for prefix, pages in areas.items()]


def guarded(page: Page) -> View:
    """The view behind its guard. Marks on the view itself, such as one that lets strangers in, do not count."""

    @wraps(page.view, updated=())
    def guard(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.acting.may(page.needs):
            raise NoRight("Your role does not include this page.", ASK)
        if request.method not in page.methods:
            return HttpResponseNotAllowed(page.methods)
        return page.view(request, *args, **kwargs)

    return guard


__all__ = ["READ", "WRITE", "Page", "guarded", "opens", "patterns", "register", "takes_file"]

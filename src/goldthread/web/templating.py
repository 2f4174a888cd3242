"""How templates are put together, and what every page knows."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from goldthread.accounts.acting import NOBODY
from goldthread.accounts.registry import permissions
from goldthread.accounts.rules import Permission
from goldthread.forms import drawing
from goldthread.vocabulary.only_text import on_page
from goldthread.web import forms, wording
from goldthread.web.menu import menu
from goldthread.web.minute import minute
from goldthread.web.understand.forms import Narrow


LARGE = "large_print"


def environment(**options: Any) -> Environment:
    options["undefined"] = ChainableUndefined
    options["finalize"] = _shown
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # Django turns autoescape on
    made.loader = ChoiceLoader([made.loader, PackageLoader("nhsuk_frontend_jinja")])  # type: ignore[list-item]
    made.globals.update(
        static=static,
        url=_url,
        panel=_panel,
        slot_part=_panel,  # for pages on which "panel" is people
        demo=settings.DEMO,
        narrowing=Narrow,
        onward=forms.onward,
        passkey=forms.passkey,
        tick_box=forms.tick,
        how_sure=wording.how_sure,
        how_sure_in_full=wording.how_sure_in_full,
    )
    made.filters.update(
        number=wording.number,
        figure=wording.figure,
        count=wording.count,
        percent=wording.percent,
        day=wording.day,
        month=wording.month,
        plain=wording.plain,
        sureness=wording.sureness,
        cell=wording.cell,
        sentiment=wording.sentiment,
        teller=wording.teller,
        lower_first=wording.lower_first,
        upper_first=wording.upper_first,
        iso_day=wording.iso_day,
        **drawing.FILTERS,
    )
    return made


def _shown(value: object) -> object:
    """Whatever a template prints, as only text; autoescape has its turn after this."""
    return on_page(value) if type(value) is str else value


def _url(name: str, *args: Any, **query: Any) -> str:
    path = reverse(name, args=args)
    kept = {key: value for key, value in query.items() if value not in ("", None, [], ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


@pass_context
def _panel(context: Context, template: str, words: dict[str, Any]) -> Markup:
    """A panel of a home page, with words of its own beside those of the page."""
    made = context.environment.get_template(template).render({**context.get_all(), **words})
    return Markup(made)  # noqa: S704  # the template has escaped what it was given


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Who is here, which pages they may open, and what to tell them."""
    person = getattr(request, "user", None)
    known = person is not None and person.is_authenticated
    acting = request.acting if known else NOBODY  # type: ignore[attr-defined]  # the middleware sets it
    allowed = acting.permissions
    large = request.COOKIES.get(LARGE) == "yes"
    match = request.resolver_match.url_name if request.resolver_match else ""
    return {
        "person": person if known else None,
        "acting": acting,
        "menu": menu(allowed, match or ""),
        "minute": minute(request) if person is not None else None,
        "large": large,
        "print_form": forms.LargePrint(initial={"next": request.get_full_path(), "large": "no" if large else "yes"}),
        "path": request.get_full_path(),
        "mails": settings.EMAIL.on,
        "may": _may(allowed),
        "messages": list(get_messages(request)) if hasattr(request, "_messages") else [],
    }


def _may(allowed: frozenset[str]) -> dict[str, bool]:
    """Every permission by its name with underscores, the apps' own too, and whether whoever is here has it."""
    of_apps = {name.replace(" ", "_"): name in allowed for name in permissions.PERMISSIONS.all()}
    return of_apps | {permission.name.lower(): permission in allowed for permission in Permission}

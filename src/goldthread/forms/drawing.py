"""Django's renderer of forms: `{{ form }}` and `{{ form.field.as_field_group() }}` draw the design system's parts."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString

from goldthread.forms import components


HELD = "forms/"
HIDDEN = "django/forms/widgets/hidden.html"


class Components(DjangoTemplates):
    """Draws forms and fields by our templates; lists under headings by Django's.

    Hidden fields, of which each page has some, are written without a template: Django takes three for each.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> object:
        """A template by its name."""
        return get_template(template_name) if template_name.startswith(HELD) else super().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A part of a form."""
        return hidden(context["widget"]) if template_name == HIDDEN else super().render(template_name, context, request)


def hidden(widget: Mapping[str, Any]) -> SafeString:
    """A hidden field, as Django's own template would write it."""
    given = {"type": widget["type"], "name": widget["name"], "value": widget["value"], **widget["attrs"]}
    return SafeString(f"<input{''.join(_attribute(name, value) for name, value in given.items())}>")


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


FILTERS = {"component": components.component, "wrong": components.wrong}
"""What templates of forms ask; every template knows them."""

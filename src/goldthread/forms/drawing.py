"""Django's renderer of forms: `{{ form }}` and `{{ form.field.as_field_group() }}` draw the design system's parts."""

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template

from goldthread.forms import components


HELD = "forms/"


class Components(DjangoTemplates):
    """Draws forms and fields by our templates; hidden fields, and lists under headings, by Django's."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> object:
        """A template by its name."""
        return get_template(template_name) if template_name.startswith(HELD) else super().get_template(template_name)


FILTERS = {"component": components.component, "wrong": components.wrong}
"""What templates of forms ask; every template knows them."""

"""Which component of the design system draws a field, and with what."""

from typing import NamedTuple, TypeAlias

from django import forms
from django.forms.boundfield import BoundField

from goldthread.forms.fields import choices_of


Params: TypeAlias = dict[str, object]
"""What a component is given."""


class Component(NamedTuple):
    """A component's name and what it is given."""

    name: str
    params: Params


def component(bound: BoundField) -> Component:
    """The component that draws a field, with its label, hint, value and what is wrong with it.

    `grouped` is a list whose choices stand under headings: the design system has none, so that Django draws the list.
    """
    widget, look = bound.field.widget, dict(getattr(bound.field, "look", {}))
    size = look.pop("size", "")
    name = _name(widget, bound)
    shown = {"name": bound.html_name, **_around(bound)}
    title = {"text": bound.label} | ({"size": size} if size else {})
    return Component(name, shown | _inside(name, bound, title) | look)


def _name(widget: forms.Widget, bound: BoundField) -> str:
    for kind, name in (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "tick"),
        (forms.Textarea, "textarea"),
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
    ):
        if isinstance(widget, kind):
            return name
    if isinstance(widget, forms.Select):
        return "grouped" if any(isinstance(words, (list, tuple)) for _, words in choices_of(bound.field)) else "select"
    return "input"


def _around(bound: BoundField) -> Params:
    made: Params = {}
    if bound.help_text:
        made["hint"] = {"text": bound.help_text}
    form = bound.form
    if said := bound.errors or (form.non_field_errors() if getattr(form, "beside", "") == bound.name else []):
        made["errorMessage"] = {"text": said[0]}
    return made


def _inside(name: str, bound: BoundField, title: Params) -> Params:
    if name in ("checkboxes", "radios"):
        return {"idPrefix": bound.auto_id, "items": _boxes(bound), "fieldset": {"legend": title}}
    if name == "tick":
        return {"idPrefix": bound.auto_id, "items": [_tick(bound)], "hint": None}
    if name in ("select", "grouped"):
        return {"id": bound.auto_id, "label": title, "items": _options(bound) if name == "select" else []}
    if name in ("password", "file"):
        return {"id": bound.auto_id, "label": title}
    value, attrs = bound.value(), bound.field.widget.attrs
    made = {
        "id": bound.auto_id,
        "label": title,
        "value": "" if value is None else bound.field.widget.format_value(value) or "",
    }
    named = {key: attrs[key] for key in ("autocomplete", "inputmode", "spellcheck", "rows") if key in attrs}
    return made | named | ({"type": getattr(bound.field.widget, "input_type", "text")} if name == "input" else {})


def _chosen(bound: BoundField) -> set[str]:
    held = bound.value()
    return {str(one) for one in (held if isinstance(held, (list, tuple, set)) else [held]) if one is not None}


def _boxes(bound: BoundField) -> list[Params]:
    chosen, hints = _chosen(bound), getattr(bound.field, "hints", {})
    return [
        {"value": str(value), "text": words, "checked": str(value) in chosen}
        | ({"hint": {"text": hints[value]}} if hints.get(value) else {})
        for value, words in choices_of(bound.field)
    ]


def _options(bound: BoundField) -> list[Params]:
    chosen = _chosen(bound) or {""}
    return [
        {"value": str(value), "text": words, "selected": str(value) in chosen}
        for value, words in choices_of(bound.field)
    ]


def _tick(bound: BoundField) -> Params:
    ticked = bound.value() in (True, "yes", "on", "true", "True")
    made: Params = {"value": "yes", "text": bound.label, "id": bound.auto_id, "checked": ticked}
    if bound.help_text:
        made["hint"] = {"text": bound.help_text}
    return made


def wrong(form: forms.BaseForm) -> list[dict[str, str]]:
    """Everything that is wrong with a form, each with the field that it leads to, for the error summary."""
    visible = form.visible_fields()
    first = visible[0].auto_id if visible else ""
    return [
        {"text": str(sentence)} | ({"href": f"#{at}"} if (at := _at(form, name, first)) else {})
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


def _at(form: forms.BaseForm, name: str, first: str) -> str:
    return form[name].auto_id if name in form.fields and not form[name].is_hidden else first

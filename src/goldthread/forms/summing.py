"""Answers of a form in words, for the page on which somebody checks them."""

from collections.abc import Sequence
from datetime import date

from django import forms

from goldthread.forms.fields import ChoicesField, choices_of
from goldthread.forms.form import Form
from goldthread.vocabulary.listing import listed


NOTHING, CHOOSE = "Not given", "Choose"


def summed(form: Form) -> list[dict[str, str]]:
    """Each visible answer of a valid form: its question, and what was answered, in words."""
    return [
        {"question": str(bound.label).removesuffix(" (optional)"), "answer": _said(bound.field, form, bound.name)}
        for bound in form.visible_fields()
    ]


def answers_said(words: Sequence[str], joined: str) -> str:
    """Several answers in one line: with commas and a word before the last, in quotation marks where one has a comma."""
    some = [f"“{one}”" for one in words] if len(words) > 1 and any("," in one for one in words) else list(words)
    return listed(some, joined)


def _said(field: forms.Field, form: Form, name: str) -> str:
    value: object = form[name].value() if isinstance(field, forms.MultipleChoiceField) else form.cleaned_data[name]
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field, forms.ChoiceField):
        if value == "":
            said = _words(field, "")
            return NOTHING if said in ("", CHOOSE) else said
        some = [_words(field, one) for one in (value if isinstance(value, list) else [value]) if one]
        return answers_said(some, field.joined if isinstance(field, ChoicesField) else "and") or NOTHING
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return ("; ".join(value) if isinstance(value, tuple) else str(value or "")) or NOTHING


def _words(field: forms.ChoiceField, chosen: object) -> str:
    for value, words in choices_of(field):
        for one, said in words if isinstance(words, (list, tuple)) else [(value, words)]:
            if str(one) == str(chosen):
                return str(said)
    return str(chosen)

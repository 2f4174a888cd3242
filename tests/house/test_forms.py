"""Forms are Django's, drawn by the design system, and each text in them says which eraser reaches it."""

import importlib
import pkgutil
import re
from pathlib import Path

import django
import pytest
from django import forms


django.setup()

from django.apps import apps  # noqa: E402

import goldthread  # noqa: E402
from goldthread.accounts.registry import erasers  # noqa: E402
from goldthread.forms.fields import NOT_KEPT, TextField, eraser_of, is_text  # noqa: E402
from goldthread.forms.form import Form, undeclared  # noqa: E402
from goldthread.web.signing import forms as signing  # noqa: E402


SOURCE = Path(goldthread.__file__).parent
SEAM = SOURCE / "forms" / "sent.py"
"""The one file that opens what a request was sent with, and hands it on whole."""
BY_HAND = re.compile(r"request\.POST|request\.FILES")
CONTROL = re.compile(r"<(input|select|textarea)\b", re.IGNORECASE)


def code():
    return [path for path in SOURCE.rglob("*.py") if path != SEAM and "migrations" not in path.parts]


def templates():
    samples = Path(__file__).parents[1] / "samples"
    return [path for folder in (SOURCE, samples) for path in folder.rglob("*.html")]


def every_form():
    """Every form of ours, found by importing every module."""
    for module in pkgutil.walk_packages(goldthread.__path__, "goldthread."):
        if module.name.rpartition(".")[2] == "forms" or ".forms." in module.name:
            importlib.import_module(module.name)
    found, new = set(), {forms.BaseForm}
    while new := {made for one in new for made in one.__subclasses__()} - found:
        found |= new
    return sorted((one for one in found if one.__module__.startswith("goldthread.")), key=lambda one: one.__qualname__)


def test_no_code_reads_a_request_by_hand():
    found = [
        f"{path.name}:{n}"
        for path in code()
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if BY_HAND.search(line)
    ]
    assert found == [], "give what was sent to a form: `YourForm.of(request)`"


def test_no_template_holds_a_control_that_was_written_by_hand():
    found = [
        f"{path.name}:{n}"
        for path in templates()
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if CONTROL.search(line)
    ]
    assert found == [], "declare a field of a form; `{{ form }}` draws it"


@pytest.mark.parametrize("form", every_form(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_every_text_of_a_form_declares_an_eraser_that_is_registered(form):
    if not issubclass(form, Form):  # allauth's, whose fields get what ours have once one is made
        assert issubclass(form, signing.Worded)
        return
    named = {name: eraser_of(field) for name, field in form.base_fields.items() if is_text(field)}
    assert {name: eraser for name, eraser in named.items() if eraser not in {NOT_KEPT, *erasers.every()}} == {}
    kept = set(named.values()) - {NOT_KEPT}
    typed = {app for app in kept for model in apps.get_app_config(app).get_models() if getattr(model, "TYPED", ())}
    assert typed == kept, "an app that keeps what is typed has a table that says so"


def test_a_text_without_an_eraser_is_refused_when_the_class_is_made():
    with pytest.raises(TypeError, match="Loose.story takes text and does not say its eraser"):
        type("Loose", (Form,), {"story": forms.CharField()})
    with pytest.raises(TypeError, match="Loose.link"):
        type("Loose", (Form,), {"link": forms.URLField(assume_scheme="https")})


def test_a_text_that_is_added_to_one_form_is_refused_when_it_is_checked():
    form = type("Later", (Form,), {})({})
    form.fields["story"] = forms.CharField()
    assert undeclared(form.fields) == ["story"]
    with pytest.raises(TypeError, match="Later.story"):
        form.is_valid()


def test_a_form_without_texts_needs_none():
    held = {"day": forms.DateField(), "sure": forms.BooleanField(), "which": forms.ChoiceField(choices=[("a", "A")])}
    assert type("Closed", (Form,), held)({"day": "2026-05-01", "sure": "yes", "which": "a"}).is_valid()


def test_the_words_of_this_house_can_be_found_by_it():
    named = {one.__name__ for one in every_form()}
    assert {"Rename", "StillHolds", "SaveSearch", "Joining", "Upload", "ActAs"} <= named
    assert BY_HAND.search("request.POST.get('x')") and CONTROL.search('<INPUT type="text">')
    assert TextField("A", eraser=NOT_KEPT, most=3).max_length == 3

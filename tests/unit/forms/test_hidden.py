"""Hidden fields, which are written without Django's templates: as Django would have written them."""

from html.parser import HTMLParser

import django
import pytest


django.setup()

from django.forms import HiddenInput  # noqa: E402
from django.forms.renderers import DjangoTemplates  # noqa: E402
from django.utils.safestring import mark_safe  # noqa: E402

from goldthread.forms.drawing import Components  # noqa: E402
from goldthread.web.forms import LargePrint  # noqa: E402


HOSTILE = ['"><script>', "it's & <b>", "", "\u202eabc", mark_safe("<b>"), 0]  # noqa: S308


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("attrs", [{}, {"id": 'a"b', "data-x": True, "data-y": False}])
def test_a_hidden_field_is_written_as_django_writes_it(value, attrs):
    widget = HiddenInput()
    ours = widget.render("where", value, attrs, renderer=Components())
    theirs = widget.render("where", value, attrs, renderer=DjangoTemplates())
    assert parsed(ours) == parsed(theirs)
    assert "<b>" not in ours
    assert "<script" not in ours


def test_a_form_of_hidden_fields_alone_shows_each_of_them_once():
    made = LargePrint(initial={"next": '/a?"b', "large": "yes"})
    given = [attributes for tag, attributes in parsed(str(made)) if tag == "input"]
    assert [(one["name"], one["value"], one["type"]) for one in given] == [
        ("next", '/a?"b', "hidden"),
        ("large", "yes", "hidden"),
    ]


def parsed(markup):
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(markup)
    return found

"""What our forms do with what is typed: keep it, check it, say what is wrong where it is wrong."""

import django
import pytest


django.setup()

from django import forms as plain  # noqa: E402
from django.http import QueryDict  # noqa: E402

from goldthread.forms.components import component, wrong  # noqa: E402
from goldthread.forms.fields import (  # noqa: E402
    NOT_KEPT,
    CarriedField,
    CarriedListField,
    CarriedNumberField,
    ChoiceField,
    ChoicesField,
    DayField,
    LinesField,
    NumberField,
    ParagraphField,
    TextField,
    TickField,
)
from goldthread.forms.form import Form, Press  # noqa: E402
from goldthread.vocabulary import NoRight, NotFound, WrongUsage  # noqa: E402


class Plan(Form):
    ids = "plan-%s"
    title = TextField("Title", eraser=NOT_KEPT, most=10, missing="Enter a title", look={"classes": "wide"})
    story = ParagraphField("Story (optional)", eraser=NOT_KEPT, most=20, hint="As it was", look={"rows": 2})
    on = DayField("Day")
    kind = ChoiceField("Kind", [("a", "A need"), ("b", "A change")], missing="Choose a kind", widget=plain.RadioSelect)
    where = ChoicesField("Where", [("XWR", "Wenbrook"), ("XTC", "Nursing at home")])
    step = ChoiceField("Step", [("", "Any"), ("Home", [("home/one", "One")])])
    sure = TickField("I am sure", hint="There is no way back")
    based_on = CarriedNumberField()


GIVEN = "title=Tea&story=Hot&on=31/05/2026&kind=a&where=XWR&where=XTC&step=home/one&sure=yes&based_on=3"


def plan(given: str) -> Plan:
    return Plan(QueryDict(given))


def drawn(form, name):
    return component(form[name])


def test_what_is_right_is_cleaned():
    form = plan(GIVEN)
    assert form.is_valid(), form.errors
    day = form.cleaned_data.pop("on")
    assert day.isoformat() == "2026-05-31"
    assert form.cleaned_data == {
        "title": "Tea",
        "story": "Hot",
        "kind": "a",
        "where": ["XWR", "XTC"],
        "step": "home/one",
        "sure": True,
        "based_on": 3,
    }


@pytest.mark.parametrize(
    ("given", "name", "sentence"),
    [
        ("", "title", "Enter a title"),
        ("title=" + "x" * 11, "title", "Title must be 10 characters or fewer"),
        ("story=" + "x" * 21, "story", "Story must be 20 characters or fewer"),
        ("on=2026-02-30", "on", "Enter a day, such as 31/05/2026"),
        ("", "kind", "Choose a kind"),
        ("kind=z", "kind", "Choose a kind"),
        ("where=XOT", "where", "Tick boxes that are on this page"),
        ("step=nowhere", "step", "Choose one that is in the list"),
    ],
)
def test_what_is_wrong_is_a_sentence_beside_its_field_and_in_the_summary(given, name, sentence):
    form = plan(given)
    assert not form.is_valid()
    assert form.errors[name] == [sentence]
    assert drawn(form, name).params["errorMessage"] == {"text": sentence}
    assert {"text": sentence, "href": f"#plan-{name}"} in wrong(form)


def test_what_was_typed_is_drawn_again_as_it_was():
    form = plan("title=" + "x" * 11 + "&story=Hot&on=2026-02-30&kind=b&where=XTC&step=home/one&sure=yes")
    page = str(form)
    for kept in (
        'value="xxxxxxxxxxx"',
        ">Hot</textarea>",
        'value="2026-02-30"',
        '<option value="home/one" selected>',
    ):
        assert kept in page, kept
    ticked = {one["value"]: one["checked"] for name in ("kind", "where") for one in drawn(form, name).params["items"]}
    assert ticked == {"a": False, "b": True, "XWR": False, "XTC": True}
    assert drawn(form, "sure").params["items"][0]["checked"]


def test_each_kind_of_field_has_its_component():
    form = Plan()
    kinds = {name: drawn(form, name).name for name in form.fields if name != "based_on"}
    assert kinds == {
        "title": "input",
        "story": "textarea",
        "on": "input",
        "kind": "radios",
        "where": "checkboxes",
        "step": "grouped",
        "sure": "tick",
    }
    assert "maxlength" not in str(form), "a browser would cut what is pasted"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "‮evil"])
def test_hostile_words_are_only_words(hostile):
    form = Plan({"title": hostile, "story": hostile})
    page = str(form)
    assert "<script>" not in page and "<img" not in page and "49" not in page.replace("#", "")


def test_zero_bytes_are_left_out():
    form = plan(GIVEN.replace("Tea", "T%00ea"))
    assert form.is_valid() and form.cleaned_data["title"] == "Tea"


def test_lines_are_several_values():
    made = type("Many", (Form,), {"names": LinesField("Names", eraser=NOT_KEPT, most=40)})
    form = made({"names": " a \n\n b"})
    assert form.is_valid() and form.cleaned_data["names"] == ("a", "b")
    assert drawn(made(initial={"names": ("a", "b")}), "names").params["value"] == "a\nb"


def test_hidden_fields_carry_what_they_are_given():
    made = type("Carrying", (Form,), {"ids": "", "next": CarriedField(), "theme": CarriedListField()})
    page = str(made(initial={"next": '/a/?b="c"', "theme": ["One", "Two"]}))
    assert page.count('type="hidden"') == 3 and "&quot;c&quot;" in page and " id=" not in page


def test_done_gives_what_came_of_it():
    assert plan(GIVEN).done(lambda given: given["title"]) == "Tea"
    assert plan("").done(lambda given: pytest.fail("nothing is done with a wrong form")) is None


class Taken(WrongUsage):
    """There is one already."""


def test_a_refusal_stands_beside_its_field_or_in_the_summary():
    def refuse(given):
        raise Taken("There is one already.", "Choose another.")

    form = plan(GIVEN)
    assert form.done(refuse, Taken="title") is None
    assert form.errors["title"] == ["There is one already. Choose another."]
    form = plan(GIVEN)
    assert form.done(refuse) is None
    assert wrong(form) == [{"text": "There is one already. Choose another.", "href": "#plan-title"}]


@pytest.mark.parametrize("kind", [NoRight, NotFound])
def test_a_missing_right_or_thing_is_no_mistake_in_a_form(kind):
    def refuse(given):
        raise kind("No.")

    with pytest.raises(kind):
        plan(GIVEN).done(refuse)


def test_a_button_says_what_is_wrong_in_a_sentence():
    made = type("Move", (Press,), {"based_on": CarriedNumberField(missing="Someone changed it meanwhile.")})
    assert made({"based_on": "3"}).asked() == {"based_on": 3}
    for given in ({}, {"based_on": "x" * 9}, {"based_on": "9" * 5000}, {"based_on": "-1"}):
        with pytest.raises(WrongUsage):
            made(given).asked()
    with pytest.raises(WrongUsage, match="Someone changed it meanwhile"):
        made({}).asked()


def test_a_stale_version_is_renewed_when_a_form_is_shown_again():
    form = plan(GIVEN)
    form.renew("based_on", 4)
    assert 'name="based_on" value="4"' in str(form) and 'value="Tea"' in str(form)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the number of days"),
        ("many", "Days must be a whole number from 1 to 30"),
        ("0", "Days must be a whole number from 1 to 30"),
        ("31", "Days must be a whole number from 1 to 30"),
        ("1.5", "Days must be a whole number from 1 to 30"),
        ("9" * 400, "Days must be a whole number from 1 to 30"),
    ],
)
def test_a_number_says_between_what_it_must_be_and_keeps_what_was_typed(typed, sentence):
    class Borrow(Form):
        days = NumberField("Days", least=1, most=30, missing="Enter the number of days")

    form = Borrow(QueryDict(f"days={typed}"))
    assert not form.is_valid() and form.errors["days"] == [sentence]
    drawn = str(form)
    assert 'inputmode="numeric"' in drawn and f'value="{typed}"' in drawn if typed else sentence in drawn
    assert Borrow(QueryDict("days=30")).is_valid()


def test_choices_and_their_headings_turn_no_words_round():
    class Pick(Form):
        one = ChoiceField("One")

    form = Pick()
    form.offer("one", [("\u202eA group\u202e", [("a", "An \u202eanswer")]), ("b", "Plain")])
    drawn = str(form)
    assert "\u202e" not in drawn and "A group" in drawn and 'value="a"' in drawn

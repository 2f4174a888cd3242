"""Forms that belong to no area: where to go next, large print, and what a session acts as."""

from collections.abc import Sequence
from typing import Self

from django import forms

from goldthread.accounts.rules import HeldRight
from goldthread.forms.fields import CarriedField, ChoiceField, OnwardField
from goldthread.forms.form import Form
from goldthread.vocabulary.only_text import on_page


CHOOSE_ONE = "Choose what you act as"


def tick(value: str, name: str = "words") -> str:
    """A box beside something that can be chosen; it belongs to the form with the id “ticked”, wherever that stands."""
    looks = {"class": "gt-tick__box", "form": "ticked", "value": value, "id": f"tick-{value}"}
    return forms.CheckboxInput().render(name, value=False, attrs=looks)


class Onward(Form):
    """The address that a form leads to when it is done."""

    ids = "onward-%s"
    next = OnwardField()


class LargePrint(Onward):
    """Large print, on or off."""

    ids = "print-%s"
    large = ChoiceField(
        "", [("yes", "On"), ("no", "Off")], missing="Choose large print or usual print", widget=forms.HiddenInput
    )


class Passkey(Onward):
    """What a browser's own dialogue about a passkey gives back; scripts fill it in."""

    ids = "passkey-%s"
    credential = CarriedField()


class ActAs(Onward):
    """One of the roles that somebody holds."""

    ids = "%s"
    right = ChoiceField(
        "What are you acting as?",
        missing=CHOOSE_ONE,
        hint="What you can see and do depends on your choice. You can change it at any time, at the top of each page.",
        widget=forms.RadioSelect,
        look={
            "fieldset": {
                "legend": {
                    "text": "What are you acting as?",
                    "classes": "nhsuk-fieldset__legend--xl",
                    "isPageHeading": True,
                }
            }
        },
    )

    def offer_rights(self, held: Sequence[HeldRight]) -> Self:
        """Offer what somebody may act as; called before it is checked."""
        self.offer("right", [(str(one.key), _upper_first(on_page(str(one)))) for one in held])
        right = self.fields["right"]
        assert isinstance(right, ChoiceField)
        right.hints = {str(one.key): ", ".join(one.services) for one in held}
        return self


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def onward(address: str) -> Onward:
    """The hidden field that carries where a form of allauth's leads."""
    return Onward(initial={"next": address})


def passkey(address: str = "") -> Passkey:
    """The hidden fields of a form that a passkey answers."""
    return Passkey(initial={"next": address})

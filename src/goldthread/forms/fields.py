"""Fields of our forms: a label, what to say when it is left empty, and how the design system draws it.

A field is required when it says what is `missing`. `look` goes to the component that draws it: `classes`, `rows`,
`autocomplete`, and `size`, the size of its label. A text says which eraser reaches what is typed in it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias, cast

from django import forms

from goldthread.vocabulary.only_text import says_anything, without_direction


Look: TypeAlias = Mapping[str, object]
"""What is given to the component that draws a field."""
Offered: TypeAlias = tuple[str, object]
"""A value that may be chosen, with its words; or a heading, with the choices under it."""
Widget: TypeAlias = type[forms.Widget] | forms.Widget
PLAIN: Look = {}
NOT_KEPT = "not kept"
"""The eraser of a text that is looked at and forgotten: a search, a password, an address to go back to."""
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
CHOOSE = ("", "Choose")
CLOSED = (
    forms.ChoiceField,
    forms.BooleanField,
    forms.IntegerField,
    forms.DateField,
    forms.FileField,
)
"""Kinds of field in which nobody can type a sentence; every other is a text."""


def is_text(field: forms.Field) -> bool:
    """Whether somebody could type a sentence in a field."""
    return not isinstance(field, CLOSED)


def eraser_of(field: forms.Field) -> str:
    """The eraser that a field declares; "" where it declares none."""
    return str(getattr(field, "eraser", ""))


def choices_of(field: forms.Field) -> list[Offered]:
    """What may be chosen in a field: values with their words, or headings with the choices under them."""
    if not isinstance(field, forms.ChoiceField):
        return []
    return [(str(value), words) for value, words in cast("Iterable[Offered]", field.choices)]


def give(field: forms.Field, *, eraser: str, look: Look = PLAIN) -> None:
    """Give a field of somebody else's form what ours have."""
    vars(field).update(eraser=eraser, look=look)
    if is_text(field) and not isinstance(field, Typed):
        field.__class__ = type(type(field).__name__, (Typed, type(field)), {})


def _errors(missing: str, **more: str) -> dict[str, str]:
    return {"required": missing, **more}


class Typed(forms.Field):
    """What somebody types or pastes: marks that turn the direction of text are taken out, but of a secret.

    They are neither kept nor shown again beside what is wrong, and a number or a day is one without them.
    """

    def clean(self, value: object) -> object:
        """What was typed without the marks, as the kind of field reads it. Raises ValidationError."""
        return super().clean(self._plain(value))

    def prepare_value(self, value: object) -> object:
        """What a page shows in the field."""
        return super().prepare_value(self._plain(value))

    def _plain(self, value: object) -> object:
        secret = isinstance(self.widget, forms.PasswordInput)
        return without_direction(value) if isinstance(value, str) and not secret else value


class TextField(Typed, forms.CharField):
    """A line of text, of `most` characters."""

    def __init__(
        self,
        label: str,
        *,
        eraser: str,
        most: int,
        missing: str = "",
        hint: str = "",
        widget: Widget = forms.TextInput,
        strip: bool = True,
        look: Look = PLAIN,
    ) -> None:
        too_long = f"{label.removesuffix(' (optional)') or 'This'} must be {most:,} characters or fewer"
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages=_errors(missing, max_length=too_long),
            max_length=most,
            help_text=hint,
            widget=widget,
            strip=strip,
        )
        self.eraser, self.look = eraser, look

    def to_python(self, value: object) -> str:
        """What was typed, without zero bytes, which no keyboard types and no database keeps.

        "" where nobody could see any of it, so that what is needed is not left out unseen.
        """
        typed = str(super().to_python(value)).replace("\x00", "")
        return typed if not self.strip or says_anything(typed) else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """No `maxlength`: a browser would cut what is pasted, and say nothing."""
        return {}


class ParagraphField(TextField):
    """Several lines of text."""

    def __init__(
        self, label: str, *, eraser: str, most: int, missing: str = "", hint: str = "", look: Look = PLAIN
    ) -> None:
        super().__init__(label, eraser=eraser, most=most, missing=missing, hint=hint, widget=forms.Textarea, look=look)


class LinesField(ParagraphField):
    """Several values, one on a line."""

    def prepare_value(self, value: object) -> object:
        """Several values as lines; what was typed as it is."""
        return super().prepare_value("\n".join(value) if isinstance(value, tuple) else value)

    def clean(self, value: object) -> tuple[str, ...]:
        """The lines that hold anything."""
        return tuple(line.strip() for line in str(super().clean(value) or "").splitlines() if says_anything(line))


class CarriedField(TextField):
    """A hidden text that a page carries along, such as where to go next."""

    def __init__(self, *, eraser: str = NOT_KEPT, most: int = 2_000, missing: str = "") -> None:
        super().__init__("", eraser=eraser, most=most, missing=missing, widget=forms.HiddenInput)


class OnwardField(CarriedField):
    """Where a form leads when it is done; what cannot be an address leads nowhere, and keeps nobody from going on."""

    def clean(self, value: object) -> str:
        """The address as it was sent, "" for one that is too long."""
        try:
            return str(super().clean(value))
        except forms.ValidationError:
            return ""


class CarriedListField(forms.Field):
    """Hidden texts of one name that a page carries along, such as filters."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, eraser: str = NOT_KEPT) -> None:
        super().__init__(required=False)
        self.eraser = eraser


class DayField(Typed, forms.DateField):
    """A day."""

    def __init__(self, label: str, *, missing: str = "", hint: str = "", look: Look = PLAIN) -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages=_errors(missing, invalid="Enter a day, such as 31/05/2026"),
            input_formats=DAYS,
            help_text=hint,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            localize=False,
        )
        self.look: Look = {"classes": "nhsuk-input--width-10", "type": "date", **look}

    def validate(self, value: object) -> None:
        """A day of a year that people mean."""
        super().validate(value)
        if isinstance(value, date) and not 1900 <= value.year <= 2199:
            raise forms.ValidationError("Enter a day from 1900 to 2199", code="invalid")


class ChoiceField(forms.ChoiceField):
    """One of several, from a list; with `widget=forms.RadioSelect` as radio buttons."""

    def __init__(
        self,
        label: str,
        choices: Iterable[Offered] | Callable[[], Iterable[Offered]] = (),
        *,
        missing: str = "",
        hint: str = "",
        widget: Widget = forms.Select,
        look: Look = PLAIN,
    ) -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages=_errors(missing, invalid_choice=missing or "Choose one that is in the list"),
            choices=choices if callable(choices) else list(choices),
            help_text=hint,
            widget=widget,
        )
        self.look = look
        self.hints: dict[str, str] = {}


class ChoicesField(forms.MultipleChoiceField):
    """Any of several, as boxes to tick."""

    def __init__(
        self,
        label: str,
        choices: Iterable[Offered] = (),
        *,
        missing: str = "",
        hint: str = "",
        look: Look = PLAIN,
        joined: str = "and",
    ) -> None:
        """Takes: in `joined` the word before the last of several, where answers are read over."""
        self.joined = joined
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages=_errors(missing, invalid_choice="Tick boxes that are on this page"),
            choices=list(choices),
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
        )
        self.look: Look = {"classes": "nhsuk-checkboxes--small", **look}


class TickField(forms.BooleanField):
    """One box to tick."""

    def __init__(
        self, label: str, *, missing: str = "", hint: str = "", hidden: bool = False, look: Look = PLAIN
    ) -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages=_errors(missing),
            help_text=hint,
            widget=forms.HiddenInput if hidden else forms.CheckboxInput,
        )
        self.look = look


class NumberField(Typed, forms.IntegerField):
    """A whole number that somebody types, from `least` to `most`."""

    def __init__(
        self, label: str, *, least: int, most: int, missing: str = "", hint: str = "", look: Look = PLAIN
    ) -> None:
        named = label.removesuffix(" (optional)")
        between = f"{named} must be a whole number from {least:,} to {most:,}"
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages=_errors(missing, invalid=between, min_value=between, max_value=between),
            min_value=least,
            max_value=most,
            help_text=hint,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        )
        self.look = {"classes": "nhsuk-input--width-5", **look}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """None of a browser's own limits, which would refuse without our words."""
        return {}


class CarriedNumberField(forms.IntegerField):
    """A hidden whole number that a page carries along, from 0 to 100 million."""

    def __init__(self, *, missing: str = "") -> None:
        super().__init__(
            required=bool(missing),
            error_messages=_errors(missing),
            min_value=0,
            max_value=100_000_000,
            widget=forms.HiddenInput,
        )


class FileField(forms.FileField):
    """A file to send. An empty one is sent on: whoever reads files says what is wrong with it."""

    def __init__(self, label: str, *, missing: str, hint: str = "", look: Look = PLAIN) -> None:
        super().__init__(
            label=label,
            error_messages=_errors(missing, invalid=missing),
            help_text=hint,
            allow_empty_file=True,
        )
        self.look = look

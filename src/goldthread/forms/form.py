"""Our forms: what is wrong stands in a summary and beside its field, and what was typed is still there."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString, mark_safe

from goldthread.forms.fields import Offered, eraser_of, is_text
from goldthread.forms.sent import files_of, form_of
from goldthread.vocabulary import NoRight, NotFound, PlainError, WrongUsage
from goldthread.vocabulary.only_text import on_page


Done = TypeVar("Done")
Given: TypeAlias = dict[str, Any]
"""What a right form holds, by the names of its fields."""
AGAIN = "Open the page again, then press the button."
UNDECLARED = "{form}.{field} takes text and does not say its eraser: give it eraser=, an app's or NOT_KEPT"


def undeclared(fields: Mapping[str, forms.Field]) -> list[str]:
    """The text fields among those of a form that do not say how a withdrawal reaches what is typed in them."""
    return [name for name, field in fields.items() if is_text(field) and not eraser_of(field)]


def _on_page(choice: Offered) -> Offered:
    """A choice, or a heading with choices under it, in words that turn nothing round."""
    value, words = choice
    if isinstance(words, list | tuple):
        return on_page(value), [_on_page(one) for one in words]
    return value, on_page(words) if isinstance(words, str) else words


class Declared(DeclarativeFieldsMetaclass):
    """Makes a form's class; refuses one with a text field that declares no eraser."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, object]) -> "Declared":
        """Make the class. Raises TypeError."""
        made = super().__new__(mcs, name, bases, attrs)
        for field in undeclared(vars(made)["base_fields"]):
            raise TypeError(UNDECLARED.format(form=name, field=field))
        return made


class Form(forms.Form, metaclass=Declared):
    """A form. `ids` is what its fields' ids look like: forms of one page differ in it."""

    use_required_attribute = False
    ids: ClassVar[str] = "id_%s"

    def __init__(self, *given: Any, **how: Any) -> None:
        super().__init__(*given, **{"auto_id": self.ids, "label_suffix": "", **how})

    @classmethod
    def of(cls, request: HttpRequest, *, initial: Mapping[str, object] | None = None, auto_id: str = "") -> Self:
        """The form as it was sent; empty, or with its `initial`, where the page is only read."""
        return cls(form_of(request), files_of(request), initial=initial, auto_id=auto_id or cls.ids)

    def render(
        self,
        template_name: str | None = None,
        context: Given | None = None,
        renderer: BaseRenderer | type[BaseRenderer] | None = None,
    ) -> SafeString:
        """The fields; hidden ones alone, as on every page's foot, with no template between them and the page."""
        if self.visible_fields():
            return super().render(template_name, context, renderer)
        return mark_safe("".join(field.as_widget() for field in self))  # noqa: S308  # each has escaped its value

    __str__ = __html__ = render

    def full_clean(self) -> None:
        """Check what was sent. Raises TypeError where a text that was added to this one form declares no eraser."""
        for field in undeclared(self.fields):
            raise TypeError(UNDECLARED.format(form=type(self).__name__, field=field))
        super().full_clean()

    def offer(self, name: str, choices: Iterable[Offered]) -> None:
        """Say what may be chosen in a field, where that depends on who asks."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_on_page(one) for one in choices]

    def say(self, field: str, sentence: str) -> None:
        """Say this alone of a field, whatever else was found wrong with it."""
        self.errors.pop(field, None)
        self.add_error(field, sentence)

    def renew(self, name: str, value: object) -> None:
        """Put another value into a hidden field of a form that is shown again."""
        given = QueryDict(mutable=True)
        given.update(self.data)
        given[self.add_prefix(name)] = str(value)
        self.data = given

    def done(self, act: Callable[[Given], Done], **where: str) -> Done | None:
        """Do what the form asks, and give what came of it; None where it is wrong, or was refused in a sentence.

        Takes: `act`, which gets the cleaned data and never gives None; the field beside which a refusal stands, by the
        name of its class: others stand in the summary alone. A missing right, or thing, is raised as ever.
        """
        if not self.is_valid():
            return None
        try:
            return act(self.cleaned_data)
        except (NoRight, NotFound):
            raise
        except PlainError as error:
            self.add_error(where.get(type(error).__name__), str(error))
            return None


class Press(Form):
    """A form that is one button: its fields are all hidden, and what is wrong with it is a sentence on its own page."""

    ids = ""

    def asked(self) -> Given:
        """What is asked. Raises WrongUsage with what is wrong: nobody can mend it but by opening the page again."""
        if self.is_valid():
            return self.cleaned_data
        wrong = [str(sentence) for sentences in self.errors.values() for sentence in sentences]
        raise WrongUsage(wrong[0] if wrong else AGAIN, AGAIN if wrong else "")

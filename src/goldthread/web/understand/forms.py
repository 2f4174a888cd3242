"""Forms of what people said: filters, the search, and the part of an answer to cite."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms

from goldthread.forms.fields import (
    NOT_KEPT,
    CarriedListField,
    ChoiceField,
    Offered,
    ParagraphField,
    TextField,
)
from goldthread.forms.form import Form
from goldthread.web.understand.controls import Control, Groups


LONGEST_WORDS, LONGEST_PART = 300, 5_000


class Carrying(Form):
    """A form that carries the filters of its page along, hidden."""

    def carry(self, query: Mapping[str, object]) -> None:
        """Add the filters that were set."""
        for name, values in query.items():
            self.fields[name] = CarriedListField(eraser=NOT_KEPT)
            self.initial[name] = list(values) if isinstance(values, list | tuple) else [values]


class Narrow(Carrying):
    """The filters that a page offers, and hidden those that it does not."""

    ids = "%s"

    def __init__(self, controls: Sequence[Control], carried: Mapping[str, object] | None = None) -> None:
        super().__init__()
        for one in controls:
            self.fields[one.name] = ChoiceField(
                one.title,
                [("", one.everything), *_grouped(one.groups)],
                look={"size": "s", "formGroup": {"classes": "gt-filter__one"}},
            )
            self.initial[one.name] = one.chosen[-1] if one.chosen else ""
        self.carry(carried or {})


def _grouped(groups: Groups) -> Iterable[Offered]:
    for title, options in groups:
        if title:
            yield title, options
        else:
            yield from options


class Search(Carrying):
    """Words to look for."""

    ids = "%s"
    q = TextField(
        "Words to look for",
        eraser=NOT_KEPT,
        most=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
        hint="All the words must be in the answer. “Quotes” keep words together. A minus before a word leaves it out.",
        look={
            "size": "s",
            "type": "search",
            "autocomplete": "off",
            "spellcheck": True,
            "inputWrapper": {"classes": "gt-seek__row"},
            "formGroup": {
                "classes": "nhsuk-u-margin-bottom-0",
                "afterInput": {
                    "html": '<button class="nhsuk-button nhsuk-u-margin-bottom-0" type="submit">Search</button>',
                },
            },
        },
    )

    @classmethod
    def beside(cls, query: Mapping[str, object], label: str) -> "Search":
        """The box alone, as it stands on a page of answers whose filters it carries along."""
        form = cls()
        form.fields["q"].label, form.fields["q"].help_text = label, ""
        form.carry(query)
        return form


class CitePart(Form):
    """The part of an answer that is cited."""

    ids = "%s"
    part = ParagraphField(
        "Cite only a part",
        eraser=NOT_KEPT,
        most=LONGEST_PART,
        hint="Type or paste the words as they are in the answer. Leave it empty for the whole.",
        look={"rows": 2, "size": "s"},
    )

"""Forms: a search to save."""

from collections.abc import Mapping

from goldthread.forms.fields import CarriedField, CarriedListField, OnwardField, TextField, TickField
from goldthread.forms.form import Form
from goldthread.saved.rules import LONGEST_NAME, LONGEST_WORDS
from goldthread.vocabulary import Cut, Filter, filters


MOST_VALUES, LONGEST_VALUE = 20, 200


def addressed() -> dict[str, Filter]:
    """The filters that a page can carry, by their names in addresses."""
    return {one.parameter: one for one in filters(Cut).values() if one is not None and one.addressed}


class SaveSearch(Form):
    """A search to save, under a name; the filters of its page are carried along, hidden."""

    ids = "%s"
    q = CarriedField(eraser="saved", most=LONGEST_WORDS, missing="Search first, then save")
    next = OnwardField()
    name = TextField(
        "A name for it",
        eraser="saved",
        most=LONGEST_NAME,
        missing="Enter a name for the search",
        hint="You save the search, not its answers. Anyone who repeats it gets the answers of that day, and only those "
        "that they may read.",
    )
    shared = TickField("My colleagues here may use it too", look={"classes": "nhsuk-checkboxes--small"})

    def __init__(self, *given: object, **how: object) -> None:
        super().__init__(*given, **how)
        for name in addressed():
            self.fields[name] = CarriedListField(eraser="saved")

    def carry(self, query: Mapping[str, object]) -> None:
        """Fill in the filters that were set."""
        for name, values in query.items():
            self.initial[name] = list(values) if isinstance(values, list | tuple) else [values]

    def asked(self) -> dict[str, str | list[str]]:
        """The filters of a form that is right, by their names; values that cannot be chosen are left out."""
        found: dict[str, str | list[str]] = {}
        for name, one in addressed().items():
            given = [str(value).replace("\x00", "")[:LONGEST_VALUE] for value in self.cleaned_data[name] or ()]
            values = [value for value in given if value and one.is_choice(value)][:MOST_VALUES]
            if values:
                found[name] = values if one.is_list else values[0]
        return found

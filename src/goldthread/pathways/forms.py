"""Forms of journeys."""

from django import forms

from goldthread.forms.fields import CarriedNumberField, ChoiceField, ChoicesField, DayField, TextField, TickField
from goldthread.forms.form import Form, Press
from goldthread.pathways.rules import LONGEST_ABOUT, LONGEST_TITLE


HERE = "pathways"
NO_NAME = "Leave this empty if the files do not name services."
MEANWHILE = "Someone else changed this journey meanwhile. Read it again, then make your change."


class Accept(Press):
    """Accept a step between organisations, or take that back."""

    based_on = CarriedNumberField(missing=MEANWHILE)
    holds = ChoiceField("", [("yes", "Accept"), ("no", "Stop accepting")], widget=forms.HiddenInput)


class Remove(Press):
    """Take a moment out."""

    based_on = CarriedNumberField(missing=MEANWHILE)


class Move(Remove):
    """Move a moment."""

    to = ChoiceField("", [("earlier", "Earlier"), ("later", "Later")], widget=forms.HiddenInput)


class ChangePathway(Form):
    """A change of a journey: the version that it changes, and why."""

    based_on = CarriedNumberField(missing=MEANWHILE)
    why = TextField("Why? (people will read this)", eraser=HERE, most=400)


class Rename(ChangePathway):
    """Another name and description."""

    ids = "rename-%s"
    title = TextField("Name", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the journey")
    about = TextField("What it is", eraser=HERE, most=LONGEST_ABOUT)
    field_order = ("title", "about", "why")


class AddService(ChangePathway):
    """One service more."""

    ids = "service-%s"
    organisation = ChoiceField("Organisation", missing="Choose an organisation")
    service = TextField("Service, as its files name it (optional)", eraser=HERE, most=200, hint=NO_NAME)
    since = DayField("From (empty: the beginning)")
    until = DayField("To (empty: no end)")
    field_order = ("organisation", "service", "since", "until", "why")


class EndService(ChangePathway):
    """A service that belongs no longer."""

    ids = "ending-%s"
    service = ChoiceField("Service", missing="Choose a service of this journey")
    on = DayField("Its last day", missing="Enter its last day")
    field_order = ("service", "on", "why")


class Moment(ChangePathway):
    """A moment of a journey."""

    ids = "moment-%s"
    title = TextField("Name of the moment", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the moment")
    about = TextField("What it is like", eraser=HERE, most=LONGEST_ABOUT)
    kinds = ChoicesField(
        "Kinds of moment that count",
        missing="Choose at least one kind. It decides which answers count for this moment",
        look={"classes": "nhsuk-checkboxes--small gt-boxes"},
    )
    services = ChoicesField("Only in these services (none: any)", look={"classes": "nhsuk-checkboxes--small gt-boxes"})
    transition = TickField("It is a step between two organisations", look={"classes": "nhsuk-checkboxes--small"})
    field_order = ("title", "about", "kinds", "services", "transition", "after", "why")

    def clean_services(self) -> list[tuple[str, str]]:
        """Services as pairs of organisation and name."""
        return [pair_of(value) for value in self.cleaned_data["services"]]


class AddMoment(Moment):
    """One moment more."""

    after = ChoiceField("After which moment?")


class StartName(Form):
    """What a journey to start is called."""

    title = TextField("Name of the journey", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the journey")
    about = TextField("What it is (optional)", eraser=HERE, most=LONGEST_ABOUT)


class StartFrom(Form):
    """A journey of the library, as this place has it."""

    title = TextField("Name of the journey", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the journey")
    organisation = ChoiceField("Organisation", missing="Choose an organisation")
    service = TextField(
        "The first service that belongs to it, as its files name it (optional)", eraser=HERE, most=200, hint=NO_NAME
    )


class StartService(Form):
    """The first service that belongs to it."""

    organisation = ChoiceField("Organisation", missing="Choose an organisation")
    service = TextField("Service, as its files name it (optional)", eraser=HERE, most=200, hint=NO_NAME)


class StartMoment(Form):
    """Its first moment."""

    moment = TextField(
        "Name of the first moment", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the moment"
    )
    kinds = ChoicesField(
        "Kinds of moment that count",
        missing="Choose at least one kind. It decides which answers count for this moment",
        look={"classes": "nhsuk-checkboxes--small gt-boxes"},
    )


def value_of(pair: tuple[str, str]) -> str:
    """An organisation and its service as one value of a form."""
    return "|".join(pair)


def pair_of(value: str) -> tuple[str, str]:
    """The same, read back."""
    organisation, _, service = value.partition("|")
    return organisation, service

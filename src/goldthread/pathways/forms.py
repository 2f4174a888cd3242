"""Forms of journeys."""

from django import forms

from goldthread.forms.fields import Choice, Choices, Day, Text, Tick, Whole
from goldthread.forms.form import Form, Press
from goldthread.pathways.rules import LONGEST_ABOUT, LONGEST_TITLE


HERE = "pathways"
MEANWHILE = "Somebody else changed this journey meanwhile. Look at it again, then make your change."


class Accept(Press):
    """Accept a step between organisations, or take that back."""

    based_on = Whole(missing=MEANWHILE)
    holds = Choice("", [("yes", "Accept"), ("no", "Stop accepting")], widget=forms.HiddenInput)


class Remove(Press):
    """Take a moment out."""

    based_on = Whole(missing=MEANWHILE)


class Move(Remove):
    """Move a moment."""

    to = Choice("", [("earlier", "Earlier"), ("later", "Later")], widget=forms.HiddenInput)


class Change(Form):
    """A change of a journey: the version that it changes, and why."""

    based_on = Whole(missing=MEANWHILE)
    why = Text("Why? (people will read this)", eraser=HERE, most=400)


class Rename(Change):
    """Another name and description."""

    ids = "rename-%s"
    title = Text("Name", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the journey")
    about = Text("What it is", eraser=HERE, most=LONGEST_ABOUT)
    field_order = ("title", "about", "why")


class AddService(Change):
    """One service more."""

    ids = "service-%s"
    organisation = Choice("Organisation", missing="Choose an organisation")
    service = Text("Service, as its files name it", eraser=HERE, most=200, missing="Enter the name of the service")
    since = Day("From (empty: the beginning)")
    until = Day("To (empty: no end)")
    field_order = ("organisation", "service", "since", "until", "why")


class EndService(Change):
    """A service that belongs no longer."""

    ids = "ending-%s"
    service = Choice("Service", missing="Choose a service of this journey")
    on = Day("Its last day", missing="Enter its last day")
    field_order = ("service", "on", "why")


class Moment(Change):
    """A moment of a journey."""

    ids = "moment-%s"
    title = Text("Name of the moment", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the moment")
    about = Text("What it is like", eraser=HERE, most=LONGEST_ABOUT)
    kinds = Choices(
        "Kinds of moment that fall on it",
        missing="Choose at least one kind: what people say falls on a moment by its kinds",
        look={"classes": "nhsuk-checkboxes--small gt-boxes"},
    )
    services = Choices("Only in these services (none: any)", look={"classes": "nhsuk-checkboxes--small gt-boxes"})
    transition = Tick("It is a step between two organisations", look={"classes": "nhsuk-checkboxes--small"})
    field_order = ("title", "about", "kinds", "services", "transition", "after", "why")

    def clean_services(self) -> list[tuple[str, str]]:
        """Services as pairs of organisation and name."""
        return [pair_of(value) for value in self.cleaned_data["services"]]


class AddMoment(Moment):
    """One moment more."""

    after = Choice("After which moment?")


class StartName(Form):
    """What a journey to start is called."""

    title = Text("Name of the journey", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the journey")
    about = Text("What it is (optional)", eraser=HERE, most=LONGEST_ABOUT)


class StartService(Form):
    """The first service that belongs to it."""

    organisation = Choice("Organisation", missing="Choose an organisation")
    service = Text("Service, as its files name it", eraser=HERE, most=200, missing="Enter the name of the service")


class StartMoment(Form):
    """Its first moment."""

    moment = Text("Name of the first moment", eraser=HERE, most=LONGEST_TITLE, missing="Enter a name for the moment")
    kinds = Choices(
        "Kinds of moment that fall on it",
        missing="Choose at least one kind: what people say falls on a moment by its kinds",
        look={"classes": "nhsuk-checkboxes--small gt-boxes"},
    )


def value_of(pair: tuple[str, str]) -> str:
    """An organisation and its service as one value of a form."""
    return "|".join(pair)


def pair_of(value: str) -> tuple[str, str]:
    """The same, read back."""
    organisation, _, service = value.partition("|")
    return organisation, service

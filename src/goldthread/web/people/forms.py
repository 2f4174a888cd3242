"""Forms of people and organisations."""

from collections.abc import Mapping, Sequence

from django import forms

from goldthread.accounts.directory.rules import KINDS
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Role
from goldthread.forms.fields import (
    CHOOSE,
    NOT_KEPT,
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    LinesField,
    TextField,
    TickField,
)
from goldthread.forms.form import Form


MOST_TEAMS = 40
"""More boxes than these are slower to read than a name is typed."""
SHORT = {"classes": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": False}
CODED = SHORT | {"autocapitalize": "none"}
HERE = "accounts"


class Called(Form):
    """How a person is called and reached."""

    name = TextField("Name", eraser=HERE, most=120, missing="Enter the person's name", look=SHORT)
    handle = TextField(
        "Sign-in name",
        eraser=HERE,
        most=60,
        missing="Enter a sign-in name",
        hint="Small letters, digits, full stops and hyphens, such as g.patel",
        look=CODED,
    )
    email = TextField("Email address (optional)", eraser=HERE, most=254, look=SHORT | {"type": "email"})


class RoleDays(Form):
    """The teams and days of a role."""

    known = ChoicesField("Which wards or teams? (needed for a ward team)", hint="A ward team sees these and no others.")
    teams = LinesField(
        "Which wards or teams? (needed for a ward team)",
        eraser=HERE,
        most=4_000,
        hint="One on each line, exactly as the files name them. A ward team sees these and no others.",
        look={"rows": 4, "spellcheck": "false"},
    )
    since = DayField("First day (optional)")
    until = DayField("Last day (optional)")

    def offer_teams(self, teams: Mapping[str, Sequence[str]]) -> None:
        """Offer the teams that are known, by the code of their organisation, as boxes; called before it is checked."""
        named = [
            (team, f"{team} ({code})" if len(teams) > 1 else team) for code, held in teams.items() for team in held
        ]
        if not 0 < len(named) <= MOST_TEAMS:
            del self.fields["known"]
            return
        self.offer("known", list(dict(named).items()))
        others = self.fields["teams"]
        others.label = "Other wards or teams (optional)"
        others.help_text = "One on each line, exactly as the files name them"
        self._part(set(dict(named)))

    def _part(self, named: set[str]) -> None:
        """Tick the teams that are known, and leave the others to be typed."""
        held = tuple(self.initial.get("teams", ()))
        self.initial["known"] = [team for team in held if team in named]
        self.initial["teams"] = tuple(team for team in held if team not in named)

    def clean(self) -> None:
        """Ticked and typed teams as one."""
        given = self.cleaned_data
        given["teams"] = tuple(dict.fromkeys([*given.pop("known", ()), *given.get("teams", ())]))


class GiveRole(RoleDays):
    """A role at one of the organisations that somebody manages."""

    organisation = ChoiceField("Organisation", missing="Choose an organisation")
    role = ChoiceField(
        "Role",
        [CHOOSE, *((role.value, role.value.capitalize()) for role in Role)],
        missing="Choose a role",
    )
    field_order: Sequence[str] = ("organisation", "role", "known", "teams", "since", "until")

    def offer_places(self, places: Sequence[Organisation]) -> None:
        """Offer the organisations that somebody manages; called before it is checked."""
        one = [(place.code, place.name) for place in places]
        self.offer("organisation", one if len(one) == 1 else [CHOOSE, *one])


class Joining(Called, GiveRole):
    """A person with their first role."""

    field_order = ("name", "handle", "email", *GiveRole.field_order)


class Ending(Form):
    """When somebody's role or sign-in ends."""

    on = DayField("Last day (optional)", hint="Leave it empty to end it now")
    sure = TickField("End it anyway")


class Resetting(Form):
    """What is reset with the password."""

    two_factor = TickField(
        "Also turn off their two-step sign-in (codes and passkeys)",
        hint="For someone who lost their phone or security key",
    )


class EditOrganisation(Form):
    """An organisation, and what files call it."""

    name = TextField("Name", eraser=HERE, most=200, missing="Enter the organisation's name", look=SHORT)
    kind = ChoiceField("Kind", KINDS.items(), missing="Choose a kind")
    aliases = LinesField(
        "Other names that files use (optional)",
        eraser=HERE,
        most=20_000,
        hint="One on each line. Capitals, spaces and punctuation make no difference.",
        look={"rows": 4, "spellcheck": "false"},
    )
    since = DayField("First day (optional)")
    until = DayField("Last day (optional)")


class AddOrganisation(EditOrganisation):
    """An organisation to add."""

    code = TextField(
        "Code",
        eraser=HERE,
        most=20,
        missing="Enter a code",
        hint="Its NHS organisation code where it has one, such as RXX",
        look=CODED,
    )
    field_order = ("code", "name", "kind", "aliases", "since", "until")


class FindPeople(Form):
    """Who is looked for among people; sent as an address."""

    ids = "%s"
    search = TextField("Name", eraser=NOT_KEPT, most=100, look=SHORT)
    organisation = ChoiceField("Organisation")
    role = ChoiceField("Role", [("", "Any"), *((role.value, role.value.capitalize()) for role in Role)])
    everybody = TickField("Include people who have left")

    def offer_places(self, places: Sequence[Organisation]) -> None:
        """Offer the organisations that somebody manages; called before it is checked."""
        self.offer("organisation", [("", "Any"), *((place.code, place.name) for place in places)])
        if len(places) < 2:  # there is nothing to choose
            self.fields["organisation"].widget = forms.HiddenInput()


class StaffFile(Form):
    """A file of joiners and leavers."""

    ids = "%s"
    file = FileField(
        "A CSV file",
        missing="Choose a file first.",
        hint="You see what would happen to each line before anything is changed.",
        look={"attributes": {"accept": ".csv,.txt,text/csv"}},
    )


class Kept(Form):
    """Whether a line may end the last administrator of an organisation; the preview carries it along."""

    sure = TickField("", hidden=True)

"""Forms of people and organisations: what is wrong stands beside its field, and nothing typed is lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from goldthread.accounts.directory.rules import KINDS
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Role


DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
WRONG_DAY = {"invalid": "Enter a day, such as 31/05/2026"}
CHOOSE = ("", "Choose")
MOST_TEAMS = 40
"""More boxes than these are slower to read than a name is typed."""


class Plain(forms.Form):
    """A form that the templates draw with the design system's components."""

    use_required_attribute = False

    def wrong(self) -> list[dict[str, str]]:
        """Everything that is wrong, each with the field that it leads to, for the error summary."""
        first = self[next(iter(self.fields))].id_for_label if self.fields else ""
        return [
            {"text": str(sentence), "href": f"#{self[name].id_for_label if name in self.fields else first}"}
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def needed(sentence: str) -> dict[str, str]:
    """What is said where a field is left empty."""
    return {"required": sentence}


def day(label: str, hint: str = "") -> forms.DateField:
    """A field for a day that may be left empty."""
    return forms.DateField(
        label=label, help_text=hint, required=False, input_formats=DAYS, error_messages=WRONG_DAY, localize=False
    )


class Lines(forms.CharField):
    """Several values, one on a line."""

    widget = forms.Textarea

    def prepare_value(self, value: object) -> object:
        """Several values as lines; what was typed as it is."""
        return "\n".join(value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that hold anything."""
        return tuple(line.strip() for line in (super().clean(value) or "").splitlines() if line.strip())


class ChoosePassword(Plain):
    """A password, typed once: it can be shown, and a second field makes more mistakes than it finds."""

    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput,
        help_text="At least 12 characters. Three words that have nothing to do with each other are easy to keep.",
        error_messages=needed("Enter a password"),
    )


class Called(Plain):
    """How a person is called and reached."""

    name = forms.CharField(label="Name", max_length=120, error_messages=needed("Enter the person's name"))
    handle = forms.CharField(
        label="Sign-in name",
        max_length=60,
        help_text="Small letters, digits, full stops and hyphens, such as g.patel",
        error_messages=needed("Enter a sign-in name"),
    )
    email = forms.CharField(label="Email address (optional)", max_length=254, required=False)


class PostDays(Plain):
    """The teams and days of a role."""

    known = forms.MultipleChoiceField(
        label="Which wards or teams? (needed for a ward team)",
        required=False,
        help_text="A ward team sees these and no others.",
        widget=forms.CheckboxSelectMultiple,
    )
    teams = Lines(
        label="Which wards or teams? (needed for a ward team)",
        required=False,
        help_text="One on each line, exactly as the files name them. A ward team sees these and no others.",
    )
    since = day("First day (optional)")
    until = day("Last day (optional)")

    def offer(self, teams: Mapping[str, Sequence[str]]) -> None:
        """Offer the teams that are known, by the code of their organisation, as boxes; called before it is checked."""
        named = [
            (team, f"{team} ({code})" if len(teams) > 1 else team) for code, held in teams.items() for team in held
        ]
        if not 0 < len(named) <= MOST_TEAMS:
            del self.fields["known"]
            return
        known, others = self.fields["known"], self.fields["teams"]
        assert isinstance(known, forms.MultipleChoiceField)
        known.choices = list(dict(named).items())
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


class Post(PostDays):
    """A role at one of the organisations that somebody manages."""

    organisation = forms.ChoiceField(label="Organisation", error_messages=needed("Choose an organisation"))
    role = forms.ChoiceField(
        label="Role",
        choices=[CHOOSE, *((role.value, role.value.capitalize()) for role in Role)],
        error_messages=needed("Choose a role"),
    )
    field_order: Sequence[str] = ("organisation", "role", "known", "teams", "since", "until")

    def __init__(self, *given: Any, places: Sequence[Organisation], **how: Any) -> None:
        super().__init__(*given, **how)
        one = [(place.code, place.name) for place in places]
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = one if len(one) == 1 else [CHOOSE, *one]


class Joining(Called, Post):
    """A person with their first role."""

    field_order = ("name", "handle", "email", *Post.field_order)


class Ending(Plain):
    """When somebody's role or sign-in ends."""

    on = day("Last day (optional)", "Leave it empty to end it now")
    sure = forms.BooleanField(label="End it anyway", required=False)


class Resetting(Plain):
    """What is reset beside the password."""

    two_factor = forms.BooleanField(
        label="Also turn off their two-step sign-in (codes and passkeys)",
        required=False,
        help_text="For someone who lost their phone or security key",
    )


class Place(Plain):
    """An organisation, and what files call it."""

    name = forms.CharField(label="Name", max_length=200, error_messages=needed("Enter the organisation's name"))
    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    aliases = Lines(
        label="Other names that files use (optional)",
        required=False,
        help_text="One on each line. Capitals, spaces and punctuation make no difference.",
    )
    since = day("First day (optional)")
    until = day("Last day (optional)")


class NewPlace(Place):
    """An organisation to add."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="Its NHS organisation code where it has one, such as RXX",
        error_messages=needed("Enter a code"),
    )
    field_order = ("code", "name", "kind", "aliases", "since", "until")

"""Forms of a decision, from what is proposed to what came of it, and of a departure from it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError

from goldthread.forms.fields import (
    CarriedField,
    ChoiceField,
    ChoicesField,
    DayField,
    LinesField,
    NumberField,
    ParagraphField,
    TextField,
)
from goldthread.forms.form import Form, Given, Press
from goldthread.partnership import citing, rules
from goldthread.partnership.forms import HERE
from goldthread.vocabulary import WrongUsage


MOST_HANDS = 200
CHANGED = "Someone else changed this decision meanwhile. Read it again, then make your change."


class DecisionQuestion(Form):
    """What is to be decided, by whom; `need` is the one from whose page it is proposed."""

    need = CarriedField()
    panel = ChoiceField("Panel", missing="Choose the panel that decides")
    title = TextField(
        "Question",
        eraser=HERE,
        most=rules.LONGEST_TITLE,
        missing="Write what is to be decided",
        hint="For example: What must change first when people go home?",
    )


class DecisionOptions(Form):
    """What can be chosen."""

    options = LinesField(
        "Options",
        eraser=HERE,
        most=3_000,
        missing="Write at least two options, each on a line",
        hint="One on each line, at least two. “Change nothing” can be one.",
        look={"rows": 5},
    )

    def clean_options(self) -> tuple[str, ...]:
        """At least two different ones, none too long."""
        given: tuple[str, ...] = tuple(dict.fromkeys(self.cleaned_data["options"]))
        if len(given) < 2:
            raise ValidationError("Write at least two options, each on a line")
        if any(len(one) > 300 for one in given):
            raise ValidationError("Make each option 300 characters or fewer")
        return given


class DecisionNeeds(Form):
    """Needs that the decision is about, and the last day of a ballot."""

    needs = ChoicesField("Needs that this decision is about (optional)")
    findings = LinesField(
        "Evidence for this decision (optional)",
        eraser=HERE,
        most=6_000,
        hint="The addresses of briefs, charts or journeys, one on each line. "
        "You can add saved searches on the decision’s page.",
        look={"rows": 2},
    )
    closes_on = DayField(
        "Last day to vote (optional)",
        hint="Without one, the vote stays open until everyone has voted. "
        "Where the panel’s rules allow it, you can close it once enough have.",
    )

    def clean_findings(self) -> tuple[str, ...]:
        """Addresses of pages of evidence that others can open."""
        given: tuple[str, ...] = self.cleaned_data["findings"]
        for one in given:
            try:
                citing.read(one)
            except WrongUsage as wrong:
                raise ValidationError(str(wrong)) from None
        return given


class CiteFinding(Form):
    """A finding that a decision cites: a saved search where somebody has one, or the address of a page of evidence."""

    search = ChoiceField("One of your saved searches")
    link = TextField(
        "Address of a brief, a chart or a journey",
        eraser=HERE,
        most=2_000,
        hint="Open it in Understand, then copy the address from the top of your browser.",
    )

    def offer_searches(self, mine: Mapping[str, str]) -> None:
        """Say which searches somebody saved; without any, only an address is asked for."""
        if mine:
            self.offer("search", [("", "Enter an address instead"), *mine.items()])
        else:
            del self.fields["search"]

    def clean(self) -> Given:
        """One of the two."""
        given = super().clean() or {}
        if not given.get("search") and not given.get("link") and "link" not in self.errors:
            either = "Choose a saved search, or enter an address" if "search" in self.fields else "Enter an address"
            self.add_error("link", ValidationError(either))
        return given


class PatientsView(Form):
    """What patients and carers say before anybody votes."""

    ids = "view-%s"
    view = ParagraphField(
        "What patients and carers say",
        eraser=HERE,
        most=600,
        missing="Write what patients and carers say",
        hint="It is shown first, before the options and before the result. It cannot be changed once the vote opens.",
        look={"rows": 4},
    )


class PatientsViewFor(PatientsView):
    """The same, keyed by the panel's host for a patient or carer without an account."""

    member = ChoiceField("Who said it", missing="Choose the patient or carer who said it")
    field_order = ("member", "view")


class OpenVote(Press):
    """Let members vote."""


class Ballot(Form):
    """One member's vote."""

    ids = "vote-%s"
    option = ChoiceField("Your vote", missing="Choose one option", widget=forms.RadioSelect)
    reason = ParagraphField(
        "Your reason (optional)",
        eraser=HERE,
        most=rules.LONGEST_REASON,
        hint="If your option is not chosen, your reason is shown with the decision, without your name.",
        look={"rows": 2},
    )


class BallotFor(Ballot):
    """The vote of somebody without an account, keyed by the panel's host."""

    ids = "id_%s"
    member = ChoiceField("Member", missing="Choose who voted")
    option = ChoiceField("Their vote", missing="Choose one option", widget=forms.RadioSelect)
    reason = ParagraphField(
        "Their reason (optional)",
        eraser=HERE,
        most=rules.LONGEST_REASON,
        hint="If their option is not chosen, this reason is shown with the decision, without their name.",
        look={"rows": 2},
    )
    field_order = ("member", "option", "reason")


class Sure(Form):
    """Which button of the page that shows a vote was pressed."""

    go = ChoiceField("", [("cast", "Send it"), ("change", "Change it")], missing=CHANGED, widget=forms.HiddenInput)


class HandCount(Form):
    """Hands that were counted in the room: a number for each option and voice, and reasons against."""

    def __init__(
        self, *given: object, options: Sequence[tuple[int, str]], voices: Sequence[str], **how: object
    ) -> None:
        super().__init__(*given, **how)
        named = dict(rules.VOICES)
        self.options, self.voices = options, [(voice, named[voice]) for voice in voices]
        for place, wording in options:
            for voice, called in self.voices:
                self.fields[f"hands_{place}_{voice}"] = NumberField(
                    f"{called}s for “{wording}”",
                    least=0,
                    most=MOST_HANDS,
                    look={"label": {"text": called, "classes": "gt-hands__label"}},
                )
        for voice, called in self.voices:
            self.fields[f"against_{voice}"] = LinesField(
                f"{called} (optional)",
                eraser=HERE,
                most=2_000,
                look={"rows": 2},
            )

    def hands(self) -> Mapping[int, Mapping[str, int]]:
        """Hands by option and voice."""
        return {
            place: {voice: self.cleaned_data[f"hands_{place}_{voice}"] or 0 for voice, _ in self.voices}
            for place, _ in self.options
        }

    def dissent(self) -> list[tuple[str, str]]:
        """Each reason against with the voice that gave it."""
        return [(voice, reason) for voice, _ in self.voices for reason in self.cleaned_data[f"against_{voice}"]]


class CloseVote(Form):
    """Who was in the room, and why nothing changes."""

    not_changed_because = ParagraphField(
        "If nothing changes: why (optional)",
        eraser=HERE,
        most=600,
        hint="People who told us about it read this reason.",
        look={"rows": 2},
    )

    def __init__(self, *given: object, **how: object) -> None:
        super().__init__(*given, **how)
        for voice, called in rules.VOICES:
            self.fields[f"room_{voice}"] = NumberField(f"{called}s", least=0, most=MOST_HANDS)

    def room(self) -> dict[str, int]:
        """Who was in the room, by voice."""
        return {voice: self.cleaned_data.get(f"room_{voice}") or 0 for voice, _ in rules.VOICES}


class LeaveUndecided(Form):
    """Close a vote in which nothing was decided."""

    why = ParagraphField(
        "Why nothing was decided", eraser=HERE, most=600, missing="Write why nothing was decided", look={"rows": 2}
    )


class LastDay(Form):
    """The last day of a vote."""

    closes_on = DayField("Last day to vote", missing="Enter the last day to vote")


class AskAgain(DecisionOptions):
    """A vote that is put to the panel again, with what can be chosen and its last day."""

    closes_on = DayField("Last day to vote (optional)")


class DepartFromDecision(Form):
    """That an organisation departs from a decision: who answers for it, and why."""

    officer = TextField("Name of the officer", eraser=HERE, most=120, missing="Name the officer who answers for it")
    job = TextField("Job title", eraser=HERE, most=120, missing="Enter the officer’s job title")
    reasons = ParagraphField(
        "Reasons",
        eraser=HERE,
        most=600,
        missing="Write the reasons: the panel reads them today",
        hint="Every member of the panel is told today, and reads the name, the job and the reasons.",
        look={"rows": 4},
    )

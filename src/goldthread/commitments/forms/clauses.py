"""Forms of a clause: its wording, what the panel and the parties say of it, its end."""

from collections.abc import Collection

from django import forms

from goldthread.commitments.forms import HERE
from goldthread.forms.fields import CarriedField, CarriedNumberField, ChoiceField, ParagraphField, TextField
from goldthread.forms.form import Form, Given


MEANWHILE = "The clause changed while you were reading it. Read it again."
WHY_DIFFERS = "Write why the clause differs from the patients’ sentence"
OTHERS_COUNTED = (
    "This measure counts other organisations than those of this contract. Choose another contract or measure"
)


class ClauseFor(Form):
    """Which measure a clause promises, in which contract. `apart` are pairs of both that do not fit."""

    apart: Collection[tuple[str, str]] = ()
    measure = ChoiceField("Measure", missing="Choose a measure", widget=forms.RadioSelect)
    contract = ChoiceField("Contract", missing="Choose a contract", widget=forms.RadioSelect)

    def clean(self) -> Given:
        """A contract under which somebody whom the measure counts gives care."""
        given = self.cleaned_data
        if (given.get("measure"), given.get("contract")) in self.apart:
            self.add_error("contract", OTHERS_COUNTED)
        return given


class ClauseWords(Form):
    """A wording, its place, and why it differs. `sentence` is what patients wrote, "" where that is not known."""

    sentence = ""
    wording = ParagraphField("The clause", eraser=HERE, most=1_200, missing="Write the clause", look={"rows": 4})
    why_differs = TextField(
        "Why does it differ from the patients’ sentence?",
        eraser=HERE,
        most=400,
        hint="You need a reason if any word differs. The panel reads it next to both sentences.",
    )
    place = ChoiceField("Where in the contract?", missing="Choose a place in the contract")

    def clean(self) -> Given:
        """A reason wherever a word differs."""
        given = self.cleaned_data
        differs = self.sentence and " ".join(given.get("wording", "").split()) != self.sentence
        if differs and given.get("wording") and not given.get("why_differs"):
            self.add_error("why_differs", WHY_DIFFERS)
        return given


class ClauseText(ClauseWords):
    """The first wording of a clause."""


class NamePanel(Form):
    """The panel that answers for a clause whose own has ended."""

    panel = ChoiceField("Panel", missing="Choose the panel that answers", widget=forms.RadioSelect)


class ClauseMore(Form):
    """What else is known of a clause."""

    duty = ChoiceField("Does it measure a national duty? (optional)")
    pair = ChoiceField(
        "Is it one half of a pair? (optional)",
        hint="For a step between two organisations. Both clauses are agreed together, or neither is.",
    )
    variation = TextField(
        "Number of the in-year variation (optional)",
        eraser=HERE,
        most=60,
        hint="For a contract that is already signed.",
    )

    def leave_out_what_offers_nothing(self) -> None:
        """Ask nothing to which “No” is the only answer."""
        for name in ("duty", "pair"):
            field = self.fields[name]
            if isinstance(field, ChoiceField) and len(field.widget.choices) < 2:
                del self.fields[name]


FROM_SIGNING, FROM_START = "signing", "start"
FROM = (
    (FROM_SIGNING, "From the first whole period after every party has signed"),
    (FROM_START, "From the contract’s first day: the clause is back-dated"),
)


class ClauseFrom(Form):
    """From when a clause counts, in a contract that began before today."""

    counts = ChoiceField(
        "Start of results",
        FROM,
        missing="Choose from when results count",
        widget=forms.RadioSelect,
        hint="Back-dated, the provider is asked for every period since the contract began. Both parties sign for that.",
    )


class Reword(ClauseWords):
    """Another wording."""

    wording = ParagraphField("The new wording", eraser=HERE, most=1_200, missing="Write the clause", look={"rows": 4})
    variation = TextField("Number of the in-year variation (optional)", eraser=HERE, most=60)
    based_on = CarriedNumberField(missing=MEANWHILE)


class Endorse(Form):
    """What a member answers: does this clause say what people asked for?"""

    ids = "endorse-%s"
    yes = ChoiceField(
        "Does this clause say what people asked for?",
        [("yes", "Yes, it does"), ("no", "No, it does not")],
        missing="Choose yes or no",
        widget=forms.RadioSelect,
        look={"size": "m"},
    )
    reason = TextField(
        "Why not?",
        eraser=HERE,
        most=400,
        hint="You only need a reason if you say no. Everyone who reads the clause can read it, without your name.",
    )
    seen = CarriedField(eraser=HERE, most=400, missing=MEANWHILE)

    def clean(self) -> Given:
        """A reason for a no."""
        given = self.cleaned_data
        if given.get("yes") == "no" and not given.get("reason"):
            self.add_error("reason", "Write why not")
        return given


class EndorseFor(Endorse):
    """The same, entered for a member who has no account."""

    member = ChoiceField("Whose answer is it?", missing="Choose a member")
    reason = TextField(
        "Why not?",
        eraser=HERE,
        most=400,
        hint="You only need a reason if they say no. Everyone who reads the clause can read it, without their name.",
    )
    field_order = ("member", "yes", "reason", "seen")


class Sign(Form):
    """A party signs."""

    name = TextField("Name of the person who signs", eraser=HERE, most=120, missing="Enter the name")
    job = TextField("Job title", eraser=HERE, most=120, missing="Enter the job title")
    seen = CarriedField(eraser=HERE, most=400, missing=MEANWHILE)


class Depart(Form):
    """A party goes on without the panel's endorsement."""

    officer = TextField("Officer who answers for it", eraser=HERE, most=120, missing="Enter the officer’s name")
    job = TextField("Job title", eraser=HERE, most=120, missing="Enter the job title")
    reasons = ParagraphField(
        "Reasons",
        eraser=HERE,
        most=600,
        missing="Write the reasons",
        hint="Every member of the panel gets an email about this today, and reads it here.",
        look={"rows": 5},
    )
    seen = CarriedField(eraser=HERE, most=400, missing=MEANWHILE)


class EndClause(Form):
    """The clause ends."""

    why = TextField("Why does it end?", eraser=HERE, most=300, missing="Write why it ends")

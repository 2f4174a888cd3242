"""Forms of a contract, its meetings and its parties."""

from django import forms

from goldthread.commitments.forms import HERE
from goldthread.forms.fields import ChoiceField, ChoicesField, DayField, TextField
from goldthread.forms.form import Form, Given


class ContractName(Form):
    """What the contract is called, and which form it follows."""

    title = TextField(
        "Name of the contract",
        eraser=HERE,
        most=200,
        missing="Enter the name of the contract",
        hint="For example: Discharge from Wenbrook Royal 2026/27",
    )
    edition = ChoiceField("Which form does it follow?", missing="Choose the form", widget=forms.RadioSelect)


class ContractParties(Form):
    """Who the parties are, besides the commissioner who adds it."""

    capacity = ChoiceField(
        "What is your organisation in this contract?",
        [("co-ordinating commissioner", "Co-ordinating commissioner"), ("commissioner", "Commissioner")],
        missing="Choose what your organisation is",
        widget=forms.RadioSelect,
    )
    providers = ChoicesField("Who gives the care?", missing="Tick at least one organisation that gives the care")
    subcontractors = ChoicesField("Are there sub-contractors? (optional)")

    def clean(self) -> Given:
        """Nobody is both."""
        given = self.cleaned_data
        if set(given.get("providers", [])) & set(given.get("subcontractors", [])):
            self.add_error("subcontractors", "An organisation is ticked twice. Tick it as provider or sub-contractor")
        return given


class ContractTime(Form):
    """From when to when it runs."""

    starts = DayField("First day", missing="Enter the first day")
    ends = DayField("Last day", missing="Enter the last day")
    closes = DayField("Signed by (optional)", hint="The day by which the parties sign.")

    def clean(self) -> Given:
        """It does not end before it starts."""
        given = self.cleaned_data
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", "The last day must be after the first day")
        return given


class AddMeeting(Form):
    """A meeting about a contract."""

    on = DayField("Day of the meeting", missing="Enter the day of the meeting")


class EndParty(Form):
    """A party that ceases to be one."""

    organisation = ChoiceField("Which party?", missing="Choose a party")
    on = DayField("Its last day as a party", missing="Enter its last day", hint="Today or later.")
    successor = ChoiceField("Which organisation takes its place?", hint="It will have to sign each clause.")

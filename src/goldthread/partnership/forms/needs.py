"""Forms of a need: its words and wording, members' answers, and needs that are put together or taken apart."""

from collections.abc import Mapping
from typing import Self

from django import forms
from django.core.exceptions import ValidationError

from goldthread.forms.fields import (
    CarriedField,
    CarriedListField,
    CarriedNumberField,
    ChoiceField,
    ChoicesField,
    Offered,
    ParagraphField,
    TextField,
)
from goldthread.forms.form import Form, Given, Press
from goldthread.partnership import rules
from goldthread.partnership.forms import HERE


CHANGED = "Someone else changed this need meanwhile. Read it again, then make your change."
PARTS = ("first", "second", "third")
ALL_WORDS = "Tick none to keep all of them."
WHY_SEEN = "Everyone who reads the need reads your reason."


class NeedPlace(Press):
    """Where on a journey a need is, as the page on which words were ticked says, so that nobody chooses it twice."""

    pathway = CarriedField()
    point = CarriedField()

    @classmethod
    def from_page(cls, query: Mapping[str, object]) -> Self:
        """What a page is narrowed to, where that is one journey and one moment of it."""
        made = cls(initial={name: query.get(name, "") for name in cls.base_fields})
        for name in [name for name, value in made.initial.items() if not value or not isinstance(value, str)]:
            del made.fields[name]
        return made


class NeedWords(Press):
    """Words that somebody ticked: whole answers by their ids, passages on the thread by their tokens."""

    words = CarriedListField()
    quoted = CarriedListField()


class PutUnder(Press):
    """The need under which the words that somebody ticks are put: the one from whose page they came."""

    need = CarriedField()


class WriteNeed(Form):
    """A need, from the words that were ticked; without any, why there are none."""

    words = CarriedListField()
    quoted = CarriedListField()
    wording = ParagraphField(
        "What people need",
        eraser=HERE,
        most=rules.LONGEST_WORDING,
        missing="Write what people need",
        hint="One sentence, in words that patients and carers would use. "
        "For example: Carers need to know who is coming, when, and who to ring.",
        look={"rows": 3},
    )
    for_whom = TextField("Who needs it (optional)", eraser=HERE, most=200, hint="For example: carers of older people")
    moment = ChoiceField("Where on the journey (optional)")
    panel = ChoiceField("Panel", missing="Choose the panel that is asked")
    no_words_because = TextField(
        "Why no comments are linked to it",
        eraser=HERE,
        most=300,
        missing="Write why there are no words, or choose some",
        hint="For example: said in the meeting on 3 November, and not recorded",
    )


class AddWords(Form):
    """More words for a need that there is."""

    ids = "add-%s"
    words = CarriedListField()
    quoted = CarriedListField()
    need = ChoiceField("Need", missing="Choose a need")


class NeedAnswer(Form):
    """What a member says of a need, as they read it."""

    ids = "answer-%s"
    why = "Write why you disagree. Your reason stays with the need."
    seen = CarriedNumberField(missing=CHANGED)
    stance = ChoiceField(
        "Do you support this need?", list(rules.STANCES), missing="Choose your answer", widget=forms.RadioSelect
    )
    reason = ParagraphField(
        "Your reason",
        eraser=HERE,
        most=rules.LONGEST_REASON,
        hint="You only need one if you disagree. Everyone who reads the need can read it, without your name.",
        look={"rows": 2},
    )

    def clean(self) -> Given:
        """A reason for whoever disagrees."""
        given = super().clean() or {}
        if given.get("stance") == "disagree" and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", ValidationError(self.why))
        return given


class NeedAnswerFor(NeedAnswer):
    """What somebody without an account says, keyed by the panel's host."""

    ids = "id_%s"
    why = "Write why they disagree. Their reason stays with the need."
    member = ChoiceField("Member", missing="Choose who answered")
    stance = ChoiceField(
        "What they said", list(rules.STANCES), missing="Choose what they said", widget=forms.RadioSelect
    )
    reason = ParagraphField(
        "Their reason",
        eraser=HERE,
        most=rules.LONGEST_REASON,
        hint="You only need one if they disagree. Everyone who reads the need can read it, without their name.",
        look={"rows": 2},
    )
    field_order = ("member", "stance", "reason")


class RewordNeed(Form):
    """Another wording of a need."""

    based_on = CarriedNumberField(missing=CHANGED)
    wording = ParagraphField(
        "What people need", eraser=HERE, most=rules.LONGEST_WORDING, missing="Write what people need", look={"rows": 3}
    )
    why = TextField("Why you are changing it", eraser=HERE, most=300, missing="Write why you reword it", hint=WHY_SEEN)


class MergeNeeds(Form):
    """Needs that become one."""

    others = ChoicesField("Needs to merge with this one", missing="Choose at least one other need")
    wording = ParagraphField(
        "What people need, said once",
        eraser=HERE,
        most=rules.LONGEST_WORDING,
        missing="Write what people need",
        look={"rows": 3},
    )
    why = TextField("Why they belong together", eraser=HERE, most=300, missing="Write why they belong together")


class SplitNeed(Form):
    """A need that becomes two or three, each with the words that it rests on."""

    first = ParagraphField(
        "First need", eraser=HERE, most=rules.LONGEST_WORDING, missing="Write the first need", look={"rows": 2}
    )
    first_words = ChoicesField("Words for the first need", hint=ALL_WORDS)
    second = ParagraphField(
        "Second need", eraser=HERE, most=rules.LONGEST_WORDING, missing="Write the second need", look={"rows": 2}
    )
    second_words = ChoicesField("Words for the second need", hint=ALL_WORDS)
    third = ParagraphField("Third need (optional)", eraser=HERE, most=rules.LONGEST_WORDING, look={"rows": 2})
    third_words = ChoicesField("Words for the third need", hint=ALL_WORDS)
    why = TextField("Why you split it", eraser=HERE, most=300, missing="Write why you split it")

    def offer_words(self, choices: list[Offered]) -> None:
        """Say which words there are; without any, nobody is asked about them."""
        for part in PARTS:
            if choices:
                self.offer(f"{part}_words", choices)
            else:
                del self.fields[f"{part}_words"]

    def parts(self) -> list[tuple[str, list[str]]]:
        """Each part that was written, with its words."""
        given = self.cleaned_data
        return [(given[part], given.get(f"{part}_words", [])) for part in PARTS if given.get(part)]

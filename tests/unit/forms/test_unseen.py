"""What nobody can see is nothing, whatever form or action it is typed into."""

import django
import pytest


django.setup()

from django.core.exceptions import ValidationError  # noqa: E402

from goldthread.accounts.directory.rules import name_of  # noqa: E402
from goldthread.commitments.forms.clauses import Endorse  # noqa: E402
from goldthread.forms.fields import LinesField, ParagraphField, TextField  # noqa: E402
from goldthread.partnership import rules as partnership  # noqa: E402
from goldthread.thread import rules as thread  # noqa: E402
from goldthread.vocabulary import WrongUsage  # noqa: E402


UNSEEN = "\u200b\u2060 \u3164"


@pytest.mark.parametrize("kind", [TextField, ParagraphField, LinesField])
def test_a_field_that_is_needed_is_not_filled_by_it(kind):
    with pytest.raises(ValidationError, match="Write why"):
        kind("Why", eraser="test", most=90, missing="Write why").clean(UNSEEN)
    assert not kind("Why", eraser="test", most=90).clean(UNSEEN), "and what may be empty is empty"


def test_a_no_to_a_clause_needs_a_reason_that_can_be_read():
    form = Endorse({"yes": "no", "reason": UNSEEN, "seen": "clause:a@1"})
    assert form.errors["reason"] == ["Write why not"]


@pytest.mark.parametrize(
    "check",
    [
        lambda typed: partnership.checked(typed, "reason", 90, missing="Write why."),
        thread.check_reason,
        lambda typed: name_of(typed, longest=90, what="The name"),
    ],
    ids=["partnership and commitments", "thread", "name in the directory"],
)
def test_an_action_takes_it_for_nothing(check):
    with pytest.raises(WrongUsage):
        check(UNSEEN)
    assert check(f"Too few{UNSEEN}").startswith("Too few")

"""What a withdrawal takes out of this app."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model

from goldthread.partnership.models import CitedFinding, Dissent, EarlierView, Endorsement, ReleasedWords, Support, Vote
from goldthread.workspace.repeating import CopyFinder, strings_in


@transaction.atomic
def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Empty the reasons that repeat what somebody told; releases hold no words. Harmless to repeat.

    What a panel worded is named by its place instead: a need is worded anew, a copy in a decision is removed.
    """
    wanted = CopyFinder(told)
    if not respondent or not wanted:
        return 0
    copied = [one.pk for one in CitedFinding.objects.all() if wanted.repeated_in(*strings_in(one.asked))]
    CitedFinding.objects.filter(pk__in=copied).update(asked={})
    gone = len(copied) + sum(_empty(model, "reason", wanted) for model in (Support, Vote, Dissent, Endorsement))
    return gone + _empty(EarlierView, "wording", wanted) + _empty(ReleasedWords, "why", wanted)


def _empty(model: type[Model], field: str, wanted: CopyFinder) -> int:
    held = model._base_manager.exclude(**{field: ""}).values_list("pk", field)
    return model._base_manager.filter(pk__in=[pk for pk, text in held if wanted.repeated_in(text)]).update(
        **{field: ""}
    )

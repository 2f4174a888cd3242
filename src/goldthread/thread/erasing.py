"""What a withdrawal takes out of this app."""

from collections.abc import Sequence

from django.db import transaction

from goldthread.thread.models import Link, Placeholder, QuotedPassage, Teller, Unlinked, token
from goldthread.workspace.repeating import CopyFinder


@transaction.atomic
def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Empty every passage of one person and forget who they are; links stay as opaque names. Harmless to repeat.

    A placeholder whose key repeats what they told gets another key.
    """
    if not respondent:
        return 0
    gone = QuotedPassage.objects.filter(respondent=respondent).update(
        feedback="",
        respondent="",
        words="",
        hash="",
        batch="",
        start=0,
        end=0,
        organisation="",
        role="",
        told_on=None,
        withdrawn=True,
    )
    wanted = CopyFinder(told)
    if wanted:
        reasons = [one.pk for one in Unlinked.objects.exclude(why="") if wanted.repeated_in(one.why)]
        gone += Unlinked.objects.filter(pk__in=reasons).update(why="")
        gone += sum(
            _name_again(placeholder) for placeholder in Placeholder.objects.all() if wanted.repeated_in(placeholder.key)
        )
    return gone + Teller.objects.filter(respondent=respondent).delete()[0]


def _name_again(placeholder: Placeholder) -> int:
    """Give a placeholder a key that says nothing, and let every link lead to that."""
    before, key = str(placeholder), token()
    Placeholder.objects.filter(pk=placeholder.pk).update(key=key)
    for model in (Link, Unlinked):
        for end in ("upper", "lower"):
            model._base_manager.filter(**{end: before}).update(**{end: f"{placeholder.kind}:{key}"})
    return 1


def respondents() -> set[str]:
    """Everyone of whom this app holds something, as opaque ids."""
    quoted = QuotedPassage.objects.exclude(respondent="").values_list("respondent", flat=True)
    return {*quoted, *Teller.objects.values_list("respondent", flat=True)}

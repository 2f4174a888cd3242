"""What a withdrawal takes out of this app: what somebody has half filled in, where it repeats what was told."""

from collections.abc import Sequence

from goldthread.forms.models import Draft
from goldthread.workspace.repeating import CopyFinder, strings_in


def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Delete drafts that repeat what somebody told. Harmless to repeat."""
    wanted = CopyFinder(told)
    if not wanted:
        return 0
    gone = [one.pk for one in Draft.objects.all() if wanted.repeated_in(*strings_in(one.answers))]
    return Draft.objects.filter(pk__in=gone).delete()[0]

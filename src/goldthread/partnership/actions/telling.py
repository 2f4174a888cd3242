"""Who is told by mail that something waits for them: members of a panel who sign in, never the words of it."""

from collections.abc import Collection

from goldthread.accounts import outgoing_mail
from goldthread.partnership.models import PatientPanel
from goldthread.partnership.queries import seated
from goldthread.partnership.rules import VOICES


ALL = frozenset(voice for voice, _ in VOICES)


def tell_members(*, by: object, panel: PatientPanel, kind: str, about: str, voices: Collection[str] = ALL) -> None:
    """Tell every member with an account and one of these voices, but for whoever did it."""
    for member in seated(panel):
        if member.person and member.voice in voices and str(member.person) != str(by):
            outgoing_mail.tell(by=by, person=member.person, kind=kind, about=about)

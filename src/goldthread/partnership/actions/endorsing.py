"""Writes: what members answer to something that their panel is asked to endorse."""

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.partnership import electorate, rules
from goldthread.partnership.actions.sitting import check_sits, check_speaks
from goldthread.partnership.models import Endorsement, PanelMember, PatientPanel
from goldthread.vocabulary import WrongUsage


@transaction.atomic
def answer(
    *,
    by: object,
    panel: PatientPanel,
    about: str,
    standing: str,
    seen: str,
    member: PanelMember,
    yes: bool,
    reason: str = "",
) -> Endorsement:
    """Keep a member's answer to something as it is now; an earlier answer of theirs no longer counts.

    Takes: the reference of what it is about; how it stands now, and how it stood when the member read it.
    Raises: WrongUsage where it changed in between, without a seat, or for a no without its reason.
    """
    check_sits(member, panel)
    check_speaks(by, member)
    if seen != standing:
        raise WrongUsage("This changed while you were reading it.", "Read it again, then answer.")
    reason = rules.checked(
        reason, "reason", rules.LONGEST_REASON, missing="" if yes else "Write why not. Your reason is shown with it."
    )
    first = Endorsement.objects.filter(panel=panel, about=about, standing=standing).first()
    if first is not None and not electorate.answers_to(member, first.at):
        raise WrongUsage("This member joined after the panel began to answer.", "They can answer the next wording.")
    made = Endorsement.objects.create(
        panel=panel,
        about=about,
        standing=standing,
        member=member,
        yes=yes,
        quorum=panel.quorum,
        quorum_share=panel.quorum_share,
        reason=reason,
        by=str(by),
    )
    auditing.record(by=by, what="answered an endorsement", about=about, member=str(member), standing=standing)
    return made

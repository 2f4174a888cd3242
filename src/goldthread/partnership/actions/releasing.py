"""Writes: two people let words be shown in one place, having seen them and the place next to each other."""

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import Reader
from goldthread.partnership import rules
from goldthread.partnership.actions.sitting import check_sits, check_speaks
from goldthread.partnership.models import Need, PanelMember, PatientPanel, ReleasedWords, WantedWords
from goldthread.vocabulary import NotFound, WrongUsage


@transaction.atomic
def propose(*, by: object, reader: Reader, passage: str, use: str, destination: str) -> ReleasedWords:
    """Say as the first of two that words may be shown in one place; said twice, it is the same release.

    Takes: the token of a quoted passage; its use; the reference of the place, such as meeting:…
    Raises: NotFound for words that this reader may not read, WrongUsage for a use that there is none of.
    """
    if use not in dict(rules.USES):
        raise WrongUsage("That is no use of words.", "Choose one that is in the list.")
    version = _version(passage, reader)
    ended = PatientPanel.objects.filter(key=destination.removeprefix("panel:"), ended__isnull=False)
    if destination.startswith("panel:") and ended.exists():
        raise WrongUsage("This panel has ended: nothing more is released to it.", "Choose another place.")
    held = ReleasedWords.objects.filter(passage=passage, use=use, destination=destination, refused_at=None).first()
    if held and held.version == version:
        return held
    if held:  # the words changed since: two people must look at them again
        held.refused_by, held.refused_at, held.why = str(by), clock.now(), "The words changed."
        held.save(update_fields=["refused_by", "refused_at", "why"])
    made = ReleasedWords.objects.create(
        passage=passage, version=version, use=use, destination=destination, first_by=str(by)
    )
    auditing.record(by=by, what="release proposed", about=str(made), passage=f"passage:{passage}", to=destination)
    return made


@transaction.atomic
def want(*, by: object, need: Need, member: PanelMember) -> WantedWords:
    """Ask, as a member, for the words under a need to be released to the panel; asked twice, it is the same request.

    Two people who may read them decide, each passage by itself. Raises WrongUsage without a seat, NoRight.
    """
    check_sits(member, need.panel)
    check_speaks(by, member)
    made, fresh = WantedWords.objects.get_or_create(
        panel=need.panel, about=str(need), defaults={"member": member, "by": str(by)}
    )
    if fresh:
        auditing.record(by=by, what="words asked for", about=str(need), member=str(member))
    return made


@transaction.atomic
def confirm(*, by: object, reader: Reader, release: ReleasedWords) -> ReleasedWords:
    """Say as the second of two that words may be shown. From now on they are.

    Raises: WrongUsage for the first person, or where it was decided already; NotFound for words one may not read.
    """
    release = _waiting(release)
    if str(by) == release.first_by:
        raise WrongUsage("You proposed these words.", "Someone else must look at them and agree.")
    if release.version != _version(release.passage, reader):
        raise WrongUsage("These words changed since they were proposed.", "Propose them again.")
    release.second_by, release.second_at = str(by), clock.now()
    release.save(update_fields=["second_by", "second_at"])
    auditing.record(by=by, what="words released", about=str(release), to=release.destination)
    return release


@transaction.atomic
def refuse(*, by: object, reader: Reader, release: ReleasedWords, why: str) -> ReleasedWords:
    """Say that words may not be shown there, or no longer. Raises WrongUsage without a reason, NotFound."""
    held = ReleasedWords.objects.select_for_update().get(pk=release.pk)
    if held.refused_at:
        raise WrongUsage("These words are refused already.")
    _version(held.passage, reader)
    held.why = rules.checked(why, "reason", 300, missing="Write why these words may not be shown.")
    held.refused_by, held.refused_at = str(by), clock.now()
    held.save(update_fields=["why", "refused_by", "refused_at"])
    auditing.record(by=by, what="release refused", about=str(held), to=held.destination)
    return held


def _waiting(release: ReleasedWords) -> ReleasedWords:
    held = ReleasedWords.objects.select_for_update().get(pk=release.pk)
    if held.refused_at or held.second_at:
        raise WrongUsage("That is decided already.")
    return held


def _version(passage: str, reader: Reader) -> str:
    """The version of words that this reader may read now. Raises NotFound where they may not."""
    shown = references.show("passage", [passage], reader).get(passage)
    if shown is None or shown.withdrawn or shown.words is None or shown.changed:
        raise NotFound("There are no such words, they changed, or you may not read them.")
    return references.versions([f"passage:{passage}"])[f"passage:{passage}"]

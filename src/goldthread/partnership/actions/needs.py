"""Writes: a need and its wording, who supports it, and needs that are put together or taken apart."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.accounts.registry.references import Reader
from goldthread.partnership import choosing, rules
from goldthread.partnership.actions.sitting import check_goes_on, check_sits, check_speaks
from goldthread.partnership.actions.telling import tell_members
from goldthread.partnership.keys import key_for
from goldthread.partnership.models import Need, NeedParent, NeedWording, PanelMember, PatientPanel, Support
from goldthread.thread import actions as thread
from goldthread.thread.queries import passages_of
from goldthread.vocabulary import WrongUsage


CLOSED = {
    "merged": "it was merged with another need",
    "split": "it was split",
    "ended": "its panel ended",
}
CHANGED = "Someone else changed this need meanwhile. Read it again, then make your change."


@transaction.atomic
def write(
    *,
    by: object,
    panel: PatientPanel,
    wording: str,
    passages: Sequence[str],
    organisations: Sequence[str] = (),
    for_whom: str = "",
    pathway: str = "",
    moment: str = "",
    no_words_because: str = "",
    key: str = "",
    on: date | None = None,
) -> Need:
    """Write a need that rests on people's words; under the key of a placeholder it takes that one's place.

    Takes: tokens of quoted passages; without any, why there are none.
    Raises: WrongUsage for no wording, or neither words nor a reason; NotFound for a passage that there is none of.
    """
    check_goes_on(panel)
    wording = rules.checked(wording, "wording", rules.LONGEST_WORDING, missing="Write what people need.")
    because = rules.checked(no_words_because, "reason", 300)
    if not passages and not because:
        raise WrongUsage("This need has no comments behind it.", "Choose words, or write why there are none.")
    need = Need.objects.create(
        key=key or key_for(Need),
        panel=panel,
        for_whom=rules.checked(for_whom, "field “for whom”", 200),
        pathway=pathway or panel.pathway,
        moment=moment,
        organisations=sorted(set(organisations or panel.organisations)),
        no_words_because=because,
        by=str(by),
        on=on or clock.today(),
    )
    NeedWording.objects.create(need=need, number=1, wording=wording, by=str(by))
    thread.take_over(by=by, kind="need", key=need.key)
    if passages:
        rest_on(by=by, need=need, passages=passages)
    tell_members(by=by, panel=panel, kind="need to answer", about=f"need:{need.pk}")
    auditing.record(by=by, what="need written", about=str(need), panel=str(panel), passages=len(passages))
    return need


@transaction.atomic
def quoted(*, by: object, reader: Reader, feedback: Sequence[str], tokens: Sequence[str] = ()) -> list[str]:
    """Tokens of passages that a reader chose: those that are there, and answers that are quoted whole for it.

    Raises: NotFound for words that this reader may not read, that were withdrawn, or that there are none of;
    WrongUsage for too many at once.
    """
    choosing.chosen(reader, feedback, tokens)
    workspace, made = reader.workspace, list(tokens)
    if workspace is not None:
        made += [thread.quote(by=by, workspace=workspace, scope=reader.scope, feedback=one).token for one in feedback]
    return list(dict.fromkeys(made))


@transaction.atomic
def rest_on(*, by: object, need: Need, passages: Sequence[str]) -> None:
    """Let a need rest on more words.

    Raises: WrongUsage for a need that is closed, or without words; NotFound for no such passage.
    """
    _check_open([need])
    if not passages:
        raise WrongUsage("You have not chosen any words.", "Go back, and tick the words to add.")
    for token in passages:
        thread.link(by=by, upper=f"passage:{token}", lower=str(need), kind="speaks for")


@transaction.atomic
def reword(*, by: object, need: Need, based_on: int, wording: str, why: str) -> NeedWording:
    """Reword a need: the next version. What rests on it, and what it rests on, is to be checked again.

    Raises: WrongUsage for a need that is closed, where nothing changes, no reason is given, or somebody else changed it
    meanwhile.
    """
    _check_open([need])
    newest = need.wordings.last()
    assert newest is not None
    wording = rules.checked(wording, "wording", rules.LONGEST_WORDING, missing="Write what people need.")
    why = rules.checked(why, "reason", 300, missing="Write why it is reworded.")
    if newest.number != based_on:
        raise WrongUsage(CHANGED)
    if wording == newest.wording:
        raise WrongUsage("That is how it is worded already.")
    made = NeedWording.objects.create(need=need, number=newest.number + 1, wording=wording, why=why, by=str(by))
    tell_members(by=by, panel=need.panel, kind="need to answer", about=f"need:{need.pk}")
    auditing.record(by=by, what="need reworded", about=str(made))
    return made


@transaction.atomic
def say(
    *, by: object, need: Need, member: PanelMember, stance: str, reason: str = "", seen: int | None = None
) -> Support:
    """Keep what a member says of a need as it is worded now; what they said before stays, and no longer counts.

    Takes: the number of the wording that the member read, where that is known.
    Raises: WrongUsage for a need that is closed or was reworded since, somebody without a seat, or a disagreement
    without its reason; NoRight for another member who signs in.
    """
    check_sits(member, need.panel)
    check_speaks(by, member)
    _check_open([need])
    if stance not in dict(rules.STANCES):
        raise WrongUsage("That is no answer.", "Choose one that is in the list.")
    reason = rules.checked(
        reason,
        "reason",
        rules.LONGEST_REASON,
        missing="Write why you disagree. Your reason stays with the need." if stance == "disagree" else "",
    )
    number = need.wordings.count()
    if seen is not None and seen != number:
        raise WrongUsage("This need was reworded while you were reading it.", "Read it again, then answer.")
    made = Support.objects.create(need=need, number=number, member=member, stance=stance, reason=reason, by=str(by))
    auditing.record(by=by, what="said of a need", about=str(need), member=str(member))
    return made


@transaction.atomic
def merge(*, by: object, needs: Sequence[Need], wording: str, why: str) -> Need:
    """Put several needs together to one that rests on the words of all; the parents stay, closed.

    Raises: WrongUsage for fewer than two, or for needs of several panels or that are closed.
    """
    if len({need.pk for need in needs}) < 2 or len({need.panel_id for need in needs}) > 1:
        raise WrongUsage("Choose at least two needs of the same panel.")
    _check_open(needs)
    first = needs[0]
    made = _come_of(by, needs, wording, passages_of(*map(str, needs)), "merged", why)
    auditing.record(by=by, what="needs merged", about=str(made), count=len(needs), first=str(first))
    return made


@transaction.atomic
def split(*, by: object, need: Need, wordings: Sequence[tuple[str, Sequence[str]]], why: str) -> list[Need]:
    """Take a need apart. Takes: for each part its wording and the passages it rests on, none for all of the parent's.

    Raises: WrongUsage for fewer than two parts, words that the parent does not rest on, or words that no part takes.
    """
    if len(wordings) < 2:
        raise WrongUsage("Write at least two needs.")
    _check_open([need])
    held = passages_of(str(need))
    if any(set(passages) - set(held) for _, passages in wordings):
        raise WrongUsage("A part can only use comments of the need that it came from.")
    taken = {token for _, passages in wordings for token in passages or held}
    if set(held) - taken:
        raise WrongUsage("Some comments would be left out.", "Tick each of them for at least one of the needs.")
    made = [_come_of(by, [need], wording, passages or held, "split", why) for wording, passages in wordings]
    auditing.record(by=by, what="need split", about=str(need), count=len(made))
    return made


def _come_of(by: object, parents: Sequence[Need], wording: str, passages: Sequence[str], how: str, why: str) -> Need:
    first = parents[0]
    made = write(
        by=by,
        panel=first.panel,
        wording=wording,
        passages=passages,
        organisations=sorted({code for parent in parents for code in parent.organisations}),
        for_whom=first.for_whom,
        pathway=first.pathway,
        moment=first.moment,
        no_words_because="" if passages else first.no_words_because or why,
    )
    for parent in parents:
        NeedParent.objects.create(need=made, parent=parent, how=how, by=str(by))
        thread.pass_on(by=by, upper=str(parent), to=str(made))
    Need.objects.filter(pk__in=[parent.pk for parent in parents]).update(state=how)
    return made


def _check_open(needs: Sequence[Need]) -> None:
    """Raises WrongUsage where one of some needs is closed; until the transaction is over, nobody closes them."""
    for held in Need.objects.select_for_update().filter(pk__in=[need.pk for need in needs]):
        if held.state != "open":
            raise WrongUsage(f"This need is closed: {CLOSED[held.state]}.", "Open the needs that are still open.")

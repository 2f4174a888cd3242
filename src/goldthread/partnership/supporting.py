"""Reads: what members say of needs, as members see it, and as everybody outside their panel does.

Members see every answer at once; everybody else sees those that `outside` shows by now (decision 0039).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from goldthread.accounts import clock
from goldthread.accounts.acting import Acting
from goldthread.partnership import outside as outside_panel
from goldthread.partnership import rules
from goldthread.partnership.models import Need, NeedWording, PanelMember, PatientPanel, Support
from goldthread.partnership.queries import is_entered, member


@dataclass(frozen=True)
class SupportReason:
    """Why a member answered as they did: "" where it was withdrawn. `keyed`: who keyed it, "" where its author did."""

    stance: str
    words: str
    keyed: str = ""
    before: bool = False
    """Whether it was given to an earlier wording, and its author has not answered this one."""


@dataclass(frozen=True)
class SupportShown:
    """What members say of a need as it is worded now. `split` is by voice, None where it would name somebody.

    `before` counts those who answered an earlier wording alone; `entered`, those for whom somebody else keyed it.
    """

    support: int
    disagree: int
    unsure: int
    split: dict[str, dict[str, int]] | None
    reasons: tuple[SupportReason, ...]
    before: int
    entered: int

    @property
    def said(self) -> int:
        """How many said anything."""
        return self.support + self.disagree + self.unsure

    @property
    def against(self) -> tuple[SupportReason, ...]:
        """Reasons of those who disagree, with this wording or an earlier one; they stay with the need."""
        return tuple(one for one in self.reasons if one.stance == "disagree")

    @property
    def others(self) -> tuple[SupportReason, ...]:
        """Reasons of those who support this wording or are not sure, where they gave one."""
        return tuple(one for one in self.reasons if one.stance != "disagree" and one.words and not one.before)


def of(need: Need, *, live: bool = True) -> SupportShown:
    """What members say of a need: the newest answer of each, to its newest wording.

    Takes: whether a member of its panel looks; for everybody else, answers are those that are shown by now.
    """
    return of_each([need], live={need.panel_id} if live else ())[need.pk]


def of_each(needs: Collection[Need], *, live: Collection[int]) -> dict[int, SupportShown]:
    """The same of several needs, by their primary keys, in two queries however many there are.

    Takes: the panels, by their primary keys, of which whoever looks is a member.
    """
    ids = [need.pk for need in needs]
    held = NeedWording.objects.filter(need__in=ids).values_list("need").annotate(count=Count("id"))
    numbers: dict[int, int] = dict(held)
    given: dict[int, list[Support]] = {}
    for one in Support.objects.filter(need__in=ids).select_related("member__person").order_by("id"):
        given.setdefault(one.need_id, []).append(one)
    made = {}
    for need in needs:
        answers = [one for one in given.get(need.pk, []) if one.member.panel_id == need.panel_id]
        shown = answers if need.panel_id in live else outside(answers, clock.today())
        made[need.pk] = _support(shown, numbers.get(need.pk, 0))
    return made


def live_for(acting: Acting) -> set[int]:
    """The panels, those that have ended too, of which somebody is a member: members see answers at once."""
    held = PanelMember.objects.filter(person=acting.person).select_related("panel") if acting.person else []
    return {one.panel_id for one in held if member(acting, one.panel) == one}


@dataclass(frozen=True)
class SaidBefore:
    """What the members of a panel said of a need that they then handed on."""

    panel: PatientPanel
    on: date
    shown: SupportShown


def before_handing(need: Need, *, live: Collection[int]) -> list[SaidBefore]:
    """What panels said of a need before they handed it on, oldest first."""
    made = []
    for one in need.handed_on.select_related("panel"):
        given = need.support.filter(member__panel=one.panel).select_related("member__person").order_by("id")
        answers = list(given)
        number = max((said.number for said in answers), default=1)
        shown = answers if one.panel_id in live else outside(answers, clock.today())
        made.append(SaidBefore(one.panel, timezone.localdate(one.at), _support(shown, number)))
    return made


def outside(answers: Sequence[Support], today: date) -> list[Support]:
    """The answers that are shown outside a panel by a day. Takes: every answer to one need, oldest first."""
    return outside_panel.shown(answers, today, to=lambda one: one.number)


def _support(given: Iterable[Support], number: int) -> SupportShown:
    newest: dict[str, Support] = {}
    for one in given:
        newest[outside_panel.who(one.member)] = one
    now = [one for one in newest.values() if one.number == number]
    before = [one for one in newest.values() if one.number != number]
    by_stance = {stance: [one for one in now if one.stance == stance] for stance, _ in rules.STANCES}
    voices = rules.split(one.member.voice for one in now)
    split = {
        voice: {stance: sum(one.member.voice == voice for one in some) for stance, some in by_stance.items()}
        for voice in voices or ()
    }
    return SupportShown(
        support=len(by_stance["support"]),
        disagree=len(by_stance["disagree"]),
        unsure=len(by_stance["unsure"]),
        split=split or None,
        reasons=tuple(_reason(one, number) for one in [*now, *before] if one.reason or one.stance == "disagree"),
        before=len(before),
        entered=sum(is_entered(one.member, one.by) for one in now),
    )


def _reason(one: Support, number: int) -> SupportReason:
    keyed = one.by if is_entered(one.member, one.by) else ""
    return SupportReason(one.stance, one.reason, keyed, before=one.number != number)

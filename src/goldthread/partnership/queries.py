"""Reads: panels, needs, decisions and answers, as far as whoever asks may know of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, QuerySet

from goldthread.accounts import clock
from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Person
from goldthread.accounts.registry import references
from goldthread.accounts.rules import Role
from goldthread.partnership import electorate, rules
from goldthread.partnership.models import (
    Decision,
    Departure,
    Dissent,
    EarlierView,
    Endorsement,
    Need,
    NeedWording,
    PanelMember,
    PatientPanel,
    ReleasedWords,
    Support,
    Vote,
)
from goldthread.thread import rules as thread_rules
from goldthread.thread.models import Link
from goldthread.thread.queries import resting_on
from goldthread.vocabulary import NotFound, Scope


Held = TypeVar("Held", PatientPanel, Need, Decision)


def panels(scope: Scope) -> list[PatientPanel]:
    """Panels that concern a scope, the newest first."""
    return [one for one in PatientPanel.objects.order_by("-id") if thread_rules.concerns(scope, one.organisations)]


def panel(scope: Scope, key: str) -> PatientPanel:
    """One panel. Raises NotFound."""
    return _one(panels(scope), key, "panel")


def needs(scope: Scope, panel: PatientPanel | None = None) -> list[Need]:
    """Needs that concern a scope, the newest first."""
    held = Need.objects.select_related("panel").prefetch_related("wordings").order_by("-on", "-id")
    held = held.filter(panel=panel) if panel else held
    return [one for one in held if thread_rules.concerns(scope, one.organisations)]


def need(scope: Scope, key: str) -> Need:
    """One need. Raises NotFound."""
    held = Need.objects.select_related("panel").filter(key=key)
    return _one([one for one in held if thread_rules.concerns(scope, one.organisations)], key, "need")


def decisions(scope: Scope, panel: PatientPanel | None = None) -> list[Decision]:
    """Decisions that concern a scope, the newest first."""
    held = Decision.objects.select_related("panel", "outcome").order_by("-on", "-id")
    held = held.filter(panel=panel) if panel else held
    return [one for one in held if thread_rules.concerns(scope, one.organisations)]


def decision(scope: Scope, key: str) -> Decision:
    """One decision. Raises NotFound."""
    held = Decision.objects.select_related("panel", "outcome").filter(key=key)
    return _one([one for one in held if thread_rules.concerns(scope, one.organisations)], key, "decision")


def _one(held: Sequence[Held], key: str, what: str) -> Held:
    found = next((one for one in held if one.key == key), None)
    if found is None:
        raise NotFound(f"There is no such {what}, or you do not have access to it.")
    return found


def seated(panel: PatientPanel, on: date | None = None) -> list[PanelMember]:
    """Members with a seat on a day, today's if none is given."""
    on = on or clock.today()
    held = panel.members.select_related("person")
    return [one for one in held if rules.holds_on(one.since, one.until, on)]


def seat_of(person: Person | None, panel: PatientPanel) -> PanelMember | None:
    """The seat of somebody who signs in on a panel today; None without one."""
    return next((one for one in seated(panel) if person and one.person_id == person.pk), None)


def own_seats(panel: PatientPanel) -> list[PanelMember]:
    """Patients and carers with a seat on a panel today."""
    return [one for one in seated(panel) if one.voice in rules.OWN_VOICES]


def view_writers(panel: PatientPanel) -> list[PanelMember]:
    """The patients and carers of a panel who sign in, and so write their view before a vote themselves."""
    return [one for one in own_seats(panel) if one.person is not None]


def voices_of(members: Iterable[PanelMember]) -> list[str]:
    """The voices of some members."""
    return [one.voice for one in members]


def quorum_of(panel: PatientPanel) -> rules.Quorum:
    """A panel's quorum."""
    return rules.Quorum(panel.quorum, panel.quorum_share)


def quorum_at(decision: Decision) -> rules.Quorum:
    """The quorum of a vote: the panel's of now, or that of when it opened, whichever asks for more."""
    now = decision.panel
    return rules.Quorum(max(now.quorum, decision.quorum), max(now.quorum_share, decision.quorum_share))


def member(acting: Acting, panel: PatientPanel) -> PanelMember | None:
    """The seat under which somebody reads what members may, of a panel that has ended too; None without one.

    A patient's or carer's seat counts only while its holder acts as patient partner, not as staff.
    """
    held = seat_of(acting.person, panel)
    return held if held is not None and may_speak(acting, held) else None


def speaks(acting: Acting, panel: PatientPanel) -> PanelMember | None:
    """The seat under which somebody may answer; None without one, or where the panel has ended."""
    return member(acting, panel) if panel.ended is None else None


def may_speak(acting: Acting, seat: PanelMember) -> bool:
    """Whether the holder of a seat may answer under it as they act now."""
    role = acting.right.role if acting.right else None
    return role is not None and (seat.voice not in rules.OWN_VOICES or role is Role.PARTNER)


def takes_part(acting: Acting, panel: PatientPanel) -> bool:
    """Whether somebody may write for a panel: a member, or somebody of its host."""
    return speaks(acting, panel) is not None or runs(acting, panel)


def runs(acting: Acting, panel: PatientPanel) -> bool:
    """Whether somebody acts for the host of a panel that has not ended, and so runs it."""
    return panel.ended is None and hosts(acting, panel)


def hosts(acting: Acting, panel: PatientPanel) -> bool:
    """Whether somebody acts for a panel's host, and so sees the names of its members."""
    return acting.may("run panels") and acting.right is not None and acting.right.organisation == panel.host


def is_entered(member: PanelMember, by: str) -> bool:
    """Whether an answer was keyed by somebody other than the member."""
    return member.person is None or str(member.person) != by


def parents_of(need: Need) -> list[tuple[Need, str]]:
    """The needs that a need came of, each with how: merged or split."""
    held = need.parents.select_related("parent").prefetch_related("parent__wordings").order_by("id")
    return [(one.parent, one.how) for one in held]


def children_of(need: Need) -> list[Need]:
    """The needs that came of a need."""
    held = need.children.select_related("need").prefetch_related("need__wordings").order_by("id")
    return [one.need for one in held]


def decisions_on(scope: Scope, need: Need) -> list[Decision]:
    """Decisions that a need was put to, the newest first."""
    held = Link.objects.filter(upper=str(need), lower__startswith="decision:").values_list("lower", flat=True)
    keys = [lower.removeprefix("decision:") for lower in held]
    return [one for one in decisions(scope) if one.key in keys] if keys else []


def decided_on(scope: Scope, need: Need) -> list[Decision]:
    """What stands decided on a need: decisions with an outcome that were not made anew."""
    held = [one for one in decisions_on(scope, need) if one.outcome_id]
    anew = {one.asks_again_id for one in held}
    return [one for one in held if one.pk not in anew]


def needs_of(scope: Scope, decision: Decision) -> list[Need]:
    """Needs that a decision is about."""
    held = Link.objects.filter(lower=str(decision), upper__startswith="need:").values_list("upper", flat=True)
    keys = [upper.removeprefix("need:") for upper in held]
    return [one for one in needs(scope) if one.key in keys] if keys else []


def answer_of(need: Need, member: PanelMember | None) -> Support | None:
    """What a member said of a need as it is worded now."""
    number = need.wordings.count()
    return need.support.filter(member=member, number=number).last() if member else None


def answerers_of(need: Need) -> frozenset[int]:
    """The members, by their numbers, who said something of a need as it is worded now."""
    return frozenset(need.support.filter(number=need.wordings.count()).values_list("member", flat=True))


@dataclass(frozen=True)
class CountedVotes:
    """Votes by option, and the voices of everybody who took part."""

    options: dict[int, int]
    voices: tuple[str, ...]


def counts_of(decision: Decision) -> CountedVotes:
    """Votes by the place of their option, cast or counted in the room."""
    if decision.method == "hands":
        options = {one.place: sum(one.hands.values()) for one in decision.options.all()}
        voices: Counter[str] = Counter()
        for one in decision.options.all():
            voices.update(one.hands)
        return CountedVotes(options, tuple(voices.elements()))
    cast = list(decision.votes.select_related("option", "member"))
    counted = Counter(vote.option.place for vote in cast)
    options = {one.place: counted[one.place] for one in decision.options.all()}
    return CountedVotes(options, tuple(vote.member.voice for vote in cast))


def earlier_views(decision: Decision) -> list[EarlierView]:
    """What the view of patients and carers said before, the newest first."""
    return list(decision.earlier_views.order_by("-id"))


def vote_of(decision: Decision, member: PanelMember | None) -> Vote | None:
    """A member's vote; None where there is none."""
    return decision.votes.filter(member=member).select_related("option").first() if member else None


def entered_votes(decision: Decision) -> int:
    """How many votes somebody else keyed."""
    held = decision.votes.select_related("member__person")
    return sum(is_entered(one.member, one.by) for one in held)


def dissent_of(decision: Decision) -> list[str]:
    """Reasons against what was decided, which are shown wherever the decision is; nobody's name with them."""
    return dissents([decision])[decision.pk]


def dissents(decisions: Collection[Decision]) -> dict[int, list[str]]:
    """The same of several decisions, by their primary keys, in two queries however many there are."""
    made: dict[int, list[str]] = {one.pk: [] for one in decisions}
    closed = [one.pk for one in decisions if one.closed_at and one.outcome_id is not None]
    cast = Vote.objects.filter(decision__in=closed).exclude(option=F("decision__outcome")).exclude(reason="")
    said = Dissent.objects.filter(decision__in=closed).order_by("id")
    for held in (cast.order_by("reason"), said):
        for key, reason in held.values_list("decision_id", "reason"):
            made[key].append(reason)
    return made


def departures(about: str) -> list[Departure]:
    """Departures from something, oldest first."""
    return list(Departure.objects.filter(about=about).select_related("panel", "corrected_by"))


def departures_from(panel: PatientPanel) -> list[Departure]:
    """Departures from a panel, the newest first."""
    return list(panel.departures.select_related("corrected_by").order_by("-id"))


def departs(acting: Acting, panel: PatientPanel, organisations: Collection[str]) -> str:
    """The organisation for which somebody may say that it does not follow a panel; "" where they may not.

    Takes: the organisations that it concerns.
    """
    right = acting.right
    here = right is not None and right.organisation in {panel.host, *organisations} and acting.may("run panels")
    return right.organisation if right is not None and here else ""


def answers_to(panel: PatientPanel, about: str, standing: str) -> rules.Answers:
    """What the members of a panel answered to something as it stands now."""
    return electorate.counted(panel, _answers(panel, about, standing))


def answered_by(panel: PatientPanel, about: str, standing: str, member: PanelMember | None) -> Endorsement | None:
    """What a member answered to something as it stands now."""
    held = _newest_answers(panel, about, standing)
    return next((one for one in held if member and one.member_id == member.pk), None)


def answerers(panel: PatientPanel, about: str, standing: str) -> frozenset[int]:
    """The members, by their numbers, who answered to something as it stands now."""
    return frozenset(one.member_id for one in _newest_answers(panel, about, standing))


def _newest_answers(panel: PatientPanel, about: str, standing: str) -> list[Endorsement]:
    return electorate.newest(_answers(panel, about, standing))


def _answers(panel: PatientPanel, about: str, standing: str) -> list[Endorsement]:
    held = Endorsement.objects.filter(panel=panel, about=about, standing=standing).select_related("member")
    return list(held.order_by("id"))


def released(passages: Collection[str], use: str, destination: str) -> dict[str, ReleasedWords]:
    """Releases that hold of some passages, to one place, by the passage's token; none of words that changed since."""
    held = ReleasedWords.objects.filter(
        passage__in=passages, use=use, destination=destination, refused_at=None, second_at__isnull=False
    )
    now = references.versions([f"passage:{token}" for token in passages])
    return {one.passage: one for one in held if now[f"passage:{one.passage}"] == one.version}


def releases_to(destination: str) -> QuerySet[ReleasedWords]:
    """Every release to one place, refused ones too, oldest first."""
    return ReleasedWords.objects.filter(destination=destination).order_by("id")


def waiting_releases() -> QuerySet[ReleasedWords]:
    """Releases that wait for a second person, oldest first."""
    return ReleasedWords.objects.filter(refused_at=None, second_at=None).order_by("id")


def wording_of(need: Need) -> NeedWording:
    """The newest wording of a need."""
    newest = need.wordings.last()
    assert newest is not None
    return newest


def without_words(scope: Scope) -> list[Need]:
    """Open needs that rest on nobody's words, or on none that are left."""
    held = [one for one in needs(scope) if one.state == "open"]
    resting = resting_on([str(one) for one in held])
    return [one for one in held if not resting.get(str(one))]

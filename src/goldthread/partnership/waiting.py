"""Reads: what waits for whom: needs to answer, votes to cast, and what a host has to look after."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from goldthread.accounts import clock
from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Person
from goldthread.partnership import queries, rules
from goldthread.partnership.models import Decision, Need, NeedWording, PanelMember, ReleasedWords, Support, Vote
from goldthread.thread.models import QuotedPassage


def seats_of(person: Person | None) -> list[PanelMember]:
    """Every seat that somebody who signs in holds today, on panels that have not ended."""
    today = clock.today()
    held = PanelMember.objects.filter(
        Q(until=None) | Q(until__gte=today),
        panel__ended=None,
        person=person,
        since__lte=today,
    )
    return list(held.select_related("panel")) if person else []


def speaking(acting: Acting) -> list[PanelMember]:
    """The seats under which somebody may answer as they act now."""
    return [one for one in seats_of(acting.person) if queries.may_speak(acting, one)]


@dataclass(frozen=True)
class Asked:
    """What members are asked, oldest first: needs to answer, votes to cast, views of patients and carers to state."""

    needs: tuple[Need, ...]
    votes: tuple[Decision, ...]
    views: tuple[Decision, ...] = ()

    @property
    def panels(self) -> list[int]:
        """The panel of each, by its primary key."""
        return [one.panel_id for one in self.needs] + [one.panel_id for one in (*self.votes, *self.views)]

    @property
    def minutes(self) -> int:
        """About how long it takes to answer all of it."""
        decisions = len(self.votes) + len(self.views)
        return len(self.needs) * rules.MINUTES_FOR_A_NEED + decisions * rules.MINUTES_FOR_A_VOTE


def asked(seats: Iterable[PanelMember]) -> Asked:
    """What the holders of some seats are asked and have not answered: five queries, however much there is."""
    seats = list(seats)
    panels = [one.panel_id for one in seats]
    newest = NeedWording.objects.filter(need=OuterRef("pk")).order_by("-number").values("number")[:1]
    said = Support.objects.filter(need=OuterRef("pk"), number=OuterRef("newest"), member__in=seats)
    needs = Need.objects.filter(panel__in=panels, state="open").annotate(newest=Subquery(newest))
    needs = needs.exclude(Exists(said)).select_related("panel").prefetch_related("wordings").order_by("on", "id")
    votes = Decision.objects.filter(
        Q(closes_on=None) | Q(closes_on__gte=clock.today()),
        panel__in=panels,
        method="ballot",
        opened_at__isnull=False,
        closed_at=None,
    ).exclude(Exists(Vote.objects.filter(decision=OuterRef("pk"), member__in=seats)))
    own = [one.panel_id for one in seats if one.voice in rules.OWN_VOICES]
    views = Decision.objects.filter(panel__in=own, view_at=None, closed_at=None).select_related("panel")
    return Asked(tuple(needs), tuple(votes.select_related("panel").order_by("opened_at")), tuple(views.order_by("id")))


def without_patients(acting: Acting) -> list[tuple[Decision, int]]:
    """Open decisions of panels that somebody runs in which patients and carers are missing.

    Gives: each with how many of them still have to vote for a quorum; 0 where their view is not stated yet.
    """
    made = []
    held = Decision.objects.filter(closed_at=None).select_related("panel").order_by("id")
    for one in held:
        if not queries.runs(acting, one.panel):
            continue
        quorum = queries.quorum_at(one)
        missing = quorum.missing(queries.counts_of(one).voices)[1] if one.view_at and one.opened_at else 0
        if missing or not one.view_at:
            made.append((one, missing))
    return made


def releases_for(acting: Acting) -> list[ReleasedWords]:
    """Releases that wait for somebody other than the first person, of words that whoever asks may read."""
    mine = [one for one in queries.waiting_releases() if one.first_by != str(acting.person)]
    return _readable(acting, mine)


def _readable(acting: Acting, releases: list[ReleasedWords]) -> list[ReleasedWords]:
    """Those of organisations whose words the scope opens; the page itself asks again, word by word."""
    read = acting.scope().words_from
    told = QuotedPassage.objects.filter(token__in=[one.passage for one in releases], withdrawn=False)
    by_token = dict(told.values_list("token", "organisation"))
    return [one for one in releases if one.passage in by_token and (read is None or by_token[one.passage] in read)]

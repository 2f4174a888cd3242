"""How clauses stand, many at once: a fixed number of queries, however many clauses a contract has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from goldthread.accounts.registry import references
from goldthread.commitments import rules
from goldthread.commitments.models import Clause, MeasureVersion, Signature
from goldthread.commitments.parties import signers
from goldthread.partnership import endorsed
from goldthread.partnership import rules as panel_rules
from goldthread.partnership.models import Departure, Endorsement
from goldthread.thread import checking
from goldthread.thread.rules import reached
from goldthread.thread.walking import linked


@dataclass(frozen=True)
class ClauseStanding:
    """How a clause stands now, what its panel answered to that, and what it comes to.

    `outside` is what people see of the answers who neither sit on the panel nor host it.
    """

    standing: str
    inside: panel_rules.AnswersSeen
    outside: panel_rules.AnswersSeen
    facts: rules.ClauseFacts

    def seen(self, *, live: bool) -> panel_rules.AnswersSeen:
        """What somebody sees of the answers. Takes: whether they see them at once."""
        return self.inside if live else self.outside

    @property
    def state(self) -> rules.Code:
        """What the clause comes to."""
        return rules.state(self.facts)


def all_signed(found: Iterable[ClauseStanding]) -> bool:
    """Whether a contract is signed: it has clauses that have not ended, and every party signed each as it stands.

    A clause that was written after the contract began is left out until a party has signed it.
    """
    live = [one.facts for one in found if not one.facts.ended and not one.facts.added]
    return bool(live) and not any(one.unsigned for one in live)


def standings(clauses: Iterable[Clause]) -> dict[int, str]:
    """How clauses stand, as the versions of their wording, their measure, and the needs and decisions above that."""
    held = list(clauses)
    above = _above({str(one.measure) for one in held})
    names = {one.pk: (str(one), str(one.measure), *above[str(one.measure)]) for one in held}
    versions = references.versions(sorted({name for some in names.values() for name in some}))
    return {pk: rules.standing([(name, versions[name]) for name in some]) for pk, some in names.items()}


def _above(measures: set[str]) -> dict[str, list[str]]:
    """Needs and decisions above some measures, however many links away."""
    ways: dict[str, set[str]] = defaultdict(set)
    waiting, known = set(measures), set(measures)
    while waiting:
        level = [one for one in linked("lower", waiting) if not one.upper.startswith("passage:")]
        for one in level:
            ways[one.lower].add(one.upper)
        waiting = {one.upper for one in level} - known
        known |= waiting
    return {one: sorted(set(reached([one], ways)) - {one}) for one in measures}


def of_all(clauses: Iterable[Clause]) -> dict[int, ClauseStanding]:
    """What clauses come to, by their primary keys. Takes: clauses with their contract's parties and measure's panel."""
    held = {one.pk: one for one in clauses}
    pairs = {one.pair for one in held.values() if one.pair}
    others = Clause.objects.filter(pair__in=pairs).exclude(pk__in=held) if pairs else Clause.objects.none()
    every = [
        *held.values(),
        *others.select_related("contract", "measure__panel", "answering").prefetch_related("contract__parties"),
    ]
    alone = _alone(every)
    return {pk: replace(alone[pk], facts=_with_pair(held[pk], every, alone)) for pk in held}


def _with_pair(clause: Clause, every: Iterable[Clause], alone: Mapping[int, ClauseStanding]) -> rules.ClauseFacts:
    others = [one for one in every if clause.pair and one.pair == clause.pair and one.pk != clause.pk]
    return replace(alone[clause.pk].facts, pair_waits=any(alone[one.pk].state != "agreed" for one in others))


def _alone(clauses: list[Clause]) -> dict[int, ClauseStanding]:
    """The same without the other clause of a pair."""
    now, names = standings(clauses), {str(one) for one in clauses}
    signed, departed = _signed(clauses), _departed(names)
    ever = {pk for pk, _, _ in signed}
    given, stale = _answers(clauses), {one.lower for one in stale_under(now.values())}
    watched = _watched(clauses)
    made = {}
    for one in clauses:
        standing, name = now[one.pk], str(one)
        answered = given.get(name, [])
        to_this = [said for said in answered if (said.standing, said.panel_id) == (standing, one.panel.pk)]
        inside, outside = (endorsed.seen(one.panel, to_this, live=live) for live in (True, False))
        answers = inside.answers
        made[one.pk] = ClauseStanding(
            standing,
            inside,
            outside,
            rules.ClauseFacts(
                answered=len(answers.yes) + len(answers.no),
                endorsed=answers.is_endorsed,
                has_quorum=answers.has_quorum,
                was_answered=any(answer not in to_this for answer in answered),
                departed=departed[name, standing],
                unsigned=tuple(code for code in signers(one.contract) if (one.pk, standing, code) not in signed),
                pair_waits=False,
                stale=bool(stale & {name, *(part.rpartition("@")[0] for part in standing.split())}),
                watched=one.measure_id in watched,
                ended=one.ended_on is not None,
                added=one.on > one.contract.starts and one.pk not in ever,
                retired=one.measure.retired_on is not None,
                answered_on=inside.on,
            ),
        )
    return made


def _signed(clauses: list[Clause]) -> set[tuple[int, str, str]]:
    return set(Signature.objects.filter(clause__in=clauses).values_list("clause_id", "standing", "organisation"))


def _departed(names: set[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The organisations that departed from the panel, by a clause and how it stood."""
    made: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    held = Departure.objects.filter(about__in=names, corrects=None).order_by("id")
    for about, standing, organisation in held.values_list("about", "standing", "organisation"):
        made[about, standing] += (organisation,)
    return made


def _answers(clauses: list[Clause]) -> dict[str, list[Endorsement]]:
    """Every answer of the panels that answer for clauses, or did before they ended, oldest first, by the clause."""
    names = {str(one): {one.measure.panel_id, one.panel.pk} for one in clauses}
    every: dict[str, list[Endorsement]] = defaultdict(list)
    for answer in Endorsement.objects.filter(about__in=list(names)).select_related("member__person").order_by("id"):
        if answer.panel_id in names[answer.about]:
            every[answer.about].append(answer)
    return every


def stale_under(standings: Iterable[str]) -> list[checking.CheckAgain]:
    """Links to be checked again among what clauses stand on, those from words left out."""
    names = {part.rpartition("@")[0] for one in standings for part in one.split()}
    held = checking.stale(names)
    return [one for one in held if one.lower in names and not one.upper.startswith("passage:")]


def _watched(clauses: list[Clause]) -> set[int]:
    """The measures among those of some clauses that may be watched, and not agreed."""
    newest = MeasureVersion.objects.filter(measure__in={one.measure_id for one in clauses}).order_by("number")
    standing = {one.measure_id: one.standing for one in newest.only("measure_id", "standing")}
    return {pk for pk, held in standing.items() if held != "agreed"}

"""Reads: clauses whose panel ended before it answered them, and which panels can answer for it."""

from goldthread.accounts import clock
from goldthread.commitments import rules
from goldthread.commitments.models import Clause
from goldthread.commitments.parties import party_codes
from goldthread.partnership.models import HandedOn, PatientPanel


def waits_for_a_panel(clause: Clause, facts: rules.ClauseFacts) -> bool:
    """Whether a clause is to be answered, and its panel has ended. One on a retired measure can only end."""
    return clause.panel.ended is not None and not facts.retired and rules.state(facts) in rules.TO_ANSWER


def others(clause: Clause) -> list[PatientPanel]:
    """Panels that can answer for a clause in place of one that ended: of the same host, or that took its needs over.

    They speak to a party of the contract, so that their members see the clause.
    """
    ended, parties = clause.panel, set(party_codes(clause.contract, clock.today()))
    took = set(HandedOn.objects.filter(panel=ended).values_list("need__panel", flat=True))
    held = PatientPanel.objects.filter(ended=None).exclude(pk=ended.pk).order_by("title")
    return [one for one in held if parties & set(one.organisations) and (one.host == ended.host or one.pk in took)]

"""Pages of contracts on which each of their forms stands, with whom they are for."""

from datetime import date, timedelta

from tests.builders import round as made


OF_MEASURES = ("change", "before-agreeing", "retire", "new-limits", "collection")


def addresses(workspace, people) -> dict[str, list[str]]:
    """Where the forms are, by the handle of who finds them. Takes: the cast by handle, Nell among them."""
    from goldthread.accounts import clock

    with clock.as_of(date.today()):
        return _addresses(workspace, people)


def _addresses(workspace, people) -> dict[str, list[str]]:
    from goldthread.commitments.actions import contracts, meetings, results
    from goldthread.commitments.models import AgendaItem
    from goldthread.partnership.actions import needs
    from goldthread.partnership.models import PatientPanel

    cath, nell = people["cath"], people["nell"]
    panel = made.panel(cath, {"patient": people["asha"]}, title="Forms of contracts")
    need = made.need(workspace, cath, panel)
    kept = made.clause(workspace, cath, panel, [str(need)], body=made.reported())
    made.endorse(kept)
    made.sign(kept)
    meeting = contracts.add_meeting(by=cath, contract=kept.contract, on=date.today() + timedelta(days=9))
    shown = results.report(
        by=nell,
        workspace=workspace,
        clause=kept,
        organisation="XWR",
        period=made.month(2),
        numerator=2,
        denominator=20,
    )
    results.show_now(by=nell, result=shown, organisation="XWR")
    dispute = results.dispute(by=cath, result=shown, organisation="XIC", reason="Ours differ.")
    item = AgendaItem.objects.get(clause=kept)
    todo, done = (
        meetings.agree_action(by=cath, item=item, what=what, organisation="XWR", owner="Gita", due=date.today())
        for what in ("To be done", "Done long ago")
    )
    meetings.finish(by=nell, action=done, how="It is done.", on=date.today() - timedelta(days=100))
    alone = made.panel(cath, title="A panel that has ended")
    orphan = made.clause(workspace, cath, alone, [], body=made.reported(), contract=kept.contract)
    PatientPanel.objects.filter(pk=alone.pk).update(ended=date.today())
    needs.reword(
        by=cath, need=need, based_on=1, wording="Carers must know.", why="So that a link is to be checked again."
    )
    clause, result, meet = f"/contracts/clauses/{kept.key}/", f"/contracts/results/{shown.key}/", meeting.key
    agenda = f"/contracts/meetings/{meet}/{item.pk}/"
    months = f"/contracts/measures/{kept.measure.key}/earlier-months/"
    both = [f"{clause}sign/", f"{clause}depart/", f"{clause}wording/", f"{result}dispute/"]
    return {
        "nell": [f"{clause}report/", f"{result}correct/", result, "/contracts/return/", months, *both],
        "asha": [clause],
        "cath": [
            *both,
            f"{clause}endorse-for/",
            f"{clause}end/",
            f"/contracts/clauses/{orphan.key}/panel/",
            f"{result}disputes/{dispute.pk}/",
            *(f"{agenda}{one}/" for one in ("words", "outcome", "action")),
            f"/contracts/actions/{todo.key}/done/",
            f"/contracts/actions/{done.key}/checks/{done.rechecks.first().pk}/",
            f"/contracts/{kept.contract.key}/meetings/",
            f"/contracts/{kept.contract.key}/parties/end/",
            *(
                f"/contracts/measures/{kept.measure.key}/{one}/"
                for one in ("change", "before-agreeing", "retire", "new-limits", "collection")
            ),
        ],
    }

"""Writes: that an organisation does not follow a panel, by a named officer with reasons."""

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.accounts.models import Organisation
from goldthread.partnership import rules
from goldthread.partnership.actions.telling import tell_members
from goldthread.partnership.models import Decision, Departure, PatientPanel
from goldthread.vocabulary import NoRight, WrongUsage


NOT_CONCERNED = "Only organisations that this decision concerns can say that they do not follow it."


@transaction.atomic
def from_decision(
    *, by: object, decision: Decision, organisation: str, officer: str, job: str, reasons: str
) -> Departure:
    """Keep that an organisation does not follow a decision as it is worded now.

    Raises: WrongUsage before the vote is closed, or where nothing was decided; NoRight for an organisation that it
    does not concern; as `depart`.
    """
    held = Decision.objects.select_for_update().select_related("panel").get(pk=decision.pk)
    check_decided(held)
    if organisation not in {held.panel.host, *held.organisations}:
        raise NoRight(NOT_CONCERNED)
    return depart(
        by=by,
        panel=held.panel,
        about=str(held),
        organisation=organisation,
        officer=officer,
        job=job,
        reasons=reasons,
        standing=f"{held}@{held.version}",
    )


def check_decided(decision: Decision) -> None:
    """Raises WrongUsage where a panel has not decided, so that there is nothing to depart from."""
    if not decision.closed_at:
        raise WrongUsage("The panel has not decided yet.", "Wait until the vote is closed.")
    if decision.outcome_id is None:
        raise WrongUsage("Nothing was decided, so there is nothing to follow.")


@transaction.atomic
def depart(
    *,
    by: object,
    panel: PatientPanel,
    about: str,
    organisation: str,
    officer: str,
    job: str,
    reasons: str,
    standing: str,
    corrects: Departure | None = None,
) -> Departure:
    """Keep that an organisation departs from a panel, and tell each member the same day.

    Takes: the departure that this one corrects; both are kept.
    Raises: WrongUsage without a named officer, their job, and reasons, for a second one that is no correction, or for
    a correction of one that was corrected already.
    """
    where = Organisation.objects.select_for_update().filter(code=organisation).first()
    if where is None:
        raise WrongUsage("That organisation is not known here.", "Choose an organisation.")
    held = Departure.objects.filter(panel=panel, about=about, standing__in={standing, ""}, organisation=organisation)
    now = held.filter(corrected_by=None).last()
    if now is not None and corrects is None:
        raise WrongUsage(
            f"{where.name} said on {now.at:%-d %B %Y} that it does not follow this: {now.officer}, {now.job}.",
            "To change that, correct it on the panel’s page. Both are kept.",
        )
    if corrects is not None and corrects != now:
        raise WrongUsage("This was corrected already.", "Open the panel’s page, and correct the newest one.")
    made = Departure.objects.create(
        panel=panel,
        about=about,
        standing=standing,
        organisation=organisation,
        officer=rules.checked(officer, "name", 120, missing="Name the officer who answers for it."),
        job=rules.checked(job, "job title", 120, missing="Enter the officer's job title."),
        reasons=rules.checked(reasons, "reasons", 600, missing="Write the reasons: the panel reads them today."),
        corrects=corrects,
        by=str(by),
    )
    tell_members(by=by, panel=panel, kind="departure", about=str(made))
    auditing.record(by=by, what="departed from a panel", about=about, panel=str(panel), organisation=organisation)
    return made

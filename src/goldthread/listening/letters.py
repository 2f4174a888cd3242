"""What somebody is told by email of a long file that they sent; never its name, which may be a patient's."""

from django.utils import timezone

from goldthread.accounts.directory import access
from goldthread.accounts.models import OutgoingMail
from goldthread.accounts.registry.mails import Letter
from goldthread.listening.models import Arrival, Stage


def looked_over(row: OutgoingMail) -> Letter | None:
    """A file waits for its sender's word, on its columns or on all of it; None once they have given it."""
    arrival = _arrival(row)
    if arrival is not None and arrival.stage == Stage.ASKED:
        unsure = f"We could not tell what is in each column of the file that you sent on {_day(arrival)}."
        return _letter(
            "Your file is ready to import", unsure, "Say what each column is used for, and preview the file."
        )
    if arrival is None or arrival.stage != Stage.LOOKED:
        return None
    said = f"The file that you sent on {_day(arrival)} has been checked: {row.facts['rows']:,} rows."
    return _letter("Your file is ready to import", said, "See the preview, then import it.")


def brought_in(row: OutgoingMail) -> Letter | None:
    """A file is in."""
    arrival = _arrival(row)
    if arrival is None:
        return None
    said = f"The file that you sent on {_day(arrival)} has been imported: {row.facts['rows']:,} rows were stored."
    return _letter("Your file has been imported", said)


def not_taken(row: OutgoingMail) -> Letter | None:
    """A file was not taken; why is on the page, since the reason may quote the file."""
    arrival = _arrival(row)
    if arrival is None:
        return None
    said = f"The file that you sent on {_day(arrival)} was not imported. See why."
    return _letter("Your file was not imported", said)


def urgent_concern(row: OutgoingMail) -> Letter | None:
    """Urgent answers came in; no words of them, nor where they came from."""
    count = row.facts["rows"]
    said = "1 answer that came in" if count == 1 else f"{count:,} answers that came in"
    sentences = (f"{said} may need someone today.", "Sign in to read and decide. This email never quotes feedback.")
    return Letter("Urgent: feedback needs review", sentences, access.page("concerns"))


def _letter(subject: str, *sentences: str) -> Letter:
    return Letter(subject, sentences, access.page("imports"))


def _arrival(row: OutgoingMail) -> Arrival | None:
    return Arrival.objects.filter(token=row.about.removeprefix("arrival:"), person=row.person).first()


def _day(arrival: Arrival) -> str:
    return f"{timezone.localtime(arrival.at):%-d %B}"

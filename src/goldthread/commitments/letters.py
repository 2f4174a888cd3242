"""What people are told by email: that a clause or a result waits for them, never the words of it."""

from goldthread.accounts.directory import access
from goldthread.accounts.models import OutgoingMail
from goldthread.accounts.registry.mails import Letter
from goldthread.commitments.models import Clause


def to_check(row: OutgoingMail) -> Letter | None:
    """A clause was written, or worded anew, and the panel is asked about it; None once it has ended."""
    found = _clause(row)
    if found is None:
        return None
    first = found.wordings.count() == 1
    said = f"A clause of the contract “{found.contract.title}” {'was written' if first else 'changed'}."
    asked = f"Your panel is asked whether it {'' if first else 'still '}says what people asked for."
    title = "A clause for your panel" if first else "A clause to check again"
    return Letter(title, (said, asked), access.page("clause", found.key))


def late(row: OutgoingMail) -> Letter | None:
    """A result is late; None where it is there by now."""
    found = _clause(row)
    if found is None or found.results.filter(period=str(row.facts.get("period", ""))[:7]).exists():
        return None
    said = f"A result of the contract “{found.contract.title}” is late. It takes about three minutes to enter."
    return Letter("A result is late", (said,), access.page("clause", found.key))


def _clause(row: OutgoingMail) -> Clause | None:
    held = Clause.objects.filter(pk=row.about.removeprefix("clause:"), ended_on=None)
    return held.select_related("contract").first()

"""What somebody asked for and is not in the workspace yet, for their home page."""

from typing import Any

from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Delivery


def failing_of(acting: Acting) -> dict[str, Any] | None:
    """Deliveries that somebody asked for and that failed so far, oldest first; None where there is none."""
    held = list(Delivery.objects.filter(by=str(acting)).exclude(failed=""))
    return {"waiting": held} if held else None

"""One guided minute with each person of the demo: a few pages, a sentence on each, and what is next."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


FALL = "home-after-a-fall"


@dataclass(frozen=True)
class Stop:
    """One page of a minute, and what to look at there."""

    page: str
    says: str
    query: dict[str, str] = field(default_factory=dict)

    def address(self, step: int) -> str:
        """The page's address, which says which step it is."""
        return f"{reverse(self.page)}?{urlencode(self.query | {'minute': step})}"


MINUTES: dict[str, tuple[Stop, ...]] = {
    "fay": (
        Stop("home", "Fay has ten minutes a week. Thanks come first, then what is worth reading with the team."),
        Stop(
            "words",
            "These are the harder answers of her own ward, in people's own words. Names were removed.",
            {"service": "Ward 7 - Older People", "sentiment": "negative"},
        ),
        Stop(
            "journey",
            "Her ward is one part of a longer way home. She sees how it goes on after people leave.",
            {"pathway": FALL},
        ),
    ),
    "cath": (
        Stop("home", "Cath plans and pays for care. One thing is worth a look before her next meeting."),
        Stop(
            "journey",
            "Each ring is a moment that matters. The step from ward to home is the darkest.",
            {"pathway": FALL},
        ),
        Stop(
            "words",
            "One click from the number to the words: carers, at that step, who feel alone.",
            {"pathway": FALL, "point": "ward-to-home", "role": "carer", "feeling": "alone"},
        ),
        Stop(
            "before_you_ask",
            "She wants a survey on it. This is what she already holds, and who was not heard.",
            {"pathway": FALL, "point": "ward-to-home", "role": "carer"},
        ),
        Stop(
            "before_you_ask",
            "So she cancels the survey, and asks only those whom nobody has heard.",
            {"pathway": FALL, "point": "ward-to-home", "role": "carer", "only": "yes"},
        ),
        Stop("threads", "The thread shows what happened because of these words. Follow it from a clause, both ways."),
    ),
    "asha": (
        Stop("home", "Asha speaks up for patients. Her pages come in large print; the switch is at the foot."),
        Stop(
            "journey",
            "She sees what people feel on the way home, and where patients, carers and staff disagree.",
            {"pathway": FALL},
        ),
        Stop("threads", "Her own sentence is on the thread. She can follow it down to the newest monthly result."),
        Stop("public", "And these are the promises made to everyone who tells us something."),
    ),
    "ben": (
        Stop("home", "Ben imports files and answers for the numbers. What he needs to do comes first."),
        Stop("imports", "Each file shows what happened to its rows: kept, duplicates, or rows to fix. They add up."),
        Stop("themes", "What people talk about, with how sure the software is. Ben can look at one month or one ward."),
    ),
    "nell": (
        Stop("home", "Nell answers for the hospital's results. What is due comes first, about three minutes each."),
        Stop("contracts", "Each promise that the hospital signed, with its status and what is needed next."),
    ),
    "hana": (
        Stop("home", "Hana looks after safeguarding and information governance at the hospital."),
        Stop("concerns", "Comments that may mean danger wait here. Software found them; Hana decides."),
    ),
    "dai": (Stop("home", "Dai works at another trust, which does not share in this. He sees nothing at all."),),
    "visitor": (
        Stop("public", "A visitor sees only what two people agreed to show. So far, that is nothing."),
        Stop("about", "And how words are kept safe, from the first page."),
    ),
}


def start(handle: str) -> str:
    """The address at which somebody's minute begins."""
    return MINUTES[handle][0].address(1)


def minute(request: HttpRequest) -> dict[str, object] | None:
    """Where the guided minute stands on this page; None outside the demo or once somebody walks alone."""
    step = request.GET.get("minute", "")
    if not settings.DEMO or not step.isdecimal() or len(step) > 2:
        return None
    handle = getattr(request.user, "handle", "visitor")
    stops = MINUTES.get(handle, ())
    if not 1 <= int(step) <= len(stops):
        return None
    at = int(step)
    following = stops[at].address(at + 1) if at < len(stops) else ""
    return {"who": handle.capitalize(), "says": stops[at - 1].says, "at": at, "of": len(stops), "next": following}

"""Before anybody is asked again: what is held already, and whom nobody has heard."""

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts.acting import Request
from goldthread.web.opened import workspace
from goldthread.web.understand.views.briefs import briefed


def before(request: Request) -> HttpResponse:
    """What somebody wants to ask about, then what is known of it; a survey is for those who were not heard."""
    pathways = workspace().published.pathways()
    shown: dict[str, object] = {"pathways": pathways, "chosen": None}
    if request.GET.get("pathway") in pathways:
        found, brief = briefed(request)
        chosen = pathways[found.given["pathway"]]
        shown |= {
            "asked": found,
            "brief": brief,
            "chosen": chosen,
            "only": request.GET.get("only") == "yes",
            "point": next((one for one in chosen.touchpoints if one.key == found.given["point"]), None),
        }
    return render(request, "listen/before.html", shown)

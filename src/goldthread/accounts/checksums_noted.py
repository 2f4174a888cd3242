"""The audit holds what stands for every file of the store: a store that was put back or exchanged is noticed."""

import logging

from goldthread.accounts import actions
from goldthread.accounts.models import AuditEvent
from goldthread.accounts.opened import workspace
from goldthread.vocabulary import PlainError


log = logging.getLogger(__name__)
NOTED = "files of the evidence noted"


def note() -> bool:
    """Record the newest head of the store's checksums, where the audit does not hold it yet; says whether it did.

    A store or an audit that is damaged is left to `verify`: whoever tidies goes on.
    """
    try:
        return _noted(workspace().maintenance.checksums_head())
    except PlainError as error:
        log.warning("The checksums of the evidence were not noted in the audit: %s", type(error).__name__)
        return False


def _noted(head: str) -> bool:
    last = AuditEvent.objects.filter(what=NOTED).order_by("-id").first()
    if not head or (last is not None and last.detail.get("checksums") == head):
        return False
    actions.note_checksums(by="goldthread", what=NOTED, head=head)
    return True


def told() -> tuple[list[str], list[str]]:
    """What `goldthread verify` says of it: what was checked, and what is wrong."""
    lines = workspace().store.checksums.lines()
    heads = {line["head"] for line in lines}
    anew = max((line["at"] for line in lines if line["what"] in ("restored", "renewed")), default="")
    last = AuditEvent.objects.filter(what=NOTED).order_by("-id").first()
    if last is None:
        return [], []
    head = str(last.detail.get("checksums"))
    if head not in heads and last.at.isoformat(timespec="seconds") > anew:
        sentence = (
            f"The audit of {last.at:%d %B %Y} names files of the evidence that are not here: the evidence was put back "
            "or exchanged, and what came in since is lost. Restore the newest back-up (`goldthread restore ARCHIVE`)."
        )
        return [], [sentence]
    return [f"The audit holds the checksums of the evidence as of {last.at:%d %B %Y}."], []

"""Placeholders as they were kept before needs, decisions, measures, clauses and results had rooms."""


def put(*, kind, wording, on, organisations, key="", by="test"):
    """A placeholder under a key of its own, or the given one."""
    from goldthread.thread.models import Placeholder, token

    return Placeholder.objects.create(
        kind=kind, key=key or token(), wording=wording, on=on, organisations=sorted(organisations), by=by
    )

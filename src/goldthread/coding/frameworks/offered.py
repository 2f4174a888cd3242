"""The lists of labels that coding keeps, for whoever chooses answers by them."""

from goldthread.coding.frameworks.definitions import feelings, framework, touchpoint_kinds


Grouped = list[tuple[str, list[tuple[str, str]]]]


def offered(name: str) -> Grouped | None:
    """The labels that may be chosen, each with its words, in groups that have a title or ""; None for no such list.

    Takes: the list's name, as a filter declares it: themes, feelings or touchpoints.
    """
    if name == "themes":
        return [(one.title, [(label, label) for label in one.labels]) for one in framework().categories]
    if name == "feelings":
        return [("", [(one.key, one.title) for one in feelings()])]
    if name == "touchpoints":
        return [("", [(one.key, one.title) for one in touchpoint_kinds()])]
    return None

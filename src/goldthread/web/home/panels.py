"""How a home page begins: whose it is."""

from goldthread.accounts.acting import Acting


def person(acting: Acting) -> dict[str, str]:
    """Somebody by name."""
    return {"heading": f"Hello {acting.person.name}" if acting.person else "Home", "organisation": ""}


def organisation(acting: Acting) -> dict[str, str]:
    """Somebody by name, at their organisation."""
    right = acting.right
    return person(acting) | {"organisation": (right.organisation_name or right.organisation) if right else ""}


def team(acting: Acting) -> dict[str, str]:
    """A ward by its name, which the page's title is then too."""
    teams = ", ".join(acting.right.services) if acting.right else ""
    return organisation(acting) | ({"heading": teams, "title": teams} if teams else {})

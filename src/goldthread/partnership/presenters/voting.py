"""What somebody is told before they vote: who sees it, and until when it can be changed."""

from datetime import date


def before(method: str, closes_on: date | None) -> tuple[str, ...]:
    """Sentences on a vote. Takes: a secret ballot or a show of hands; the last day to vote, where there is one."""
    if method == "hands":
        return (
            "This is an open show of hands. Everyone in the room sees how you vote.",
            "You can change your hand until the hands are counted.",
        )
    last = f" The vote is open until {closes_on:%-d %B %Y}." if closes_on else ""
    return (
        f"Your vote is secret. The page never says who voted for what.{last}",
        "You cannot change your vote once you have sent it.",
    )

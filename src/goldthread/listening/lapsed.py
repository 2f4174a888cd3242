"""A file whose sender may not bring it in any more: the sentence that people get."""

from goldthread.vocabulary import PlainError


class RightLapsed(PlainError):
    """The right that a file was sent under has ended, or does not hold today."""

    def __init__(self, role: str = "") -> None:
        what = f"The role it was sent under ({role})" if role else "The role it was sent under"
        super().__init__(
            f"{what} has ended, so the file was not imported.",
            "If it is still needed, someone who has that role can send it again.",
        )

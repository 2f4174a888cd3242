"""One more filter of answers, as somebody would add it: one field of `Cut`."""

NAMED = "    since: date | None = filtered("
DECLARED = """    channels: tuple[str, ...] = filtered(
        column="channel", test="one of", parameter="channel", label="How it was told", forms=("narrow", "search"),
        option="Told in this way, such as on a card (may be repeated).",
    )
"""
EDITS = {"vocabulary/questions.py": (NAMED, DECLARED + NAMED)}

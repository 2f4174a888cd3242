"""A filter “how it was told”: in forms, addresses, options, searches and saved searches; it narrows, or it refuses."""

import os
from pathlib import Path

import trying


CARD, TEXT = "Card", "Text message"
TOLD = (CARD, TEXT, CARD, CARD)
BY_TEXT, BY_CARD = "Lovely staff, clean ward", "Nobody told me when"


def main() -> None:
    place = Path(os.environ["GOLDTHREAD_WORKSPACE"]).parent
    trying.goldthread("import", str(trying.file_of(place / "answers.csv", {"Channel": TOLD})))
    commands()
    pages()


def commands() -> None:
    """The option narrows each answer, and agrees with the same answers counted apart."""
    import goldthread

    split = goldthread.open(os.environ["GOLDTHREAD_WORKSPACE"]).findings.volumes(by=("channel",)).rows
    apart = {row["channel"]: row["n"] for row in split}
    for channel, n in ((CARD, 3 * trying.EACH), (TEXT, trying.EACH)):
        told = trying.as_json("show", "words", "--channel", channel)
        trying.check(told["total"] == apart[channel] == n, f"show words --channel “{channel}” finds its {n} answers")
    both = trying.as_json("show", "words", "--channel", CARD, "--channel", TEXT)
    trying.check(both["total"] == trying.EACH * len(TOLD), "both together find all")
    found = trying.as_json("show", "search", "ward", "--channel", CARD)
    trying.check(found["total"] == 0, "a search narrowed by it finds no answer told otherwise")


def pages() -> None:
    """A page offers it, and what an address names narrows what the page shows."""
    trying.site()
    ben = trying.somebody("ben")
    every = trying.page(ben, "/understand/words/")
    trying.check(f'<option value="{TEXT}"' in every, "the page's form offers it, with what was found in the files")
    told = trying.page(ben, "/understand/words/?channel=Text+message")
    trying.check(BY_TEXT in told and BY_CARD not in told, "an address with it shows only those answers")
    trying.check(BY_TEXT not in trying.page(ben, "/understand/words/?channel=Card"), "and leaves out the others")
    trying.check(BY_CARD not in trying.page(ben, "/understand/search/?q=told&channel=Text+message"), "so does a search")
    refused = trying.somebody("dai").get("/understand/words/?channel=Card").status_code
    trying.check(refused == 403, "it opens nothing to Dai")


if __name__ == "__main__":
    main()

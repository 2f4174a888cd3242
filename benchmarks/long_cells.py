"""How long one cell of hostile text keeps the redactor, for several kinds of it; it cannot be interrupted meanwhile.

    nice python benchmarks/long_cells.py [--letters N] [--limit SECONDS]

Prints seconds for each kind, at the length asked for. Ends with 1 where any took longer than the limit.
"""

import argparse
import sys
import time

from goldthread.deidentify import Redactor, language


KINDS = {
    "letters": "a",
    "words": "the ward was clean and kind ",
    "digits": "0123456789 ",
    "digits without a space": "7",
    "NHS numbers": "943 476 5919 ",
    "particles": "van der de la ",
    "names": "Margaret Oduya and John Smith-Jones ",
    "one long name": "Mc",
    "capitals": "A. B. C. ",
    "brackets": "[",
    "tokens": "[NAME] ",
    "combining marks": "e\u0301\u0302\u0303",
    "marks alone": "\u0301",
    "ligatures": "\ufdfa",
    "at signs": "a@",
    "full stops": "a.b.",
    "postcodes": "SW1A 1AA ",
    "hyphens": "a-",
    "apostrophes": "O'",
    "new lines": "Dr\n",
    "unseen": "\u200b",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=5.0)
    asked = parser.parse_args()
    redactor, slowest = Redactor(), 0.0
    redactor.redact(["Margaret was kind."])
    language("The ward was clean and kind.")
    for kind, unit in KINDS.items():
        text = (unit * (asked.letters // len(unit) + 1))[: asked.letters]
        started = time.perf_counter()
        redactor.redact([text])
        redacted = time.perf_counter()
        language(text)
        seconds = time.perf_counter() - started
        slowest = max(slowest, seconds)
        print(f"{kind:24}{redacted - started:8.2f} s, its language {seconds - (redacted - started):6.2f} s", flush=True)
    print(f"{'slowest':24}{slowest:8.2f} s for {asked.letters:,} letters")
    return int(slowest > asked.limit)


if __name__ == "__main__":
    sys.exit(main())

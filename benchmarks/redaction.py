"""How well identities are taken out, and how fast: prints recall by type, look-alikes touched, precision and speed.

python benchmarks/redaction.py [--gold GOLD.jsonl] [--texts N]

Held out: sentences and names that the tagger never met (redaction_frames.txt). With a gold file (lines of
{text, spans, hard_negatives}) also that file as it is, its identifiers with only a few words around them, and its
identifiers put into the held-out sentences, so that nothing of its own sentences is left.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

from redaction_texts import Bench, Text

from goldthread.deidentify import Redactor


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
FREE = set(
    "dr mr mrs ms miss prof professor doctor sister matron nurse year years yr yrs old aged no number ref s x".split()
)
GLUE = set("and of the on in at is my a to or bed ward bay dot com co uk www http https".split())
PATTERNED = {"NHS_NUMBER", "HOSPITAL_NO", "PHONE", "EMAIL", "POSTCODE", "URL", "VEHICLE_REG"}
WINDOW = 24


def read(path: Path) -> list[Text]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Text(
            line["text"],
            [(span["start"], span["end"], span["type"]) for span in line["spans"]],
            [(look["start"], look["end"], look["kind"]) for look in line.get("hard_negatives", ())],
        )
        for line in lines
    ]


def windows(texts: list[Text]) -> list[Text]:
    """Each identifier alone, with whole words of its own sentence for a few characters before and after."""
    made = []
    for text in texts:
        for start, end, kind in text.spans:
            others = [other for other in text.spans if other[:2] != (start, end)]
            first = max([max(0, start - WINDOW), *(other[1] for other in others if other[1] <= start)])
            last = min([end + WINDOW, *(other[0] for other in others if other[0] >= end)])
            left, right = text.text[first:start], text.text[end:last]
            left = left[left.find(" ") + 1 :] if first else left
            right = right[: right.rfind(" ")] if last < len(text.text) and " " in right else right
            made.append(Text(left + text.text[start:end] + right, [(len(left), len(left) + end - start, kind)]))
    return made


def identifiers(texts: list[Text]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for start, end, kind in text.spans:
            told = text.text[start:end]
            given["NAME" if kind.endswith("_NAME") else kind].append(told)
    given["first"] = [name for name in given["NAME"] if " " not in name]
    return given


def score(texts: list[Text]) -> dict[str, object]:
    found, whole, looks, touched, words = Counter(), Counter(), Counter(), Counter(), Counter()
    for text, redaction in zip(texts, Redactor().redact([text.text for text in texts]), strict=True):
        gone = {at for span in redaction.spans for at in range(span.start, span.end)}
        ours = {at for start, end, _ in text.spans for at in range(start, end)}
        for start, end, kind in text.spans:
            kind = "NAME" if kind.endswith("NAME") else kind
            whole[kind] += 1
            found[kind] += all(at in gone for at in range(start, end) if text.text[at].isalnum())
        for start, end, kind in text.looks:
            looks[kind] += 1
            touched[kind] += any(at in gone for at in range(start, end) if text.text[at].isalnum())
        for hit in WORD.finditer(text.text):
            start, end = hit.span()
            inside = [at for at in range(start, end) if at in ours]
            if inside:
                words["identifier gone"] += all(at in gone for at in inside)
            elif not (hit.group().lower() in FREE | GLUE and ours & set(range(start - 3, end + 3))):
                words["other"] += 1
                words["other gone"] += all(at in gone for at in range(start, end))
    return {"found": found, "whole": whole, "looks": looks, "touched": touched, "words": words}


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    –  "


def show(title: str, texts: list[Text]) -> None:
    told = score(texts)
    found, whole, looks, touched, words = (told[name] for name in ("found", "whole", "looks", "touched", "words"))
    pattern = [kind for kind in whole if kind in PATTERNED]
    removed = words["identifier gone"] + words["other gone"]
    print(f"\n{title}: {len(texts):,} texts, {sum(whole.values()):,} identifiers, {sum(looks.values()):,} look-alikes")
    print(
        f"  every letter gone      all {share(sum(found.values()), sum(whole.values()))}   names "
        f"{share(found['NAME'], whole['NAME'])}"
        f"   patterned {share(sum(found[k] for k in pattern), sum(whole[k] for k in pattern))}"
    )
    print(
        f"  precision of words {share(words['identifier gone'], removed)}   look-alikes touched "
        f"{share(sum(touched.values()), sum(looks.values()))}"
        f"   other words removed {100 * words['other gone'] / max(1, words['other']):.2f} %"
    )
    print("  by type: " + ", ".join(f"{kind} {100 * found[kind] / whole[kind]:.1f}" for kind in sorted(whole)))
    if looks:
        print("  touched: " + ", ".join(f"{kind} {100 * touched[kind] / looks[kind]:.1f}" for kind in sorted(looks)))


def speed(what: str, texts: list[str]) -> None:
    """Comments a CPU second of one process: over all texts, and the best of seven runs over each hundred."""
    redactor = Redactor()
    redactor.redact(texts)
    began = time.process_time()
    redactor.redact(texts)
    plain = time.process_time() - began
    best = 0.0
    for at in range(0, len(texts), 100):
        took = []
        for _ in range(7):
            began = time.process_time()
            redactor.redact(texts[at : at + 100])
            took.append(time.process_time() - began)
        best += min(took)
    length = sum(map(len, texts)) / len(texts)
    print(
        f"  {what}: {len(texts):,} texts of {length:.0f} characters: {len(texts) / plain:,.0f} a CPU second; "
        f"undisturbed {len(texts) / best:,.0f}"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path)
    ask.add_argument("--texts", type=int, default=6_000)
    given = ask.parse_args()
    made = Bench(7).texts(given.texts)
    show("Held out: our own sentences and names, not trained on", made)
    print("\nSpeed")
    speed("as in a survey, one in ten with an identifier", Bench(5).ordinary(3_000))
    speed("full of identifiers", [text.text for text in made])
    if given.gold:
        gold = read(given.gold)
        speed("the gold file", [text.text for text in gold])
        show("The gold file", gold)
        show("Its identifiers with a few words around them", windows(gold))
        show("Its identifiers in our held-out sentences", Bench(11).texts(given.texts, identifiers(gold)))


if __name__ == "__main__":
    main()

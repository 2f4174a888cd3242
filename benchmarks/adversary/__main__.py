"""What somebody learns about one to four people from every shared answer together, by linear programming.

    nice python benchmarks/adversary [--seed N] [--targets N] [--weakened] [--choices] [--store] [--json]
    nice python benchmarks/adversary --faces BASE --workspace DIR [--organisation CODE]

Builds an invented population, collects every answer that somebody without its words can get, and bounds each small cell
by linear programs over all of them at once. Atomic cells are organisation × service × role × kind × month × label, at
two monthly closes; a colluder knows every answer of all organisations but one. Everybody gave one answer, which is the
worst case: *fewer than five people* then also means at most four answers. `--weakened` plants one weakness after
another, and the rules of f45c803, and shows that each is found; `--choices` measures other closed lists. `--store` asks
a real store instead, through its verbs, with a partner's scope. `--faces` asks a served demo over HTTP as its patient
partner, and its commands' JSON for the same reader. GOLDTHREAD_LONG=1 takes more people, months and targets.

The row of moments is of somebody who draws every moment that is a union of kinds, asks for it and for its feelings on
journeys over one service or all, and takes part in transitions that both sides have accepted. Kinds of feedback are
together there, since no figure of a label tells them apart.

The first of each table, and the row of moments, are the rules as they are. `--weakened` and `--choices` ask of a
smaller population, so that all of them are done in minutes: name a dimension, as --months 13, for another.

Prints, of cells with one to four people: the share whose exact value is learned, of which two or fewer values are left,
and which are proved not to be empty. Ends with 1 where more is learned than CEILINGS allow.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from adversary.attacking import attack  # noqa: E402  # a benchmark, and no installed package
from adversary.closed_list import CHOICES  # noqa: E402
from adversary.faces import faces  # noqa: E402
from adversary.people import Shape, populate, without_kinds  # noqa: E402
from adversary.simulated import OLD, WEAKENED, WEAKENED_MOMENTS, Moments, Rules, Simulated  # noqa: E402
from adversary.stored import stored  # noqa: E402


LONG = os.environ.get("GOLDTHREAD_LONG") == "1"
CEILINGS = {"exact": 0.0, "two or fewer left": 1.0, "proved not empty": 15.0}
LARGE = Shape(organisations=4, services=6, kinds=3, months=24, themes=3, people=3_000)
SMALL = Shape(services=3, roles=3, months=6, people=300)
DRAWN = "moments and transitions"
Found = dict[str, dict[str, float]]


def simulated(shape: Shape, targets: int, seed: int, *, weakened: bool, choices: bool) -> Found:
    """The rules as they are written, then each weakness planted into them, or other closed lists."""
    people, rules = populate(shape, seed), {"the rules": Rules(), "and a ward's own service": Rules(ward=True)}
    rules |= WEAKENED | {"as at f45c803": OLD} if weakened else {}
    rules |= {f"list: {name}": Rules(choice=name) for name in CHOICES} if choices else {}
    found = {name: attack(Simulated(people, one), targets, seed).shares() for name, one in rules.items()}
    drawn, flat = {DRAWN: Rules()} | (WEAKENED_MOMENTS if weakened else {}), without_kinds(people)
    return found | {name: attack(Moments(flat, one), targets, seed).shares() for name, one in drawn.items()}


def main() -> int:
    asked = _asked()
    shape = LARGE if LONG else SMALL if asked.weakened or asked.choices else Shape()
    shape = Shape(**{name: getattr(asked, name) or getattr(shape, name) for name in shape.__dataclass_fields__})
    if asked.faces:
        found = faces(asked.faces, asked.workspace, asked.organisation, asked.targets, asked.seed)
    elif asked.store:
        found = stored(asked.targets, asked.seed)
    else:
        print(f"{shape}; two closes; a colluder; seed {asked.seed}", file=sys.stderr)
        how = {"weakened": asked.weakened, "choices": asked.choices}
        found = simulated(shape, asked.targets, asked.seed, **how)
    print(json.dumps(found, indent=2) if asked.json else _said(found))
    first = [next(iter(found.values())), *([found[DRAWN]] if DRAWN in found else [])]
    return int(any(one[name] > most for one in first for name, most in CEILINGS.items()))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--targets", type=int, default=2_000 if LONG else 60)
    parser.add_argument("--weakened", action="store_true", help="plant one weakness after another")
    parser.add_argument("--choices", action="store_true", help="measure other closed lists")
    parser.add_argument("--store", action="store_true", help="ask a real store, made here, instead")
    parser.add_argument("--faces", default="", help="the address of a served demo, asked over HTTP as its partner")
    parser.add_argument("--workspace", default="var/demo", help="the folder of that demo, which knows the truth")
    parser.add_argument("--organisation", default="XWC", help="whose cells are attacked; all others collude")
    parser.add_argument("--json", action="store_true")
    for name in Shape.__dataclass_fields__:
        parser.add_argument(f"--{name}", type=int, default=0)
    return parser.parse_args()


def _said(found: Mapping[str, Mapping[str, float]]) -> str:
    widest = max(28, *map(len, found)) + 2
    lines = [f"{'':{widest}}{'cells':>8}{'exact %':>10}{'<= 2 left %':>13}{'not empty %':>13}"]
    for name, one in found.items():
        figures = (one["exact"], one["two or fewer left"], one["proved not empty"])
        lines.append(f"{name:{widest}}{one['cells']:>8}{figures[0]:>10}{figures[1]:>13}{figures[2]:>13}")
        more = {what: n for what, n in one.items() if what not in (*CEILINGS, "cells")}
        lines += [f"    {what}: {n:,}" for what, n in more.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

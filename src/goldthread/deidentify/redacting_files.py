"""Redacting a file of texts by itself, outside any workspace."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from goldthread.deidentify.redactor import Redactor
from goldthread.vocabulary import UnreadableFile
from goldthread.vocabulary.whole_files import made_of


AT_ONCE = 2_000


def redact_file(source: Path, target: Path) -> int:
    """Redact JSON lines of {id, text} into {id, text, spans}, in order and in little memory; gives how many.

    Raises: UnreadableFile naming the line that is not such an object; the target is then not written.
    """
    redactor = Redactor()
    done = 0
    with made_of(source, target) as (lines, out):
        objects = _objects(lines)
        while some := list(islice(objects, AT_ONCE)):
            for line, redaction in zip(some, redactor.redact([one["text"] for one in some]), strict=True):
                spans = [{"start": s.start, "end": s.end, "type": s.type} for s in redaction.spans]
                made = {"id": line["id"], "text": redaction.text, "spans": spans}
                out.write(json.dumps(made, ensure_ascii=False) + "\n")
            done += len(some)
    return done


def _objects(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or "id" not in found or not isinstance(found.get("text"), str):
            raise UnreadableFile(f"Line {number} is not an object with an id and a text.", "Mend it and try again.")
        yield found

"""The supplier's own row reference: sealed, so that a person in danger can be found in the source system."""

import re


TELLING = re.compile(r"@|\+44|(?:\d[\s\-.]?){9,}")
"""An e-mail, a telephone or an NHS number would be contact details, not a reference."""


def reference(file: str, row: int, external_id: str) -> str:
    """What may be sealed: the supplier's id, or file and row number where it has none or it tells too much."""
    if external_id and not TELLING.search(external_id):
        return external_id
    return f"{file}, row {row}"

"""Searches that were saved in files of the folder, before it had a site, are taken over by the site (decision 0033).

A kill at any moment is harmless: a file is removed once its search is committed, and taken over again if it was not.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from goldthread.saved import queries
from goldthread.saved.models import SavedSearch
from goldthread.saved.rules import LONGEST_NAME
from goldthread.vocabulary import Cut, filters
from goldthread.workspace.saved import SearchFiles, plain


log = logging.getLogger(__name__)


def after_migrating(sender: object, **_: object) -> None:
    """Take over what the folder of this site holds, whenever its database was brought up to date."""
    adopt(Path(settings.WORKSPACE))


def adopt(folder: Path) -> int:
    """Take over every saved search of a folder that can be read; gives how many. Harmless to repeat.

    A search that the site has under the same name is replaced by a file that was written later, and stays otherwise.
    """
    files = SearchFiles(folder)
    if not files.any():
        return 0
    taken = [path for path, held in files.held() if _take(held, datetime.fromtimestamp(path.stat().st_mtime, UTC))]
    files.give_up(taken, {plain(one.name) for one in queries.owners()})
    if taken:
        log.info("%s saved searches were taken over from files.", len(taken))
    return len(taken)


def _take(held: dict[str, Any], at: datetime) -> bool:
    """Keep one search. False where another process takes it over at the same moment."""
    try:
        with transaction.atomic():
            former = queries.of_owner(held["name"])
            if former is None or former.at < at:
                row = former or SavedSearch(person=None)
                row.name, row.words, row.asked = held["name"][:LONGEST_NAME], held["words"], _by_parameter(held["cut"])
                row.save()
    except IntegrityError:
        return False
    return True


def _by_parameter(cut: dict[str, Any]) -> dict[str, Any]:
    """What was saved by the fields of a cut, by their names in addresses; a filter that nobody knows keeps its own."""
    declared = filters(Cut)
    names = {name: one.parameter for name, one in declared.items() if one is not None}
    return {names.get(field, field): value for field, value in cut.items() if value}

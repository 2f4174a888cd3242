"""Finding words: an index beside the tables, a cache that can be thrown away and rebuilt at any time.

The index holds words and opaque ids, never a whole answer: what is found is read from the store, through the same cut
as every question.
"""

from goldthread.evidence.search.asked import Query, read_words
from goldthread.evidence.search.keeping import Index
from goldthread.evidence.search.segment import Hit, holds
from goldthread.evidence.search.showing import places_of


__all__ = ["Hit", "Index", "Query", "holds", "places_of", "read_words"]

"""What was kept before a table had its name of today is still there, and still led to."""

from datetime import date

import pytest

from tests.builders.site import cast


cast()

from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from goldthread.accounts import table_seals  # noqa: E402
from goldthread.thread.models import Link, Placeholder  # noqa: E402


@pytest.fixture
def before():
    """The app as it was at 0003, with its tables; brought up to date again afterwards."""
    executor = MigrationExecutor(connection)
    table_seals.unseal(None, plan=executor.migration_plan([("thread", "0003_links_taken_away")]))
    executor.migrate([("thread", "0003_links_taken_away")])
    yield executor.loader.project_state([("thread", "0003_links_taken_away")]).apps
    up_to_date()
    Placeholder.objects.filter(by="before").delete()
    Link.objects.filter(by="before").delete()


def up_to_date():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    table_seals.seal(None)


def test_what_was_a_stop_is_a_placeholder_with_its_key_its_row_and_its_links(before):
    stop = before.get_model("thread", "Stop").objects.create(
        kind="clause", key="from-before", wording="Every call back in a day.", on=date(2026, 5, 1), by="before"
    )
    link = before.get_model("thread", "Link").objects.create(
        kind="was promised in", upper="measure:called-back", lower="clause:from-before", by="before"
    )
    up_to_date()
    held = Placeholder.objects.get(kind="clause", key="from-before")
    assert (held.pk, held.wording, str(held)) == (stop.pk, "Every call back in a day.", "clause:from-before")
    assert Link.objects.get(pk=link.pk).lower == str(held)
    with pytest.raises(Exception, match="UNIQUE|unique"):
        Placeholder.objects.create(kind="clause", key="from-before", wording="Again.", on=date(2026, 5, 2), by="before")

"""Saved questions leave for a room of their own: their table keeps every row, under the name that it has there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("thread", "0005_quoted_passage")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("savedquestion", "saved_savedsearch")],
            state_operations=[migrations.DeleteModel("SavedQuestion")],
        )
    ]

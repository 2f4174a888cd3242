"""Words that the thread quotes are told by name from a passage that is read; every row, and its token, stays as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("thread", "0004_placeholder")]

    operations = [migrations.RenameModel(old_name="Passage", new_name="QuotedPassage")]

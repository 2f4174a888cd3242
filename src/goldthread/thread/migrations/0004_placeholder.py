"""What was called a stop is called a placeholder; every row, and every reference to it, stays as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("thread", "0003_links_taken_away")]

    operations = [
        migrations.RemoveConstraint(model_name="stop", name="one_stop_of_a_reference"),
        migrations.RenameModel(old_name="Stop", new_name="Placeholder"),
        migrations.AddConstraint(
            model_name="placeholder",
            constraint=models.UniqueConstraint(fields=["kind", "key"], name="one_placeholder_of_a_reference"),
        ),
    ]

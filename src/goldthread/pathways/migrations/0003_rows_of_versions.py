"""Rows of a version are told by name from what they are published as; every row stays as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pathways", "0002_accepted")]

    operations = [
        migrations.RenameModel(old_name="Membership", new_name="PathwayService"),
        migrations.RenameModel(old_name="Touchpoint", new_name="PathwayMoment"),
    ]

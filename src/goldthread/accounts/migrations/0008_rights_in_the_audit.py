"""Audit events and deliveries carry the right under which they were asked for; older ones have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_former_names")]
    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="right",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="delivery",
            name="right",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
    ]

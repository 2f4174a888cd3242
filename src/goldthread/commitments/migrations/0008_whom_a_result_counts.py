"""Keep with each result whom it counts: a party that ends later changes nothing of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0007_agenda_periods")]

    operations = [
        migrations.AddField("clauseresult", "counted", models.JSONField(blank=True, default=list)),
    ]

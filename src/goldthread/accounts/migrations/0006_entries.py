from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_outbox")]

    operations = [
        migrations.AddField("person", "entries", models.PositiveIntegerField(default=0, editable=False)),
    ]

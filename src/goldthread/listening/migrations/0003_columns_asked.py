"""A long file whose columns were not recognised waits for its sender to say what they hold."""

from django.db import migrations, models


CHOICES = [
    ("look", "being checked"),
    ("asked", "waiting for you to say what its columns hold"),
    ("looked", "checked, waiting for someone to import it"),
    ("bring", "being imported"),
    ("kept", "imported"),
    ("lapsed", "not imported, since the role that it was sent under has ended"),
    ("refused", "not taken"),
]


class Migration(migrations.Migration):
    dependencies = [("listening", "0002_arrival_right")]
    operations = [
        migrations.AlterField(
            model_name="arrival",
            name="stage",
            field=models.CharField(choices=CHOICES, default="look", max_length=10),
        ),
    ]

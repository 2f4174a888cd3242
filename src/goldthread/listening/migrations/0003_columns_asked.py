"""A long file whose columns were not recognised waits for its sender to say what they hold."""

from django.db import migrations, models


CHOICES = [
    ("look", "being looked over"),
    ("asked", "waiting for you to say what its columns hold"),
    ("looked", "looked over, waiting for a person's word"),
    ("bring", "being brought in"),
    ("kept", "brought in"),
    ("lapsed", "not taken, since the right that it was sent under does not hold any more"),
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

"""An arrival remembers the right that it was sent under; those that wait get the one that lets their sender import."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models


CHOICES = [
    ("look", "being checked"),
    ("looked", "checked, waiting for someone to import it"),
    ("bring", "being imported"),
    ("kept", "imported"),
    ("lapsed", "not imported, since the role that it was sent under has ended"),
    ("refused", "not taken"),
]


def find_rights(apps: Apps, schema_editor: object) -> None:
    """Analysts alone could import until now, and a person has one right of a kind at an organisation."""
    rights = apps.get_model("accounts", "Right").objects.filter(role="analyst")
    for arrival in apps.get_model("listening", "Arrival").objects.filter(right=None):
        arrival.right = rights.filter(person=arrival.person_id, organisation__code=arrival.issuer).first()
        arrival.save(update_fields=["right"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_rights_in_the_audit"), ("listening", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="arrival",
            name="right",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.right"
            ),
        ),
        migrations.AlterField(
            model_name="arrival",
            name="stage",
            field=models.CharField(choices=CHOICES, default="look", max_length=10),
        ),
        migrations.RunPython(find_rights, migrations.RunPython.noop),
    ]

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps as Apps


def seal_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Events sealed with SECRET_KEY keep their seals: that key becomes key 0 of the ring."""
    from goldthread.accounts import auditing

    if apps.get_model("accounts", "AuditEvent").objects.exists():
        auditing.seal_again(secret=settings.SECRET_KEY)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_people_and_organisations")]
    operations = [
        migrations.AddField("auditevent", "number", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("auditevent", "key", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveBigIntegerField(default=0)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("key", models.PositiveIntegerField(default=0)),
                ("print", models.CharField(blank=True, max_length=16)),
                ("mark", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.RunPython(seal_again, migrations.RunPython.noop),
    ]

"""One acting right, sign-in by allauth: its limits are counted in a cache that all processes share."""

from django.core.management import call_command
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_cache(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE site_cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="right",
            name="chosen",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.DeleteModel(name="SignInAttempt"),
        migrations.RunPython(make_cache, drop_cache),
    ]

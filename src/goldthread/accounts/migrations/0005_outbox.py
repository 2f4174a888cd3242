from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_audit_keys")]
    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("key", models.CharField(db_index=True, max_length=200)),
                ("payload", models.JSONField(default=dict)),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("failed", models.CharField(blank=True, max_length=500)),
                ("due", models.DateTimeField(db_index=True)),
            ],
            options={"ordering": ("id",)},
        ),
    ]

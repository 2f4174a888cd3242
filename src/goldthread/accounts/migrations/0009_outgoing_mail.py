"""Outgoing mail, and when each person wants it; everybody begins with at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_rights_in_the_audit"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="mailed",
            field=models.CharField(
                choices=[("at once", "At once"), ("daily", "Once a day, all in one"), ("never", "Not at all")],
                default="at once",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("facts", models.JSONField(default=dict)),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("due", models.DateTimeField(db_index=True, null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("failed", models.CharField(blank=True, max_length=300)),
                ("sent", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]

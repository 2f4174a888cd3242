"""Take over the table of saved questions from the thread, with every row, and let the folder's owner keep some too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goldthread.thread.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("thread", "0006_saved_questions_leave"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SavedSearch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=goldthread.thread.models.token, editable=False, max_length=32, unique=True
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("words", models.CharField(max_length=300)),
                        ("asked", models.JSONField(default=dict)),
                        ("organisation", models.CharField(max_length=20)),
                        ("shared", models.BooleanField(default=False)),
                        ("at", models.DateTimeField(auto_now=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("name", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "organisation", "name"), name="one_question_of_a_name"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AlterField(
            model_name="savedsearch",
            name="words",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="savedsearch",
            name="organisation",
            field=models.CharField(default="", max_length=20),
        ),
        migrations.AlterField(
            model_name="savedsearch",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("name",),
                name="one_search_of_a_name_of_the_owner",
            ),
        ),
    ]

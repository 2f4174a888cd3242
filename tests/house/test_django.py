"""Every Django field is declared personal or not, and migrations are complete."""

import django
import pytest


django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import models  # noqa: E402

from goldthread.accounts import cast, copies  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def people():
    call_command("migrate", verbosity=0, interactive=False)
    cast.load_cast()


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("goldthread.")]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_every_field_is_declared_personal_or_not(model):
    declared = [*model.PERSONAL, *model.NOT_PERSONAL]
    assert sorted(field.name for field in model._meta.local_fields) == sorted(declared)


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_every_text_is_declared_typed_by_people_made_by_software_or_told_by_somebody(model):
    """A withdrawal looks through the first two and empties the third: see `tests/unit/accounts/test_copies.py`."""
    told = getattr(model, "TOLD", ())
    assert sorted([*model.TYPED, *model.MADE, *told]) == sorted([*copies.texts_of(model), *told])


NO_TEXT = (
    models.AutoField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.DateField,
    models.ForeignKey,
    models.UUIDField,
)
"""Kinds of field in which nobody can write a sentence."""


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_every_field_is_of_a_kind_that_a_withdrawal_looks_through_or_that_holds_no_words(model):
    strange = [one for one in model._meta.local_fields if not isinstance(one, (*copies.TEXTS, *NO_TEXT))]
    assert strange == [], "add its kind to copies.TEXTS, and to what the test of copies plants"
    assert not model._meta.local_many_to_many, "a table of its own, whose texts nobody declares"


def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

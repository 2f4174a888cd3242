"""A link that is printed before the site was ever served says that its port is a guess."""

from django.conf import settings
from django.test import override_settings

from goldthread.accounts import remembered
from goldthread.accounts.directory import access
from goldthread.accounts.models import Person
from goldthread.cli.way_in import GUESSED, way_in


def test_a_port_is_a_guess_until_the_site_was_served(system, capsys):
    person, folder = Person.objects.get(handle="t.cy"), settings.WORKSPACE / ".site"
    (folder / "port").unlink(missing_ok=True)
    with override_settings(ADDRESS="", CSRF_TRUSTED_ORIGINS=[], SECURE=False):
        first = way_in(person, by_email=False)
        assert first.said.endswith(first.link) and capsys.readouterr().err == f"{GUESSED}\n"
        remembered.remember_port(folder, 8431)
        made = way_in(person, by_email=False)
        (folder / "port").unlink()
        assert ":8431/" in made.link
        assert capsys.readouterr().err == ""
    with override_settings(ADDRESS="https://feedback.example.org"):
        assert not access.port_is_guessed()

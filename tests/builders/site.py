"""The site's own database, brought up to date once, with the cast of the tests in it."""

from functools import cache

import django


@cache
def cast() -> dict:
    """Asha, Ben, Cath, Fay and Dai, by their handles."""
    django.setup()
    from django.core.management import call_command

    from goldthread.accounts import cast as people

    call_command("migrate", verbosity=0, interactive=False)
    return people.load_cast()

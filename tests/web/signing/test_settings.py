"""Settings of signing in, and addresses that are not there."""

import pytest
from django.test import Client

from goldthread.accounts.models import Person
from tests.web.signing.conftest import PASSWORD


def test_mail_and_single_sign_on_settings_are_refused_by_halves(monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    from goldthread.config import sign_in as configured

    assert configured.providers() == {} and not configured.mail()[1].on
    for issuer, wrong in (("https://idp.example", "needs GOLDTHREAD_OIDC_CLIENT_ID"), ("http://idp.example", "https")):
        monkeypatch.setenv("GOLDTHREAD_OIDC_ISSUER", issuer)
        with pytest.raises(ImproperlyConfigured, match=wrong):
            configured.providers()
    monkeypatch.setenv("GOLDTHREAD_SMTP", "mail.example")
    with pytest.raises(ImproperlyConfigured, match="smtp"):
        configured.mail()
    monkeypatch.setenv("GOLDTHREAD_SMTP", "smtp+tls://mail.example")
    backend, held = configured.mail()
    assert backend.endswith("smtp.EmailBackend") and (held.host, held.port, held.tls) == ("mail.example", 587, True)


def test_nobody_makes_an_account_for_themselves(site):
    from django.urls import NoReverseMatch, reverse

    for name in ("account_signup", "socialaccount_signup", "mfa_signup_webauthn", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    before = Person.objects.count()
    for path in ("/signup/", "/sign-up/", "/accounts/signup/"):
        assert Client().post(path, {"username": "x", "password1": PASSWORD}).status_code == 404
    assert Person.objects.count() == before

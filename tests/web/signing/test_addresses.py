"""Which address a guess is counted under: one place is one address, however many it has."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from goldthread.accounts import limits
from tests.web.signing.conftest import sign_in


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        (" 198.51.100.7 ", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("::ffff:c633:6407", "198.51.100.7"),
        ("2002:c633:6407::1", "198.51.100.7"),
        ("2002:c633:6407:9::5", "198.51.100.7"),
        ("2001:0:4136:e378:8000:63bf:39cc:9bf8", "198.51.100.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_an_address_is_counted_as_the_place_that_it_is_of(said, counted):
    assert limits.counted(said) == counted


def guesses(addresses, **given) -> list[int]:
    return [sign_in(password="wrong", address=one, **given).status_code for one in addresses]


def test_one_network_guesses_no_more_than_one_address(gita):
    assert guesses(f"2001:db8:1:2::{n:x}" for n in range(1, 8)) == [403] * 6 + [429]
    assert sign_in(address="2001:db8:1:2:aaaa:bbbb:cccc:dddd").status_code == 429
    assert sign_in(address="2001:db8:1:3::1").status_code == 302, "another network is another place"


def test_guesses_at_many_names_from_one_network_end(gita):
    with override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "6/15m/key,10/15m/ip", "login": "120/m/ip"}):
        answers = [
            sign_in(login=f"somebody-{n}", password="wrong", address=f"2001:db8:1:2::{n:x}").status_code
            for n in range(12)
        ]
        assert answers == [403] * 10 + [429] * 2


def test_an_address_spelt_as_ipv6_is_the_same_address(gita):
    spelt = ["198.51.100.7", "::ffff:198.51.100.7", "::ffff:c633:6407", "2002:c633:6407::1"] * 2
    assert guesses(spelt[:7]) == [403] * 6 + [429]
    assert sign_in(address="::ffff:198.51.100.8").status_code == 302


def test_a_forwarded_address_is_counted_alike_and_only_where_a_proxy_is_trusted(gita):
    def tried(forwarded: str, **given: str) -> int:
        held = {"login": "gita", "password": "wrong"} | given
        return Client().post("/sign-in/", held, HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR="10.0.0.1").status_code

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert [tried(f"2001:db8:1:2::{n:x}") for n in range(1, 8)] == [403] * 6 + [429]
        assert tried("2001:db8:9:9::1") == 403
    cache.clear()
    assert [tried(f"2001:db8:{n:x}::1") for n in range(1, 8)] == [403] * 6 + [429], "made up where no proxy is trusted"

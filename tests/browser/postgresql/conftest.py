"""The same stories where what people agree is kept in PostgreSQL."""

import pytest

from tests.browser.conftest import served, stepped_in
from tests.builders.postgresql import own_server


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    with (
        own_server() as database,
        served(tmp_path_factory.mktemp("on-postgresql"), pieces=5_000, database=database) as where,
    ):
        yield where


@pytest.fixture(scope="session")
def states(address, browser):
    return stepped_in(address, browser)

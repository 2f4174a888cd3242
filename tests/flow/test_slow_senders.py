"""Strangers who begin a form and never end it: the site goes on answering everybody else."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest


HEAD = (
    b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: csrftoken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nContent-Length: 1000\r\n\r\nlog"
)


@pytest.fixture
def port(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "goldthread.config.settings"}
    command = [sys.executable, "-m", "goldthread.cli"]
    where = ["--workspace", str(tmp_path / "site")]
    subprocess.run([*command, "init", *where], env=env, check=True, capture_output=True)
    site = subprocess.Popen([*command, "serve", *where, "--port", str(number)], env=env, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                answered(number)
                break
            except OSError:
                time.sleep(0.3)
        yield number
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(timeout=60)


def answered(port: int, timeout: float = 60) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)) as connection:
        connection.request("GET", "/about/")
        with connection.getresponse() as said:
            said.read()
            return said.status


def test_unfinished_forms_hold_the_site_for_moments_only(port):
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(12)]
    for one in held:
        one.sendall(HEAD % port)
    time.sleep(1)
    assert answered(port) == 200, "strangers who are silent are cut off"
    for one in held:
        one.settimeout(60)
        said = one.recv(1000)
        assert said.split(b" ")[1:2] in ([b"400"], [b"403"]) or said == b"", said
        one.close()


def test_a_body_that_drips_is_cut_off_and_one_that_comes_in_parts_is_taken(port):
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(HEAD % port)
        slow.settimeout(60)
        time.sleep(2)
        slow.sendall(b"in=" + b"a" * 994)
        assert slow.recv(1000).split(b" ")[1] == b"403", "taken whole, and refused for its made-up token alone"
    with socket.create_connection(("127.0.0.1", port)) as drip:
        drip.sendall(HEAD % port)
        began, cut = time.monotonic(), False
        while not cut and time.monotonic() - began < 60:
            time.sleep(1)
            try:
                drip.sendall(b"a")
                drip.setblocking(False)
                cut = drip.recv(1) is not None
            except BlockingIOError:
                drip.setblocking(True)
            except OSError:
                cut = True
        assert cut and time.monotonic() - began < 40

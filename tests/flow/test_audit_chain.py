"""The audit chain: what is changed, removed, put in or cut off is said; keys are replaced, lost, and migrated to."""

import os
import subprocess
import sys

import pytest

from tests.web.test_postgresql import database as database  # noqa: F401  # a fixture


START = """
import django, hashlib, hmac, json, os, stat
django.setup()
from contextlib import contextmanager
from datetime import timedelta
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from goldthread.accounts import audit_check, auditing, audit_keys
from goldthread.accounts.models import AuditEvent, AuditHead
from goldthread.vocabulary import PlainError

def record(n):
    for at in range(n):
        auditing.record(by="test", what=f"event {at}", about=f"thing:{at}", n=at)

@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

def wrong():
    return audit_check.check().wrong

def nth(n):
    return AuditEvent.objects.get(number=n)

def says(*parts):
    found = wrong()
    assert found and all(any(part in line for line in found) for part in parts), found
    return found
"""
TAMPERED = (
    START
    + """
call_command("migrate", verbosity=0)
assert wrong() == [] and audit_check.check().events == 0
record(12)
assert wrong() == [] and [one.number for one in AuditEvent.objects.all()] == list(range(1, 13))
assert stat.S_IMODE(auditing.ring_file().stat().st_mode) == 0o600
assert settings.WORKSPACE not in auditing.ring_file().parents
assert "key" not in repr(audit_keys.load(auditing.ring_file())), "keys are not printed"
for field, value in (("by", "someone"), ("what", "else"), ("about", "x"), ("detail", {"n": 99}), ("key", 0),
                     ("at", timezone.now() - timedelta(days=1)), ("seal", "0" * 64)):
    with undone():
        AuditEvent.objects.filter(number=5).update(**{field: value})
        says("5")
with undone():
    AuditEvent.objects.filter(number=5).update(what="changed")
    assert says("Audit event 5 (changed) was changed") == wrong() and len(wrong()) == 1
with undone():
    nth(5).delete()
    assert wrong() == ["Audit event 5 is missing from the audit."]
with undone():
    AuditEvent.objects.filter(number__in=(1, 2, 3)).delete()
    assert wrong() == ["Audit events 1 to 3 are missing from the audit."]
with undone():
    nth(12).delete()
    assert wrong() == ["Audit event 12 is missing: the newest were removed from the audit."]
with undone():
    nth(12).delete()
    auditing.record(by="test", what="later")
    assert wrong() == ["Audit event 12 is missing from the audit."], wrong()
with undone():
    AuditEvent.objects.filter(number__gt=9).delete()
    AuditHead.objects.update(count=9, seal=nth(9).seal)
    says("count of the audit was changed")
with undone():
    AuditHead.objects.all().delete()
    says("count of the audit is missing")
    auditing.record(by="test", what="later")
    says("count of the audit was missing when event 13 was recorded")
with undone():
    last = AuditEvent.objects.order_by("-id").first()
    AuditEvent(number=13, at=timezone.now(), by="x", what="forged", previous=last.seal, seal="f" * 64, key=1).save()
    says("forged")
with undone():
    copy = nth(5)
    copy.pk = None
    copy.save()
    says("was put in")
with undone():
    AuditEvent.objects.all().delete()
    says("Audit events 1 to 12 are missing")
with undone():
    AuditEvent.objects.all().delete()
    AuditHead.objects.all().delete()
    says("count of the audit is missing")
with undone():
    a, b = nth(5), nth(6)
    AuditEvent.objects.filter(pk=a.pk).update(number=6)
    AuditEvent.objects.filter(pk=b.pk).update(number=5)
    says("5")
assert wrong() == []

# a key of its own, which can be rotated: what older keys sealed is still checked
assert auditing.rotate(by="owner") == 2 and wrong() == []
record(2)
assert {one.key for one in AuditEvent.objects.all()} == {1, 2} and wrong() == []
with undone():
    AuditEvent.objects.filter(number=3).update(what="changed")
    says("Audit event 3")

# other eyes: a file that others can read is said
os.chmod(auditing.ring_file(), 0o644)
says("chmod 600")
os.chmod(auditing.ring_file(), 0o600)

# losing the keys is a sentence, and nothing is written that could not be sealed
kept = auditing.ring_file().read_bytes()
for left in (None, b"", b"{}", b'{"keys": {}}', b'{"keys": {"1": "zz"}}', b"\\xff\\x00"):
    auditing.ring_file().unlink(missing_ok=True)
    if left is not None:
        auditing.ring_file().write_bytes(left)
    try:
        auditing.record(by="test", what="x")
    except PlainError as error:
        assert "Put the file back" in str(error) and "rotate --lost" in str(error)
    else:
        raise AssertionError(left)
    says("cannot be read")
    try:
        auditing.rotate(by="owner")
    except PlainError:
        pass
    else:
        raise AssertionError("rotated what is not there")
# another site's keys are refused
auditing.ring_file().unlink()
audit_keys.make(auditing.ring_file(), first=2)
try:
    auditing.record(by="test", what="x")
except PlainError as error:
    assert "not those" in str(error)
else:
    raise AssertionError("sealed with another site's key")
# lost for good: begun anew, and what came before cannot be checked, which is said
auditing.ring_file().unlink()
assert auditing.rotate(by="owner", lost=True) == 3
says("sealed with key 1", "sealed with key 2")
auditing.ring_file().unlink()
auditing.ring_file().write_bytes(kept)
says("sealed with key 3")
print("whole")
"""
)
OLDER = (
    START
    + """
call_command("migrate", "accounts", "0003", verbosity=0)
with connection.cursor() as cursor:
    previous = ""
    for n in range(1, 8):
        at, detail = timezone.now(), {"n": n}
        said = json.dumps([previous, at.isoformat(), "test", f"old {n}", "", detail], sort_keys=True)
        seal = hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()
        cursor.execute(
            'insert into accounts_auditevent (at, "by", what, about, detail, previous, seal) '
            "values (%s, %s, %s, %s, %s, %s, %s)",
            [at if connection.vendor == "postgresql" else at.replace(tzinfo=None), "test", f"old {n}", "",
             json.dumps(detail), previous, seal],
        )
        previous = seal
call_command("migrate", verbosity=0)
assert wrong() == [], wrong()
assert [(one.number, one.key) for one in AuditEvent.objects.all()] == [(n, 0) for n in range(1, 8)]
assert settings.SECRET_KEY not in auditing.ring_file().read_text() or len(settings.SECRET_KEY) <= 64
settings.SECRET_KEY = "another one, after the site's secret was changed for good"
record(3)
assert wrong() == [] and nth(8).key == 1
with undone():
    AuditEvent.objects.filter(number=4).update(what="changed")
    says("Audit event 4 (changed) was changed")
with undone():
    nth(7).delete()
    says("Audit event 7 is missing")
print("whole")
"""
)


@pytest.mark.parametrize("story", [TAMPERED, OLDER], ids=["tampered", "older"])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_audit_chain(tmp_path, kind, story, request):
    env = os.environ | {
        "GOLDTHREAD_WORKSPACE": str(tmp_path / "workspace"),
        "XDG_CONFIG_HOME": str(tmp_path / "keys"),
    }
    if kind == "postgresql":
        env["DATABASE_URL"] = request.getfixturevalue("database")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", story], env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stdout.strip() == "whole", done.stderr[-3000:]


def test_verify_says_what_is_wrong_and_rotate_prints_the_new_key(tmp_path):
    env = os.environ | {"GOLDTHREAD_WORKSPACE": str(tmp_path / "w"), "XDG_CONFIG_HOME": str(tmp_path / "keys")}

    def goldthread(*command: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "goldthread.cli", *command], env=env, capture_output=True, text=True, check=False
        )

    assert goldthread("init").returncode == 0
    turned = goldthread("audit", "rotate")
    assert turned.returncode == 0 and "key 2" in turned.stdout, turned.stderr
    whole = goldthread("verify")
    assert whole.returncode == 0 and "The audit has 1 events" in whole.stdout, whole.stdout + whole.stderr
    (ring,) = (tmp_path / "keys").rglob("*.audit-keys")
    ring.unlink()
    lost = goldthread("verify")
    assert lost.returncode == 1 and "WRONG: The keys of the audit cannot be read" in lost.stdout
    assert "Traceback" not in lost.stderr and goldthread("outbox", "list").stdout.strip() == "Nothing is waiting."
    refused = goldthread("audit", "rotate")
    assert refused.returncode == 1 and "Put the file back" in refused.stderr and "Traceback" not in refused.stderr
    assert goldthread("audit", "rotate", "--lost").returncode == 0

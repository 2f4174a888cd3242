"""A back-up is unpacked only where every member is a plain file or folder of a workspace; else nothing is left."""

import io
import os
import stat
import tarfile

import pytest

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import restore
from goldthread.workspace.folder import SETTINGS
from goldthread.workspace.unpacking import close
from tests.builders.evidence import keep


@pytest.fixture
def archive(workspace, tmp_path):
    keep(workspace.store, [{"n": 1, "text": "Words number 1."}])
    return workspace.maintenance.backup(tmp_path / "backup.tar.gz")


def member(name, kind=tarfile.REGTYPE, body=b"x", **facts):
    made = tarfile.TarInfo(name)
    made.type, made.size = kind, len(body) if kind == tarfile.REGTYPE else 0
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made, io.BytesIO(body)


def again(archive, made, *more, settings=None):
    """The archive, with other settings or more in it."""
    with tarfile.open(archive) as held, tarfile.open(made, "w:gz", format=tarfile.PAX_FORMAT) as out:
        for one in held:
            body = held.extractfile(one).read() if one.isfile() else b""
            if settings and one.name == f"workspace/{SETTINGS}":
                body, one.size = settings, len(settings)
            out.addfile(one, io.BytesIO(body))
        for one, body in more:
            out.addfile(one, body)
    return made


def through_long_links(target):
    """Links that a filter which resolves paths takes for harmless: the whole path is longer than can be resolved."""
    long, path = "d" * 247, ""
    for letter in "abcdefghijklmnop":
        yield member(os.path.join(path, long), tarfile.DIRTYPE, mode=0o755)
        yield member(os.path.join(path, letter), tarfile.SYMTYPE, linkname=long)
        path = os.path.join(path, long)
    links = os.path.join(*"abcdefghijklmnop", "l" * 254)
    yield member(links, tarfile.SYMTYPE, linkname="../" * 16)
    yield member("escape", tarfile.SYMTYPE, linkname=f"{links}{'/..' * 12}{target.parent}")
    yield member(f"escape/{target.name}", body=b"written by an archive")


ODD = {
    "link": member("workspace/uploads", tarfile.SYMTYPE, linkname="../sib"),
    "hard link": member("workspace/again", tarfile.LNKTYPE, linkname=f"workspace/{SETTINGS}"),
    "pipe": member("workspace/pipe", tarfile.FIFOTYPE),
    "device": member("workspace/null", tarfile.CHRTYPE, devmajor=1, devminor=3),
    "absolute": member("/workspace/a"),
    "above": member("workspace/../../a"),
    "beside": member("sib/a"),
    "NUL": member("workspace/a", pax_headers={"path": "workspace/a\x00b"}),
    "escape": member("workspace/\x1b]0;owned\x07"),
    "direction": member("workspace/a\u202eb"),
    "deep": member("workspace/" + "d/" * 1500 + "f"),
    "long": member("workspace/" + "d" * 256),
    "late": member("workspace/huge", mtime=1e300),
    "never": member("workspace/never", pax_headers={"mtime": "nan"}),
    "before": member("workspace/before", mtime=-1e10),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_no_back_up_holds_refuses_it_before_anything_is_written(archive, tmp_path, odd):
    place = tmp_path / "place"
    place.mkdir()
    made = again(archive, tmp_path / "odd.tar.gz", ODD[odd])
    with pytest.raises(WorkspaceProblem, match="Entry .* no back-up holds that"):
        restore(made, place / "restored")
    assert not list(place.iterdir())


def test_a_chain_of_long_links_writes_nothing_outside(archive, tmp_path):
    target = tmp_path / "outside" / "written"
    target.parent.mkdir()
    made = again(archive, tmp_path / "chain.tar.gz", *through_long_links(target))
    with pytest.raises(WorkspaceProblem):
        restore(made, tmp_path / "restored")
    assert not target.exists() and not list(tmp_path.glob("restored*"))


def damaged(archive, made):
    raw = bytearray(archive.read_bytes())
    for place in range(len(raw) // 2, len(raw) // 2 + 40):
        raw[place] ^= 0xFF
    made.write_bytes(raw)
    return made


SETTINGS_THAT_LEAD_ELSEWHERE = (
    b"goldthread: 3\nname: ../../../outside/x\nkey_print: x\n",
    b"goldthread: 3\nname: [1]\nkey_print: x\n",
    b"goldthread: 3\nname: a\nkey_print: {b: c}\n",
    b"? [a]\n: b\n",
)


@pytest.mark.parametrize("settings", SETTINGS_THAT_LEAD_ELSEWHERE)
def test_settings_that_lead_elsewhere_are_one_sentence_and_leave_nothing(archive, tmp_path, settings):
    made = again(archive, tmp_path / "odd.tar.gz", settings=settings)
    with pytest.raises(WorkspaceProblem, match="cannot be read|not a back-up"):
        restore(made, tmp_path / "restored")
    assert not list(tmp_path.glob("restored*"))


def test_a_damaged_archive_and_a_fault_on_the_way_are_one_sentence_and_leave_nothing(archive, tmp_path):
    def faulty(workspace, withdrawn):
        raise OverflowError("timestamp out of range")

    with pytest.raises(WorkspaceProblem, match="not a back-up"):
        restore(damaged(archive, tmp_path / "flip.tar.gz"), tmp_path / "restored")
    with pytest.raises(WorkspaceProblem, match="not a back-up"):
        restore(archive, tmp_path / "restored", replay=faulty)
    assert not list(tmp_path.glob("restored*"))


def test_a_link_where_it_unpacks_is_removed_and_not_followed(archive, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter").write_text("Dear")
    (tmp_path / "restored.restoring").symlink_to(tmp_path / "other")
    restore(archive, tmp_path / "restored")
    assert (tmp_path / "other" / "letter").read_text() == "Dear" and not list(tmp_path.glob("*.restoring"))


def test_closing_a_folder_changes_nothing_that_a_link_leads_to(tmp_path):
    (tmp_path / "outside").write_text("mine")
    (tmp_path / "outside").chmod(0o644)
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "held" / "gone").symlink_to(tmp_path / "nowhere")
    close(tmp_path / "held")
    assert stat.S_IMODE((tmp_path / "outside").stat().st_mode) == 0o644


def test_a_workspace_with_a_link_in_it_is_not_backed_up_as_if_it_could_be_restored(workspace, archive, tmp_path):
    (workspace.folder / "evidence" / "more").symlink_to(tmp_path)
    with pytest.raises(WorkspaceProblem, match="evidence/more in the workspace is no plain file"):
        workspace.maintenance.backup(tmp_path / "second.tar.gz")
    assert not list(tmp_path.glob("*second*"))

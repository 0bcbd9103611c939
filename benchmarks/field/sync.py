"""500 persons and 300 photos from one device over a line that is cut every 20 s.

    PONLEU_HOME=/a/new/folder python -m benchmarks.field.sync --rate 4

Prepares the demonstration country in PONLEU_HOME if it is new and serves it with one worker. The
device speaks through a proxy that carries so many megabytes a second and breaks off all connections
every 20 s, wherever a piece is just then. What the device seals is sealed before the clock starts.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import http.client
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from uuid import UUID, uuid4

from benchmarks.field.cut_line import CutLine
from ponleu.engines.sealing import new_file_key, seal, seal_file

PASSPHRASE = "light-every-corner"
PERSONS, PHOTOS, PHOTO_BYTES = 500, 300, 1_500_000
PIECE, BATCH, CUT_S = 256 * 1024, 50, 20
SERVER = 8797


class Person:
    """Somebody signed in."""

    def __init__(self, name: str, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = self.opener.open(self.base + "/sign-in/login/", timeout=60).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        fields = {"login": name, "password": PASSPHRASE, "csrfmiddlewaretoken": token and token[1]}
        body = urllib.parse.urlencode(fields).encode()
        self.opener.open(self.base + "/sign-in/login/", body, timeout=60).read()

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """Ask for an address."""
        request = urllib.request.Request(self.base + path, body, method=method)
        cookies = {each.name: each.value for each in self.jar}
        request.add_header("X-CSRFToken", cookies.get("csrftoken") or "")
        request.add_header("Content-Type", "application/json")
        return bytes(self.opener.open(request, timeout=60).read())


@dataclass
class Device:
    """What a device made and still has to send."""

    key: str
    entries: list[dict[str, object]]
    files: dict[str, bytes]
    kept_to: int = 0
    pieces_sent: int = 0
    bytes_begun: int = 0
    asked_again: int = 0


def made(work: dict[str, object], *, photo_bytes: int = PHOTO_BYTES) -> Device:
    """All entries, and the sealed bytes of photos."""
    (operation, *_rest) = work["operations"]  # type: ignore[misc]
    publics = [base64.b64decode(each) for each in operation["recipients"]]
    entries: list[dict[str, object]] = []
    files = {}
    for number in range(PERSONS + PHOTOS):
        key = uuid4()
        entry = {
            "id": str(key),
            "seq": number + 1,
            "operation": operation["key"],
            "site": operation["sites"][0]["key"],
            "kind": "person",
            "at": datetime.now(UTC).isoformat(),
            "base": None,
            "open": {
                "person": str(uuid4()),
                "wristband": f"B{number:04d}",
                "language": "vi",
                "age_band": "18_24",
                "needs": ["medicine"] if number % 7 == 0 else [],
            },
            "sealed": None,
        }
        if number >= PERSONS:
            entry |= {"kind": "photo", **_photo(key, photo_bytes, publics, files)}
        entries.append(entry)
    return Device(str(uuid4()), entries, files)


def _photo(
    key: UUID, size: int, publics: list[bytes], files: dict[str, bytes]
) -> dict[str, object]:
    plain, file_key = os.urandom(size), new_file_key()
    context = b"ponleu field file\0" + key.bytes
    stored = b"".join(seal_file([plain], file_key, context=context))
    files[str(key)] = stored
    told = json.dumps({"v": 1, "text": "", "file_key": base64.b64encode(file_key).decode()})
    envelope = seal(told.encode(), publics, context=b"ponleu field entry\0" + key.bytes)
    fields = {
        "sha256": hashlib.sha256(plain).hexdigest(),
        "size": len(plain),
        "media_type": "image/jpeg",
        "sealed_sha256": hashlib.sha256(stored).hexdigest(),
        "sealed_size": len(stored),
    }
    return {"open": fields, "sealed": base64.b64encode(envelope).decode()}


def send_all(person: Person, device: Device) -> None:
    """Entries in order, then files; taken up again after each cut."""
    while True:
        try:
            wanted = _send_entries(person, device)
            if not wanted:
                return
            for one in wanted:
                _send_file(person, device, str(one["entry"]), int(str(one["from"])))
        except (OSError, URLError, http.client.HTTPException):
            device.asked_again += 1
            time.sleep(0.2)


def _send_entries(person: Person, device: Device) -> list[dict[str, object]]:
    while True:
        batch = device.entries[device.kept_to : device.kept_to + BATCH]
        now = datetime.now(UTC).isoformat()
        body = json.dumps({"device": device.key, "now": now, "entries": batch}).encode()
        answer = json.loads(person.ask("POST", "/field/sync/", body))
        if answer["refused"]:
            raise SystemExit(answer["refused"][0])
        device.kept_to = answer["kept_to"]
        if device.kept_to == len(device.entries):
            return list(answer["files_wanted"])


def _send_file(person: Person, device: Device, entry: str, have: int) -> None:
    stored = device.files[entry]
    while have < len(stored):
        piece = stored[have : have + PIECE]
        device.pieces_sent += 1
        device.bytes_begun += len(piece)
        answer = json.loads(person.ask("PUT", f"/field/files/{entry}/?from={have}", piece))
        have = answer["have"]
        if answer.get("damaged"):
            raise SystemExit("a file came damaged")


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and all below it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for child in below)


def serve() -> subprocess.Popen[bytes]:
    """The server, once it answers."""
    command = [sys.executable, "-m", "ponleu", "up", "--port", str(SERVER), "--workers", "1"]
    server = subprocess.Popen(command, stdout=sys.stderr)
    for _ in range(900):
        time.sleep(1)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{SERVER}/sign-in/login/", timeout=5).read()
        except OSError:
            continue
        return server
    raise SystemExit("the server did not come up")


def checked(device: Device) -> dict[str, object]:
    """What lies in the record, read past the server: nothing lost, doubled or changed."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "ponleu.faces.config.settings"
    django.setup()
    from ponleu.knowledge.evidence.queries import content_bytes
    from ponleu.response.field.models import Entry, FieldFile, PersonFound

    rows = Entry.objects.filter(device=device.key)
    keys = [str(key) for key in rows.order_by("seq").values_list("pk", flat=True)]
    persons = {entry["open"]["person"] for entry in device.entries[:PERSONS]}  # type: ignore[index]
    kept = FieldFile.objects.filter(entry__device=device.key, whole_at__isnull=False)
    same = sum(content_bytes(row.content_id) == device.files[str(row.pk)] for row in kept)
    return {
        "entries in order": keys == [entry["id"] for entry in device.entries],
        "persons": PersonFound.objects.filter(pk__in=persons).count(),
        "files byte for byte": same,
    }


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=4, help="megabytes a second")
    args = parser.parse_args()
    server = serve()
    try:
        field_worker = Person("field", SERVER)
        device = _registered(field_worker)
        with CutLine(SERVER, rate=args.rate) as line:
            line.cut_each(CUT_S)
            field_worker.base = f"http://127.0.0.1:{line.port}"
            cpu, began = cpu_seconds(server.pid), time.monotonic()
            send_all(field_worker, device)
            took, cpu = time.monotonic() - began, cpu_seconds(server.pid) - cpu
        needed = sum(map(len, device.files.values()))
        told = {
            "seconds": round(took, 1),
            "cuts": line.cuts,
            "taken up again": device.asked_again,
            "sealed bytes of files": needed,
            "bytes of pieces begun again": device.bytes_begun - needed,
            "bytes upward in all": line.sent,
            "server CPU s": round(cpu, 1),
            "load": os.getloadavg()[0],
            **checked(device),
        }
        print(json.dumps(told, indent=1))
    finally:
        server.terminate()
        server.wait(20)


def _registered(person: Person) -> Device:
    key = str(uuid4())
    body = json.dumps({"device": key, "name": "Benchmark"}).encode()
    person.ask("POST", "/field/devices/", body)
    device = made(json.loads(person.ask("GET", f"/field/work.json?device={key}")))
    device.key = key
    return device


if __name__ == "__main__":
    main()

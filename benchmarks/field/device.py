"""A phone's day without a line, in a slowed Chromium; then sent over a line that is cut.

    .venv/bin/python -m benchmarks.field.device [--prepared FOLDER]

``--prepared`` is a folder with the demonstration country, as ``ponleu up --prepare-only`` makes it;
without one it is loaded first. Everything is made and removed below a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.field.cut_line import CutLine
from ponleu.foundation.accounts.demonstration import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
PIN = "408152"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
LONGEST_MS = 1_800_000
MEGABYTE = 1_000_000

MAKE = """async ([pin, persons, photos, size]) => {
    const [{ Vault }, { record }, { newKey }, vaults] = await Promise.all(
        ["vault", "recording", "keys", "vaults"].map((name) => import(`/static/field/${name}.js`)));
    const vault = await Vault.open(vaults.known()[0]);
    await vault.unlock(pin);
    const work = await vault.read("work", "work");
    const operation = work.operations[0];
    const place = { operation: operation.key, site: operation.sites[0].key };
    const timed = async (make) => {
        const begun = performance.now();
        await record(vault, work, { ...place, ...make });
        return performance.now() - begun;
    };
    const random = () => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65536)
            crypto.getRandomValues(bytes.subarray(at, at + 65536));
        return new Blob([bytes], { type: "image/jpeg" });
    };
    const found = { person_ms: [], photo_ms: [] };
    for (let n = 0; n < persons; n++) {
        const open = { person: newKey(), wristband: `B${10000 + n}`, language: "km",
            age_band: "25_59", needs: n % 9 ? [] : ["doctor_now"] };
        found.person_ms.push(await timed({ kind: "person", open }));
    }
    for (let n = 0; n < photos; n++) {
        const blob = random();
        found.photo_ms.push(await timed({ kind: "photo", open: {}, words: { text: "" }, blob }));
    }
    vault.lock();
    vault.store.close();
    return found;
}"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prepared", type=Path)
    parser.add_argument("--persons", type=int, default=500)
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--photo-bytes", type=int, default=1_500_000)
    parser.add_argument("--slower", type=int, default=4, help="times, the processor")
    parser.add_argument("--cut-every", type=float, default=20, help="seconds")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), args)
    print(json.dumps(found, indent=2))
    return 0


def measured(folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """All figures of one run."""
    home = folder / "record"
    if args.prepared:
        shutil.copytree(args.prepared, home)
    with served(home) as port, CutLine(port) as line, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(folder / "profile"),
            executable_path=shutil.which("chromium"),
            args=FLAGS,
            viewport={"width": 320, "height": 640},
            base_url=f"http://127.0.0.1:{line.port}",
        )
        page = context.pages[0]
        page.set_default_timeout(LONGEST_MS)
        begin(page)
        slow = context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": args.slower})
        context.set_offline(True)
        made = page.evaluate(MAKE, [PIN, args.persons, args.photos, args.photo_bytes])
        shown = opened(page, slow, args.persons)
        context.set_offline(False)
        sent = sent_over(page, line, args.cut_every)
        context.close()
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "load": [round(load, 1) for load in os.getloadavg()],
        "made": {"persons": args.persons, "photos": args.photos, "slower": args.slower},
        **{name: spread(times) for name, times in made.items()},
        **shown,
        **sent,
        "at_the_server": kept(home),
    }


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The port of a real server on a record."""
    port = free_port()
    environment = {**os.environ, "PONLEU_HOME": str(home)}
    command = [sys.executable, "-m", "ponleu", "up", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/login/", timeout=5).read()
                break
            except OSError:
                time.sleep(0.5)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def begin(page: Page) -> None:
    """Signed in, with a PIN, the shell kept by the service worker."""
    page.goto("/sign-in/login/")
    page.fill("input[name=login]", "field")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto("/field/en/")
    page.fill("#pin", PIN)
    page.fill("#again", PIN)
    page.locator("main form button").click()
    page.locator("[data-sites] button").first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def opened(page: Page, slow: Any, persons: int) -> dict[str, Any]:
    """From the PIN to the first screen, to the list of people; what it takes."""
    page.reload()
    page.fill("#pin", PIN)
    begun = time.perf_counter()
    page.locator("main form button").click()
    page.locator("[data-sites] button").first.wait_for()
    unlocked = time.perf_counter() - begun
    page.locator("[data-sites] button").first.click()
    begun = time.perf_counter()
    page.locator("[data-to=persons] button").click()
    page.locator("[data-people] li").nth(persons - 1).wait_for(state="attached")
    listed = time.perf_counter() - begun
    slow.send("Performance.enable")
    metrics = slow.send("Performance.getMetrics")["metrics"]
    heap = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    usage = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    return {
        "unlock_s": round(unlocked, 2),
        "list_of_people_s": round(listed, 2),
        "js_heap_mb": round(heap / MEGABYTE, 1),
        "storage_mb": round(usage / MEGABYTE, 1),
    }


def sent_over(page: Page, line: CutLine, every: float) -> dict[str, Any]:
    """Everything sent while the line is cut again and again."""
    before = line.sent
    line.cut_each(every)
    begun = time.perf_counter()
    page.locator("[data-send]").click()
    page.get_by_text("Everything is sent.").wait_for()
    spent = time.perf_counter() - begun
    line.cut_each(0)
    return {
        "sync_s": round(spent, 1),
        "cuts": line.cuts,
        "sent_mb": round((line.sent - before) / MEGABYTE, 1),
    }


def kept(home: Path) -> dict[str, int]:
    """What the record holds of it."""
    script = (
        "from ponleu.response.field.models import Entry, FieldFile\n"
        "print(Entry.objects.count(), FieldFile.objects.exclude(whole_at=None).count(),"
        " FieldFile.objects.filter(damaged__gt=0).count())"
    )
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PONLEU_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
    )
    entries, files, damaged = map(int, told.stdout.split()[-3:])
    return {"entries": entries, "whole_files": files, "damaged": damaged}


def spread(times: list[float]) -> dict[str, float]:
    """Median, 95th of a hundred, and longest."""
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "longest": round(ordered[-1], 1),
    }


if __name__ == "__main__":
    sys.exit(main())

"""How fast reports and files are sealed and opened, by the engine and by Chromium.

Run: ``python benchmarks/sealing/measure.py [--browser]``. One process; prints JSON. The engine's
figures are of CPU time, the browser's of the clock, as a person would wait.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ponleu.engines import sealing  # noqa: E402  # the path comes first

REPORT, FILE, LARGE_FILE_PIECES = bytes(range(256)) * 8, bytes(range(256)) * 8192, 256
CONTEXT, MEGABYTE = b"a record", 1_000_000
SCRIPT = ROOT / "ponleu/foundation/core/static/ponleu/sealing.js"

BROWSER = """async () => {
    const sealing = await import("/sealing.js");
    const report = new Uint8Array(2048);
    const file = new Blob([crypto.getRandomValues(new Uint8Array(65536)).slice(),
        new Uint8Array(2 ** 21 - 65536)]);
    const pairs = [];
    for (let at = 0; at < 5; at++) pairs.push(await sealing.keyPair());
    const publics = pairs.map((pair) => pair.publicKey);
    const context = new TextEncoder().encode("a record");
    const key = sealing.newFileKey();
    const drain = async (pieces) => {
        const parts = [];
        for await (const piece of pieces) parts.push(piece);
        return new Blob(parts);
    };
    const sealed = await sealing.seal(report, publics, context);
    const whole = await drain(sealing.sealFile(file, key, context));
    const timed = async (times, work) => {
        await work();
        const start = performance.now();
        for (let at = 0; at < times; at++) await work();
        return (performance.now() - start) / times;
    };
    return {
        report_sealed_ms: await timed(50, () => sealing.seal(report, publics, context)),
        report_opened_ms: await timed(50, () => sealing.open(sealed, pairs[0], context)),
        file_sealed_ms: await timed(10, () => drain(sealing.sealFile(file, key, context))),
        file_opened_ms: await timed(10, () => drain(sealing.openFile(whole, key, context))),
    };
}"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--browser", action="store_true", help="measure Chromium too")
    args = parser.parse_args()
    found = {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "load": [round(load, 1) for load in os.getloadavg()],
        "reports": reports(),
        "files": files(),
        "passphrases": passphrases(),
        "recovery": recovery(),
        **({"browser": browser()} if args.browser else {}),
    }
    print(json.dumps(found, indent=2))
    return 0


def reports() -> dict[str, float]:
    """Reports of 2 KB to five recipients, a CPU second; bytes that sealing adds."""
    pairs = [sealing.new_key_pair() for _ in range(5)]
    publics = [pair.public for pair in pairs]
    envelope = sealing.seal(REPORT, publics, context=CONTEXT)
    return {
        "sealed_each_cpu_second": 1 / cpu(lambda: sealing.seal(REPORT, publics, context=CONTEXT)),
        "opened_each_cpu_second": 1
        / cpu(lambda: sealing.open_sealed(envelope, pairs[0], context=CONTEXT)),
        "rewrapped_each_cpu_second": 1
        / cpu(lambda: sealing.rewrap(envelope, pairs[0], publics, context=CONTEXT)),
        "bytes_added": len(envelope) - len(REPORT),
    }


def files() -> dict[str, float]:
    """Files of 2 MiB, in MB of content a CPU second; memory that one of 512 MiB takes more."""
    key = sealing.new_file_key()
    whole = b"".join(sealing.seal_file([FILE], key, context=CONTEXT))
    size = len(FILE) / MEGABYTE
    sealed = cpu(lambda: drain(sealing.seal_file([FILE], key, context=CONTEXT)))
    opened = cpu(lambda: drain(sealing.open_file([whole], key, context=CONTEXT)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    drain(sealing.open_file(sealing.seal_file(large(), key, context=CONTEXT), key, context=CONTEXT))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "sealed_mb_each_cpu_second": size / sealed,
        "opened_mb_each_cpu_second": size / opened,
        "memory_mb_for_512_mib": (after - before) / 1024,
    }


def large() -> Iterator[bytes]:
    """512 MiB, 2 at a time."""
    for _ in range(LARGE_FILE_PIECES):
        yield FILE


def drain(pieces: Iterator[bytes]) -> None:
    """Take everything and keep nothing."""
    for _ in pieces:
        pass


def passphrases() -> dict[str, float]:
    """Argon2id at the usual cost, in milliseconds of the clock and of CPU."""
    private = sealing.new_key_pair().private
    locked = sealing.lock(private, "seven rivers", purpose=CONTEXT)
    start = time.perf_counter()
    spent = cpu(lambda: sealing.unlock(locked, "seven rivers", purpose=CONTEXT), least_times=5)
    return {"cpu_ms": 1000 * spent, "clock_ms": 1000 * (time.perf_counter() - start) / 6}


def recovery() -> dict[str, float]:
    """Splitting, joining, and finding a mistyped word, in milliseconds of CPU."""
    sheets = sealing.split(bytes(32))
    words = sheets[0].split()
    words[9] = "academic" if words[9] != "academic" else "acid"

    def find() -> None:
        try:
            sealing.join([" ".join(words), sheets[1]])
        except sealing.SheetRefused:
            return

    return {
        "split_ms": 1000 * cpu(lambda: sealing.split(bytes(32)), least_times=5),
        "join_ms": 1000 * cpu(lambda: sealing.join(sheets[:2]), least_times=5),
        "mistyped_word_ms": 1000 * cpu(find, least_times=5),
    }


def cpu(work: Callable[[], object], *, least_times: int = 20) -> float:
    """CPU seconds that it takes once, over at least a second of work; the first is not counted."""
    work()
    times, start = 0, time.process_time()
    while times < least_times or (time.process_time() - start < 1 and least_times > 5):
        work()
        times += 1
    return (time.process_time() - start) / times


def browser() -> dict[str, Any]:
    """The same sizes in Chromium, without a window, in milliseconds of the clock."""
    from playwright.sync_api import sync_playwright  # only where it is asked for

    def serve(route: Any) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_bytes(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Sealing</title>", content_type="text/html")

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        page.route("**/*", serve)
        page.goto("https://ponleu.test/")
        found: dict[str, Any] = page.evaluate(BROWSER)
        chromium.close()
    return found


if __name__ == "__main__":
    sys.exit(main())

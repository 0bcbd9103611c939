"""What it costs to take a complaint, and a file, from a program.

    PONLEU_HOME=/a/new/folder python -m benchmarks.complaints.api_load --times 100

Asks in its own process, on a file of SQLite, and prints processor time of each as JSON: the server
in front and the network are not in it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from ponleu.foundation.core.keys import new_key  # noqa: E402
from tests.api.planted import handed, officer  # noqa: E402

SEND = "/api/1/complaints/"
WORDS = "They lock the doors at night. " * 60
"""1.8 KB; with the other fields the body has 2 KB."""
FILE_BYTES = 2 * 1024 * 1024


def body(**more: Any) -> str:
    """A complaint of 2 KB."""
    near = "behind the pier " * 5
    told = {"language": "km", "what": WORDS, "near": near, "contact": "012 345 678"}
    return json.dumps({"key": str(new_key()), **told, **more})


def cost(ask: Callable[[], Any], times: int) -> dict[str, float]:
    """Median and 95th percentile of processor milliseconds, and median of the clock's."""
    spent, passed = [], []
    for _ in range(times):
        cpu, clock = time.process_time(), time.perf_counter()
        answer = ask()
        spent.append((time.process_time() - cpu) * 1000)
        passed.append((time.perf_counter() - clock) * 1000)
        if answer.status_code not in (200, 201):
            raise SystemExit(f"{answer.status_code}: {answer.content!r}")
    return {
        "cpu_ms": round(statistics.median(spent), 1),
        "cpu_ms_p95": round(statistics.quantiles(spent, n=20)[-1], 1),
        "wall_ms": round(statistics.median(passed), 1),
    }


def main() -> None:
    """Print what was measured as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    ana, _pair = officer()
    client = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {handed(ana).key}"})
    kind = "application/json"
    known, keys = body(), [str(new_key()) for _ in range(times // 15 + 1)]
    for key in keys:
        client.post(SEND, body(key=key), content_type=kind)
    numbers = iter(range(10_000))

    def add() -> Any:
        key = keys[next(numbers) // 15]
        file = SimpleUploadedFile("a.jpg", b"\xff" * FILE_BYTES)
        return client.post(f"{SEND}{key}/files/", {"file_key": str(new_key()), "file": file})

    found = {
        "bytes": len(known),
        "complaint": cost(lambda: client.post(SEND, body(), content_type=kind), times),
        "with_receipt": cost(
            lambda: client.post(SEND, body(receipt=True), content_type=kind), times
        ),
        "sent_again": cost(lambda: client.post(SEND, known, content_type=kind), times),
        "file_2_mb": cost(add, times),
        "list_of_100": cost(lambda: client.get(SEND), times),
    }
    json.dump(found, sys.stdout)
    print()


if __name__ == "__main__":
    main()

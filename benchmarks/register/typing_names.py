"""How long the form takes to say who it may be, letter by letter, in a register of a million.

    python -m benchmarks.register.typing_names --entries 1000000 --folder var/bench/register

Fills a record of its own (see ``filled``), has its index of names built beside the server while
pages are asked, then types 200 names letter by letter at the real address and prints wall and
CPU milliseconds of each answer: as someone of the whole country, and as someone of one province.
At last it enters an entry and asks again. Nothing is removed; a second run begins at the typing.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.register.filled import fill, names, opened

WARM = 20
HTMX = {"HX-Request": "true", "host": "127.0.0.1"}
BACKEND = "ponleu.foundation.accounts.backends.PassphraseBackend"


class Answer(NamedTuple):
    """What one question cost, and how much of the name was written."""

    letters: int
    wall_ms: float
    cpu_ms: float
    found: int


class Person:
    """Someone signed in, as Django's client sends their requests."""

    def __init__(self, username: str) -> None:
        from django.test import Client

        from ponleu.foundation.accounts.models import User

        self._client = Client(headers=HTMX)
        self._client.force_login(User.objects.get(username=username), backend=BACKEND)

    def ask(self, text: str) -> Answer:
        """What the form asks while a name is written."""
        wall, cpu = time.perf_counter(), time.process_time()
        page = self._client.get("/register/find/", {"kind": "person", "name": text})
        took = time.perf_counter() - wall, time.process_time() - cpu
        assert page.status_code == 200, page.content
        return Answer(len(text), took[0] * 1000, took[1] * 1000, page.content.count(b"<li class"))

    def open(self, address: str) -> tuple[int, float, bytes]:
        """Another page: status, wall milliseconds, content."""
        began = time.perf_counter()
        page = self._client.get(address, headers={"HX-Request": ""})
        return page.status_code, (time.perf_counter() - began) * 1000, page.content

    def enter(self, name: str, unit: str) -> float:
        """Enter an entry by hand; wall milliseconds."""
        began = time.perf_counter()
        form = {"kind": "person", "name": name, "unit": unit}
        page = self._client.post("/register/enter/", form)
        assert page.status_code == 302, page.content
        return (time.perf_counter() - began) * 1000


def typed(entries: int, number: int, seed: int) -> Iterator[str]:
    """Every beginning of some names, two letters and more, as they are typed."""
    chance = random.Random(seed)
    with names(entries).open(encoding="utf-8", newline="") as file:
        rows = [row["name"] for row in csv.DictReader(file)]
    for name in chance.sample(rows, number):
        for length in range(2, len(name) + 1):
            yield name[:length]


def built(person: Person) -> dict[str, Any]:
    """Wait for the index that the first question has built, opening pages meanwhile."""
    began = time.perf_counter()
    took: list[float] = []
    while True:
        _status, asked, shown = person.open("/register/find/?kind=person&name=Sok+Dara")
        took.append(asked)
        if b"made ready" not in shown:
            break
        took.append(person.open("/register/?kind=person")[1])
        time.sleep(1)
    return {
        "seconds to build": round(time.perf_counter() - began, 1) if len(took) > 1 else "was there",
        "pages meanwhile, wall ms": _of(took),
    }


def told(answers: list[Answer]) -> dict[str, Any]:
    """The figures of many answers, all and by how much was written."""
    lengths = ((2, 3), (4, 6), (7, 10), (11, 99))
    return {
        "questions": len(answers),
        "wall ms": _of([each.wall_ms for each in answers]),
        "CPU ms": _of([each.cpu_ms for each in answers]),
        "by letters, wall ms": {
            f"{low}-{high}": _of([a.wall_ms for a in answers if low <= a.letters <= high])
            for low, high in lengths
        },
        "questions that found someone": sum(each.found > 0 for each in answers),
    }


def _of(took: list[float]) -> dict[str, float]:
    if len(took) < 2:
        return {}
    hundredths = statistics.quantiles(took, n=100, method="inclusive")
    picked = {"p50": 49, "p95": 94, "p99": 98}
    return {
        **{name: round(hundredths[at], 1) for name, at in picked.items()},
        "max": round(max(took), 1),
    }


def main() -> None:
    """Fill, build, type, print as JSON."""
    parser = argparse.ArgumentParser(description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("var/bench/register"))
    parser.add_argument("--names", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    opened(args.folder / str(args.entries))
    figures: dict[str, Any] = {"fill seconds": round(fill(args.entries))}

    from ponleu.foundation.accounts.models import Unit

    whole, province = Person("analyst"), Person("analyst.coast")
    figures["index"] = built(whole)
    questions = list(typed(args.entries, args.names, args.seed))
    for reach, person, asked in (
        ("whole country", whole, questions),
        ("one province", province, questions[::4]),
    ):
        for text in questions[:WARM]:
            person.ask(text)
        figures[reach] = told([person.ask(text) for text in asked])
        print(json.dumps({reach: figures[reach]}), file=sys.stderr, flush=True)
    unit = str(Unit.objects.get(path="KH/18/").pk)
    figures["enter one, ms"] = [round(province.enter(f"Kuch Somaly {n}", unit)) for n in "ABCDE"]
    figures["the next question, ms"] = round(whole.ask("Kuch Somaly A").wall_ms, 1)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()

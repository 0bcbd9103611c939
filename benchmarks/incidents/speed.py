"""How fast incidents are found: ``python -m benchmarks.incidents.speed``.

Ten thousand invented tellings of about 4,000 incidents in four years, a third of them in one
district; prints seconds to group them all and milliseconds for single updates, as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from benchmarks.reading.machine import state
from ponleu.engines.incidents import Count, Days, Incidents, Names, Telling

SEED = 6
UPDATES = 200
PEOPLES = ("Chinese", "Vietnamese", "Thai", "Indonesian", "Indian", "Burmese")


def main(words: Sequence[str]) -> int:
    """Make, group, update, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents.speed")
    parser.add_argument("--tellings", type=int, default=10_000)
    args = parser.parse_args(words)
    tellings, names = invented(args.tellings + UPDATES)
    before = state()
    started = perf_counter()
    incidents = Incidents(tellings[UPDATES:], names)
    grouped_seconds = perf_counter() - started
    updates = []
    for telling in tellings[:UPDATES]:
        started = perf_counter()
        incidents.add(telling)
        updates.append(1000 * (perf_counter() - started))
    result = {
        "machine": before,
        "tellings": args.tellings,
        "incidents": len(incidents.groups()),
        "grouping_seconds": round(grouped_seconds, 2),
        "update_milliseconds_median": round(median(updates), 2),
        "update_milliseconds_most": round(max(updates), 2),
    }
    print(json.dumps(result, indent=1))
    return 0


def invented(number: int) -> tuple[list[Telling], Names]:
    """Tellings in random order, and how alike the two names of each site are."""
    chance = random.Random(SEED)
    sites = [(f"Site {n}", f"Other Site {n}", _place(chance)) for n in range(number // 8)]
    names = Names({(one, other): 0.8 for one, other, _ in sites})
    tellings: list[Telling] = []
    while len(tellings) < number:
        *called, place = chance.choice(sites)
        day = date(2022, 1, 1) + timedelta(days=chance.randrange(4 * 365))
        people, count = chance.choice(PEOPLES), chance.randrange(2, 60)
        for _ in range(chance.choice((1, 1, 2, 3, 6))):
            told = day + timedelta(days=chance.choice((0, 0, 0, 1, 2)))
            found = count + chance.choice((0, 0, 1, 3))
            key = f"t{len(tellings):06d}"
            tellings.append(
                Telling(
                    key, key, Days(told, told), (place,), (chance.choice(called),),
                    (Count("found", found, found, people),), frozenset({people}),
                    kinds=frozenset({"raid"}),
                )
            )  # fmt: skip
    chance.shuffle(tellings)
    return tellings[:number], names


def _place(chance: random.Random) -> str:
    if chance.random() < 1 / 3:
        return f"1806{chance.randrange(1, 6):02d}"
    return f"{chance.randrange(1, 26):02d}{chance.randrange(1, 9):02d}{chance.randrange(1, 9):02d}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long incidents take inside the record: one document more, and each page.

    python -m benchmarks.incidents.record --folder var/bench/incidents [--tellings 10000]

Fills a record of its own past the services: so many documents of one invented telling each, those
that the engine joins proposed, a third of the proposals opened by a person with a contradiction
each. Then it has words and names ready, as a server does when it starts, adds 60 documents through
``looking.take`` and asks the real addresses through Django's client, as an analyst of the country
and one of a province. Prints milliseconds as JSON. A second run begins at the making ready.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.reading.machine import state
from benchmarks.register.filled import AT, opened
from ponleu.engines.incidents import (
    ContradictionKind,
    Count,
    Days,
    Incidents,
    Names,
    Span,
    Statement,
    Telling,
)
from ponleu.engines.incidents.blocking import Blocks
from ponleu.engines.incidents.evidence import weight_millibits

SEED, ADDED, ROUNDS, BATCH = 6, 60, 7, 1000
FIRST = (
    "Amber", "Bamboo", "Cedar", "Copper", "Coral", "Crimson", "Dragon", "Eagle", "Emerald",
    "Falcon", "Garden", "Golden", "Granite", "Harbour", "Indigo", "Ivory", "Jade",
    "Jasmine", "Lantern", "Lotus", "Marble", "Meadow", "Mirror", "Moon", "Morning",
    "Orchid", "Palm", "Pearl", "Phoenix", "River", "Royal", "Ruby", "Saffron", "Sapphire",
    "Silver", "Star", "Sunrise", "Temple", "Tiger", "Willow",
)  # fmt: skip
SECOND = (
    "Bay", "Bridge", "Castle", "Corner", "Court", "Crown", "Field", "Forest", "Gate",
    "Heights", "Hill", "House", "Island", "Lake", "Lodge", "Palace", "Park", "Plaza",
    "Point", "Port", "Quay", "Ridge", "Square", "Terrace", "Tower", "Valley", "View",
    "Village", "Wharf", "Yard",
)  # fmt: skip
NOUNS = ("Hotel", "Casino", "Building")
PEOPLES = ("Chinese", "Vietnamese", "Thai", "Indonesian", "Indian", "Burmese")
COMMUNES = tuple(f"{code}{n:02d}" for code in ("1801", "1802", "1201", "0102") for n in (1, 2, 3))


def main(words: Sequence[str]) -> int:
    """Fill if it is empty, add, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents.record")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--tellings", type=int, default=10_000)
    args = parser.parse_args(words)
    opened(args.folder)
    tellings = invented(args.tellings + ADDED)
    fill(tellings[ADDED:])
    result = {
        "machine": state(),
        "tellings": args.tellings,
        "words and names made ready, milliseconds of processor time": _readied(),
        "one document more, milliseconds": _added(tellings[:ADDED]),
        "pages, milliseconds of server time": _pages(),
    }
    print(json.dumps(result, indent=1))
    return 0


def invented(number: int) -> list[Telling]:
    """Tellings in random order; their key is the text of their document."""
    chance = random.Random(SEED)
    called = [" ".join(each) for each in product(FIRST, SECOND, NOUNS)]
    sites = [(name, chance.choice(COMMUNES)) for name in chance.sample(called, number // 8)]
    tellings: list[Telling] = []
    while len(tellings) < number:
        site, place = chance.choice(sites)
        day = date(2022, 1, 1) + timedelta(days=chance.randrange(4 * 365))
        people, count = chance.choice(PEOPLES), chance.randrange(2, 60)
        for _ in range(chance.choice((1, 1, 2, 3, 6))):
            told = day + timedelta(days=chance.choice((0, 0, 0, 1, 2)))
            found = count + chance.choice((0, 0, 1, 3))
            tellings.append(_telling(len(tellings), site, place, told, found, people))
    chance.shuffle(tellings)
    return tellings[:number]


def _telling(number: int, site: str, place: str, day: date, found: int, people: str) -> Telling:
    text = f"{number}. {found} {people} people were found in {site} on {day}."
    span = Span("-", 0, len(text), text)
    return Telling(
        text, text, Days(day, day), (place,), (site,), (Count("found", found, found, people),),
        frozenset({people}), kinds=frozenset({"raid"}),
        statements=(
            Statement(ContradictionKind.COUNT, "found", span, count=Count("found", found, found)),
        ),
    )  # fmt: skip


def fill(tellings: Sequence[Telling]) -> None:
    """Store documents and tellings, what the engine proposes, and a third of it opened."""
    from django.core.management import call_command

    from ponleu.foundation.core.models import Installation
    from ponleu.response.incidents.models import Telling as Row

    call_command("migrate", interactive=False, verbosity=0)
    if Row.objects.exists():
        return
    Installation.objects.get_or_create(
        defaults={"kind": Installation.DEMONSTRATION, "country": "kh", "begun_at": AT}
    )
    units = _units()
    rows = {one.key: row for one, row in _rows(tellings, units)}
    grouped = Incidents(tellings, Names())
    _ties(tellings, rows)
    _propose(grouped, rows)


def _units() -> dict[str, Any]:
    from ponleu.foundation.accounts import services as accounts
    from ponleu.foundation.accounts.models import Grant, Role, Unit, User
    from ponleu.foundation.accounts.rules import Action

    accounts.load_structure("kh", at=AT)
    role = Role.objects.create(code="all", name="All", about="-", actions=list(Action))
    units = {unit.territory: unit for unit in Unit.objects.filter(path__startswith="KH/")}
    for name, territory in (("country", ""), ("province", "18")):
        unit = Unit.objects.get(code="KH") if not territory else units[territory]
        user = User.objects.create(
            username=name, name=name, unit=unit, joined_at=AT, is_demonstration=True
        )
        Grant.objects.create(user=user, role=role, unit=unit, territory=territory, granted_at=AT)
    return units


def _source(number: int, telling: Telling, units: dict[str, Any]) -> Any:
    from hashlib import sha256

    from ponleu.knowledge.evidence.models import Content
    from ponleu.knowledge.sources.models import Source

    data = telling.key.encode()
    content = Content(
        sha256=sha256(data).hexdigest(), size=len(data), media_type="text/plain", kept_at=AT
    )
    territory = telling.places[0][:2]
    return Source(
        unit=units[territory], territory=territory, reference=f"D-2025-{number:06}-X",
        title=telling.key[:80], kind="press", origin="An invented paper", published="2025-01-01",
        language="en", text=telling.key, content=content, added_at=AT,
    )  # fmt: skip


def _kept(rows: Iterable[Any]) -> list[Any]:
    kept = list(rows)
    for at in range(0, len(kept), BATCH):
        type(kept[0])._default_manager.bulk_create(kept[at : at + BATCH])
    return kept


def _rows(tellings: Sequence[Telling], units: dict[str, Any]) -> Iterator[tuple[Telling, Any]]:
    from ponleu.response.incidents import kinship
    from ponleu.response.incidents.models import Looked, Mark
    from ponleu.response.incidents.models import Telling as Row
    from ponleu.response.incidents.values import as_json

    sources = [_source(number, one, units) for number, one in enumerate(tellings, 1)]
    _kept(source.content for source in sources)
    _kept(sources)
    rows = _kept(
        Row(
            source=source, number=1, first=one.days.first, last=one.days.last, kinds="|raid|",
            provinces=f"|{source.territory}|", values=as_json(one), told_at=AT,
        )
        for one, source in zip(tellings, sources, strict=True)
        if one.days
    )  # fmt: skip
    _kept(Looked(source=source, at=AT, engine_version="-") for source in sources)
    _kept(
        Mark(telling=row, value=value)
        for one, row in zip(tellings, rows, strict=True)
        for value in sorted(kinship.marks_of(one))
    )
    return zip(tellings, rows, strict=True)


def _ties(tellings: Sequence[Telling], rows: dict[str, Any]) -> None:
    from ponleu.response.incidents.models import Tie

    names = Names()
    blocks, known = Blocks(names), dict[str, Telling]()
    pairs = []
    for one in tellings:
        for key in blocks.near(one):
            if (weight_millibits(one, known[key], names) or 0) > 0:
                pairs.append(sorted((rows[one.key].pk, rows[key].pk)))
        blocks.add(one)
        known[one.key] = one
    _kept(Tie(one_id=one, other_id=other) for one, other in pairs)


def _propose(grouped: Incidents, rows: dict[str, Any]) -> None:
    from ponleu.foundation.accounts.models import User
    from ponleu.response.incidents.models import Incident, Member, Proposed
    from ponleu.response.incidents.models import Telling as Row
    from ponleu.response.incidents.services import comparing

    person = User.objects.get(username="country")
    several = [one for one in grouped.all() if len(one.tellings) > 1]
    for number, one in enumerate(several):
        proposed = Proposed.objects.create(
            score=one.score, engine_version="-", proposed_at=AT, is_open=number % 3 > 0
        )
        members = [rows[key] for key in one.tellings]
        Row.objects.filter(pk__in=[row.pk for row in members]).update(proposed=proposed)
        if number % 3 == 0:
            made = Incident.objects.create(
                reference=f"N-2025-{number:06}-X", opened_by=person, opened_at=AT
            )
            _kept(Member(incident=made, telling=row, by=person, at=AT) for row in members)
            comparing.compare(made.pk, at=AT)


def _readied() -> float:
    """How long it took; little in the run that fills the record, which had them ready before."""
    from ponleu.response.incidents.naming import make_ready

    begun = process_time()
    make_ready()
    return round(1000 * (process_time() - begun), 1)


def _added(tellings: Sequence[Telling]) -> dict[str, float]:
    """Add documents as they come; what each took."""
    from ponleu.foundation.accounts.models import Unit
    from ponleu.knowledge.sources.models import Source
    from ponleu.response.incidents.models import Looked
    from ponleu.response.incidents.services import looking

    units = {unit.territory: unit for unit in Unit.objects.filter(path__startswith="KH/")}
    first = Source.objects.count()
    spent, busy = [], []
    for number, one in enumerate(tellings, first + 1):
        source = _source(number, replace(one, key=f"{one.key} ({number})"), units)
        source.content.save()
        source.save()
        began, begun = perf_counter(), process_time()
        looking.take(source, [one], at=AT)
        spent.append(1000 * (perf_counter() - began))
        busy.append(1000 * (process_time() - begun))
        Looked.objects.create(source=source, at=AT, engine_version="-")
    return {
        "median": round(median(spent), 1),
        "most": round(max(spent), 1),
        "processor, median": round(median(busy), 1),
        "processor, most": round(max(busy), 1),
    }


def _pages() -> dict[str, dict[str, dict[str, float]]]:
    from django.conf import settings
    from django.test import Client
    from django.test.utils import setup_test_environment

    from ponleu.foundation.accounts.models import User

    setup_test_environment()
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name in ("country", "province"):
        client = Client()
        client.force_login(User.objects.get(username=name))
        found[name] = {address: _asked(client, address) for address in _addresses()}
    return found


def _addresses() -> list[str]:
    from ponleu.response.incidents.models import Incident, Telling

    in_province = Incident.objects.filter(members__telling__provinces="|18|").first()
    waiting = Telling.objects.filter(proposed__is_open=True, provinces="|18|").first()
    addresses = ["/incidents/", "/incidents/?kind=raid&province=18", "/incidents/contradictions/"]
    if in_province:
        addresses.append(f"/incidents/{in_province.pk}/")
    if waiting:
        addresses.append(f"/incidents/proposed/{waiting.pk}/")
        addresses.append(f"/incidents/of-document/{waiting.source_id}/")
    return addresses


def _asked(client: Any, address: str) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200, address
        queries = len(spent)
    taken, busy = [], []
    for _ in range(ROUNDS):
        began, begun = perf_counter(), process_time()
        client.get(address)
        taken.append(1000 * (perf_counter() - began))
        busy.append(1000 * (process_time() - begun))
    return {
        "median": round(median(taken), 1),
        "most": round(max(taken), 1),
        "processor": round(median(busy), 1),
        "queries": queries,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

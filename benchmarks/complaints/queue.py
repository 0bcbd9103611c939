"""How long the queue of complaints takes to answer with 200,000 of them, tab by tab.

    python -m benchmarks.complaints.queue --complaints 200000 --folder var/bench/complaints

Fills a record of its own past the services: invented complaints in 25 provinces, of which a share
is still worked on; their contents share bytes, the summaries of those that wait are sealed each
for itself. Then it asks the real address through Django's client, as an officer of the country
and one of a province, key open, and prints milliseconds of server time: median, longest,
median of processor time; rows. A second run begins at the asking.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

AT = datetime.now(UTC).replace(second=0, microsecond=0)
BATCH = 5000
SEED = 1
ROUNDS = 20
PASSPHRASE = "benchmark words alone"
CONTENT_BYTES = 2000
SIGNS = ("cannot_leave", "papers_taken", "debt", "violence", "unpaid", "child")
LEVELS, SHARES = (0, 1, 2, 3), (50, 30, 15, 5)
PROVINCES = [f"{number:02}" for number in range(1, 26)]
QUERIES = {
    "waiting": "",
    "waiting, page 2": "?page=2",
    "waiting, page 400": "?page=400",
    "late": "?view=late",
    "done": "?view=done",
    "set aside": "?view=junk",
    "now": "?urgency=3",
    "in its turn": "?urgency=0",
    "one language": "?language=fil",
    "one channel": "?channel=embassy",
    "one province": "?place=25",
    "three at once": "?urgency=3&channel=embassy&language=fil",
}


def opened(home: Path) -> None:
    """Set Django up on the record of a folder; call it before anything of it is imported."""
    os.environ["PONLEU_HOME"] = str(home.absolute())
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
    import django

    django.setup()


def fill(complaints: int, waiting: float) -> float:
    """Bring the record to so many complaints; does nothing if it has some. Seconds it took."""
    from django.core.management import call_command

    from ponleu.foundation.core.models import Installation
    from ponleu.response.complaints.models import Complaint

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Complaint.objects.exists():
        return 0.0
    began = time.perf_counter()
    Installation.objects.get_or_create(
        defaults={"kind": Installation.DEMONSTRATION, "country": "kh", "begun_at": AT}
    )
    units = _units()
    rows = _rows(complaints, waiting, units)
    while batch := list(islice(rows, BATCH)):
        Complaint.objects.bulk_create(batch)
        print(".", end="", file=sys.stderr, flush=True)
    return time.perf_counter() - began


def _units() -> dict[str, Any]:
    """The units by province, each with an officer who holds its keys; "" is the country's."""
    from ponleu.foundation.accounts.models import Organisation, Unit

    body = Organisation.objects.create(code="BENCH", name="Benchmark", sort="committee")
    root = Unit.objects.create(code="KH", organisation=body, path="KH/", name="Country")
    units = {"": root}
    for code in PROVINCES:
        units[code] = Unit.objects.create(
            code=f"KH-{code}",
            organisation=body,
            parent=root,
            path=f"KH/{code}/",
            name=f"Province {code}",
            territory=code,
        )
    for name, unit in (("country", root), ("province", units["25"])):
        _officer(name, unit)
    return units


def _officer(name: str, unit: Any) -> None:
    from ponleu.foundation.accounts import services as accounts
    from ponleu.foundation.accounts.models import Grant, Role, User
    from ponleu.foundation.accounts.rules import Action
    from ponleu.foundation.keyrings import services as keyrings

    user = User.objects.create(
        username=name, name=name.title(), unit=unit, joined_at=AT, is_demonstration=True
    )
    actions = [Action.COMPLAINT_READ, Action.COMPLAINT_DECIDE, Action.REGISTER_READ]
    role = Role.objects.create(code=name, name=name, actions=actions)
    Grant.objects.create(user=user, role=role, unit=unit, granted_at=AT)
    accounts.begin_key_pair(user, PASSPHRASE, at=AT)
    keyrings.begin_ring(unit, [user], actor=None, at=AT)


def _rows(complaints: int, waiting: float, units: dict[str, Any]) -> Iterator[Any]:
    from ponleu.engines.sealing import seal
    from ponleu.response.complaints import sealed
    from ponleu.response.complaints.intake import LINE_LETTERS, Summary, summary_bytes
    from ponleu.response.complaints.models import Complaint
    from ponleu.response.complaints.rules import Channel, Outcome, State

    draw = random.Random(SEED)
    content = draw.randbytes(CONTENT_BYTES)
    keys = {code: sealed.recipients(unit.path) for code, unit in units.items()}
    for number in range(complaints):
        province = draw.choice(PROVINCES)
        level = draw.choices(LEVELS, SHARES)[0]
        arrived = AT - timedelta(minutes=draw.randrange(365 * 24 * 60))
        is_done = draw.random() >= waiting
        looked = arrived + timedelta(hours=2) if is_done or draw.random() < 0.5 else None
        complaint = Complaint(
            reference=f"C-2025-{number:06}-X",
            unit=units[province],
            territory=province,
            channel=draw.choice(list(Channel)),
            language=draw.choice(("km", "en", "zh", "vi", "th", "fil")),
            urgency=level,
            urgency_version="bench",
            state=State.CLOSED if is_done else State.RECEIVED,
            outcome=Outcome.REFERRED if is_done else Outcome.PENDING,
            is_junk=draw.random() < 0.05,
            content=content,
            summary=content[:400],
            arrived_at=arrived,
            look_by=arrived + timedelta(hours=24),
            decide_by=arrived + timedelta(days=14 if draw.random() < 0.5 else 400),
            looked_at=looked,
            decided_at=arrived + timedelta(days=7) if is_done else None,
        )
        if not is_done or number % 50 == 0:
            line = " ".join(["locked in, not paid"] * 8)[:LINE_LETTERS]
            told = Summary(line, None, "self", (draw.choice(SIGNS),), province, 0)
            context = sealed.summary_context(complaint.pk)
            complaint.summary = seal(summary_bytes(told), keys[province], context=context)
        yield complaint


def asked(username: str) -> dict[str, dict[str, float]]:
    """Milliseconds of each query for an officer, of wall clock and of processor."""
    from django.test import Client

    from ponleu.foundation.accounts import services as accounts
    from ponleu.foundation.accounts.models import User
    from ponleu.foundation.accounts.opened_keys import COOKIE, keep_open

    user = User.objects.get(username=username)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="ponleu.foundation.accounts.backends.PassphraseBackend")
    session = client.session
    request: Any = SimpleNamespace(session=session, META={})
    pair = accounts.unlocked(user, PASSPHRASE)
    assert pair is not None
    keep_open(request, str(user.pk), pair)
    session.save()
    client.cookies[COOKIE] = request.META[COOKIE]
    return {name: _timed(client, query) for name, query in QUERIES.items()}


def _timed(client: Any, query: str) -> dict[str, float]:
    walls, cpus = [], []
    for _round in range(ROUNDS + 2):
        wall, cpu = time.perf_counter(), time.process_time()
        page = client.get(f"/complaints/{query}")
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
        assert page.status_code == 200, page.content
    return {
        "wall_ms": statistics.median(walls[2:]),
        "longest_ms": max(walls[2:]),
        "cpu_ms": statistics.median(cpus[2:]),
        "rows": page.content.count(b'<span class="pl-tags">'),
    }


def main() -> int:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--complaints", type=int, default=200_000)
    parser.add_argument("--waiting", type=float, default=0.15, help="share still worked on")
    parser.add_argument("--folder", type=Path, default=Path("var/bench/complaints"))
    asks = parser.parse_args()
    asks.folder.mkdir(parents=True, exist_ok=True)
    opened(asks.folder)
    print(f"filled in {fill(asks.complaints, asks.waiting):.0f} s", file=sys.stderr)
    found = {name: asked(name) for name in ("country", "province")}
    for name, answers in found.items():
        for query, took in answers.items():
            times = f"{took['wall_ms']:7.1f} {took['longest_ms']:7.1f} {took['cpu_ms']:7.1f}"
            print(f"{name:9} {query:18} {times} {took['rows']:3}", file=sys.stderr)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
